import Kernels
import PythonRuntime

extension Standard.Importlib {
  static let importModule = Function("import_module(name, package=None)") { call in
    let name = try call.text("name")
    guard !name.hasPrefix(".") else { throw call.unsupported("a relative 'importlib.import_module'") }
    return call.context.importModule(name)
  }

  /// What a module has does not change between two readings.
  static let reload = Function("reload(module)") { call in
    guard let module = call["module"].object as? ModuleObject, module.globals == nil else {
      throw call.unsupported("'importlib.reload' of a module of the notebook's own")
    }
    return call["module"]
  }

  static let invalidateCaches = Function("invalidate_caches()") { _ in .none }
}

extension Standard.Future {
  /// The features of `__future__`, which all versions have by now.
  static let features: [any Member] = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
  ].map { FutureFeature(name: PythonString($0)) }
}

/// A feature of `__future__`.
private struct FutureFeature: Member {
  let name: PythonString

  func value(in type: TypeObject) -> Value { .object(SinkObject("__future__.\(name)")) }
}
