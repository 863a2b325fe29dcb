import Kernels
import PythonRuntime

extension Standard.Joblib {
  /// `delayed(f)`: a function that keeps its arguments for later.
  static let delayed = Function("delayed(function)") { call in .object(DelayedFunction(call["function"])) }

  static let parallel = Constant("Parallel") { _ in .object(ParallelObject.type) }
  static let cpuCount = Function("cpu_count(only_physical_cores=False)") { call in
    call.context.clockReading(whole: 4)
  }
}

/// What `joblib.delayed` gives: calling it makes a tuple of the function and its arguments.
final class DelayedFunction: Object {
  private let function: Value

  init(_ function: Value) {
    self.function = function
    super.init(type: Types.function)
  }

  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    .tuple([
      function, .tuple(arguments.positional), .object(DictObject(arguments.keywords.map { ($0.name, $0.value) })),
    ])
  }
}

/// `joblib.Parallel`: the work is done in order.
final class ParallelObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "Parallel", module: "joblib.parallel", members: Standard.ParallelClass.members)

  init() { super.init(type: ParallelObject.type) }

  override var isCallable: Bool { true }

  override func enter(in context: Context) throws(Raised) -> Value? { .object(self) }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let iterable = arguments.positional.first else {
      throw .typeError("Parallel.__call__() missing 1 required positional argument: 'iterable'")
    }
    let iterator = try context.iterate(iterable.supported())
    var results: [Value] = []
    while let item = try iterator.next(in: context) {
      let parts = try context.items(of: item)
      guard parts.count == 3 else {
        throw .valueError("not enough values to unpack (expected 3, got \(parts.count))")
      }
      let keywords = parts[2].cast(to: DictObject.self)?.items.map { ($0.key.stringValue ?? "", $0.value) } ?? []
      results.append(try context.call(parts[0], CallArguments(context.items(of: parts[1]), keywords: keywords)))
    }
    return .list(results)
  }
}

extension Standard.ParallelClass {
  static let new = Constructor("Parallel(cls, n_jobs=None, backend=None, verbose=0, **kwargs)") { call in
    if try call.int("verbose") > 0 { throw call.unsupported("argument 'verbose' of 'Parallel'", argument: "verbose") }
    return .object(ParallelObject())
  }
}
