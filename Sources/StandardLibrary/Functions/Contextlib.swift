import Kernels
import PythonRuntime

extension Standard.Contextlib {
  static let contextmanager = Function("contextmanager(func)") { call in .object(ManagerFunction(call["func"])) }

  static let suppress = Constant("suppress") { _ in .object(SuppressManager.type) }
  static let closing = Constant("closing") { _ in .object(ClosingManager.type) }
  static let nullcontext = Constant("nullcontext") { _ in .object(NullManager.type) }
  static let redirectStdout = Constant("redirect_stdout") { _ in .object(RedirectManager.outputType) }
  static let redirectStderr = Constant("redirect_stderr") { _ in .object(RedirectManager.errorType) }
  static let exitStack = Constant("ExitStack") { _ in .object(ExitStackObject.type) }
  static let abstractManager = Constant("AbstractContextManager") { _ in .object(ContextClasses.abstractManager) }
  static let decorator = Constant("ContextDecorator") { _ in .object(ContextClasses.decorator) }
}

/// Base classes of `contextlib`.
enum ContextClasses {
  nonisolated(unsafe) static let abstractManager = TypeObject(
    name: "AbstractContextManager", module: "contextlib",
    members: [
      Method("__enter__(self)") { call in call.receiver },
      Method("__exit__(self, exc_type, exc_value, traceback)") { _ in .none },
    ])

  nonisolated(unsafe) static let decorator = TypeObject(
    name: "ContextDecorator", module: "contextlib",
    members: [
      Method("_recreate_cm(self)") { call in call.receiver },
      Method("__call__(self, func)") { call in .object(ManagedFunction(call["func"], manager: call.receiver)) },
    ])
}

/// A function that runs inside of a context manager: what decorating with one gives.
final class ManagedFunction: WrappedFunction {
  private let manager: Value

  init(_ function: Value, manager: Value) {
    self.manager = manager
    super.init(function)
  }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    let fresh = try context.callMethod(manager, "_recreate_cm")
    return try context.with(fresh) { context, _ throws(Raised) in try context.call(function, arguments) } ?? .none
  }
}

extension Context {
  /// `with manager as value: body(value)`; `nil` if the manager swallowed an exception.
  func with(
    _ manager: Value, _ body: (Context, Value) throws(Raised) -> Value
  ) throws(Raised) -> Value? {
    guard case .object(let object) = try manager.supported(), let value = try object.enter(in: self) else {
      throw .typeError("'\(manager.typeName)' object does not support the context manager protocol")
    }
    let result: Value
    do throws(Raised) {
      result = try body(self, value)
    } catch {
      guard case .exception(let exception) = error else { throw error }
      if try object.exit(exception, in: self) { return nil }
      throw error
    }
    _ = try object.exit(nil, in: self)
    return result
  }
}

/// What `contextmanager` makes of a generator function.
final class ManagerFunction: WrappedFunction {
  init(_ function: Value) { super.init(function) }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    .object(try GeneratorManager(function, arguments, in: context))
  }
}

/// A context manager that runs a generator to its `yield` and, at the end, on from there.
final class GeneratorManager: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "_GeneratorContextManager", module: "contextlib", bases: [ContextClasses.abstractManager],
    members: [
      Method("__enter__(self)") { call in
        try call.receiver(as: GeneratorManager.self).enter(in: call.context) ?? .none
      },
      Method("__exit__(self, typ, value, traceback)") { call in
        .bool(
          try call.receiver(as: GeneratorManager.self).exit(
            call["value"].cast(to: ExceptionObject.self), in: call.context))
      },
      Method("_recreate_cm(self)") { call in
        let manager = try call.receiver(as: GeneratorManager.self)
        return .object(try GeneratorManager(manager.function, manager.arguments, in: call.context))
      },
    ])
  private let function: Value
  private let arguments: CallArguments
  private let generator: Value
  private var isEntered = false

  init(_ function: Value, _ arguments: CallArguments, in context: Context) throws(Raised) {
    self.function = function
    self.arguments = arguments
    generator = try context.call(function, arguments).supported()
    super.init(type: GeneratorManager.type)
  }

  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard arguments.positional.count == 1, arguments.keywords.isEmpty else {
      throw .typeError("ContextDecorator.__call__() missing 1 required positional argument: 'func'")
    }
    return .object(ManagedFunction(arguments.positional[0], manager: .object(self)))
  }

  override func enter(in context: Context) throws(Raised) -> Value? {
    // Its arguments are forgotten when it is entered.
    if isEntered { throw .attributeError("'_GeneratorContextManager' object has no attribute 'args'") }
    isEntered = true
    guard let iterator = generator.cast(to: IteratorObject.self) else {
      throw .typeError("'\(generator.typeName)' object is not an iterator")
    }
    guard let value = try iterator.next(in: context) else { throw .runtimeError("generator didn't yield") }
    return value
  }

  override func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    guard let raised else {
      if try generator.cast(to: IteratorObject.self)?.next(in: context) != nil {
        throw .runtimeError("generator didn't stop")
      }
      return false
    }
    do throws(Raised) {
      guard let generator = generator.cast(to: GeneratorObject.self) else {
        _ = try context.callMethod(generator, "throw", CallArguments([.object(raised)]))
        throw .runtimeError("generator didn't stop after throw()")
      }
      if try generator.raise(.exception(raised), in: context) != nil {
        throw .runtimeError("generator didn't stop after throw()")
      }
      return true
    } catch {
      guard case .exception(let exception) = error else { throw error }
      if exception === raised { return false }
      if exception.type.isSubclass(of: Exceptions.stopIteration) { return true }
      if exception.type.isSubclass(of: Exceptions.runtimeError),
        raised.type.isSubclass(of: Exceptions.stopIteration), exception.cause.object === raised
      {
        return false
      }
      throw error
    }
  }
}
