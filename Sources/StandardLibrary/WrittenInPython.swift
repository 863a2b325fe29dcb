import Diagnostics
import Kernels
import PythonRuntime

/// What a module has that is written in Python: classes that are all coroutines and attributes, which Swift says worse.
enum WrittenInPython {
  /// The names of the sources that ran already.
  private final class Sources {
    var names: [String: Namespace] = [:]
  }

  /// The value of a name that a source defines; the source runs once.
  ///
  /// - Parameters:
  ///   - module: the module that its classes belong to.
  ///   - title: what the source is called among those of the module.
  static func value(
    _ name: PythonString, _ module: String, _ title: String, _ source: StaticString, _ context: Context?
  ) throws(Raised) -> Value {
    guard let context else { return .none }
    let sources = context.state(Sources.self, make: Sources.init)
    let key = "\(module).\(title)"
    if let known = sources.names[key]?[name] { return known }
    let file = SourceFile(name: "<\(key)>", text: "\(source)")
    let names = Namespace(PythonString(module), file: file)
    sources.names[key] = names
    try context.runScript(file, into: names)
    return names[name] ?? .none
  }
}
