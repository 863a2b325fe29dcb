package import Kernels
package import PythonRuntime

/// What `IPython.display` shows beside plain text: `HTML`, `Markdown`, `Image` and their like.
package final class RichObject: Object {
  /// The data, as it was given.
  let data: Value
  private let shown: [(name: PythonString, value: Value)]

  init(_ data: Value, _ shown: [(name: PythonString, value: Value)], type: TypeObject) {
    self.data = data
    self.shown = shown
    super.init(type: type)
  }

  override package var isMutable: Bool { false }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "data" { return data }
    if let value = shown.first(where: { $0.name == name }) { return value.value }
    return try super.attribute(name, in: context)
  }

  override package func html(in context: Context) throws(Raised) -> PythonString? {
    type.name == "HTML" ? data.stringValue : nil
  }

  /// The text beside it says only what it is.
  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<IPython.core.display.\(type.name) object>")
  }
}

extension Display {
  nonisolated(unsafe) static let html = rich("HTML")
  nonisolated(unsafe) static let markdown = rich("Markdown")
  nonisolated(unsafe) static let latex = rich("Latex")
  nonisolated(unsafe) static let svg = rich("SVG")
  nonisolated(unsafe) static let json = rich("JSON")
  nonisolated(unsafe) static let javascript = rich("Javascript")
  nonisolated(unsafe) static let image = rich("Image")
  nonisolated(unsafe) static let math = rich("Math")
  nonisolated(unsafe) static let pretty = rich("Pretty")

  private static func rich(_ name: String) -> TypeObject {
    TypeObject(
      name: name, module: "IPython.core.display",
      members: [
        Constructor("__init__(self, data=None, *args, **kwargs)") { call in
          .object(RichObject(call["data"], call.keywords, type: call.receivingClass ?? Types.object))
        }
      ])
  }
}

extension Display.IPython {
  static let html = Constant("HTML") { _ in .object(Display.html) }
  static let markdown = Constant("Markdown") { _ in .object(Display.markdown) }
  static let latex = Constant("Latex") { _ in .object(Display.latex) }
  static let svg = Constant("SVG") { _ in .object(Display.svg) }
  static let json = Constant("JSON") { _ in .object(Display.json) }
  static let javascript = Constant("Javascript") { _ in .object(Display.javascript) }
  static let image = Constant("Image") { _ in .object(Display.image) }
  static let math = Constant("Math") { _ in .object(Display.math) }
  static let pretty = Constant("Pretty") { _ in .object(Display.pretty) }

  static let displayHTML = Function("display_html(*objs, **kwargs)", acceptsUnsupported: true) { call in
    for value in call.variadic { try call.context.show(value) }
    return .none
  }
  static let displayMarkdown = Function("display_markdown(*objs, **kwargs)", acceptsUnsupported: true) { call in
    for value in call.variadic { try call.context.show(value) }
    return .none
  }
}
