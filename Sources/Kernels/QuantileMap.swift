/// Where each feature stands among its fitted quantiles: the share of values below it, or the normal quantile of that share.
///
/// NaN stays NaN.
///
/// Payload of the table (little-endian): u32 features `F`, quantiles `Q`, 1 for a normal distribution; f64 × Q references
/// from 0 to 1; f64 × F × Q quantiles, ascending for each feature.
///
/// - SeeAlso: scikit-learn, `QuantileTransformer._transform_col`.
public struct QuantileMap: RowModel, @unchecked Sendable {
  /// Features a row has.
  public let features: Int
  /// Numbers a row gives: one a feature.
  public var outputs: Int { features }
  private let count: Int
  private let isNormal: Bool
  private let references: TableNumbers
  private let quantiles: TableNumbers
  /// Shares so near to 0 and 1 are taken for them.
  private static var bound: Double { 1e-7 }

  /// A view of the table's bytes, which must stay where they are.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    var cursor = try TableCursor(ParameterTable(validating: bytes, kind: .quantileMap))
    let head = try cursor.words(3)
    features = head[0]
    count = head[1]
    isNormal = head[2] == 1
    guard features > 0, count > 0, features < 1 << 24, count < 1 << 24 else { throw .malformed }
    references = try cursor.numbers(count)
    quantiles = try cursor.numbers(features * count)
    try cursor.finish()
  }

  /// The outputs of one row; both vectors are as long as stated. Takes whatever there is.
  public func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault? {
    for j in 0..<features { result[j] = mapped(row[j], quantiles.from(j &* count)) }
    return nil
  }

  private func mapped(_ x: Double, _ quantiles: TableNumbers) -> Double {
    if x.isNaN { return x }
    let (low, high) = (quantiles[0], quantiles[count &- 1])
    var share = 0.5 * (interpolated(x, quantiles, sign: 1) - interpolated(-x, quantiles, sign: -1))
    if isNormal ? x + Self.bound > high : x == high { share = 1 }
    if isNormal ? x - Self.bound < low : x == low { share = 0 }
    guard isNormal else { return share }
    let value = normalQuantile(share)
    let (least, most) = (normalQuantile(Self.bound - 0x1p-52), normalQuantile(1 - (Self.bound - 0x1p-52)))
    return value < least ? least : value > most ? most : value
  }

  /// numpy's `interp` over the quantiles; with a negative sign over them reversed and negated, as the references are.
  private func interpolated(_ x: Double, _ quantiles: TableNumbers, sign: Double) -> Double {
    func place(_ index: Int) -> Double { sign < 0 ? -quantiles[count &- 1 &- index] : quantiles[index] }
    func height(_ index: Int) -> Double { sign < 0 ? -references[count &- 1 &- index] : references[index] }
    if x > place(count &- 1) { return height(count &- 1) }
    if x < place(0) { return height(0) }
    // The last place that is not above x.
    var (low, high) = (0, count)
    while low < high {
      let middle = (low &+ high) / 2
      if place(middle) <= x { low = middle &+ 1 } else { high = middle }
    }
    let index = low &- 1
    if index >= count &- 1 || place(index) == x { return height(min(max(index, 0), count &- 1)) }
    let slope = (height(index &+ 1) - height(index)) / (place(index &+ 1) - place(index))
    var value = slope * (x - place(index)) + height(index)
    if value.isNaN {
      value = slope * (x - place(index &+ 1)) + height(index &+ 1)
      if value.isNaN, height(index) == height(index &+ 1) { value = height(index) }
    }
    return value
  }
}
