package import Columns
import Kernels
import YAML

/// The value of one to four keys in a frozen table: a dictionary, an encoder's classes, a group's statistic.
///
/// A missing key is a key like others, and may be in the table. Numbers are looked up as the table's kind of key.
package struct Lookup: RowOperation {
  package static let name = "lookup"
  package static let kernelOfTable = "LookupTable"

  /// What a key gives that is not in the table.
  package enum Absent: Hashable, Sendable {
    /// A missing value: pandas' `map`.
    case missing
    /// The key itself, the only one: pandas' `replace`.
    case key
    /// An exception; `{}` in its message stands for the `repr` of the first key: a label encoder.
    case raise(RaisedError)
  }

  private let block: ParameterBlock
  private let keys: [ValueType.Base]
  private let value: ValueType
  private let absent: Absent

  /// - Parameters:
  ///   - block: what `LookupTable` opens.
  ///   - keys: string, int64 or float64 for each key.
  ///   - value: the type of the table's values.
  package init(_ block: ParameterBlock, keys: [ValueType.Base], value: ValueType, absent: Absent = .missing) {
    self.block = block
    self.keys = keys
    self.value = value
    self.absent = absent
  }

  /// A lookup in a table made of these entries; of equal keys the first counts.
  ///
  /// - Parameter name: the table's file, e.g. `state.bin`.
  package init(
    named name: String, entries: [(keys: [Scalar], value: Scalar)], keys: [ValueType.Base], value: ValueType,
    absent: Absent = .missing
  ) {
    let bytes = LookupTable.encoded(
      keys: entries.map { entry in zip(entry.keys, keys).map { $0.cell($1) } },
      values: entries.map { $0.value.cell(value.base) })
    self.init(ParameterBlock(name: name, bytes: bytes), keys: keys, value: value, absent: absent)
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    keys = try attributes.list("keys").map { (item) throws(PlanError) in
      guard case .string(let name) = item.value, let type = ValueType(name) else {
        throw PlanError("'keys' of 'lookup' must be types")
      }
      return type.base
    }
    value = try attributes.type("value")
    switch try attributes.string("absent") {
    case "missing": absent = .missing
    case "key": absent = .key
    case "raise": absent = .raise(try attributes.exception("raises"))
    default: throw PlanError("'absent' of 'lookup' must be missing, key or raise")
    }
    block = try attributes.parameters()
  }

  package var attributes: Attributes {
    var attributes = Attributes([
      "keys": .list(keys.map { YAMLNode(ValueType($0).description) }), "value": .string(value.description),
    ])
    switch absent {
    case .missing: attributes.append("absent", .string("missing"))
    case .key: attributes.append("absent", .string("key"))
    case .raise(let error):
      attributes.append("absent", .string("raise"))
      attributes.append("raises", error.yaml)
    }
    attributes.append(block)
    return attributes
  }

  private var opened: LookupTable? {
    try? block.kernel { (bytes) throws(ParameterError) in try LookupTable(validating: bytes) }
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expect(inputs, count: keys.count)
    for (input, key) in zip(inputs, keys) {
      let fits =
        switch key {
        case .string: input.base == .string
        case .int64: input.base == .int64 || input.base == .bool
        case .float64: input.isNumber
        default: false
        }
      if !fits { throw Self.mismatch(keys.map { ValueType($0).description }.joined(separator: " and "), inputs) }
    }
    guard let table = opened, table.keyCount == keys.count, value.isScalar, value.base != .float32 else {
      throw TypeMismatch("'\(block.name)' is no table of \(keys.count) keys")
    }
    switch absent {
    case .missing: return value.nullable
    case .key:
      guard inputs.count == 1, inputs[0].base == value.base else { throw Self.mismatch("\(value)", inputs) }
      return ValueType(value.base, nullable: value.isNullable || inputs[0].isNullable)
    case .raise:
      guard !value.isNullable else { throw TypeMismatch("'lookup' that raises holds no missing values") }
      return value
    }
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    let columns = zip(inputs, keys).compactMap { values, key in values.column.map { KeyColumn($0, key) } }
    guard let table = opened, let first = inputs.first?.column, columns.count == keys.count else {
      return RowValues(missing: value, count: inputs.first?.count ?? 0)
    }
    if columns.count == 1, let numbers = numbers(of: columns[0], count: first.count, in: table) {
      return .column(numbers)
    }
    var found: [Scalar] = []
    found.reserveCapacity(first.count)
    let scratch = Scratch()
    for row in 0..<first.count {
      found.append(
        withKeys(columns, row) { (parts) -> Scalar in
          if let entry = table.entry(parts.0, parts.1, parts.2, parts.3) {
            return Scalar(table.value(at: entry), value.base)
          }
          switch absent {
          case .missing: return .missing
          case .key: return first[row]
          case .raise(let error):
            failures.append(row, unseen("", Text(error.message, scratch), parts.0, scratch), type: error.type)
            return .missing
          }
        })
      scratch.reset()
    }
    return .column(Column(found, of: value))
  }

  /// The numbers of single keys; `nil` where one is not in the table, or has none.
  private func numbers(of keys: KeyColumn, count: Int, in table: LookupTable) -> Column? {
    func value(_ row: Int) -> LookupKey? {
      keys.withKey(row) { key in table.entry(key, .unused, .unused, .unused).map { table.value(at: $0) } }
    }
    switch self.value.base {
    case .int64:
      var numbers: [Int64] = []
      numbers.reserveCapacity(count)
      for row in 0..<count {
        guard case .int64(let number)? = value(row) else { return nil }
        numbers.append(number)
      }
      return .ints(numbers)
    case .float64:
      var numbers: [Double] = []
      numbers.reserveCapacity(count)
      for row in 0..<count {
        guard case .float64(let number)? = value(row) else { return nil }
        numbers.append(number)
      }
      return .floats(numbers)
    default: return nil
    }
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let parts = zip(inputs, keys).map { input, key in
      key == .string ? "key(\(input.typedCode))" : "key(\(input.cast(toBaseOf: ValueType(key))))"
    }
    let table = scope.table(block)
    let kind = value.base == .string ? "text" : value.base == .float64 ? "float64" : "int64"
    let arguments = parts.joined(separator: ", ")
    switch absent {
    case .missing: return typed("\(table).\(kind)(\(arguments))", value.nullable)
    case .key:
      let type = ValueType(value.base, nullable: value.isNullable || inputs[0].type.isNullable)
      if type.isFloat || type.isNullable {
        return typed("\(table).\(kind)(\(arguments), else: \(inputs[0].code))", type)
      }
      return typed("filled(\(table).\(kind)(\(arguments)), with: \(inputs[0].code))", type)
    case .raise(let error):
      let literals = "\(swiftStringLiteral(PythonString(error.type))), \(swiftLiteral(PythonString(error.message)))"
      return typed("\(table).\(kind)(\(parts[0]), orRaise: \(literals), scratch)", value, canFail: true)
    }
  }

  /// Bools are kept as integers.
  private func typed(_ code: String, _ type: ValueType, canFail: Bool = false) -> SwiftExpression {
    guard type.base == .bool else { return SwiftExpression(code, type, canFail: canFail) }
    return SwiftExpression(type.isNullable ? "\(code).map { truth($0) }" : "truth(\(code))", type, canFail: canFail)
  }
}
