import Kernels
import PythonRuntime

/// The value of a parameter on the command line: a number, a bool or None where it reads like one, else its text.
///
/// - SeeAlso: papermill 2, `cli.py`, `_resolve_type`.
func parameterValue(_ text: String) -> Value {
  switch text {
  case "True": return true
  case "False": return false
  case "None": return .none
  default: break
  }
  if let number = Int(text) { return .int(number) }
  if let number = Double(text), text.contains(where: \.isNumber) { return .float(number) }
  return .text(text)
}
