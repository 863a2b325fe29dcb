import Kernels
import PythonRuntime

/// A context manager written in Swift, whose methods Python can call, too.
class NativeManager: Object {
  static func type(_ name: String, _ new: Constructor) -> TypeObject {
    TypeObject(
      name: name, module: "contextlib", bases: [ContextClasses.abstractManager],
      members: [
        new,
        Method("__enter__(self)") { call in
          try call.receiver(as: NativeManager.self).enter(in: call.context) ?? .none
        },
        Method("__exit__(self, exctype, excinst, exctb)") { call in
          .bool(
            try call.receiver(as: NativeManager.self).exit(
              call["excinst"].cast(to: ExceptionObject.self), in: call.context))
        },
      ])
  }
}

/// `contextlib.suppress`.
final class SuppressManager: NativeManager {
  nonisolated(unsafe) static let type = NativeManager.type(
    "suppress",
    Constructor("suppress(cls, *exceptions)") { call in .object(SuppressManager(call.variadic, call.madeClass)) })
  private let exceptions: [TypeObject]

  init(_ exceptions: [Value], _ type: TypeObject) {
    self.exceptions = exceptions.compactMap { $0.cast(to: TypeObject.self) }
    super.init(type: type)
  }

  override func enter(in context: Context) throws(Raised) -> Value? { Value.none }

  override func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    guard let raised else { return false }
    return exceptions.contains { raised.type.isSubclass(of: $0) }
  }
}

/// `contextlib.closing`.
final class ClosingManager: NativeManager {
  nonisolated(unsafe) static let type = NativeManager.type(
    "closing", Constructor("closing(cls, thing)") { call in .object(ClosingManager(call["thing"], call.madeClass)) })
  private let thing: Value

  init(_ thing: Value, _ type: TypeObject) {
    self.thing = thing
    super.init(type: type)
  }

  override func enter(in context: Context) throws(Raised) -> Value? { thing }

  override func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    _ = try context.callMethod(thing, "close")
    return false
  }
}

/// `contextlib.nullcontext`.
final class NullManager: NativeManager {
  nonisolated(unsafe) static let type = NativeManager.type(
    "nullcontext",
    Constructor("nullcontext(cls, enter_result=None)") { call in
      .object(NullManager(call["enter_result"], call.madeClass))
    })
  private let result: Value

  init(_ result: Value, _ type: TypeObject) {
    self.result = result
    super.init(type: type)
  }

  override func enter(in context: Context) throws(Raised) -> Value? { result }
}

/// `contextlib.redirect_stdout` and `redirect_stderr`.
final class RedirectManager: NativeManager {
  nonisolated(unsafe) static let outputType = NativeManager.type(
    "redirect_stdout",
    Constructor("redirect_stdout(cls, new_target)") { call in
      .object(RedirectManager("stdout", to: call["new_target"], call.madeClass))
    })
  nonisolated(unsafe) static let errorType = NativeManager.type(
    "redirect_stderr",
    Constructor("redirect_stderr(cls, new_target)") { call in
      .object(RedirectManager("stderr", to: call["new_target"], call.madeClass))
    })
  private let name: PythonString
  private let target: Value
  private var replaced: [Value] = []

  init(_ name: PythonString, to target: Value, _ type: TypeObject) {
    self.name = name
    self.target = target
    super.init(type: type)
  }

  override func enter(in context: Context) throws(Raised) -> Value? {
    let sys = context.importModule("sys")
    replaced.append(try context.attribute(of: sys, named: name))
    try context.setAttribute(of: sys, named: name, to: target)
    return target
  }

  override func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    if let last = replaced.popLast() {
      try context.setAttribute(of: context.importModule("sys"), named: name, to: last)
    }
    return false
  }
}

/// `contextlib.ExitStack`: what was entered or pushed is left in reverse order.
final class ExitStackObject: NativeManager {
  nonisolated(unsafe) static let type: TypeObject = {
    let type = NativeManager.type(
      "ExitStack", Constructor("ExitStack(cls)") { call in .object(ExitStackObject(type: call.madeClass)) })
    type.install(Standard.ExitStackClass.members)
    return type
  }()

  /// What is done at the end.
  enum Callback {
    case manager(Object)
    /// A function that is told of the exception.
    case exit(Value, arguments: [Value])
    case function(Value, CallArguments)

    /// Whether it swallows the exception.
    func run(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
      switch self {
      case .manager(let manager): return try manager.exit(raised, in: context)
      case .exit(let function, let arguments):
        return try context.truth(context.call(function, arguments + ExitStackObject.details(raised)))
      case .function(let function, let arguments):
        _ = try context.call(function, arguments)
        return false
      }
    }
  }

  var callbacks: [Callback] = []

  override func enter(in context: Context) throws(Raised) -> Value? { .object(self) }

  override func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    var pending = raised.map(Raised.exception)
    while let callback = callbacks.popLast() {
      do throws(Raised) {
        var current: ExceptionObject?
        if case .exception(let exception)? = pending { current = exception }
        if try callback.run(current, in: context) { pending = nil }
      } catch {
        guard case .exception(let exception) = error else { throw error }
        if case .exception(let before)? = pending, exception !== before, exception.context == nil {
          exception.context = before
        }
        pending = error
      }
    }
    guard case .exception(let last)? = pending else { return raised != nil }
    if last === raised { return false }
    throw .exception(last)
  }
}

extension Standard.ExitStackClass {
  static let enterContext = Method("enter_context(self, cm)") { call in
    let stack = try call.receiver(as: ExitStackObject.self)
    guard case .object(let manager) = call["cm"], let value = try manager.enter(in: call.context) else {
      throw Raised.typeError(
        "'\(call["cm"].type.qualifiedTitle)' object does not support the context manager protocol")
    }
    stack.callbacks.append(.manager(manager))
    return value
  }

  static let push = Method("push(self, exit)") { call in
    let stack = try call.receiver(as: ExitStackObject.self)
    let exit = call["exit"]
    if let method = call.context.specialMethod("__exit__", of: exit) {
      stack.callbacks.append(.exit(method, arguments: [exit]))
    } else {
      stack.callbacks.append(.exit(exit, arguments: []))
    }
    return exit
  }

  static let callback = Method("callback(self, callback, /, *args, **kwds)") { call in
    let (function, arguments) = (call[1], CallArguments(call.variadic, keywords: call.keywords))
    try call.receiver(as: ExitStackObject.self).callbacks.append(.function(function, arguments))
    return function
  }

  static let popAll = Method("pop_all(self)") { call in
    let stack = try call.receiver(as: ExitStackObject.self)
    let other = ExitStackObject(type: stack.type)
    (other.callbacks, stack.callbacks) = (stack.callbacks, [])
    return .object(other)
  }

  static let close = Method("close(self)") { call in
    _ = try call.receiver(as: ExitStackObject.self).exit(nil, in: call.context)
    return .none
  }
}

extension ExitStackObject {
  /// The arguments of `__exit__`.
  static func details(_ raised: ExceptionObject?) -> [Value] {
    guard let raised else { return [.none, .none, .none] }
    return [.object(raised.type), .object(raised), .none]
  }
}

extension TypeObject {
  /// The name with the module, `builtins` included.
  var qualifiedTitle: String { module.isEmpty ? "builtins.\(name)" : "\(module).\(name)" }
}
