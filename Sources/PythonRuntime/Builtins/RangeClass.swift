import BigInt
import Kernels

extension Builtins.RangeClass {
  static let new = Constructor("range(cls, start, stop=None, step=1, /)") { call in
    let first = try number(call, 1)
    guard call.isGiven("stop") else { return LongRangeObject.value(0, first, 1) }
    let last = try number(call, 2)
    let step = call.isGiven("step") ? try number(call, 3) : 1
    if step == 0 { throw Raised.valueError("range() arg 3 must not be zero") }
    return LongRangeObject.value(first, last, step)
  }

  private static func number(_ call: Call, _ position: Int) throws(Raised) -> BigInt {
    if let known = call[position].bigInt { return known }
    return BigInt(try call.context.index(call[position]))
  }

  private static func range(_ call: Call) throws(Raised) -> LongRangeObject {
    if let range = call[0].longRange { return range }
    throw .typeError(
      "descriptor '\(call.signature.name)' requires a 'range' object but received a '\(call[0].typeName)'")
  }

  static let start = Property("start") { call in BigIntObject.value(try range(call).start) }
  static let stop = Property("stop") { call in BigIntObject.value(try range(call).stop) }
  static let step = Property("step") { call in BigIntObject.value(try range(call).step) }

  static let index = Method("index(self, value, /)") { call in
    let range = try range(call)
    if call[1].bigInt != nil {
      if let position = range.position(of: call[1]) { return BigIntObject.value(position) }
      throw Raised.valueError("\(try call.context.repr(call[1])) is not in range")
    }
    let source = try call.context.iterate(call[0])
    var position = 0
    while let item = try source.next(in: call.context) {
      if try call.context.equal(item, call[1]) { return .int(position) }
      position += 1
    }
    throw Raised.valueError("sequence.index(x): x not in sequence")
  }

  static let count = Method("count(self, value, /)") { call in
    let range = try range(call)
    if call[1].bigInt != nil { return .int(range.position(of: call[1]) == nil ? 0 : 1) }
    let source = try call.context.iterate(call[0])
    var count = 0
    while let item = try source.next(in: call.context) { if try call.context.equal(item, call[1]) { count += 1 } }
    return .int(count)
  }
}
