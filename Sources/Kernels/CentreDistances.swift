/// How far a row is from each of some points: what `KMeans.transform` gives, negated where the nearest point decides.
///
/// Payload of the table (little-endian): u32 features `F`, points `K`, metric, 1 where distances are negated; f64 power;
/// f64 × K × F.
public struct CentreDistances: RowModel, @unchecked Sendable {
  /// Features a row has.
  public let features: Int
  /// Numbers a row gives.
  public let outputs: Int
  private let metric: NeighbourMetric
  private let sign: Double
  private let points: TableNumbers

  /// A view of the table's bytes, which must stay where they are.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    var cursor = try TableCursor(ParameterTable(validating: bytes, kind: .centreDistances))
    let head = try cursor.words(4)
    features = head[0]
    outputs = head[1]
    guard let metric = NeighbourMetric(code: head[2], power: try cursor.numbers(1)[0]) else { throw .malformed }
    self.metric = metric
    sign = head[3] == 1 ? -1 : 1
    guard features > 0, outputs > 0, features < 1 << 24, outputs < 1 << 24 else { throw .malformed }
    points = try cursor.numbers(outputs * features)
    try cursor.finish()
  }

  /// The outputs of one row; both vectors are as long as stated.
  public func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault? {
    if let fault = inputFault(row, count: features) { return fault }
    for k in 0..<outputs {
      let point = points.from(k &* features)
      var sum = 0.0
      for j in 0..<features { sum = metric.added(row[j] - point[j], to: sum) }
      result[k] = sign * metric.distance(sum)
    }
    return nil
  }
}
