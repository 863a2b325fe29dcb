package import Diagnostics

extension Diagnostic {
  /// The class of the exception that Python raises for text that it does not accept.
  package var exceptionType: TypeObject {
    if message.hasPrefix("inconsistent use of tabs") {
      return Exceptions.named("TabError") ?? Exceptions.indentationError
    }
    let starts = [
      "unexpected indent", "unindent does not match", "expected an indented block", "too many levels of ind",
    ]
    return starts.contains { message.hasPrefix($0) } ? Exceptions.indentationError : Exceptions.syntaxError
  }
}
