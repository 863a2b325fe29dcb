import Columns
import DataFrames
import Kernels
package import Plans
package import PythonRuntime
import PythonSyntax

extension Context {
  /// The row function of a list that the notebook made item by item: by a comprehension, or a loop that appends.
  ///
  /// What the notebook wrote is compiled as a function of one row. The caller decides whether it is how the list was made:
  /// whether it gives the very values.
  ///
  /// - Parameter accepted: the column that the function makes of its arguments, if that is the list.
  /// - Returns: the first that is accepted, or why the likeliest is none; `nil` where the notebook wrote nothing like it.
  package func lifted(
    _ accepted: (Plan.Function, [TracedColumn], UserTime?) -> TracedColumn?
  ) -> Result<TracedColumn, LiftingRefusal>? {
    var refusal: LiftingRefusal?
    for candidate in ListSearch.candidates(at: origin, in: trees) {
      switch compiled(candidate) {
      case nil: continue
      case .compiled(let function, let columns, let times)?:
        if let column = accepted(function, columns, times) { return .success(column) }
        refusal = refusal ?? LiftingRefusal(reason: "a loop does not give what Python gives for every row")
      case .refused(let reason)?: refusal = refusal ?? LiftingRefusal(reason: reason)
      }
    }
    return refusal.map { .failure($0) }
  }

  /// A candidate as a function of one row; `nil` where it does not run over rows.
  private func compiled(_ candidate: ListMaking) -> CompiledFunction? {
    let names = locals
    let scope: (String) -> Value? = { [self] name in
      let key = PythonString(name)
      return names[key] ?? currentGlobals[key] ?? builtins[key]
    }
    switch candidate {
    case .comprehension(let expression, let target, let iterator, let name):
      guard let argument = argument(of: iterator, scope) else { return nil }
      return compiledExpression(
        expression, target: target, over: argument, name: name, in: self, scope: scope)
    case .loop(let body, let list, let target, let iterator):
      guard let argument = argument(of: iterator, scope) else { return nil }
      return compiledLoop(body, appendingTo: list, target: target, over: argument, in: self, scope: scope)
    }
  }

  // MARK: What is looped over

  /// What a target stands for, row by row, that runs over this; `nil` where that is nothing of rows.
  private func argument(of iterator: Expression, _ scope: (String) -> Value?) -> UserArgument? {
    if case .call(let callee, let arguments, _) = iterator.kind {
      if case .name(let name, _) = callee.kind { return argument(ofCall: name, arguments, scope) }
      if case .attribute(let object, let method, _) = callee.kind, arguments.isEmpty,
        let table = value(of: object, scope)?.object as? any TracedTable
      {
        switch method {
        case "iterrows": return table.row.map { .tuple([.place, .row($0)]) }
        case "itertuples": return table.row.map { .row($0) }
        case "items", "iteritems": return table.element.map { .tuple([.place, $0]) }
        default: break
        }
      }
    }
    guard let value = value(of: iterator, scope) else { return nil }
    if let table = value.object as? any TracedTable {
      return table.columnLabels == nil || table.isOneDimensional ? table.element ?? table.row.map { .row($0) } : nil
    }
    return isIndex(iterator) ? .place : nil
  }

  private func argument(
    ofCall name: String, _ arguments: [Expression], _ scope: (String) -> Value?
  ) -> UserArgument? {
    switch name {
    case "zip":
      let parts = arguments.compactMap { argument(of: $0, scope) }
      return parts.count == arguments.count && !parts.isEmpty ? .tuple(parts) : nil
    case "enumerate": return arguments.first.flatMap { argument(of: $0, scope) }.map { .tuple([.place, $0]) }
    case "range": return arguments.last.map(isLength) == true ? .place : nil
    case "list", "tuple", "iter", "tqdm": return arguments.first.flatMap { argument(of: $0, scope) }
    default: return nil
    }
  }

  /// Whether an expression is written as a table's number of rows: `len(df)`, `df.shape[0]`.
  private func isLength(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .call(let callee, let arguments, _):
      if case .name("len", _) = callee.kind { return arguments.count == 1 }
      return false
    case .subscript(let object, _, _):
      if case .attribute(_, "shape", _) = object.kind { return true }
      return false
    default: return false
    }
  }

  private func isIndex(_ expression: Expression) -> Bool {
    if case .attribute(_, "index", _) = expression.kind { true } else { false }
  }

  // MARK: Values without effect

  /// What an expression gives that only takes things: names, attributes, items, and methods of tables.
  private func value(of expression: Expression, _ scope: (String) -> Value?) -> Value? {
    switch expression.kind {
    case .name(let name, _): return scope(name)
    case .constant(.string(let bytes), _): return .string(PythonString(bytes: bytes))
    case .constant(.int(let number), _): return .int(Int(number))
    case .attribute(let object, let name, _):
      return value(of: object, scope).flatMap { try? attribute(of: $0, named: PythonString(name)) }
    case .subscript(let object, let index, _):
      guard let container = value(of: object, scope), let key = value(of: index, scope) else { return nil }
      return try? item(of: container, at: key)
    case .list(let parts, _):
      let items = parts.compactMap { value(of: $0, scope) }
      return items.count == parts.count ? .list(items) : nil
    case .call(let callee, let arguments, let keywords):
      guard keywords.isEmpty, case .attribute(let object, let method, _) = callee.kind,
        Context.methodsWithoutEffect.contains(method), let receiver = value(of: object, scope)
      else { return nil }
      let values = arguments.compactMap { value(of: $0, scope) }
      guard values.count == arguments.count else { return nil }
      // A list of the elements forgets where they come from: the column itself stands for it.
      if method == "tolist" || method == "to_list" { return receiver }
      return try? callMethod(receiver, PythonString(method), CallArguments(values))
    default: return nil
    }
  }

  private static let methodsWithoutEffect: Set<String> = [
    "tolist", "to_list", "to_numpy", "astype", "fillna", "copy", "ravel", "flatten", "lower", "upper", "strip",
  ]
}

/// Why a list has no row function.
package struct LiftingRefusal: Error {
  package let reason: String
}

extension TracedTable {
  /// Its rows, by the columns' labels or places.
  fileprivate var row: RowArgument? {
    guard !isOneDimensional else { return nil }
    let columns = tracedColumns
    let labels = columnLabels?.map { $0.parts.count == 1 ? $0.parts[0] : .missing }
    return RowArgument(columns.indices.map { (label: labels?[$0] ?? .int(Int64($0)), column: columns[$0]) })
  }

  fileprivate var element: UserArgument? {
    isOneDimensional ? tracedColumns.first.map { .element($0, ofArray: columnLabels == nil) } : nil
  }
}
