import Columns
import Plans
import Tracing

/// A prediction taken back to what its model's target was made of: `np.expm1(pred)` for a target `np.log1p(price)`.
struct TargetInverse {
  let function: RowFunction
  /// Its values for the rows of the prediction.
  let column: TracedColumn

  /// What the notebook derives from a prediction that undoes the last steps by which the target was made; `nil` if nothing.
  ///
  /// Whether it does is told by the target's values: undone and made again they must be what they were.
  init?(of prediction: TracedColumn, target: TracedColumn, in functions: RowFunctionTable) {
    guard let start = prediction.function, let made = target.function else { return nil }
    let steps = made.steps
    let sample = target.values.selecting(Array(0..<min(target.count, 200)))
    guard !steps.isEmpty, sample.count > 0 else { return nil }
    for path in functions.paths(from: start, depth: 4) {
      guard let undone = path.values(from: sample), undone.isFarFrom(sample) else { continue }
      guard steps.indices.contains(where: { steps[$0...].values(from: undone)?.isFarFrom(sample) == false }),
        let last = path.last, let values = path.values(from: prediction.values)
      else { continue }
      function = last.result
      column = TracedColumn(values: values, dtype: prediction.dtype, function: last.result, domain: prediction.domain)
      return
    }
    return nil
  }
}

/// An operation on one value and constants.
private struct Step {
  let result: RowFunction
  let operation: any RowOperation
  /// The constants; `nil` where the value goes.
  let operands: [Scalar?]

  /// `nil` for what is no operation on one value.
  init?(_ function: RowFunction, on value: RowFunction? = nil) {
    guard case .operation(let operation, let inputs) = function.kind,
      let value = value ?? inputs.first(where: \.varies),
      inputs.allSatisfy({ $0 === value || !$0.varies })
    else { return nil }
    result = function
    self.operation = operation
    operands = inputs.map { $0 === value ? nil : $0.constant }
  }

  func values(from values: RowValues) -> RowValues? {
    let inputs = operands.map { constant in
      constant.map { RowValues.column(Column(repeating: $0, count: values.count)) } ?? values
    }
    var failures = RowFailures()
    let result = operation.evaluate(inputs, failures: &failures)
    return failures.all.isEmpty ? result : nil
  }
}

extension Sequence<Step> {
  /// One step after the other, from floats to floats.
  fileprivate func values(from column: Column) -> Column? {
    var values = RowValues.column(column)
    for step in self {
      guard let next = step.values(from: values) else { return nil }
      values = next
    }
    guard case .column(let result) = values, result.valueType?.isFloat == true else { return nil }
    return result
  }
}

extension RowFunction {
  fileprivate var constant: Scalar? {
    if case .operation(let operation, _) = kind { (operation as? Constant)?.value.value } else { nil }
  }

  fileprivate var varies: Bool { constant == nil }

  /// The operations on one float that end here, the first done first.
  fileprivate var steps: [Step] {
    var result: [Step] = []
    var current = self
    while result.count < 16, let step = Step(current), let next = current.inputs.first(where: \.varies) {
      result.append(step)
      current = next
      // A cast of a whole number is where the target's own values begin.
      if !current.type.isFloat, current.type.isScalar { break }
    }
    return result.reversed()
  }
}

extension RowFunctionTable {
  /// What is made of a function by operations on it alone, the shortest paths first.
  fileprivate func paths(from start: RowFunction, depth: Int) -> [[Step]] {
    var paths: [[Step]] = []
    var ends: [(end: RowFunction, path: [Step])] = [(start, [])]
    for _ in 0..<depth {
      var next: [(end: RowFunction, path: [Step])] = []
      for (end, path) in ends {
        for user in users(of: end) {
          guard let step = Step(user, on: end), !(step.operation is any DecidingOperation) else { continue }
          next.append((user, path + [step]))
        }
      }
      paths += next.map(\.path)
      ends = Array(next.prefix(64))
    }
    return paths
  }
}

extension Column {
  /// Whether a value differs by more than rounding does.
  fileprivate func isFarFrom(_ other: Column) -> Bool {
    guard count == other.count else { return true }
    return zip(float64s, other.float64s).contains { a, b in
      !(abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1e-6)) && !(a.isNaN && b.isNaN)
    }
  }
}
