import Columns
import Kernels
import PythonRuntime
import Tracing

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

/// A member that only one era's module has.
struct EraMember: Member {
  private let base: any Member
  private let era: Era

  init(_ base: any Member, _ era: Era) {
    self.base = base
    self.era = era
  }

  var name: PythonString { base.name }

  func value(in type: TypeObject) -> Value { base.value(in: type) }

  func value(in module: ModuleObject, context: Context) throws(Raised) -> Value {
    guard context.era == era else {
      throw .attributeError("module '\(module.name)' has no attribute '\(name)'")
    }
    return try base.value(in: module, context: context)
  }
}
