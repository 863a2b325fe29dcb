/// Counts of terms as weights: times how rare each term is, divided by the row's length.
///
/// Payload of the table (little-endian): u32 terms `F`, 1 for logarithms of counts, norm (0 none, 1 sum, 2 Euclidean),
/// 1 where squares are summed from the last term; f64 × F how rare each term is.
///
/// - SeeAlso: scikit-learn, `TfidfTransformer.transform`.
public struct TermWeights: RowModel, @unchecked Sendable {
  /// Terms a row has.
  public let features: Int
  /// Numbers a row gives: one a term.
  public var outputs: Int { features }
  private let takesLogarithms: Bool
  private let norm: Int
  private let sumsFromLast: Bool
  private let rarities: TableNumbers

  /// A view of the table's bytes, which must stay where they are.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    var cursor = try TableCursor(ParameterTable(validating: bytes, kind: .termWeights))
    let head = try cursor.words(4)
    features = head[0]
    takesLogarithms = head[1] == 1
    norm = head[2]
    sumsFromLast = head[3] == 1
    guard features > 0, features < 1 << 24, norm <= 2 else { throw .malformed }
    rarities = try cursor.numbers(features)
    try cursor.finish()
  }

  /// The outputs of one row; both vectors are as long as stated.
  public func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault? {
    if let fault = inputFault(row, count: features) { return fault }
    var length = 0.0
    for j in 0..<features {
      let count = takesLogarithms && row[j] != 0 ? naturalLogarithm(row[j]) + 1 : row[j]
      result[j] = row[j] == 0 ? 0 : count * rarities[j]
    }
    for step in 0..<features {
      let value = result[sumsFromLast ? features &- 1 &- step : step]
      length += norm == 1 ? value.magnitude : value * value
    }
    guard norm > 0, length > 0 else { return nil }
    if norm == 2 { length = length.squareRoot() }
    for j in 0..<features { result[j] /= length }
    return nil
  }
}
