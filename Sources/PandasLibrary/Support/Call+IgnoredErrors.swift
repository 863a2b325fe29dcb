import PythonRuntime
import Tracing

extension Call {
  /// A result, or the receiver as it was where `errors='ignore'` and Python raises.
  func ignoringErrors(_ original: Value, _ body: () throws(Raised) -> Value) throws(Raised) -> Value {
    let errors = try text("errors")
    guard errors == "raise" || errors == "ignore" else {
      throw Raised.valueError(
        "Expected value of kwarg 'errors' to be one of ['raise', 'ignore']. Supplied value is '\(errors)'")
    }
    do throws(Raised) {
      return try body()
    } catch .exception(let exception) {
      guard errors == "ignore" else { throw .exception(exception) }
      return original
    }
  }
}
