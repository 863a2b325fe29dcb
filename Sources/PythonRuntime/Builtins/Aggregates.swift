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
    let place = Place()
    defer { place.free() }
    let (source, item) = (try context.iterate(call[0]), place.slot)
    while try context.nextValue(of: source, into: item) {
      if case .int(let a) = total, item.isInt || item.isBool {
        let (sum, overflow) = a.addingReportingOverflow(item.isInt ? item.int : item.bool ? 1 : 0)
        total = overflow ? try context.binary(.add, total, item.value) : .int(sum)
      } else if case .float(let a) = total, item.isFloat {
        total = .float(a + item.float)
      } else {
        total = try context.binary(.add, total, item.value)
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
    let key = call.isNone("key") ? nil : RepeatedCall(call["key"])
    func keyed(_ value: Value) throws(Raised) -> Value {
      if let key { try context.call(key, with: value) } else { value }
    }
    var bestKey = try keyed(best)
    for item in items.dropFirst() {
      let key = try keyed(item)
      if try context.truth(context.compare(operation, key, bestKey)) { (best, bestKey) = (item, key) }
    }
    return best
  }

  static let any = Function("any(iterable, /)") { call in .bool(try holds(true, in: call)) }

  static let all = Function("all(iterable, /)") { call in .bool(try !holds(false, in: call)) }

  /// Whether an item of the argument has this truth.
  private static func holds(_ truth: Bool, in call: Call) throws(Raised) -> Bool {
    let place = Place()
    defer { place.free() }
    let (source, item) = (try call.context.iterate(call[0]), place.slot)
    while try call.context.nextValue(of: source, into: item) {
      if try (item.isBool ? item.bool : call.context.truth(item.value)) == truth { return true }
    }
    return false
  }
}

/// A place for a value under way.
struct Place {
  private let memory: UnsafeMutablePointer<Value?>

  init() {
    memory = .allocate(capacity: 1)
    memory.initialize(to: nil)
  }

  var slot: Slot { Slot(memory) }

  func free() {
    memory.deinitialize(count: 1)
    memory.deallocate()
  }
}
