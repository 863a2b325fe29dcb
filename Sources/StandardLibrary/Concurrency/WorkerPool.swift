import Kernels
import PythonRuntime

/// `concurrent.futures.Future`: done from the beginning, since the work is done when it is given.
final class WorkFuture: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "Future", module: "concurrent.futures._base", members: Standard.WorkFutureClass.members)

  private let outcome: Result<Value, Raised>

  /// The outcome of a call; what is not supported comes through.
  init(_ function: Value, _ arguments: CallArguments, in context: Context) throws(Raised) {
    do throws(Raised) {
      outcome = .success(try context.call(function, arguments))
    } catch {
      guard error.isException(of: Exceptions.exception) else { throw error }
      outcome = .failure(error)
    }
    super.init(type: WorkFuture.type)
  }

  func result() throws(Raised) -> Value { try outcome.get() }

  var exception: Value {
    if case .failure(.exception(let exception)) = outcome { return .object(exception) }
    return .none
  }
}

extension Standard.WorkFutureClass {
  static let result = Method("result(self, timeout=None)") { call in try call.receiver(as: WorkFuture.self).result() }
  static let get = Method("get(self, timeout=None)") { call in try call.receiver(as: WorkFuture.self).result() }
  static let exception = Method("exception(self, timeout=None)") { call in
    try call.receiver(as: WorkFuture.self).exception
  }
  static let done = Method("done(self)") { _ in true }
  static let ready = Method("ready(self)") { _ in true }
  static let successful = Method("successful(self)") { call in
    .bool(try call.receiver(as: WorkFuture.self).exception.isNone)
  }
  static let wait = Method("wait(self, timeout=None)") { _ in .none }
  static let running = Method("running(self)") { _ in false }
  static let cancelled = Method("cancelled(self)") { _ in false }
  static let cancel = Method("cancel(self)") { _ in false }
  static let addDoneCallback = Method("add_done_callback(self, fn)") { call in
    _ = try call.context.call(call["fn"], [call.receiver])
    return .none
  }
}

/// Executors and pools: they do the work at once, in order, which gives the same results.
final class WorkerPool: Object {
  nonisolated(unsafe) static let threads = TypeObject(
    name: "ThreadPoolExecutor", module: "concurrent.futures.thread", members: Standard.ExecutorClass.members)
  nonisolated(unsafe) static let processes = TypeObject(
    name: "ProcessPoolExecutor", module: "concurrent.futures.process", members: Standard.ExecutorClass.members)
  nonisolated(unsafe) static let pool = TypeObject(
    name: "Pool", module: "multiprocessing.pool", members: Standard.PoolClass.members)

  init(type: TypeObject, initializer: Value, arguments: [Value], in context: Context) throws(Raised) {
    super.init(type: type)
    if !initializer.isNone { _ = try context.call(initializer, arguments) }
  }

  override func enter(in context: Context) throws(Raised) -> Value? { .object(self) }

  /// What a function gives for the items of iterables side by side.
  static func mapped(_ function: Value, _ iterables: [Value], in context: Context) throws(Raised) -> [Value] {
    var iterators: [IteratorObject] = []
    for iterable in iterables { iterators.append(try context.iterate(iterable.supported())) }
    var results: [Value] = []
    while !iterators.isEmpty {
      var items: [Value] = []
      for iterator in iterators { if let item = try iterator.next(in: context) { items.append(item) } }
      guard items.count == iterators.count else { break }
      results.append(try context.call(function, items))
    }
    return results
  }
}

extension Standard.ExecutorClass {
  static let new = Constructor(
    "ThreadPoolExecutor(cls, max_workers=None, thread_name_prefix='', initializer=None, initargs=(), mp_context=None)"
  ) { call in
    if let workers = try call.optionalInt("max_workers"), workers <= 0 {
      throw Raised.valueError("max_workers must be greater than 0")
    }
    return .object(
      try WorkerPool(
        type: call.receivingClass ?? WorkerPool.threads, initializer: call["initializer"],
        arguments: call.list("initargs"), in: call.context))
  }
  static let submit = Method("submit(self, fn, /, *args, **kwargs)") { call in
    .object(
      try WorkFuture(call[1], CallArguments(call.variadic, keywords: call.keywords), in: call.context))
  }
  static let map = Method("map(self, fn, *iterables, timeout=None, chunksize=1)") { call in
    .object(
      ArrayIterator(try WorkerPool.mapped(call["fn"], call.variadic, in: call.context), type: Types.generator))
  }
  static let shutdown = Method("shutdown(self, wait=True, *, cancel_futures=False)") { _ in .none }
}

extension Standard.PoolClass {
  static let new = Constructor(
    "Pool(cls, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None)"
  ) { call in
    .object(
      try WorkerPool(
        type: call.receivingClass ?? WorkerPool.pool, initializer: call["initializer"],
        arguments: call.list("initargs"), in: call.context))
  }
  static let map = Method("map(self, func, iterable, chunksize=None)") { call in
    .list(try WorkerPool.mapped(call["func"], [call["iterable"]], in: call.context))
  }
  static let imap = Method("imap(self, func, iterable, chunksize=1)") { call in
    .object(ArrayIterator(try WorkerPool.mapped(call["func"], [call["iterable"]], in: call.context)))
  }
  static let imapUnordered = Method("imap_unordered(self, func, iterable, chunksize=1)") { call in
    .object(ArrayIterator(try WorkerPool.mapped(call["func"], [call["iterable"]], in: call.context)))
  }
  static let starmap = Method("starmap(self, func, iterable, chunksize=None)") { call in
    var results: [Value] = []
    for item in try call.list("iterable") {
      results.append(try call.context.call(call["func"], call.context.items(of: item)))
    }
    return .list(results)
  }

  private static func arguments(_ call: Call) throws(Raised) -> CallArguments {
    let keywords = call["kwds"].cast(to: DictObject.self)?.items.map { ($0.key.stringValue ?? "", $0.value) } ?? []
    return CallArguments(try call.list("args"), keywords: keywords)
  }
  static let apply = Method("apply(self, func, args=(), kwds={})") { call in
    try call.context.call(call["func"], arguments(call))
  }
  static let applyAsync = Method("apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None)") {
    call in
    let future = try WorkFuture(call["func"], arguments(call), in: call.context)
    if !call.isNone("callback"), future.exception.isNone {
      _ = try call.context.call(call["callback"], [future.result()])
    }
    return .object(future)
  }
  static let mapAsync = Method("map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None)") {
    call in
    let results = Value.list(try WorkerPool.mapped(call["func"], [call["iterable"]], in: call.context))
    return .object(
      try WorkFuture(
        .object(NativeFunction(identity.code, owner: nil, binding: .none)), CallArguments([results]), in: call.context))
  }
  private static let identity = Function("identity(value, /)") { call in call[0] }
  static let close = Method("close(self)") { _ in .none }
  static let terminate = Method("terminate(self)") { _ in .none }
  static let join = Method("join(self)") { _ in .none }
}

extension Standard.Futures {
  static let threads = Constant("ThreadPoolExecutor") { _ in .object(WorkerPool.threads) }
  static let processes = Constant("ProcessPoolExecutor") { _ in .object(WorkerPool.processes) }
  static let future = Constant("Future") { _ in .object(WorkFuture.type) }
  /// All are done: in the order in which they were given.
  static let asCompleted = Function("as_completed(fs, timeout=None)") { call in
    .object(ArrayIterator(try call.list("fs"), type: Types.generator))
  }
}

extension Standard.Multiprocessing {
  static let pool = Constant("Pool") { _ in .object(WorkerPool.pool) }
  static let threadPool = Constant("ThreadPool") { _ in .object(WorkerPool.pool) }
  static let process = Constant("Process") { _ in .object(ThreadObject.process) }
  static let lock = Constant("Lock") { _ in .object(ThreadLock.type) }
  static let cpuCount = Function("cpu_count()") { call in call.context.clockReading(whole: 4) }
  static let setStartMethod = Function("set_start_method(method, force=False)") { _ in .none }
  static let freezeSupport = Function("freeze_support()") { _ in .none }
}
