/// A piece of generated Swift that gives one value.
package struct SwiftExpression: Hashable, Sendable {
  /// The code: a name, a literal or a call.
  package let code: String
  package let type: ValueType
  /// Whether evaluating it can give a row error: the generator writes `try` before the statement.
  package let canFail: Bool

  package init(_ code: String, _ type: ValueType, canFail: Bool = false) {
    self.code = code
    self.type = type
    self.canFail = canFail
  }
}

/// What operations may refer to while they are spelled.
///
/// Generated functions have `scratch` (a `Scratch`) in scope, and `parameters`, whose members are the plan's tables.
package struct SwiftScope {
  private let namesOfTables: [ParameterBlock: String]
  /// Regular expressions that the model compiles once at opening, in order of first use.
  package private(set) var patterns: [String] = []

  package init(namesOfTables: [ParameterBlock: String]) {
    self.namesOfTables = namesOfTables
  }

  /// The member that holds a mapped table, e.g. `parameters.forest`.
  package func table(_ block: ParameterBlock) -> String {
    "parameters." + (namesOfTables[block] ?? block.name)
  }

  /// The member that holds a compiled regular expression, e.g. `parameters.pattern1`.
  package mutating func pattern(_ source: String) -> String {
    let index =
      patterns.firstIndex(of: source)
      ?? {
        patterns.append(source)
        return patterns.count - 1
      }()
    return "parameters.pattern\(index + 1)"
  }
}
