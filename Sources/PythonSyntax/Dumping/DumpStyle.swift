package import Diagnostics

/// Which form of CPython's `ast.dump` is wanted.
package struct DumpStyle: Sendable, Hashable {
  /// Whether each node tells its lines and columns.
  package let includesAttributes: Bool
  /// The minor version of Python 3 whose form it is: 11 and older give all parts of an f-string the span of the whole,
  /// 12 and newer list type parameters, 13 leaves empty lists out.
  package let minorVersion: Int

  package init(includesAttributes: Bool = false, minorVersion: Int = 11) {
    self.includesAttributes = includesAttributes
    self.minorVersion = minorVersion
  }
}

extension DumpStyle {
  /// The version of Unicode that decides which characters can be printed.
  var unicodeVersion: Int {
    switch minorVersion {
    case ..<11: 13
    case 11: 14
    case 12, 13: 15
    default: 16
    }
  }
}

extension Unicode.Scalar {
  /// Whether `str.isprintable` holds in the Python that knows a version of Unicode.
  func isPrintable(inUnicode version: Int) -> Bool {
    properties.generalCategory.isPrintable && (properties.age?.major ?? .max) <= version
  }
}

extension Module {
  /// The text that `ast.dump` gives for the tree.
  ///
  /// - Parameter source: the text that was parsed; Python 3.11 needs it for the spans within f-strings.
  package func dumped(_ style: DumpStyle = DumpStyle(), source: SourceFile? = nil) -> String {
    var dumper = TreeDumper(style: style, source: source)
    dumper.node("Module", span: nil) { node in
      node.statements("body", body)
      node.list("type_ignores", [Never]()) { _, _ in }
    }
    return String(decoding: dumper.text, as: UTF8.self)
  }
}

extension Statement {
  /// The text that `ast.dump` gives for the tree; `source` as for a module.
  package func dumped(_ style: DumpStyle = DumpStyle(), source: SourceFile? = nil) -> String {
    var dumper = TreeDumper(style: style, source: source)
    dumper.dump(self)
    return String(decoding: dumper.text, as: UTF8.self)
  }
}

extension Expression {
  /// The text that `ast.dump` gives for the tree; `source` as for a module.
  package func dumped(_ style: DumpStyle = DumpStyle(), source: SourceFile? = nil) -> String {
    var dumper = TreeDumper(style: style, source: source)
    dumper.dump(self)
    return String(decoding: dumper.text, as: UTF8.self)
  }
}
