import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

extension Context {
  /// pandas' display options as they are now.
  var displayOptions: DisplayOptions {
    var options = state(DisplayOptions.self) { standardDisplayOptions }
    nonisolated(unsafe) let context = self
    options.objectText = { object, style in context.text(of: object, style) }
    return options
  }

  /// pandas' `pprint_thing`: containers without quotes around their strings.
  private func thing(_ value: Value) throws(Raised) -> PythonString {
    var parts: [String] = []
    switch value.object {
    case let list as ListObject:
      for item in list.items { parts.append(try thing(item).description) }
      return PythonString("[" + parts.joined(separator: ", ") + "]")
    case let tuple as TupleObject:
      for item in tuple.items { parts.append(try thing(item).description) }
      return PythonString("(" + parts.joined(separator: ", ") + (parts.count == 1 ? ",)" : ")"))
    case let dict as DictObject:
      for (key, item) in dict.items { parts.append(try "\(repr(key)): \(repr(item))") }
      return PythonString("{" + parts.joined(separator: ", ") + "}")
    case is ArrayObject, is ExtensionArrayObject:
      for item in try items(of: value) { parts.append(try thing(item).description) }
      return PythonString("[" + parts.joined(separator: ", ") + "]")
    default: return try str(value)
    }
  }

  /// Python's text of an object that a column holds.
  private func text(of object: Columns.ScalarObject, _ style: ObjectStyle) -> PythonString {
    guard let reference = object.reference as? Object else { return "<object>" }
    do throws(Raised) {
      switch style {
      case .repr: return try repr(.object(reference))
      case .str: return try str(.object(reference))
      case .pprint: return try thing(.object(reference))
      }
    } catch {
      return "<object>"
    }
  }
}
