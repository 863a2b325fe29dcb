package import Columns
import Kernels
import Plans
package import PythonRuntime
import PythonSyntax

/// A value whose items are rows, or elements of rows: `loc`, `iloc` and their like.
package protocol RowIndexable: Object {
  /// What `self[place]`, or `self[place, column]`, is of the row at `place`; `nil` where that is no element of it.
  func userArgument(column: Scalar?) -> UserArgument?
}

extension FunctionCompiler {
  /// An attribute: a field of a row where it has one of that name, or a member of a known value.
  mutating func attribute(_ name: String, of object: Operand) throws(CompilationRefusal) -> Operand {
    if case .row(let row) = object, let place = self.row(row).field(at: .string(PythonString(name))) {
      return try field(place, of: row)
    }
    if case .time(let time) = object { return try timeAttribute(name, of: time) }
    guard case .known(let value) = object, let member = try? context.attribute(of: value, named: PythonString(name))
    else { throw CompilationRefusal(reason: "'.\(name)' is no function of a row") }
    return .known(member)
  }

  /// `row['fare']`, `values[i]`, `df.loc[i, 'fare']`; `nil` where nothing of a row is taken.
  mutating func itemOfRow(_ object: Operand, at index: Expression) throws(CompilationRefusal) -> Operand? {
    switch object {
    case .row(let row):
      guard case .known(let key) = try operand(index), let place = self.row(row).field(at: Scalar(key)) else {
        throw CompilationRefusal(reason: "it takes a field that the row does not have")
      }
      return try field(place, of: row)
    case .tuple(let parts):
      guard case .known(.int(let position)) = try operand(index), parts.indices.contains(position) else { return nil }
      return parts[position]
    case .known(let container):
      return try elementAtPlace(container, index)
    default: return nil
    }
  }

  private mutating func elementAtPlace(
    _ container: PythonRuntime.Value, _ index: Expression
  ) throws(CompilationRefusal) -> Operand? {
    let parts = index.elements ?? [index]
    guard let first = parts.first, case .name(let name, _) = first.kind, case .place? = variables[name] else {
      return nil
    }
    var column: Scalar?
    if parts.count == 2 {
      guard case .known(let key) = try operand(parts[1]) else { return nil }
      column = Scalar(key)
    }
    let argument: UserArgument?
    if let rows = container.object as? any RowIndexable {
      argument = rows.userArgument(column: column)
    } else if let table = container.object as? any TracedTable, table.isOneDimensional, parts.count == 1 {
      argument = table.tracedColumns.first.map { .element($0) }
    } else {
      argument = nil
    }
    guard let argument else { throw CompilationRefusal(reason: "it takes an item at a place that the row decides") }
    return try operand(argument, named: name)
  }

  /// The parts of what is unpacked or looped over.
  mutating func unpacked(_ operand: Operand) throws(CompilationRefusal) -> [Operand] {
    switch operand {
    case .tuple(let parts): return parts
    case .row(let row):
      var parts: [Operand] = []
      for place in self.row(row).fields.indices { parts.append(try field(place, of: row)) }
      return parts
    case .known(let value):
      guard let items = try? context.items(of: value) else { break }
      return items.map { .known($0) }
    default: break
    }
    throw CompilationRefusal(reason: "it loops over what the row computes")
  }

  /// A tuple or list display: known where all its parts are.
  mutating func display(_ parts: [Expression], of expression: Expression) throws(CompilationRefusal) -> Operand {
    var operands: [Operand] = []
    for part in parts { operands.append(try operand(part)) }
    let known = operands.compactMap { operand in
      if case .known(let value) = operand { value } else { nil }
    }
    guard known.count == operands.count else { return .tuple(operands) }
    if case .tuple = expression.kind { return .known(.object(TupleObject(known))) }
    return .known(.list(known))
  }

  /// The value of a display of constants.
  mutating func evaluated(_ expression: Expression) throws(CompilationRefusal) -> PythonRuntime.Value {
    switch expression.kind {
    case .dict(let keys, let values):
      let dict = DictObject()
      for (key, value) in zip(keys, values) {
        guard let key, case .known(let name) = try operand(key), case .known(let item) = try operand(value),
          (try? dict.set(name, to: item, in: context)) != nil
        else { throw CompilationRefusal(reason: "it makes a dictionary of what the row computes") }
      }
      return .object(dict)
    case .set(let parts):
      guard case .known(let items) = try display(parts, of: expression) else { break }
      return items
    default: break
    }
    throw CompilationRefusal(reason: "it makes a collection of what the row computes")
  }
}
