/// Half the squared length of a row in each class's own axes, taken from a constant: `c − ½ |(x − m) A|²`.
///
/// What quadratic discriminants and mixtures of normal distributions compute. Products are summed from the first feature to the
/// last; BLAS sums in another order, so scores may differ from scikit-learn's in the last places.
///
/// Payload of the table (little-endian): u32 features `F`, outputs `K`, then K × u32 axes; for each output f64 constant,
/// f64 × F means, and axis after axis f64 × F.
public struct QuadraticScores: RowModel, @unchecked Sendable {
  /// Features a row has.
  public let features: Int
  /// Numbers a row gives.
  public let outputs: Int
  private let axes: TableWords
  private let numbers: TableNumbers

  /// A view of the table's bytes, which must stay where they are.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    var cursor = try TableCursor(ParameterTable(validating: bytes, kind: .quadraticScores))
    let head = try cursor.words(2)
    features = head[0]
    outputs = head[1]
    guard features > 0, outputs > 0, features < 1 << 24, outputs < 1 << 24 else { throw .malformed }
    axes = try cursor.words(outputs)
    var count = 0
    for k in 0..<outputs { count += 1 + features * (1 + axes[k]) }
    numbers = try cursor.numbers(count)
    try cursor.finish()
  }

  /// The outputs of one row; both vectors are as long as stated.
  public func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault? {
    if let fault = inputFault(row, count: features) { return fault }
    var part = numbers
    for k in 0..<outputs {
      var square = 0.0
      for axis in 0..<axes[k] {
        let direction = part.from(1 &+ features &* (1 &+ axis))
        var sum = 0.0
        for j in 0..<features { sum += (row[j] - part[1 &+ j]) * direction[j] }
        square += sum * sum
      }
      result[k] = part[0] - 0.5 * square
      part = part.from(1 &+ features &* (1 &+ axes[k]))
    }
    return nil
  }
}
