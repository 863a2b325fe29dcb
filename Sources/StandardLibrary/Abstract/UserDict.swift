import Kernels
import PythonRuntime

/// `collections.UserDict`, `UserList`, `UserString` and `ChainMap`.
enum UserClasses {
  nonisolated(unsafe) static let dict = concrete(
    "UserDict", [CollectionClasses.mutableMapping], Standard.UserDictClass.members)
  nonisolated(unsafe) static let list: TypeObject = {
    let type = concrete("UserList", [CollectionClasses.mutableSequence], Standard.UserListClass.members)
    type.showsData = true
    return type
  }()
  nonisolated(unsafe) static let string = concrete(
    "UserString", [CollectionClasses.sequence], Standard.UserStringClass.members)
  nonisolated(unsafe) static let chainMap = concrete(
    "ChainMap", [CollectionClasses.mutableMapping], Standard.ChainMapClass.members)

  private static func concrete(_ name: String, _ bases: [TypeObject], _ members: [any Member]) -> TypeObject {
    AbstractClass.make(name, module: "collections", bases, abstract: [], [PlainClass.new] + members)
  }

  /// The value behind an instance of these classes, or the value itself.
  static func data(_ value: Value, _ context: Context) throws(Raised) -> Value {
    guard value.type.isSubclass(of: dict) || value.type.isSubclass(of: list) || value.type.isSubclass(of: string) else {
      return value
    }
    return try context.attribute(of: value, named: "data")
  }
}

extension Standard.Collections {
  static let userDict = Constant("UserDict") { _ in .object(UserClasses.dict) }
  static let userList = Constant("UserList") { _ in .object(UserClasses.list) }
  static let userString = Constant("UserString") { _ in .object(UserClasses.string) }
  static let chainMap = Constant("ChainMap") { _ in .object(UserClasses.chainMap) }
}

extension Standard.UserDictClass {
  static let initialize = Method("__init__(self, dict=None, /, **kwargs)") { call in
    try call.setOwn("data", .object(DictObject()))
    if !call[1].isNone { _ = try call.context.callMethod(call.receiver, "update", CallArguments([call[1]])) }
    if !call.keywords.isEmpty {
      let keywords = DictObject(call.keywords.map { ($0.name, $0.value) })
      _ = try call.context.callMethod(call.receiver, "update", CallArguments([.object(keywords)]))
    }
    return .none
  }

  static let length = Method("__len__(self)") { call in .int(try call.context.length(call.own("data"))) }

  static let item = Method("__getitem__(self, key)") { call in
    let data = try call.own("data")
    if try call.context.contains(data, call["key"]) { return try call.context.item(of: data, at: call["key"]) }
    if let missing = call.context.specialMethod("__missing__", of: call.receiver) {
      return try call.context.call(missing, [call.receiver, call["key"]])
    }
    throw Raised.keyError(call["key"])
  }

  static let setItem = Method("__setitem__(self, key, item)") { call in
    try call.context.setItem(of: call.own("data"), at: call["key"], to: call["item"])
    return .none
  }

  static let deleteItem = Method("__delitem__(self, key)") { call in
    try call.context.deleteItem(of: call.own("data"), at: call["key"])
    return .none
  }

  static let iterate = Method("__iter__(self)") { call in .object(try call.context.iterate(call.own("data"))) }

  static let contains = Method("__contains__(self, key)") { call in
    .bool(try call.context.contains(call.own("data"), call["key"]))
  }

  static let represent = Method("__repr__(self)") { call in .string(try call.context.repr(call.own("data"))) }

  static let or = Method("__or__(self, other)") { call in
    let other = try UserClasses.data(call["other"], call.context)
    guard other.object is DictObject else { return .notImplemented }
    return try call.fresh(call.context.binary(.or, call.own("data"), other))
  }

  static let ior = Method("__ior__(self, other)") { call in
    let other = try UserClasses.data(call["other"], call.context)
    try call.setOwn("data", call.context.inPlace(.or, call.own("data"), other))
    return call.receiver
  }

  static let copy = Method("copy(self)") { call in
    let copy = try call.context.call(.object(call.receiver.type), [])
    _ = try call.context.callMethod(copy, "update", CallArguments([call.own("data")]))
    return copy
  }

  static let fromkeys = ClassMethod("fromkeys(cls, iterable, value=None)") { call in
    let made = try call.context.call(.object(call.receivingClass ?? UserClasses.dict), [])
    for key in try call.list("iterable") { try call.context.setItem(of: made, at: key, to: call["value"]) }
    return made
  }
}

extension Standard.ChainMapClass {
  static let initialize = Method("__init__(self, *maps)") { call in
    try call.setOwn("maps", .list(call.variadic.isEmpty ? [.object(DictObject())] : call.variadic))
    return .none
  }

  private static func maps(_ call: Call) throws(Raised) -> [Value] { try call.context.items(of: call.own("maps")) }

  private static func first(_ call: Call) throws(Raised) -> Value {
    guard let first = try maps(call).first else { throw .indexError("list index out of range") }
    return first
  }

  static let missing = Method("__missing__(self, key)") { call in throw Raised.keyError(call["key"]) }

  static let item = Method("__getitem__(self, key)") { call in
    for map in try maps(call) {
      do throws(Raised) {
        return try call.context.item(of: map, at: call["key"])
      } catch {
        guard error.isException(of: Exceptions.keyError) else { throw error }
      }
    }
    return try call.context.callMethod(call.receiver, "__missing__", CallArguments([call["key"]]))
  }

  static let get = Method("get(self, key, default=None)") { call in
    try call.context.contains(call.receiver, call["key"])
      ? call.context.item(of: call.receiver, at: call["key"]) : call["default"]
  }

  /// The keys of all maps, in the order in which they would be updated one by the other.
  private static func merged(_ call: Call) throws(Raised) -> DictObject {
    let result = DictObject()
    for map in try maps(call).reversed() {
      for key in try call.context.items(of: map) { try result.set(key, to: .none, in: call.context) }
    }
    return result
  }

  static let length = Method("__len__(self)") { call in .int(try merged(call).count) }
  static let iterate = Method("__iter__(self)") { call in
    .object(try call.context.iterate(.object(merged(call))))
  }

  static let contains = Method("__contains__(self, key)") { call in
    for map in try maps(call) { if try call.context.contains(map, call["key"]) { return true } }
    return false
  }

  static let truth = Method("__bool__(self)") { call in
    for map in try maps(call) { if try call.context.truth(map) { return true } }
    return false
  }

  static let represent = Method("__repr__(self)") { call in
    var parts: [String] = []
    for map in try maps(call) { parts.append("\(try call.context.repr(map))") }
    return .text("\(call.receiver.type.name)(\(parts.joined(separator: ", ")))")
  }

  static let copy = Method("copy(self)") { call in
    let all = try maps(call)
    let first = try call.context.callMethod(first(call), "copy")
    return try call.context.call(.object(call.receiver.type), [first] + all.dropFirst())
  }

  static let newChild = Method("new_child(self, m=None, **kwargs)") { call in
    var child = call["m"]
    if child.isNone {
      child = .object(DictObject(call.keywords.map { ($0.name, $0.value) }))
    } else if !call.keywords.isEmpty {
      _ = try call.context.callMethod(child, "update", CallArguments([], keywords: call.keywords))
    }
    return try call.context.call(.object(call.receiver.type), [child] + maps(call))
  }

  static let parents = Property("parents") { call in
    try call.context.call(.object(call.receiver.type), Array(maps(call).dropFirst()))
  }

  static let setItem = Method("__setitem__(self, key, value)") { call in
    try call.context.setItem(of: first(call), at: call["key"], to: call["value"])
    return .none
  }

  static let deleteItem = Method("__delitem__(self, key)") { call in
    let first = try first(call)
    guard try call.context.contains(first, call["key"]) else {
      throw Raised.keyError(.text("Key not found in the first mapping: \(try call.context.repr(call["key"]))"))
    }
    try call.context.deleteItem(of: first, at: call["key"])
    return .none
  }

  static let popitem = Method("popitem(self)") { call in
    let first = try first(call)
    guard try call.context.length(first) > 0 else { throw Raised.keyError("No keys found in the first mapping.") }
    return try call.context.callMethod(first, "popitem")
  }

  static let pop = Method("pop(self, key, *args)") { call in
    let first = try first(call)
    guard try !call.variadic.isEmpty || call.context.contains(first, call["key"]) else {
      throw Raised.keyError(.text("Key not found in the first mapping: \(try call.context.repr(call["key"]))"))
    }
    return try call.context.callMethod(first, "pop", CallArguments([call["key"]] + call.variadic))
  }

  static let clear = Method("clear(self)") { call in try call.context.callMethod(first(call), "clear") }

  static let or = Method("__or__(self, other)") { call in
    let other = try UserClasses.data(call["other"], call.context)
    let copy = try call.context.callMethod(call.receiver, "copy")
    guard let changed = try call.context.items(of: call.context.attribute(of: copy, named: "maps")).first else {
      return .notImplemented
    }
    _ = try call.context.callMethod(changed, "update", CallArguments([other]))
    return copy
  }
}
