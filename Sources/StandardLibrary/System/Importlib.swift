import Kernels
import PythonRuntime

extension Standard.Importlib {
  static let importModule = Function("import_module(name, package=None)") { call in
    let name = try call.text("name")
    let package = try call.optionalString("package")?.description
    return try call.context.importModule(name, from: Namespace("", package: package))
  }

  /// Runs a module of the notebook's again; modules of libraries are as they were.
  static let reload = Function("reload(module)") { call in
    let module = try call.object("module", as: ModuleObject.self)
    try call.context.reload(module)
    return .object(module)
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
