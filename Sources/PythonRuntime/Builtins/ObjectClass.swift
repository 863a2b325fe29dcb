import Kernels

extension Builtins.GeneratorClass {
  static let send = Method("send(self, value, /)") { call in
    let generator = try call.receiver(as: GeneratorObject.self)
    guard let value = try generator.send(call[1], in: call.context) else {
      throw Raised.stopIteration(generator.result)
    }
    return value
  }

  static let close = Method("close(self)") { call in
    let generator = try call.receiver(as: GeneratorObject.self)
    do throws(Raised) {
      if try generator.raise(.exception(ExceptionObject(Exceptions.generatorExit)), in: call.context) != nil {
        throw Raised.runtimeError("generator ignored GeneratorExit")
      }
    } catch {
      guard (error.isException(of: Exceptions.generatorExit) || error.isException(of: Exceptions.stopIteration)) else {
        throw error
      }
      return .none
    }
    return .none
  }

  static let throw_ = Method("throw(self, type, value=None, traceback=None, /)") { call in
    let generator = try call.receiver(as: GeneratorObject.self)
    var value = call[1]
    if let type = value.cast(to: TypeObject.self) {
      value = try call.context.call(.object(type), call.isNone("value") ? [] : [call[2]])
    }
    guard let exception = value.cast(to: ExceptionObject.self) else {
      throw Raised.typeError(
        "exceptions must be classes or instances deriving from BaseException, not \(value.typeName)")
    }
    guard let result = try generator.raise(.exception(exception), in: call.context) else {
      throw Raised.stopIteration(generator.result)
    }
    return result
  }

  static let next = Method("__next__(self)") { call in
    let generator = try call.receiver(as: GeneratorObject.self)
    guard let value = try generator.next(in: call.context) else { throw Raised.stopIteration(generator.result) }
    return value
  }
}

extension Builtins.BaseException {
  static let new = Constructor("BaseException(cls, /, *args, **kwargs)") { call in
    guard let type = call[0].object as? TypeObject else {
      throw Raised.typeError("BaseException.__new__(X): X is not a type object")
    }
    return try call.context.allocate(type, CallArguments(call.variadic))
  }

  static let initialize = Method("__init__(self, *args)") { call in
    if let exception = call.receiver.cast(to: ExceptionObject.self) { exception.arguments = call.variadic }
    return .none
  }

  static let withTraceback = Method("with_traceback(self, tb, /)") { call in
    try call.receiver(as: ExceptionObject.self).traceback = call[1]
    return call.receiver
  }

  static let addNote = Method("add_note(self, note, /)") { call in
    let exception = try call.receiver(as: ExceptionObject.self)
    guard call[1].stringValue != nil else { throw Raised.typeError("note must be a str, not '\(call[1].typeName)'") }
    if let notes = exception.attributes["__notes__"]?.object as? ListObject {
      notes.items.append(call[1])
    } else {
      exception.attributes["__notes__"] = .list([call[1]])
    }
    return .none
  }

  static let arguments = Property("args") { call in
    .tuple(try call.receiver(as: ExceptionObject.self).arguments)
  } set: { call, value in
    try call.receiver(as: ExceptionObject.self).arguments = try call.context.items(of: value)
  }

  static let cause = Property("__cause__") { call in
    try call.receiver(as: ExceptionObject.self).cause
  } set: { call, value in
    guard value.isNone || value.object is ExceptionObject else {
      throw Raised.typeError("exception cause must be None or derive from BaseException")
    }
    let exception = try call.receiver(as: ExceptionObject.self)
    exception.cause = value
    exception.suppressesContext = true
  }

  static let context = Property("__context__") { call in
    try call.receiver(as: ExceptionObject.self).context.map { .object($0) } ?? .none
  } set: { call, value in
    guard value.isNone || value.object is ExceptionObject else {
      throw Raised.typeError("exception context must be None or derive from BaseException")
    }
    try call.receiver(as: ExceptionObject.self).context = value.object as? ExceptionObject
  }

  static let suppressesContext = Property("__suppress_context__") { call in
    .bool(try call.receiver(as: ExceptionObject.self).suppressesContext)
  } set: { call, value in
    try call.receiver(as: ExceptionObject.self).suppressesContext = try call.context.truth(value)
  }

  static let traceback = Property("__traceback__") { call in
    try call.receiver(as: ExceptionObject.self).traceback
  } set: { call, value in
    try call.receiver(as: ExceptionObject.self).traceback = value
  }
}

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
