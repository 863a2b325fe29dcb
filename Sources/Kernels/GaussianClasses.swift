/// The joint log likelihood of each class under independent normal features: `GaussianNB`.
///
/// numpy sums over the features pairwise where a row is contiguous, and feature after feature where rows came from a frame's
/// columns; the table says which of both the fit saw.
///
/// Payload of the table (little-endian): u32 features `F`, classes `K`, sequential, 0; for each class f64 log prior, log of the
/// norm, f64 × F means, f64 × F variances.
public struct GaussianClasses: RowModel, @unchecked Sendable {
  /// Features a row has.
  public let features: Int
  /// Numbers a row gives.
  public let outputs: Int
  private let isSequential: Bool
  private let numbers: TableNumbers

  /// A view of the table's bytes, which must stay where they are.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    var cursor = try TableCursor(ParameterTable(validating: bytes, kind: .gaussianClasses))
    let head = try cursor.words(4)
    features = head[0]
    outputs = head[1]
    isSequential = head[2] == 1
    guard features > 0, outputs > 0, features < 1 << 24, outputs < 1 << 24 else { throw .malformed }
    numbers = try cursor.numbers(outputs * (2 + 2 * features))
    try cursor.finish()
  }

  /// The outputs of one row; both vectors are as long as stated.
  public func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault? {
    if let fault = inputFault(row, count: features) { return fault }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: features) { buffer in
      guard let terms = buffer.baseAddress else { return }
      for k in 0..<outputs {
        let part = numbers.from(k &* (2 &+ 2 &* features))
        var sum = 0.0
        for j in 0..<features {
          let distance = row[j] - part[2 &+ j]
          terms[j] = distance * distance / part[2 &+ features &+ j]
          sum += terms[j]
        }
        if !isSequential { sum = pairwiseSum(terms, count: features) }
        result[k] = part[0] + (part[1] - 0.5 * sum)
      }
    }
    return nil
  }
}
