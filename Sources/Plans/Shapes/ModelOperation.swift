import Columns
import Kernels
import Processors

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
    let (results, faults) = answers(of: model, columns.map(\.float64s), count: inputs[0].count)
    for (row, fault) in faults { failures.append(row, refusals[fault]) }
    return .vector(results)
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let outputs = (try? model())?.outputs ?? 0
    return SwiftExpression(
      "outputs(of: \(scope.table(block)), \(inputs[0].code), \(refusals.spelled), scratch)", .vector(outputs),
      canFail: true)
  }
}

/// What a model answers for the rows of side by side columns, on all processors: NaN where there is a fault.
private func answers(
  of model: some RowModel & Sendable, _ columns: [[Double]], count: Int
) -> (results: [Column], faults: [(row: Int, fault: InputFault)]) {
  let (features, outputs, size) = (columns.count, model.outputs, 256)
  let parts = inParallel(count: (count + size - 1) / size) { part -> ([Double], [(row: Int, fault: InputFault)]) in
    let rows = part * size..<min(count, (part + 1) * size)
    var input = [Double](repeating: 0, count: max(rows.count * features, 1))
    for index in 0..<features {
      for (place, row) in rows.enumerated() { input[place * features + index] = columns[index][row] }
    }
    var output = [Double](repeating: .nan, count: max(rows.count * outputs, 1))
    var faults = [InputFault?](repeating: nil, count: rows.count)
    input.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        faults.withUnsafeMutableBufferPointer { faults in
          guard let from = input.baseAddress, let to = output.baseAddress, let faults = faults.baseAddress else {
            return
          }
          model.evaluate(from, count: rows.count, into: to, faults: faults)
        }
      }
    }
    var found: [(row: Int, fault: InputFault)] = []
    for (place, fault) in faults.enumerated() {
      guard let fault else { continue }
      found.append((rows.lowerBound + place, fault))
      for k in 0..<outputs { output[place * outputs + k] = .nan }
    }
    return (output, found)
  }
  let results = (0..<outputs).map { k -> Column in
    .floats((0..<count).map { parts[$0 / size].0[$0 % size * outputs + k] })
  }
  return (results, parts.flatMap(\.1))
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
