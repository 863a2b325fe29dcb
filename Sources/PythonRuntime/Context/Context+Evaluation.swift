import Diagnostics
package import Kernels
import PythonSyntax

extension Context {
  /// The value of an expression over the notebook's names.
  ///
  /// - Throws: SyntaxError for text that is no expression.
  package func evaluate(_ text: PythonString) throws(Raised) -> Value {
    let source = SourceFile(name: "<string>", text: text.description)
    let parsed = parseExpression(source)
    guard let expression = parsed.expression else {
      throw Raised(Exceptions.syntaxError, PythonString(parsed.diagnostics.first?.message ?? "invalid syntax"))
    }
    return try execute(Frame(Compiler.compile(expression, in: self)))
  }

  /// The modules that have been imported, by name.
  package var importedModules: [(name: String, module: Value)] {
    moduleTable.items.compactMap { key, module in key.stringValue.map { (name: $0.description, module: module) } }
  }
}
