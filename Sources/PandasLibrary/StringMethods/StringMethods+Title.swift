import Plans
import PythonRuntime

extension Pandas.StringMethods {
  /// pandas `Series.str.title`.
  static let title = Method("title(self)") { call in try call.transformed(by: Title()) }
}
