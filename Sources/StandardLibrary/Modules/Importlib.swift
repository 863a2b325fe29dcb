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
