package import Columns
import Kernels

/// A piece of generated Swift that gives one value.
package struct SwiftExpression: Hashable, Sendable {
  /// The code: a name, a literal or a call.
  package let code: String
  package let type: ValueType
  /// Whether evaluating it can give a row error: the generator writes `try` before the statement.
  package let canFail: Bool
  /// Whether the code is a literal, which reads best in its place and has no type of its own.
  package let isLiteral: Bool

  package init(_ code: String, _ type: ValueType, canFail: Bool = false) {
    self.code = code
    self.type = type
    self.canFail = canFail
    self.isLiteral = false
  }

  /// A value as a literal of its type: `17.12`, `.nan`, `Text("no")`, `Int64?.none`.
  package init(literal value: Scalar, _ type: ValueType) {
    self.code = swiftLiteral(value, type)
    self.type = type
    self.canFail = false
    self.isLiteral = true
  }
}

/// What operations may refer to while they are spelled.
///
/// Generated functions have `record` and `scratch` (a `Scratch`) in scope, and `parameters`, whose members are the plan's
/// tables.
package struct SwiftScope {
  private let namesOfTables: [ParameterBlock: String]
  private let namesOfFields: [String: String]
  private let namesOfFunctions: [String: String]
  /// Regular expressions that the model compiles once at opening, in order of first use.
  package private(set) var patterns: [String] = []

  /// Replacement templates that the model compiles once at opening: the pattern they belong to, from 1, and their text.
  package private(set) var templates: [(pattern: Int, text: String)] = []

  package init(
    namesOfTables: [ParameterBlock: String] = [:], namesOfFields: [String: String] = [:],
    namesOfFunctions: [String: String] = [:]
  ) {
    self.namesOfTables = namesOfTables
    self.namesOfFields = namesOfFields
    self.namesOfFunctions = namesOfFunctions
  }

  /// The member that holds a mapped table, e.g. `parameters.forest`.
  package func table(_ block: ParameterBlock) -> String {
    "parameters." + (namesOfTables[block] ?? swiftName(block.name))
  }

  /// The member of the record that holds a field, e.g. `record.totalEveCharge`.
  package func field(_ name: String) -> String {
    "record." + (namesOfFields[name] ?? swiftName(name))
  }

  /// The function that holds a user function.
  package func function(_ name: String) -> String {
    namesOfFunctions[name] ?? swiftName(name)
  }

  /// The member that holds a compiled regular expression, e.g. `parameters.pattern1`.
  package mutating func pattern(_ source: String) -> String {
    "parameters.pattern\(number(ofPattern: source))"
  }

  /// The member that holds a template of replacements for a regular expression, e.g. `parameters.template1`.
  package mutating func template(_ text: String, for source: String) -> String {
    let pattern = number(ofPattern: source)
    if let known = templates.firstIndex(where: { $0.pattern == pattern && $0.text == text }) {
      return "parameters.template\(known + 1)"
    }
    templates.append((pattern, text))
    return "parameters.template\(templates.count)"
  }

  private mutating func number(ofPattern source: String) -> Int {
    if let known = patterns.firstIndex(where: { $0.utf8.elementsEqual(source.utf8) }) { return known + 1 }
    patterns.append(source)
    return patterns.count
  }
}
