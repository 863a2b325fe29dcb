import Kernels

extension Builtins.PropertyClass {
  static let new = Constructor("property(cls, fget=None, fset=None, fdel=None, doc=None)") { call in
    .object(
      PropertyObject(getter: call["fget"], setter: call["fset"], deleter: call["fdel"], documentation: call["doc"]))
  }

  static let setter = Method("setter(self, function, /)") { call in
    let property = try call.receiver(as: PropertyObject.self)
    return .object(property.replacing(setter: call[1]))
  }

  static let getter = Method("getter(self, function, /)") { call in
    let property = try call.receiver(as: PropertyObject.self)
    return .object(property.replacing(getter: call[1]))
  }

  static let deleter = Method("deleter(self, function, /)") { call in
    let property = try call.receiver(as: PropertyObject.self)
    return .object(property.replacing(deleter: call[1]))
  }
}

extension Builtins.ClassMethodClass {
  static let new = Constructor("classmethod(cls, function, /)") { call in .object(ClassMethodObject(call[1])) }
}

extension Builtins.StaticMethodClass {
  static let new = Constructor("staticmethod(cls, function, /)") { call in .object(StaticMethodObject(call[1])) }
}

extension Builtins.SliceClass {
  static let new = Constructor("slice(cls, start, stop=None, step=None, /)") { call in
    if call.isGiven("stop") { return .object(SliceObject(start: call[1], stop: call[2], step: call[3])) }
    return .object(SliceObject(start: .none, stop: call[1]))
  }

  static let indices = Method("indices(self, length, /)") { call in
    let slice = try call.receiver(as: SliceObject.self)
    let (start, stop, step) = try slice.bounds(count: call.int("length"), in: call.context)
    return .tuple([.int(start), .int(stop), .int(step)])
  }
}

extension Builtins.RangeClass {
  static let new = Constructor("range(cls, start, stop=None, step=1, /)") { call in
    let first = try call.context.index(call[1])
    guard call.isGiven("stop") else { return .object(RangeObject(start: 0, stop: first)) }
    let step = try call.int("step")
    if step == 0 { throw Raised.valueError("range() arg 3 must not be zero") }
    return .object(RangeObject(start: first, stop: try call.int("stop"), step: step))
  }

  static let start = Property("start") { call in .int(try call.receiver(as: RangeObject.self).start) }
  static let stop = Property("stop") { call in .int(try call.receiver(as: RangeObject.self).stop) }
  static let step = Property("step") { call in .int(try call.receiver(as: RangeObject.self).step) }

  static let index = Method("index(self, value, /)") { call in
    let range = try call.receiver(as: RangeObject.self)
    guard try range.contains(call[1], in: call.context) == true else {
      throw Raised.valueError("\(try call.context.repr(call[1])) is not in range")
    }
    return .int((try call.int("value") - range.start) / range.step)
  }

  static let count = Method("count(self, value, /)") { call in
    .int(try call.receiver(as: RangeObject.self).contains(call[1], in: call.context) == true ? 1 : 0)
  }
}
