import Kernels
import PythonRuntime

extension Standard.UserListClass {
  static let initialize = Method("__init__(self, initlist=None)") { call in
    var items: [Value] = []
    if !call.isNone("initlist") {
      items = try call.context.items(of: UserClasses.data(call["initlist"], call.context))
    }
    try call.setOwn("data", .list(items))
    return .none
  }

  static let represent = Method("__repr__(self)") { call in .string(try call.context.repr(call.own("data"))) }
  static let length = Method("__len__(self)") { call in .int(try call.context.length(call.own("data"))) }
  static let contains = Method("__contains__(self, item)") { call in
    .bool(try call.context.contains(call.own("data"), call["item"]))
  }
  static let iterate = Method("__iter__(self)") { call in .object(try call.context.iterate(call.own("data"))) }

  private static func compared(_ operation: ComparisonOperator, _ call: Call) throws -> Value {
    try call.context.compare(operation, call.own("data"), UserClasses.data(call["other"], call.context))
  }

  static let eq = Method("__eq__(self, other)") { call in try compared(.equal, call) }
  static let lt = Method("__lt__(self, other)") { call in try compared(.less, call) }
  static let le = Method("__le__(self, other)") { call in try compared(.lessOrEqual, call) }
  static let gt = Method("__gt__(self, other)") { call in try compared(.greater, call) }
  static let ge = Method("__ge__(self, other)") { call in try compared(.greaterOrEqual, call) }
  static let hash = Constant("__hash__") { _ in .none }

  static let item = Method("__getitem__(self, i)") { call in
    let item = try call.context.item(of: call.own("data"), at: call["i"])
    return call["i"].object is SliceObject ? try call.fresh(item) : item
  }
  static let setItem = Method("__setitem__(self, i, item)") { call in
    try call.context.setItem(of: call.own("data"), at: call["i"], to: call["item"])
    return .none
  }
  static let deleteItem = Method("__delitem__(self, i)") { call in
    try call.context.deleteItem(of: call.own("data"), at: call["i"])
    return .none
  }

  static let add = Method("__add__(self, other)") { call in
    let other = try call.context.items(of: UserClasses.data(call["other"], call.context))
    return try call.fresh(.list(call.context.items(of: call.own("data")) + other))
  }
  static let radd = Method("__radd__(self, other)") { call in
    let other = try call.context.items(of: UserClasses.data(call["other"], call.context))
    return try call.fresh(.list(other + call.context.items(of: call.own("data"))))
  }
  static let iadd = Method("__iadd__(self, other)") { call in
    let other = try UserClasses.data(call["other"], call.context)
    _ = try call.context.callMethod(call.own("data"), "extend", CallArguments([other]))
    return call.receiver
  }
  static let mul = Method("__mul__(self, n)") { call in
    try call.fresh(call.context.binary(.multiply, call.own("data"), call["n"]))
  }
  static let rmul = Method("__rmul__(self, n)") { call in
    try call.fresh(call.context.binary(.multiply, call.own("data"), call["n"]))
  }
  static let imul = Method("__imul__(self, n)") { call in
    try call.setOwn("data", call.context.inPlace(.multiply, call.own("data"), call["n"]))
    return call.receiver
  }

  private static func forwarded(_ call: Call, _ name: PythonString, _ arguments: [Value]) throws -> Value {
    try call.context.callMethod(call.own("data"), name, CallArguments(arguments))
  }

  static let append = Method("append(self, item)") { call in try forwarded(call, "append", [call["item"]]) }
  static let insert = Method("insert(self, i, item)") { call in
    try forwarded(call, "insert", [call["i"], call["item"]])
  }
  static let pop = Method("pop(self, i=-1)") { call in try forwarded(call, "pop", [call["i"]]) }
  static let remove = Method("remove(self, item)") { call in try forwarded(call, "remove", [call["item"]]) }
  static let clear = Method("clear(self)") { call in try forwarded(call, "clear", []) }
  static let copy = Method("copy(self)") { call in try call.fresh(call.receiver) }
  static let count = Method("count(self, item)") { call in try forwarded(call, "count", [call["item"]]) }
  static let index = Method("index(self, item, *args)") { call in
    try forwarded(call, "index", [call["item"]] + call.variadic)
  }
  static let reverse = Method("reverse(self)") { call in try forwarded(call, "reverse", []) }
  static let sort = Method("sort(self, /, **kwds)") { call in
    try call.context.callMethod(call.own("data"), "sort", CallArguments([], keywords: call.keywords))
  }
  static let extend = Method("extend(self, other)") { call in
    try forwarded(call, "extend", [UserClasses.data(call["other"], call.context)])
  }
}

extension Standard.UserStringClass {
  static let initialize = Method("__init__(self, seq)") { call in
    let seq = try UserClasses.data(call["seq"], call.context)
    try call.setOwn("data", .string(call.context.str(seq)))
    return .none
  }

  static let str = Method("__str__(self)") { call in .string(try call.context.str(call.own("data"))) }
  static let represent = Method("__repr__(self)") { call in .string(try call.context.repr(call.own("data"))) }
  static let int = Method("__int__(self)") { call in try call.context.call(.object(Types.int), [call.own("data")]) }
  static let float = Method("__float__(self)") { call in
    try call.context.call(.object(Types.float), [call.own("data")])
  }
  static let hash = Method("__hash__(self)") { call in .int(try call.context.hash(call.own("data"))) }
  static let length = Method("__len__(self)") { call in .int(try call.context.length(call.own("data"))) }
  static let contains = Method("__contains__(self, char)") { call in
    .bool(try call.context.contains(call.own("data"), UserClasses.data(call["char"], call.context)))
  }
  static let iterate = Method("__iter__(self)") { call in .object(try call.context.iterate(call.own("data"))) }
  static let item = Method("__getitem__(self, index)") { call in
    try call.fresh(call.context.item(of: call.own("data"), at: call["index"]))
  }

  private static func compared(_ operation: ComparisonOperator, _ call: Call) throws -> Value {
    try call.context.compare(operation, call.own("data"), UserClasses.data(call["other"], call.context))
  }

  static let eq = Method("__eq__(self, other)") { call in try compared(.equal, call) }
  static let lt = Method("__lt__(self, other)") { call in try compared(.less, call) }
  static let le = Method("__le__(self, other)") { call in try compared(.lessOrEqual, call) }
  static let gt = Method("__gt__(self, other)") { call in try compared(.greater, call) }
  static let ge = Method("__ge__(self, other)") { call in try compared(.greaterOrEqual, call) }

  static let add = Method("__add__(self, other)") { call in
    let other = try call.context.str(UserClasses.data(call["other"], call.context))
    return try call.fresh(call.context.binary(.add, call.own("data"), .string(other)))
  }
  static let radd = Method("__radd__(self, other)") { call in
    let other = try call.context.str(UserClasses.data(call["other"], call.context))
    return try call.fresh(call.context.binary(.add, .string(other), call.own("data")))
  }
  static let mul = Method("__mul__(self, n)") { call in
    try call.fresh(call.context.binary(.multiply, call.own("data"), call["n"]))
  }
  static let rmul = Method("__rmul__(self, n)") { call in
    try call.fresh(call.context.binary(.multiply, call.own("data"), call["n"]))
  }
  static let mod = Method("__mod__(self, args)") { call in
    try call.fresh(call.context.binary(.modulo, call.own("data"), call["args"]))
  }

  /// Methods of strings; those that give a string give one of the receiver's class.
  static let attribute = Method("__getattr__(self, name)") { call in
    let name = try call.string("name")
    guard !name.isDunder, name != "data", Types.str.lookup(name) != nil else {
      throw Raised.attributeError("'\(call.receiver.typeName)' object has no attribute '\(name)'")
    }
    return .object(UserStringMethod(name, call.receiver))
  }
}

/// A method of `str` on a `UserString`.
final class UserStringMethod: Object {
  private static let wrapping: Set<PythonString> = [
    "capitalize", "casefold", "center", "removeprefix", "removesuffix", "expandtabs", "ljust", "lower", "lstrip",
    "replace", "rjust", "rstrip", "strip", "swapcase", "title", "translate", "upper", "zfill",
  ]
  private let name: PythonString
  private let receiver: Value

  init(_ name: PythonString, _ receiver: Value) {
    self.name = name
    self.receiver = receiver
    super.init(type: Types.method)
  }

  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    var plain = arguments
    for i in plain.positional.indices { plain.positional[i] = try UserClasses.data(plain.positional[i], context) }
    let data = try context.attribute(of: receiver, named: "data")
    let result = try context.callMethod(data, name, plain)
    return UserStringMethod.wrapping.contains(name) ? try context.call(.object(receiver.type), [result]) : result
  }
}
