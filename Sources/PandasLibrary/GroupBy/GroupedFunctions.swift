import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// Makes one row function of those that a function of the notebook gave for each group: where they differ in
/// constants, the constants become a table by the keys.
struct GroupedFunctions {
  let context: Context
  let groups: GroupByObject
  /// The numbers of the groups that the functions belong to, in their order.
  let numbers: [Int]
  let name: Label

  /// - Returns: `nil` where the functions differ in more than constants.
  func merged(_ functions: [RowFunction]) throws(Raised) -> RowFunction? {
    guard let whole = try joined(functions) else { return nil }
    return try missingWithoutKey(whole)
  }

  private func joined(_ functions: [RowFunction]) throws(Raised) -> RowFunction? {
    guard let first = functions.first else { return nil }
    if functions.allSatisfy({ $0 === first }) { return first.isOpaque ? nil : first }
    let fills = functions.map(\.filling)
    if fills.contains(where: { $0 != nil }) { return try joinedFills(functions, fills) }
    let constants = functions.compactMap(\.constant)
    if constants.count == functions.count { return try lookup(constants) }
    return try joinedInputs(functions)
  }

  /// The same operation on inputs that are joined one by one.
  private func joinedInputs(_ functions: [RowFunction]) throws(Raised) -> RowFunction? {
    guard case .operation(let operation, let inputs)? = functions.first?.kind else { return nil }
    for function in functions {
      guard case .operation(let other, let others) = function.kind, others.count == inputs.count,
        AnyHashable(operation) == AnyHashable(other)
      else { return nil }
    }
    var made: [RowFunction] = []
    for position in inputs.indices {
      guard let input = try joined(functions.map { $0.inputs[position] }) else { return nil }
      made.append(input)
    }
    return try function(operation, made)
  }

  /// `fillna` with a constant of the group; a group without one fills nothing.
  private func joinedFills(
    _ functions: [RowFunction], _ fills: [(input: RowFunction, value: Scalar)?]
  ) throws(Raised) -> RowFunction? {
    guard let input = try joined(zip(functions, fills).map { $1?.input ?? $0 }) else { return nil }
    guard let table = try lookup(fills.map { ($0?.value ?? .missing).as(input.type.base) }) else { return nil }
    return try function(Coalesce(), [input, table])
  }

  /// The group's constant, by the keys.
  private func lookup(_ constants: [Scalar]) throws(Raised) -> RowFunction? {
    let keys = groups.keys.map(\.column)
    let bases = keys.compactMap(\.keyBase)
    let inputs = keys.compactMap(\.function)
    let values = Column(scalars: constants)
    guard bases.count == keys.count, inputs.count == keys.count, keys.count <= 4, !values.isObject else { return nil }
    let levels = groups.grouping.levels
    let type = ValueType(values.tableBase, nullable: values.presentCount < values.count)
    let operation = Lookup(
      named: context.tableName(name),
      entries: zip(numbers, constants).map { number, value in
        (levels.map { $0.labels[number] }, value.as(type.base))
      }, keys: bases, value: type)
    let by = groups.keys.map { context.labelText($0.label) }.joined(separator: ", ")
    let fitted = Plan.Fitted(
      by: "groupby.transform", of: context.labelText(name) + " by " + by,
      over: context.extent(of: groups.frame.domain))
    return try function(operation, inputs, fitted: fitted)
  }

  /// A row whose key is missing is in no group, and gets no value.
  private func missingWithoutKey(_ whole: RowFunction) throws(Raised) -> RowFunction {
    var result = whole
    guard groups.dropsMissing else { return result }
    for key in groups.keys.compactMap(\.column.function) where key.type.isNullable || key.type.isFloat {
      if case .operation(let operation, _) = result.kind, operation is Lookup { continue }
      result = try function(KeepWhere(), [try function(NotMissing(), [key]), result])
    }
    return result
  }

  private func function(
    _ operation: some RowOperation, _ inputs: [RowFunction], fitted: Plan.Fitted? = nil
  ) throws(Raised) -> RowFunction {
    do throws(TypeMismatch) {
      return try context.tracer.functions.function(operation, inputs, origin: context.planOrigin, fitted: fitted)
    } catch {
      throw context.unsupportedNow(error.message, id: "unsupported-types")
    }
  }
}

extension RowFunction {
  fileprivate var isOpaque: Bool { if case .opaque = kind { true } else { false } }

  fileprivate var constant: Scalar? {
    guard case .operation(let operation, let inputs) = kind, inputs.isEmpty else { return nil }
    var failures = RowFailures()
    return operation.evaluate([], failures: &failures).column?[0]
  }

  fileprivate var filling: (input: RowFunction, value: Scalar)? {
    guard case .operation(let operation, let inputs) = kind, let fill = operation as? FillMissing,
      let input = inputs.first
    else { return nil }
    return (input, fill.replacement.value)
  }
}
