import BigInt
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
    var length = call[1].bigInt
    if length == nil { length = BigInt(try call.int("length")) }
    guard let length, length >= 0 else { throw Raised.valueError("length should not be negative") }
    let (start, stop, step) = try slice.bounds(count: length, in: call.context)
    return .tuple([BigIntObject.value(start), BigIntObject.value(stop), BigIntObject.value(step)])
  }
}
