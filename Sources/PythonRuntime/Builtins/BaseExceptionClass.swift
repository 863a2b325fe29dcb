import Kernels

extension Builtins.BaseException {
  static let new = Constructor("BaseException(cls, /, *args, **kwargs)") { call in
    guard let type = call[0].object as? TypeObject else {
      throw Raised.typeError("BaseException.__new__(X): X is not a type object")
    }
    return try call.context.allocate(type, CallArguments(call.variadic))
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
