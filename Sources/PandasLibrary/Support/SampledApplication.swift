import Columns
import DataFrames
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// A compiled function's values for a long column, of which Python has checked a sample; `nil` where every row must be
  /// asked: the function raises, or the kinds of its values depend on the rows.
  ///
  /// - Parameter call: what Python gives for an element.
  func appliedBySample(
    _ compiled: CompiledFunction, to column: TracedColumn, _ call: (Scalar) throws(Raised) -> Value
  ) -> TracedColumn? {
    guard let rows = sampledRows(of: column.count), case .compiled(let function, let columns, let times) = compiled,
      function.givesOneKind, let result = called(function, of: columns, times), result.count == column.count,
      result.values.missing == nil, Domain.agree(result.domain, column.domain)
    else { return nil }
    let shown = column.selecting(rows, in: nil).shownValues(era)
    var scalars: [Scalar] = []
    for place in rows.indices {
      guard let value = try? call(shown[place]).supported() else { return nil }
      scalars.append(Scalar(value))
    }
    let sample = inferringTimes(Column(scalars: scalars))
    guard sample.values.storage.kind == result.values.storage.kind, sample.dtype.isTime == result.dtype.isTime,
      let rescaled = try? rescaled(result, to: sample.dtype),
      rescaled.values.selecting(rows).hasSameValues(as: sample.values)
    else { return nil }
    return rescaled
  }
}

/// Some rows of a long table, on which what is known of all is checked another way: the first, and others spread over the
/// rest; `nil` for a table that is checked whole.
func sampledRows(of count: Int) -> [Int]? {
  count > 4096 ? Array(0..<256) + stride(from: 256, to: count, by: count / 768) : nil
}

extension Plan.Function {
  /// Whether the kind of a value is the same whatever path a row takes: no path's result is converted to another's kind.
  fileprivate var givesOneKind: Bool {
    var types: [Plan.NodeID: ValueType] = [:]
    for parameter in parameters { types[parameter.id] = parameter.type }
    return body.giveOneKind(result.base, types)
  }
}

extension [Plan.Statement] {
  fileprivate func giveOneKind(_ base: ValueType.Base, _ outer: [Plan.NodeID: ValueType]) -> Bool {
    var types = outer
    var casts: Set<Plan.NodeID> = []
    for statement in self {
      switch statement {
      case .compute(let node):
        types[node.id] = node.type
        if node.operation is Cast { casts.insert(node.id) }
        let arms = Set(node.inputs.dropFirst().map { types[$0]?.base })
        if node.operation is Choose, arms.count != 1 { return false }
      case .result(let id): return types[id]?.base == base && !casts.contains(id)
      case .branch(_, let then, let otherwise):
        guard then.giveOneKind(base, types), otherwise.giveOneKind(base, types) else { return false }
      case .attempt: return false
      }
    }
    return true
  }
}
