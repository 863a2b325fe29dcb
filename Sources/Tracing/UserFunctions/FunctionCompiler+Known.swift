import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import RegularExpressions

extension FunctionCompiler {
  /// A method of a value that is known now, with arguments that the row computes; `nil` for what is called as it is.
  mutating func methodOfKnown(
    _ name: String, of receiver: PythonRuntime.Value, _ operands: [Operand],
    _ keywords: [(name: PythonString, value: PythonRuntime.Value)]
  ) throws(CompilationRefusal) -> Operand? {
    if knownValues(operands) != nil { return nil }
    if name == "get", let dict = receiver.cast(to: DictObject.self), (1...2).contains(operands.count), keywords.isEmpty
    {
      return try lookedUp(operands[0], in: dict, absent: operands.count == 2 ? operands[1] : .known(.none))
    }
    if name == "strptime", operands.count == 2, keywords.isEmpty, case .known(.string(let format)) = operands[1],
      receiver.cast(to: TypeObject.self)?.name == "datetime"
    {
      return try parsedTime(operands[0], format)
    }
    if let module = receiver.cast(to: ModuleObject.self), module.name == "re", case .known(let source)? = operands.first
    {
      return try matched(name, pattern(of: source, keywords), Array(operands.dropFirst()))
    }
    if receiver.typeName == "re.Pattern" || receiver.typeName == "Pattern" {
      return try matched(name, pattern(of: receiver, keywords), operands)
    }
    return nil
  }

  // MARK: Dictionaries

  /// The value of a key that the row computes.
  ///
  /// - Parameter absent: what `get` gives for another key; `nil` raises `KeyError`.
  mutating func lookedUp(_ key: Operand, in dict: DictObject, absent: Operand?) throws(CompilationRefusal) -> Operand {
    let input = try computed(key)
    let base: ValueType.Base
    switch input.1.base {
    case .string, .int64, .float64: base = input.1.base
    case .bool: base = .int64
    default: throw CompilationRefusal(reason: "it looks up a \(input.1)")
    }
    let entries = dict.items.map { (key: Scalar($0.key), value: Scalar($0.value)) }.filter { $0.key.canEqual(base) }
    let values = Column(scalars: entries.map(\.value))
    guard !entries.isEmpty, let type = values.valueType, type.isScalar else {
      throw CompilationRefusal(reason: "it looks up values of mixed kinds")
    }
    let isMissing = values.presentCount < values.count
    let held = ValueType(type.base == .float32 ? .float64 : type.base, nullable: isMissing)
    let table = entries.map { (keys: [$0.key], value: $0.value.held(as: held.base)) }
    let name = "table.bin"
    guard let absent else {
      let error = RaisedError("KeyError", "{}")
      return try emitRaising(
        Lookup(named: name, entries: table, keys: [base], value: held, absent: .raise(error)), [input])
    }
    let found = try emit(Lookup(named: name, entries: table, keys: [base], value: held), [input])
    if case .known(.none) = absent { return found }
    let isKnown = try emit(IsIn(entries.map(\.key)), [input])
    return try emit(Choose(), [computed(isKnown), computed(found), computed(absent)])
  }

  // MARK: Regular expressions

  private func pattern(
    of source: PythonRuntime.Value, _ keywords: [(name: PythonString, value: PythonRuntime.Value)]
  ) throws(CompilationRefusal) -> Plans.Pattern {
    if case .string(let text) = source {
      guard keywords.isEmpty else { throw CompilationRefusal(reason: "a pattern with flags") }
      return Plans.Pattern(text)
    }
    guard case .string(let text)? = try? context.attribute(of: source, named: "pattern"),
      case .int(let bits)? = try? context.attribute(of: source, named: "flags")
    else { throw CompilationRefusal(reason: "it matches what is no pattern") }
    guard bits & ~32 == 0 else { throw CompilationRefusal(reason: "a pattern with flags") }
    return Plans.Pattern(text)
  }

  private mutating func matched(
    _ name: String, _ pattern: Plans.Pattern, _ operands: [Operand]
  ) throws(CompilationRefusal) -> Operand {
    let error = RaisedError("TypeError", "expected string or bytes-like object")
    if let place = MatchesPattern.Place(rawValue: name), operands.count == 1 {
      return .match(pattern, place, text: try present(computed(operands[0]), raising: error).0)
    }
    if name == "sub", operands.count == 2, case .known(.string(let template)) = operands[0] {
      return try emit(ReplacePattern(pattern, with: template), [present(computed(operands[1]), raising: error)])
    }
    throw CompilationRefusal(reason: "'re.\(name)' is no row function yet")
  }

  /// A method of a match: its groups.
  mutating func matchMethod(
    _ name: String, of match: (Plans.Pattern, MatchesPattern.Place, text: Plan.NodeID), _ operands: [Operand]
  ) throws(CompilationRefusal) -> Operand {
    guard name == "group", operands.count <= 1, match.1 == .search else {
      throw CompilationRefusal(reason: "'.\(name)' of a match is no row function yet")
    }
    var group = 0
    if let first = operands.first {
      guard case .known(.int(let number)) = first else { throw CompilationRefusal(reason: "a group by name") }
      group = number
    }
    let found = try emit(ExtractGroup(match.0, group: group), [(match.text, .string)])
    let error = RaisedError("AttributeError", "'NoneType' object has no attribute 'group'")
    return try emitRaising(RequirePresent(raising: error), [computed(found)])
  }
}

extension Scalar {
  /// Whether a key of a dictionary can equal what a column of this kind holds.
  fileprivate func canEqual(_ base: ValueType.Base) -> Bool {
    switch self {
    case .string: base == .string
    case .int, .bool, .float: base != .string
    case .missing, .none, .object: false
    }
  }

  /// A number as a float where a table holds floats.
  fileprivate func held(as base: ValueType.Base) -> Scalar {
    if base == .float64, case .int(let number) = self { return .float(Double(number)) }
    return self
  }
}
