import Kernels
import PythonRuntime

extension Standard.Functools {
  static let totalOrdering = Function("total_ordering(cls)") { call in
    let type = try call.object("cls", as: TypeObject.self)
    let roots = try orderings.filter { name in
      guard let method = type.lookup(name) else { return false }
      guard let inherited = Types.object.lookup(name) else { return true }
      return !method.isIdentical(to: inherited)
    }
    guard let root = roots.first else {
      throw Raised.valueError("must define at least one ordering operation: < > <= >=")
    }
    for method in derived(from: root) where !roots.contains(method.name) {
      try call.context.setAttribute(of: call[0], named: method.name, to: method.value(in: type))
    }
    return call[0]
  }

  /// In the order in which one is preferred to derive the others from.
  private static let orderings: [PythonString] = ["__lt__", "__le__", "__gt__", "__ge__"]

  private static func derived(from root: PythonString) -> [Method] {
    switch root {
    case "__lt__":
      [
        Method("__gt__(self, other)") { call in try combined(call, "__lt__") { try !$0 && differs(call) } },
        Method("__le__(self, other)") { call in try combined(call, "__lt__") { try $0 || !differs(call) } },
        Method("__ge__(self, other)") { call in try combined(call, "__lt__") { !$0 } },
      ]
    case "__le__":
      [
        Method("__ge__(self, other)") { call in try combined(call, "__le__") { try !$0 || !differs(call) } },
        Method("__lt__(self, other)") { call in try combined(call, "__le__") { try $0 && differs(call) } },
        Method("__gt__(self, other)") { call in try combined(call, "__le__") { !$0 } },
      ]
    case "__gt__":
      [
        Method("__lt__(self, other)") { call in try combined(call, "__gt__") { try !$0 && differs(call) } },
        Method("__ge__(self, other)") { call in try combined(call, "__gt__") { try $0 || !differs(call) } },
        Method("__le__(self, other)") { call in try combined(call, "__gt__") { !$0 } },
      ]
    default:
      [
        Method("__le__(self, other)") { call in try combined(call, "__ge__") { try !$0 || !differs(call) } },
        Method("__gt__(self, other)") { call in try combined(call, "__ge__") { try $0 && differs(call) } },
        Method("__lt__(self, other)") { call in try combined(call, "__ge__") { !$0 } },
      ]
    }
  }

  private static func differs(_ call: Call) throws -> Bool {
    try call.context.truth(call.context.compare(.notEqual, call[0], call[1]))
  }

  /// The answer made of what the root says; its `NotImplemented` is passed on.
  private static func combined(_ call: Call, _ root: PythonString, _ answer: (Bool) throws -> Bool) throws -> Value {
    guard let method = call[0].type.lookup(root) else { return .notImplemented }
    let result = try call.context.call(method, [call[0], call[1]])
    if result.isIdentical(to: .notImplemented) { return result }
    return .bool(try answer(call.context.truth(result)))
  }
}
