/// What a network of dense layers makes of a row, before its last activation.
///
/// Products are summed from the first unit to the last, the intercept comes last; BLAS sums in another order, so numbers may
/// differ from scikit-learn's in the last places.
///
/// Payload of the table (little-endian): u32 layers `L`, activation (0 identity, 1 logistic, 2 tanh, 3 relu), u32 × (L+1)
/// units; for each layer f64 × out intercepts, then unit after unit f64 × in weights.
public struct DenseLayers: RowModel, @unchecked Sendable {
  /// Features a row has.
  public let features: Int
  /// Numbers a row gives.
  public let outputs: Int
  private let layers: Int
  private let widest: Int
  private let activation: Int
  private let units: TableWords
  private let numbers: TableNumbers

  /// A view of the table's bytes, which must stay where they are.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    var cursor = try TableCursor(ParameterTable(validating: bytes, kind: .denseLayers))
    let head = try cursor.words(2)
    layers = head[0]
    activation = head[1]
    guard layers > 0, layers < 1 << 16, activation < 4 else { throw .malformed }
    units = try cursor.words(layers + 1)
    var count = 0
    var widest = 1
    for layer in 0...layers {
      guard units[layer] > 0, units[layer] < 1 << 24 else { throw .malformed }
      widest = max(widest, units[layer])
      if layer > 0 { count += units[layer] * (1 + units[layer - 1]) }
    }
    self.widest = widest
    features = units[0]
    outputs = units[layers]
    numbers = try cursor.numbers(count)
    try cursor.finish()
  }

  /// The outputs of one row; both vectors are as long as stated.
  public func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault? {
    if let fault = inputFault(row, count: features) { return fault }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 &* widest) { buffer in
      guard let start = buffer.baseAddress else { return }
      var input = row
      var part = numbers
      for layer in 1...layers {
        let (width, depth) = (units[layer], units[layer &- 1])
        let output = layer == layers ? result : start + (layer & 1) &* widest
        for k in 0..<width {
          let weights = part.from(width &+ k &* depth)
          var sum = 0.0
          for j in 0..<depth { sum += input[j] * weights[j] }
          sum += part[k]
          output[k] = layer == layers ? sum : activated(sum)
        }
        input = UnsafePointer(output)
        part = part.from(width &* (1 &+ depth))
      }
    }
    return nil
  }

  private func activated(_ x: Double) -> Double {
    switch activation {
    case 1: logistic(x)
    case 2: hyperbolicTangent(x)
    case 3: x > 0 ? x : 0
    default: x
    }
  }
}
