import Kernels

extension Builtins.Functions {
  static let sum = Function("sum(iterable, /, start=0)") { call in
    let context = call.context
    var total = call["start"]
    if case .string = total { throw Raised.typeError("sum() can't sum strings [use ''.join(seq) instead]") }
    if let bytes = total.byteSequence {
      let kind = bytes is BytesObject ? "bytes" : "bytearray"
      throw Raised.typeError("sum() can't sum \(kind) [use b''.join(seq) instead]")
    }
    let source = try context.iterate(call[0])
    while let value = try source.next(in: context) {
      switch (total, value) {
      case (.int(let a), .int(let b)):
        let (sum, overflow) = a.addingReportingOverflow(b)
        total = overflow ? try context.binary(.add, total, value) : .int(sum)
      case (.float(let a), .float(let b)): total = .float(a + b)
      default: total = try context.binary(.add, total, value)
      }
    }
    return total
  }

  static let min = Function("min(*args, key=None, default=None)") { call in try extreme(call, .less) }
  static let max = Function("max(*args, key=None, default=None)") { call in try extreme(call, .greater) }

  private static func extreme(_ call: Call, _ operation: ComparisonOperator) throws(Raised) -> Value {
    let context = call.context
    let name = call.signature.name
    let arguments = call.variadic
    if arguments.isEmpty { throw Raised.typeError("\(name) expected at least 1 argument, got 0") }
    if arguments.count > 1, call.isGiven("default") {
      throw Raised.typeError("Cannot specify a default for \(name)() with multiple positional arguments")
    }
    let items = arguments.count == 1 ? try context.items(of: arguments[0]) : arguments
    guard var best = items.first else {
      if call.isGiven("default") { return call["default"] }
      throw Raised.valueError("\(name)() arg is an empty sequence")
    }
    func keyed(_ value: Value) throws(Raised) -> Value {
      call.isNone("key") ? value : try context.call(call["key"], [value])
    }
    var bestKey = try keyed(best)
    for item in items.dropFirst() {
      let key = try keyed(item)
      if try context.truth(context.compare(operation, key, bestKey)) { (best, bestKey) = (item, key) }
    }
    return best
  }

  static let any = Function("any(iterable, /)") { call in
    let source = try call.context.iterate(call[0])
    while let value = try source.next(in: call.context) { if try call.context.truth(value) { return true } }
    return false
  }

  static let all = Function("all(iterable, /)") { call in
    let source = try call.context.iterate(call[0])
    while let value = try source.next(in: call.context) { if try !call.context.truth(value) { return false } }
    return true
  }
}
