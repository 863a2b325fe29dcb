package import Kernels

/// Runs tasks in turns; its clock jumps from one timer to the next, so that nothing waits.
package final class EventLoop {
  package typealias Action = (Context) throws(Raised) -> Void

  private var ready: [Action] = []
  private var position = 0
  private var timers: [(when: Double, number: Int, action: Action)] = []
  private var timerCount = 0
  private var taskCount = 0
  /// `loop.time()`
  package private(set) var now: Double = 0
  package var currentTask: TaskObject?
  /// Whether it runs something now.
  package private(set) var isRunning = false
  /// What has not ended yet.
  package private(set) var tasks: [TaskObject] = []

  init() {}

  /// Runs an action in the next round.
  package func soon(_ action: @escaping Action) { ready.append(action) }

  /// Runs an action before all others that wait.
  package func front(_ action: @escaping Action) { ready.insert(action, at: position) }

  /// Runs an action after some seconds.
  package func later(_ delay: Double, _ action: @escaping Action) {
    timerCount += 1
    let when = now + max(0, delay)
    let place = timers.firstIndex { $0.when > when } ?? timers.count
    timers.insert((when, timerCount, action), at: place)
  }

  /// A task for a coroutine, started in the next round.
  package func task(_ coroutine: IteratorObject, name: PythonString? = nil) -> TaskObject {
    taskCount += 1
    let task = TaskObject(coroutine, name: name ?? PythonString("Task-\(taskCount)"))
    tasks.append(task)
    soon { context throws(Raised) in try task.step(in: context) }
    return task
  }

  /// Runs until a future is done, and gives its result.
  package func run(until future: FutureObject, in context: Context) throws(Raised) -> Value {
    let wasRunning = isRunning
    isRunning = true
    defer { isRunning = wasRunning }
    while !future.isDone {
      try context.checkStop()
      guard try turn(in: context) else {
        throw .runtimeError("Event loop stopped before Future completed.")
      }
    }
    tasks.removeAll(where: \.isDone)
    return try future.result(in: context)
  }

  /// Ends what is left after the main task, as `asyncio.run` does.
  package func cancelRest(in context: Context) throws(Raised) {
    let rest = tasks.filter { !$0.isDone }
    for task in rest { _ = task.cancel(in: context) }
    isRunning = true
    defer { isRunning = false }
    while rest.contains(where: { !$0.isDone }), try turn(in: context) { try context.checkStop() }
    tasks = []
  }

  /// One action; `false` if there is none.
  private func turn(in context: Context) throws(Raised) -> Bool {
    if position < ready.count {
      let action = ready[position]
      position += 1
      if position > 256 {
        ready.removeFirst(position)
        position = 0
      }
      try action(context)
      return true
    }
    ready.removeAll()
    position = 0
    guard let first = timers.first else { return false }
    now = first.when
    while let timer = timers.first, timer.when <= now {
      timers.removeFirst()
      ready.append(timer.action)
    }
    return true
  }
}

extension Context {
  /// The event loop of the notebook.
  package var eventLoop: EventLoop { state(EventLoop.self) { EventLoop() } }

  /// The future of something awaitable: itself, or a task that runs it.
  package func future(of value: Value, name: PythonString? = nil) throws(Raised) -> FutureObject {
    if let future = value.object as? FutureObject { return future }
    if let cause = value.poison { throw .unsupported(cause) }
    guard
      value.type === Types.coroutine || value.object?.type.lookup("__await__") != nil || value.object is any Resumable
    else {
      throw .typeError("An asyncio.Future, a coroutine or an awaitable is required")
    }
    return eventLoop.task(try awaitable(value), name: name)
  }

  /// Runs a coroutine to its end: the code of a cell that awaits something.
  func runAwaiting(_ frame: Frame) throws(Raised) -> Value {
    let task = eventLoop.task(GeneratorObject(frame))
    return try eventLoop.run(until: task, in: self)
  }
}
