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
}

/// A binary table of a plan: a fitted forest, a lookup by key. Stored beside the plan as `parameters/<name>`.
///
/// The bytes are the very ones that production maps; their layout belongs to the kernel that reads them.
package final class ParameterBlock: Hashable, Sendable {
  /// File name, e.g. `forest.bin`; unique within a plan after naming, see `Plan.namingParameters()`.
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  package static func == (a: ParameterBlock, b: ParameterBlock) -> Bool { a === b || a.bytes == b.bytes }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(bytes.count)
    bytes.prefix(256).withUnsafeBytes { hasher.combine(bytes: $0) }
    bytes.suffix(64).withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

/// Reads an operation's attributes back, each once, with messages that name the operation.
package struct AttributeReader {
  private let operation: String
  private var remaining: [(name: String, value: YAMLValue)]
  private let blocks: [String: ParameterBlock]

  package init(operation: String, entries: [(name: String, value: YAMLValue)], blocks: [String: ParameterBlock]) {
    self.operation = operation
    self.remaining = entries
    self.blocks = blocks
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

  package mutating func list(_ name: String) throws(PlanError) -> [YAMLValue] {
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
