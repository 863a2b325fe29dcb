/// Linear scores over a mapped parameter table: for each output, coefficients × features + intercept.
///
/// numpy hands this product to BLAS, whose order of summation changes with the processor. Ours is fixed: features are
/// added from first to last, starting at zero, the intercept comes last. So a score may differ from scikit-learn's by a few
/// units in the last place of its largest term.
///
/// Payload of the table (little-endian): u32 features `F`, u32 outputs `K`, f64 × K intercepts, f64 × K × F coefficients, one
/// output after the other.
public struct LinearScores: @unchecked Sendable {
  /// Features of a row, in training order.
  public let features: Int
  /// Scores of a row: 1 for a binary classifier or a regression, otherwise one for each class.
  public let outputs: Int

  private let intercepts: UnsafeRawPointer
  private let coefficients: UnsafeRawPointer

  /// A view of the table's bytes, which must stay where they are.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    let payload = try ParameterTable(validating: bytes, kind: .linearScores).payload
    guard payload.count >= 8, let base = payload.baseAddress else { throw .truncated }
    features = Int(UInt32(littleEndian: base.loadUnaligned(as: UInt32.self)))
    outputs = Int(UInt32(littleEndian: base.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
    guard outputs > 0, features < 1 << 24, outputs < 1 << 24,
      payload.count == 8 + 8 * outputs * (features + 1)
    else { throw .malformed }
    intercepts = base + 8
    coefficients = base + 8 + 8 * outputs
  }

  /// The scores of one row.
  ///
  /// - Parameters:
  ///   - row: `features` numbers, in training order.
  ///   - result: room for `outputs` numbers; untouched where a fault is returned.
  /// - Returns: what scikit-learn's input check would object to, if anything.
  public func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault? {
    if let fault = inputFault(row, count: features) { return fault }
    var k = 0
    while k < outputs {
      let start = coefficients + k &* features &* 8
      var sum = 0.0
      var j = 0
      while j < features {
        sum += row[j] * number(start, j)
        j &+= 1
      }
      result[k] = sum + number(intercepts, k)
      k &+= 1
    }
    return nil
  }

  @inline(__always)
  private func number(_ base: UnsafeRawPointer, _ index: Int) -> Double {
    Double(bitPattern: UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)))
  }
}

/// What scikit-learn's check of `Double` input finds first in `count` numbers.
public func inputFault(_ row: UnsafePointer<Double>, count: Int) -> InputFault? {
  var i = 0
  while i < count {
    if row[i] != row[i] { return .missing }
    if row[i].magnitude == Double.infinity { return .infinite }
    i &+= 1
  }
  return nil
}
