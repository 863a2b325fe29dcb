import Columns
package import Kernels
package import YAML

/// An operation's attributes by name, in the order in which plans write them.
package struct Attributes: Sendable {
  package private(set) var entries: [(name: String, value: YAMLValue)] = []
  /// Binary tables that the attributes refer to by name.
  package private(set) var parameters: ParameterBlock?

  package init() {}

  package init(_ entries: KeyValuePairs<String, YAMLValue>, parameters: ParameterBlock? = nil) {
    self.entries = entries.map { (name: $0.key, value: $0.value) }
    self.parameters = parameters
  }

  /// Appends an attribute.
  package mutating func append(_ name: String, _ value: YAMLValue) {
    entries.append((name, value))
  }

  /// Appends a binary table, under the attribute name `parameters`; an operation has at most one.
  package mutating func append(_ block: ParameterBlock) {
    parameters = block
  }
}

/// Reads an operation's attributes back, each once, with messages that name the operation.
package struct AttributeReader {
  private let operation: String
  private var remaining: [(name: String, value: YAMLValue)]
  private let blocks: [String: ParameterBlock]
  private let functions: [String: Plan.Function]
  /// The type that the plan gives the node.
  package let nodeType: ValueType?

  package init(
    operation: String, entries: [(name: String, value: YAMLValue)], blocks: [String: ParameterBlock] = [:],
    functions: [String: Plan.Function] = [:], nodeType: ValueType? = nil
  ) {
    self.operation = operation
    self.remaining = entries
    self.blocks = blocks
    self.functions = functions
    self.nodeType = nodeType
  }

  /// The attributes that nothing has read.
  package var unread: [String] { remaining.map(\.name) }

  /// The value of `name`, or `nil` if the plan has none.
  package mutating func optional(_ name: String) -> YAMLValue? {
    guard let index = remaining.firstIndex(where: { $0.name == name }) else { return nil }
    return remaining.remove(at: index).value
  }

  /// The value of `name`.
  package mutating func value(_ name: String) throws(PlanError) -> YAMLValue {
    guard let value = optional(name) else { throw PlanError("'\(operation)' lacks '\(name)'") }
    return value
  }

  package mutating func int(_ name: String) throws(PlanError) -> Int {
    guard case .int(let number) = try value(name) else { throw expected("an integer", name) }
    return Int(number)
  }

  package mutating func float(_ name: String) throws(PlanError) -> Double {
    switch try value(name) {
    case .float(let number): return number
    case .int(let number): return Double(number)
    default: throw expected("a number", name)
    }
  }

  package mutating func string(_ name: String) throws(PlanError) -> String {
    guard case .string(let text) = try value(name) else { throw expected("a string", name) }
    return text
  }

  package mutating func bool(_ name: String) throws(PlanError) -> Bool {
    guard case .bool(let flag) = try value(name) else { throw expected("true or false", name) }
    return flag
  }

  package mutating func list(_ name: String) throws(PlanError) -> [YAMLNode] {
    guard case .list(let items) = try value(name) else { throw expected("a list", name) }
    return items
  }

  package mutating func type(_ name: String) throws(PlanError) -> ValueType {
    guard let type = ValueType(try string(name)) else { throw expected("a type", name) }
    return type
  }

  /// The table that the attribute `parameters` names.
  package mutating func parameters() throws(PlanError) -> ParameterBlock {
    let name = try string("parameters")
    guard let block = blocks[name] else { throw PlanError("'\(operation)' refers to '\(name)', which is not there") }
    return block
  }

  /// The table that the attribute `parameters` names, if the attribute is there.
  package mutating func optionalParameters() throws(PlanError) -> ParameterBlock? {
    remaining.contains { $0.name == "parameters" } ? try parameters() : nil
  }

  /// The user function that the attribute `function` names.
  package mutating func function() throws(PlanError) -> Plan.Function {
    let name = try string("function")
    guard let function = functions[name] else { throw PlanError("'\(operation)' calls '\(name)', which is not there") }
    return function
  }

  /// A constant of a column's kind; null is missing.
  package mutating func scalar(_ name: String) throws(PlanError) -> ExactScalar {
    guard let scalar = ExactScalar(yaml: try value(name)) else { throw expected("a constant", name) }
    return scalar
  }

  /// A list of constants.
  package mutating func scalars(_ name: String) throws(PlanError) -> [ExactScalar] {
    var scalars: [ExactScalar] = []
    for item in try list(name) {
      guard let scalar = ExactScalar(yaml: item.value) else { throw expected("a list of constants", name) }
      scalars.append(scalar)
    }
    return scalars
  }

  /// A list of numbers.
  package mutating func floats(_ name: String) throws(PlanError) -> [Double] {
    var numbers: [Double] = []
    for item in try list(name) {
      switch item.value {
      case .float(let number): numbers.append(number)
      case .int(let number): numbers.append(Double(number))
      default: throw expected("a list of numbers", name)
      }
    }
    return numbers
  }

  /// An integer that may be absent.
  package mutating func optionalInt(_ name: String) throws(PlanError) -> Int? {
    unread.contains(name) ? try int(name) : nil
  }

  /// A flag that may be absent.
  package mutating func optionalBool(_ name: String) throws(PlanError) -> Bool? {
    unread.contains(name) ? try bool(name) : nil
  }

  /// A string that may be absent, or one that is not UTF-8.
  package mutating func optionalPythonString(_ name: String) throws(PlanError) -> PythonString? {
    unread.contains(name) ? try pythonString(name) : nil
  }

  /// A string that may be one that is not UTF-8.
  package mutating func pythonString(_ name: String) throws(PlanError) -> PythonString {
    guard case .string(let string) = try scalar(name).value else { throw expected("a string", name) }
    return string
  }

  /// One of the given words.
  package mutating func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, of type: Word.Type
  ) throws(PlanError) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try string(name)) else {
      throw expected("one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))", name)
    }
    return word
  }

  private func expected(_ what: String, _ name: String) -> PlanError {
    PlanError("'\(name)' of '\(operation)' must be \(what)")
  }
}

/// A plan that cannot be read or does not verify.
package struct PlanError: Error, Equatable {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}
