import Kernels
import PythonRuntime

extension Standard.SetMixin {
  private static func isSet(_ value: Value, _ context: Context) throws(Raised) -> Bool {
    try context.isInstance(value, ofAny: .object(CollectionClasses.set))
  }

  /// Whether every element of the first is in the second.
  private static func isWithin(_ a: Value, _ b: Value, _ context: Context) throws(Raised) -> Bool {
    if try context.length(a) > context.length(b) { return false }
    for element in try context.items(of: a) { if try !context.contains(b, element) { return false } }
    return true
  }

  /// A set of the receiver's class with these elements.
  private static func made(_ elements: [Value], _ call: Call) throws(Raised) -> Value {
    try call.context.callMethod(call.receiver, "_from_iterable", CallArguments([.list(elements)]))
  }

  private static func chosen(
    _ source: Value, _ other: Value, keeps: Bool, _ call: Call
  ) throws(Raised) -> Value {
    var elements: [Value] = []
    for element in try call.context.items(of: source) {
      if try call.context.contains(other, element) == keeps { elements.append(element) }
    }
    return try made(elements, call)
  }

  private static func operand(_ call: Call) throws(Raised) -> Value? {
    let other = call["other"]
    if try isSet(other, call.context) { return other }
    guard try call.context.isInstance(other, ofAny: .object(CollectionClasses.iterable)) else { return nil }
    return try made(call.context.items(of: other), call)
  }

  static let fromIterable = ClassMethod("_from_iterable(cls, it)") { call in
    try call.context.call(.object(call.receivingClass ?? CollectionClasses.set), [call["it"]])
  }

  static let le = Method("__le__(self, other)") { call in
    guard try isSet(call["other"], call.context) else { return .notImplemented }
    return .bool(try isWithin(call.receiver, call["other"], call.context))
  }

  static let ge = Method("__ge__(self, other)") { call in
    guard try isSet(call["other"], call.context) else { return .notImplemented }
    return .bool(try isWithin(call["other"], call.receiver, call.context))
  }

  static let lt = Method("__lt__(self, other)") { call in
    guard try isSet(call["other"], call.context) else { return .notImplemented }
    let isSmaller = try call.context.length(call.receiver) < call.context.length(call["other"])
    if !isSmaller { return false }
    return .bool(try isWithin(call.receiver, call["other"], call.context))
  }

  static let gt = Method("__gt__(self, other)") { call in
    guard try isSet(call["other"], call.context) else { return .notImplemented }
    let isLarger = try call.context.length(call.receiver) > call.context.length(call["other"])
    if !isLarger { return false }
    return .bool(try isWithin(call["other"], call.receiver, call.context))
  }

  static let eq = Method("__eq__(self, other)") { call in
    guard try isSet(call["other"], call.context) else { return .notImplemented }
    let hasSameLength = try call.context.length(call.receiver) == call.context.length(call["other"])
    if !hasSameLength { return false }
    return .bool(try isWithin(call.receiver, call["other"], call.context))
  }

  static let hash = Constant("__hash__") { _ in .none }

  static let and = Method("__and__(self, other)") { call in
    guard try call.context.isInstance(call["other"], ofAny: .object(CollectionClasses.iterable)) else {
      return .notImplemented
    }
    return try chosen(call["other"], call.receiver, keeps: true, call)
  }

  static let rand = Method("__rand__(self, other)") { call in
    guard try call.context.isInstance(call["other"], ofAny: .object(CollectionClasses.iterable)) else {
      return .notImplemented
    }
    return try chosen(call["other"], call.receiver, keeps: true, call)
  }

  private static func union(_ call: Call) throws -> Value {
    guard try call.context.isInstance(call["other"], ofAny: .object(CollectionClasses.iterable)) else {
      return .notImplemented
    }
    return try made(call.context.items(of: call.receiver) + call.context.items(of: call["other"]), call)
  }

  static let or = Method("__or__(self, other)") { call in try union(call) }
  static let ror = Method("__ror__(self, other)") { call in try union(call) }

  static let sub = Method("__sub__(self, other)") { call in
    guard let other = try operand(call) else { return .notImplemented }
    return try chosen(call.receiver, other, keeps: false, call)
  }

  static let rsub = Method("__rsub__(self, other)") { call in
    guard let other = try operand(call) else { return .notImplemented }
    return try chosen(other, call.receiver, keeps: false, call)
  }

  private static func difference(_ call: Call) throws -> Value {
    guard let other = try operand(call) else { return .notImplemented }
    let mine = try chosen(call.receiver, other, keeps: false, call)
    let theirs = try chosen(other, call.receiver, keeps: false, call)
    return try call.context.binary(.or, mine, theirs)
  }

  static let xor = Method("__xor__(self, other)") { call in try difference(call) }
  static let rxor = Method("__rxor__(self, other)") { call in try difference(call) }

  static let isdisjoint = Method("isdisjoint(self, other)") { call in
    for element in try call.list("other") {
      if try call.context.contains(call.receiver, element) { return false }
    }
    return true
  }
}

extension Standard.MutableSetMixin {
  static let remove = Method("remove(self, value)") { call in
    guard try call.context.contains(call.receiver, call["value"]) else { throw Raised.keyError(call["value"]) }
    _ = try call.context.callMethod(call.receiver, "discard", CallArguments([call["value"]]))
    return .none
  }

  static let pop = Method("pop(self)") { call in
    guard let value = try call.context.iterate(call.receiver).next(in: call.context) else {
      throw Raised.exception(ExceptionObject(Exceptions.keyError))
    }
    _ = try call.context.callMethod(call.receiver, "discard", CallArguments([value]))
    return value
  }

  static let clear = Method("clear(self)") { call in
    while try call.context.length(call.receiver) > 0 { _ = try call.context.callMethod(call.receiver, "pop") }
    return .none
  }

  private static func change(_ call: Call, _ elements: [Value], _ method: PythonString) throws -> Value {
    for element in elements { _ = try call.context.callMethod(call.receiver, method, CallArguments([element])) }
    return call.receiver
  }

  static let ior = Method("__ior__(self, it)") { call in try change(call, call.list("it"), "add") }
  static let isub = Method("__isub__(self, it)") { call in try change(call, call.list("it"), "discard") }

  static let iand = Method("__iand__(self, it)") { call in
    let rest = try call.context.binary(.subtract, call.receiver, call["it"])
    return try change(call, call.context.items(of: rest), "discard")
  }

  static let ixor = Method("__ixor__(self, it)") { call in
    for element in try call.list("it") {
      let isIn = try call.context.contains(call.receiver, element)
      _ = try call.context.callMethod(call.receiver, isIn ? "discard" : "add", CallArguments([element]))
    }
    return call.receiver
  }
}
