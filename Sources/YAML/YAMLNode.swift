/// One value of a YAML document: what it holds, how it is laid out, and where it stood.
///
/// Nodes are equal when they hold the same values, bit for bit and byte for byte; layout and place do not count.
/// Literals make nodes: `let node: YAMLNode = ["name": "x", "rows": 3]`.
package struct YAMLNode: Sendable {
  /// How a list or a map is printed.
  package enum Style: Sendable {
    /// An entry a line, by indentation.
    case block
    /// `{name: x, type: y}`, wrapped where a line gets too long; everything below it is flow, too.
    case flow
  }

  package var value: YAMLValue
  package var style: Style
  /// Where it was read; `nil` for what was made in memory.
  package var span: YAMLSpan?

  package init(_ value: YAMLValue, style: Style = .block, span: YAMLSpan? = nil) {
    self.value = value
    self.style = style
    self.span = span
  }
}

/// What a node holds, by YAML 1.2's core schema. Integers and floats are kept apart: `1` and `1.0` are different values.
package indirect enum YAMLValue: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case float(Double)
  case string(String)
  case list([YAMLNode])
  case map(YAMLMap)
}

extension YAMLNode: Equatable {
  package static func == (a: YAMLNode, b: YAMLNode) -> Bool { a.value == b.value }
}

extension YAMLValue: Equatable {
  /// Floats are equal when their bits are, except that one NaN is as good as another; strings when their bytes are.
  package static func == (a: YAMLValue, b: YAMLValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)): a == b
    default: false
    }
  }
}

extension YAMLValue {
  /// The value in a message, e.g. `the string 'x'` or `a map`.
  var summary: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): "the integer \(value)"
    case .float(let value): "the float \(value)"
    case .string(let value): "the string '\(value.prefix(40))\(value.utf8.count > 160 ? "…" : "")'"
    case .list: "a list"
    case .map: "a map"
    }
  }
}
