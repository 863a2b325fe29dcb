import Kernels
import PythonRuntime

extension Standard.Timeit {
  static let defaultTimer = Constant("default_timer") { _ in clock.value(in: Types.object) }

  private static let clock = Function("default_timer()") { call in
    try call.context.call(call.context.attribute(of: call.context.importModule("time"), named: "perf_counter"), [])
  }

  /// The statement is run once: how often it runs does not change what is left behind, and times are never compared.
  static let timeit = Function("timeit(stmt='pass', setup='pass', timer=None, number=1000000, globals=None)") { call in
    try run(call)
    return try reading(call)
  }

  static let repeated = Function(
    "repeat(stmt='pass', setup='pass', timer=None, repeat=5, number=1000000, globals=None)"
  ) {
    call in
    try run(call)
    var readings: [Value] = []
    for _ in 0..<min(max(0, try call.int("repeat")), 1 << 16) { readings.append(try reading(call)) }
    return .list(readings)
  }

  private static func run(_ call: Call) throws {
    if try call.int("number") <= 0 { return }
    guard call["stmt"].object?.isCallable == true else { throw call.unsupported("'timeit' of source text") }
    if call["setup"].object?.isCallable == true { _ = try call.context.call(call["setup"], []) }
    _ = try call.context.call(call["stmt"], [])
  }

  private static func reading(_ call: Call) throws -> Value {
    let now = try call.context.call(clock.value(in: Types.object), [])
    return try call.context.binary(.subtract, now, now)
  }
}
