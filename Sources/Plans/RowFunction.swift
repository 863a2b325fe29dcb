import Columns

/// How a value of one row is made from raw fields of that row and frozen values: a node of the trace.
///
/// Row functions are hash-consed by `RowFunctionTable`: the same operation on the same inputs is the same object, so that
/// a preparation written twice is one. An opaque function has a reason instead of an operation.
package final class RowFunction: @unchecked Sendable {
  /// What makes the value.
  package enum Kind: Sendable {
    /// A raw field of a source, by name.
    case field(name: String, source: Int)
    case operation(any RowOperation, [RowFunction])
    /// Not a function of one row, with the reason; an error only if it reaches the served answer.
    case opaque(reason: String)
  }

  /// Unique within a table, in order of making: inputs have smaller numbers.
  package let number: Int
  package let kind: Kind
  package let type: ValueType
  /// Where the notebook made it first.
  package let origin: Origin?
  /// For a frozen constant or table: what it was computed from.
  package let fitted: Plan.Fitted?
  /// The notebook's names for it (columns, variables), the latest last. Names do not make a function another one.
  package var labels: [String] = []

  init(number: Int, kind: Kind, type: ValueType, origin: Origin?, fitted: Plan.Fitted?) {
    self.number = number
    self.kind = kind
    self.type = type
    self.origin = origin
    self.fitted = fitted
  }

  package var inputs: [RowFunction] {
    if case .operation(_, let inputs) = kind { inputs } else { [] }
  }
}

/// Makes row functions, each once.
package final class RowFunctionTable {
  fileprivate struct Key: Hashable {
    let operation: AnyHashable
    let inputs: [Int]
  }

  private struct FieldKey: Hashable {
    let name: String
    let source: Int
  }

  fileprivate var operations: [Key: RowFunction] = [:]
  private var fields: [FieldKey: RowFunction] = [:]
  private var next = 0
  /// What a trial made, while one runs.
  fileprivate var trial: Trial?

  /// Functions that are not kept after a trial.
  package struct Trial {
    fileprivate var keys: [Key] = []
  }

  package init() {}

  /// The raw field `name` of the source numbered `source`.
  package func field(_ name: String, of source: Int, type: ValueType, origin: Origin?) -> RowFunction {
    let key = FieldKey(name: name, source: source)
    if let known = fields[key] { return known }
    let function = make(.field(name: name, source: source), type, origin, nil)
    fields[key] = function
    return function
  }

  /// `operation` on `inputs`; opaque if an input is.
  package func function(
    _ operation: some RowOperation, _ inputs: [RowFunction], origin: Origin?, fitted: Plan.Fitted? = nil
  ) throws(TypeMismatch) -> RowFunction {
    let key = Key(operation: AnyHashable(operation), inputs: inputs.map(\.number))
    if let known = operations[key] { return known }
    for input in inputs {
      if case .opaque(let reason) = input.kind { return opaque(input.type, reason: reason, origin: input.origin) }
    }
    let type = try operation.type(of: inputs.map(\.type))
    let function = make(.operation(operation, inputs), type, origin, fitted)
    operations[key] = function
    trial?.keys.append(key)
    return function
  }

  /// A value that is not a function of one row.
  package func opaque(_ type: ValueType, reason: String, origin: Origin?) -> RowFunction {
    make(.opaque(reason: reason), type, origin, nil)
  }

  /// Begins a trial, of which nothing is served: what it makes is forgotten at its end, or thousands of models would be kept.
  ///
  /// - Returns: the trial around it, to be given to `endTrial`.
  package func beginTrial() -> Trial? {
    let outer = trial
    trial = Trial()
    return outer
  }

  package func endTrial(_ outer: Trial?) {
    for key in trial?.keys ?? [] { operations[key] = nil }
    trial = outer
  }

  private func make(
    _ kind: RowFunction.Kind, _ type: ValueType, _ origin: Origin?, _ fitted: Plan.Fitted?
  ) -> RowFunction {
    next += 1
    return RowFunction(number: next, kind: kind, type: type, origin: origin, fitted: fitted)
  }
}

extension RowFunctionTable {
  /// The operations that take a function, in the order in which they were made.
  package func users(of function: RowFunction) -> [RowFunction] {
    operations.filter { $0.key.inputs.contains(function.number) }.values.sorted { $0.number < $1.number }
  }

  /// The cells in which operations on rows were made.
  package var cells: Set<Int> { Set(operations.values.compactMap { $0.origin?.cell }) }
}
