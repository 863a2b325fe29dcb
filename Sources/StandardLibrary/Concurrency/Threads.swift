import Kernels
import PythonRuntime

/// `threading.Thread`: its work is done when it is started.
final class ThreadObject: Object {
  nonisolated(unsafe) static let type: TypeObject = make("Thread", "threading")
  nonisolated(unsafe) static let process: TypeObject = make("Process", "multiprocessing.context")

  private static func make(_ name: String, _ module: String) -> TypeObject {
    TypeObject(name: name, module: module, members: Standard.ThreadClass.members)
  }
}

extension Standard.ThreadClass {
  static let new = Constructor("Thread(cls, *args, **kwargs)") { call in
    let type = call.receivingClass ?? ThreadObject.type
    let thread = Value.object(InstanceObject(of: type))
    if !type.isUserDefined {
      _ = try call.context.callMethod(thread, "__init__", CallArguments(call.variadic, keywords: call.keywords))
    }
    return thread
  }

  static let initialize = Method(
    "__init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None)"
  ) { call in
    let attributes = call.receiver.cast(to: InstanceObject.self)?.attributes
    attributes?["_target"] = call["target"]
    attributes?["_args"] = call["args"]
    attributes?["_kwargs"] = call["kwargs"]
    attributes?["name"] = call.isNone("name") ? "Thread-1" : call["name"]
    attributes?["daemon"] = .bool(try call.bool("daemon"))
    return .none
  }

  static let run = Method("run(self)") { call in
    let context = call.context
    let target = try context.attribute(of: call.receiver, named: "_target")
    if target.isNone { return .none }
    let keywords = try context.attribute(of: call.receiver, named: "_kwargs").cast(to: DictObject.self)
    _ = try context.call(
      target,
      CallArguments(
        context.items(of: context.attribute(of: call.receiver, named: "_args")),
        keywords: keywords?.items.map { ($0.key.stringValue ?? "", $0.value) } ?? []))
    return .none
  }

  /// An exception ends the thread, not the notebook.
  static let start = Method("start(self)") { call in
    do throws(Raised) { _ = try call.context.callMethod(call.receiver, "run") } catch {
      guard error.isException(of: Exceptions.exception) else { throw error }
    }
    return .none
  }
  static let join = Method("join(self, timeout=None)") { _ in .none }
  static let isAlive = Method("is_alive(self)") { _ in false }
  static let setDaemon = Method("setDaemon(self, daemonic)") { _ in .none }
  static let exitcode = Property("exitcode") { _ in 0 }
}

/// Locks and semaphores, which nobody else holds.
final class ThreadLock: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "lock", module: "_thread", members: Standard.ThreadLockClass.members)

  var isHeld = false

  init() { super.init(type: ThreadLock.type) }

  override func enter(in context: Context) throws(Raised) -> Value? {
    isHeld = true
    return true
  }
  override func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    isHeld = false
    return false
  }
}

extension Standard.ThreadLockClass {
  static let new = Constructor("lock(cls, *args)") { _ in .object(ThreadLock()) }
  static let acquire = Method("acquire(self, blocking=True, timeout=-1)") { call in
    try call.receiver(as: ThreadLock.self).isHeld = true
    return true
  }
  static let release = Method("release(self)") { call in
    try call.receiver(as: ThreadLock.self).isHeld = false
    return .none
  }
  static let locked = Method("locked(self)") { call in .bool(try call.receiver(as: ThreadLock.self).isHeld) }
}

/// `threading.Event`.
final class ThreadEvent: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "Event", module: "threading", members: Standard.ThreadEventClass.members)

  var isSet = false

  init() { super.init(type: ThreadEvent.type) }
}

extension Standard.ThreadEventClass {
  static let new = Constructor("Event(cls)") { _ in .object(ThreadEvent()) }
  static let set = Method("set(self)") { call in
    try call.receiver(as: ThreadEvent.self).isSet = true
    return .none
  }
  static let clear = Method("clear(self)") { call in
    try call.receiver(as: ThreadEvent.self).isSet = false
    return .none
  }
  static let isSet = Method("is_set(self)") { call in .bool(try call.receiver(as: ThreadEvent.self).isSet) }
  static let wait = Method("wait(self, timeout=None)") { call in .bool(try call.receiver(as: ThreadEvent.self).isSet) }
}

extension Standard.Threading {
  static let thread = Constant("Thread") { _ in .object(ThreadObject.type) }
  static let lock = Constant("Lock") { _ in .object(ThreadLock.type) }
  static let reentrant = Constant("RLock") { _ in .object(ThreadLock.type) }
  static let semaphore = Constant("Semaphore") { _ in .object(ThreadLock.type) }
  static let event = Constant("Event") { _ in .object(ThreadEvent.type) }
  static let activeCount = Function("active_count()") { call in call.context.clockReading(whole: 1) }
  static let getIdent = Function("get_ident()") { call in call.context.clockReading(whole: 1) }
}
