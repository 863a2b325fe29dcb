import Kernels
import PythonRuntime

/// A documented name that is not implemented: `import *` binds it, using it is unsupported.
struct UnsupportedMember: Member {
  let name: PythonString
  private let module: String

  init(_ name: String, of module: String) {
    self.name = PythonString(name)
    self.module = module
  }

  func value(in type: TypeObject) -> Value { .none }

  func value(in module: ModuleObject, context: Context) throws(Raised) -> Value {
    let cause = UnsupportedCause(id: "unsupported-call", what: "'\(self.module).\(name)'", origin: context.origin)
    return .object(Unsupported(cause, touch: .receiver))
  }
}

/// A name that draws: calling it shows nothing here.
struct SinkMember: Member {
  let name: PythonString
  private let path: String

  init(_ name: String, of module: String) {
    self.name = PythonString(name)
    path = "\(module).\(name)"
  }

  func value(in type: TypeObject) -> Value { .object(SinkObject(path)) }
}
