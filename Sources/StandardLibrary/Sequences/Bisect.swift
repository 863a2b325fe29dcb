import Kernels
import PythonRuntime

/// Where a value belongs in a sorted list.
enum Bisection {
  /// Behind equal ones.
  static func right(
    _ items: some RandomAccessCollection<Value>, _ value: Value, in context: Context
  ) throws(Raised) -> Int {
    var (low, high) = (0, items.count)
    while low < high {
      let middle = (low + high) / 2
      let item = items[items.index(items.startIndex, offsetBy: middle)]
      if try context.isLess(value, item) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Standard.Bisect {
  static let bisectRight = Function("bisect_right(a, x, lo=0, hi=None, *, key=None)") { call in
    .int(try position(call, afterEqual: true))
  }
  static let bisectLeft = Function("bisect_left(a, x, lo=0, hi=None, *, key=None)") { call in
    .int(try position(call, afterEqual: false))
  }
  static let bisect = Constant("bisect") { _ in bisectRight.value(in: Types.object) }

  static let insortRight = Function("insort_right(a, x, lo=0, hi=None, *, key=None)") { call in
    try insert(call, afterEqual: true)
  }
  static let insortLeft = Function("insort_left(a, x, lo=0, hi=None, *, key=None)") { call in
    try insert(call, afterEqual: false)
  }
  static let insort = Constant("insort") { _ in insortRight.value(in: Types.object) }

  private static func insert(_ call: Call, afterEqual: Bool) throws -> Value {
    let key = call.isNone("key") ? call[1] : try call.context.call(call["key"], [call[1]])
    let position = try position(call, of: key, afterEqual: afterEqual)
    if let list = call[0].cast(to: ListObject.self) {
      list.items.insert(call[1], at: min(position, list.items.count))
      return .none
    }
    return try call.context.callMethod(call[0], "insert", CallArguments([.int(position), call[1]]))
  }

  private static func position(_ call: Call, afterEqual: Bool) throws -> Int {
    try position(call, of: call[1], afterEqual: afterEqual)
  }

  private static func position(_ call: Call, of value: Value, afterEqual: Bool) throws -> Int {
    let context = call.context
    var low = try call.int("lo")
    if low < 0 { throw Raised.valueError("lo must be non-negative") }
    var high = try call.optionalInt("hi") ?? context.length(call[0])
    while low < high {
      let middle = low + (high - low) / 2
      var item = try context.item(of: call[0], at: .int(middle))
      if !call.isNone("key") { item = try context.call(call["key"], [item]) }
      let goesRight = try afterEqual ? !context.isLess(value, item) : context.isLess(item, value)
      if goesRight { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
