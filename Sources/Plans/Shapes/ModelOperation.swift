import Columns
import Kernels

/// What a fitted model computes from a vector of features through its table.
protocol ModelOperation: RowOperation {
  /// The kernel that opens the table.
  associatedtype Kernel: RowModel & Sendable

  var block: ParameterBlock { get }
  var refusals: InputRefusals { get }

  init(block: ParameterBlock, refusals: InputRefusals)

  /// The kernel over a table's bytes.
  static func kernel(_ bytes: UnsafeRawBufferPointer) throws(ParameterError) -> Kernel
}

extension ModelOperation {
  package init(attributes: inout AttributeReader) throws(PlanError) {
    self.init(block: try attributes.parameters(), refusals: try InputRefusals(&attributes))
  }

  package static var kernelOfTable: String { "\(Kernel.self)" }

  private func model() throws(ParameterError) -> Kernel {
    try block.kernel { (bytes) throws(ParameterError) in try Self.kernel(bytes) }
  }

  package var attributes: Attributes {
    var attributes = Attributes([:], parameters: block)
    attributes.append(refusals)
    return attributes
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: 1)
    guard let model = try? model() else { throw TypeMismatch("'\(block.name)' is no table of '\(name)'") }
    guard inputs[0] == .vector(model.features) else {
      throw Self.mismatch("\(ValueType.vector(model.features))", inputs)
    }
    return .vector(model.outputs)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    guard let columns = inputs[0].vector, let model = try? model(), columns.count == model.features else {
      return RowValues(missing: .vector(0), count: inputs[0].count)
    }
    return .vector(
      rows(columns.map(\.float64s), count: inputs[0].count, width: model.outputs) { row, input, output in
        guard let fault = model.evaluate(input, into: output) else { return }
        failures.append(row, refusals[fault])
        output.update(repeating: .nan, count: model.outputs)
      })
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let outputs = (try? model())?.outputs ?? 0
    return SwiftExpression(
      "outputs(of: \(scope.table(block)), \(inputs[0].code), \(refusals.spelled), scratch)", .vector(outputs),
      canFail: true)
  }
}

/// Runs `kernel` over the rows of side by side columns: the row's number, its numbers and where its results go.
func rows(
  _ columns: [[Double]], count: Int, width: Int,
  _ kernel: (Int, UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void
) -> [Column] {
  var results = Array(repeating: [Double](repeating: .nan, count: count), count: width)
  var input = [Double](repeating: 0, count: max(columns.count, 1))
  var output = [Double](repeating: .nan, count: max(width, 1))
  for row in 0..<count {
    for index in columns.indices { input[index] = columns[index][row] }
    input.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        if let from = input.baseAddress, let to = output.baseAddress { kernel(row, from, to) }
      }
    }
    for index in 0..<width { results[index][row] = output[index] }
  }
  return results.map { .floats($0) }
}
