import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension Context {
  /// pandas' display options as they are now.
  var displayOptions: DisplayOptions {
    var options = state(DisplayOptions.self) { DisplayOptions() }
    nonisolated(unsafe) let context = self
    options.objectText = { object, style in context.text(of: object, style) }
    return options
  }

  /// Python's text of an object that a column holds.
  private func text(of object: Columns.ScalarObject, _ style: ObjectStyle) -> PythonString {
    guard let reference = object.reference as? Object else { return "<object>" }
    do throws(Raised) {
      switch style {
      case .repr: return try repr(.object(reference))
      case .str, .pprint: return try str(.object(reference))
      }
    } catch {
      return "<object>"
    }
  }
}
