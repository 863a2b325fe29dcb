import Kernels
import PythonRuntime

// The methods that the abstract classes of `collections` give to classes which have only the abstract ones.

extension Standard.GeneratorMixin {
  static let iterate = Method("__iter__(self)") { call in call.receiver }

  static let next = Method("__next__(self)") { call in
    try call.context.callMethod(call.receiver, "send", CallArguments([.none]))
  }

  static let close = Method("close(self)") { call in
    do throws(Raised) {
      _ = try call.context.callMethod(call.receiver, "throw", CallArguments([.object(Exceptions.generatorExit)]))
    } catch {
      if error.isException(of: Exceptions.generatorExit) || error.isException(of: Exceptions.stopIteration) {
        return .none
      }
      throw error
    }
    throw Raised.runtimeError("generator ignored GeneratorExit")
  }
}

extension Standard.SequenceMixin {
  /// The item at a position; `nil` behind the end.
  private static func item(_ call: Call, _ position: Int) throws(Raised) -> Value? {
    try item(call.receiver, position, in: call.context)
  }

  private static func item(_ receiver: Value, _ position: Int, in context: Context) throws(Raised) -> Value? {
    do throws(Raised) {
      return try context.item(of: receiver, at: .int(position))
    } catch {
      guard error.isException(of: Exceptions.indexError) else { throw error }
      return nil
    }
  }

  static let iterate = Method("__iter__(self)") { call in
    let receiver = call.receiver
    var position = 0
    return .object(
      NativeIterator(type: Types.generator) { context throws(Raised) in
        defer { position += 1 }
        return try item(receiver, position, in: context)
      })
  }

  static let contains = Method("__contains__(self, value)") { call in
    let source = try call.context.iterate(call.receiver)
    while let item = try source.next(in: call.context) {
      if try call.context.sameOrEqual(item, call["value"]) { return true }
    }
    return false
  }

  static let reversed = Method("__reversed__(self)") { call in
    let receiver = call.receiver
    var position = try call.context.length(receiver)
    return .object(
      NativeIterator(type: Types.generator) { context throws(Raised) in
        guard position > 0 else { return nil }
        position -= 1
        return try context.item(of: receiver, at: .int(position))
      })
  }

  static let index = Method("index(self, value, start=0, stop=None)") { call in
    var first = try call.optionalInt("start") ?? 0
    var last = try call.optionalInt("stop")
    if first < 0 { first = max(try call.context.length(call.receiver) + first, 0) }
    if let known = last, known < 0 { last = known + (try call.context.length(call.receiver)) }
    while last.map({ first < $0 }) ?? true, let item = try item(call, first) {
      if try call.context.sameOrEqual(item, call["value"]) { return .int(first) }
      first += 1
    }
    throw Raised.exception(ExceptionObject(Exceptions.valueError))
  }

  static let count = Method("count(self, value)") { call in
    let source = try call.context.iterate(call.receiver)
    var count = 0
    while let item = try source.next(in: call.context) {
      if try call.context.sameOrEqual(item, call["value"]) { count += 1 }
    }
    return .int(count)
  }
}

extension Standard.MutableSequenceMixin {
  static let append = Method("append(self, value)") { call in
    let count = try call.context.length(call.receiver)
    return try call.context.callMethod(call.receiver, "insert", CallArguments([.int(count), call["value"]]))
  }

  static let clear = Method("clear(self)") { call in
    while try call.context.length(call.receiver) > 0 { _ = try call.context.callMethod(call.receiver, "pop") }
    return .none
  }

  static let reverse = Method("reverse(self)") { call in
    let context = call.context
    let count = try context.length(call.receiver)
    for i in 0..<(count / 2) {
      let (first, last) = (Value.int(i), Value.int(count - i - 1))
      let (a, b) = (try context.item(of: call.receiver, at: first), try context.item(of: call.receiver, at: last))
      try context.setItem(of: call.receiver, at: first, to: b)
      try context.setItem(of: call.receiver, at: last, to: a)
    }
    return .none
  }

  static let extend = Method("extend(self, values)") { call in
    for value in try call.list("values") {
      _ = try call.context.callMethod(call.receiver, "append", CallArguments([value]))
    }
    return .none
  }

  static let pop = Method("pop(self, index=-1)") { call in
    let value = try call.context.item(of: call.receiver, at: call["index"])
    try call.context.deleteItem(of: call.receiver, at: call["index"])
    return value
  }

  static let remove = Method("remove(self, value)") { call in
    let index = try call.context.callMethod(call.receiver, "index", CallArguments([call["value"]]))
    try call.context.deleteItem(of: call.receiver, at: index)
    return .none
  }

  static let add = Method("__iadd__(self, values)") { call in
    _ = try call.context.callMethod(call.receiver, "extend", CallArguments([call["values"]]))
    return call.receiver
  }
}

extension Standard.MappingMixin {
  static let get = Method("get(self, key, default=None)") { call in
    do throws(Raised) {
      return try call.context.item(of: call.receiver, at: call["key"])
    } catch {
      guard error.isException(of: Exceptions.keyError) else { throw error }
      return call["default"]
    }
  }

  static let contains = Method("__contains__(self, key)") { call in
    do throws(Raised) {
      _ = try call.context.item(of: call.receiver, at: call["key"])
      return true
    } catch {
      guard error.isException(of: Exceptions.keyError) else { throw error }
      return false
    }
  }

  static let keys = Method("keys(self)") { call in .object(MappingViewObject.make(.keys, of: call.receiver)) }
  static let items = Method("items(self)") { call in .object(MappingViewObject.make(.items, of: call.receiver)) }
  static let values = Method("values(self)") { call in .object(MappingViewObject.make(.values, of: call.receiver)) }

  static let equals = Method("__eq__(self, other)") { call in
    guard try call.context.isInstance(call["other"], ofAny: .object(CollectionClasses.mapping)) else {
      return .notImplemented
    }
    let (mine, theirs) = (try dictionary(call.receiver, call.context), try dictionary(call["other"], call.context))
    return try call.context.compare(.equal, .object(mine), .object(theirs))
  }

  /// The entries of a mapping.
  static func dictionary(_ mapping: Value, _ context: Context) throws(Raised) -> DictObject {
    let result = DictObject()
    for pair in try context.items(of: context.callMethod(mapping, "items")) {
      let entry = try context.unpack(pair, count: 2)
      try result.set(entry[0], to: entry[1], in: context)
    }
    return result
  }

  static let hash = Constant("__hash__") { _ in .none }
  static let reversed = Constant("__reversed__") { _ in .none }
}

extension Standard.MutableMappingMixin {
  static let pop = Method("pop(self, key, default=None)") { call in
    do throws(Raised) {
      let value = try call.context.item(of: call.receiver, at: call["key"])
      try call.context.deleteItem(of: call.receiver, at: call["key"])
      return value
    } catch {
      guard call.isGiven("default"), error.isException(of: Exceptions.keyError) else { throw error }
      return call["default"]
    }
  }

  static let popitem = Method("popitem(self)") { call in
    guard let key = try call.context.iterate(call.receiver).next(in: call.context) else {
      throw Raised.exception(ExceptionObject(Exceptions.keyError))
    }
    let value = try call.context.item(of: call.receiver, at: key)
    try call.context.deleteItem(of: call.receiver, at: key)
    return .tuple([key, value])
  }

  static let clear = Method("clear(self)") { call in
    while try call.context.length(call.receiver) > 0 { _ = try call.context.callMethod(call.receiver, "popitem") }
    return .none
  }

  static let update = Method("update(self, other=(), /, **kwds)") { call in
    let other = call["other"]
    if let dict = other.cast(to: DictObject.self) {
      for (key, value) in dict.items { try call.context.setItem(of: call.receiver, at: key, to: value) }
    } else if try call.context.attributeIfAny(of: other, named: "keys") != nil {
      for key in try call.context.items(of: call.context.callMethod(other, "keys")) {
        try call.context.setItem(of: call.receiver, at: key, to: call.context.item(of: other, at: key))
      }
    } else {
      for pair in try call.list("other") {
        let entry = try call.context.unpack(pair, count: 2)
        try call.context.setItem(of: call.receiver, at: entry[0], to: entry[1])
      }
    }
    for (name, value) in call.keywords { try call.context.setItem(of: call.receiver, at: .string(name), to: value) }
    return .none
  }

  static let setdefault = Method("setdefault(self, key, default=None)") { call in
    do throws(Raised) {
      return try call.context.item(of: call.receiver, at: call["key"])
    } catch {
      guard error.isException(of: Exceptions.keyError) else { throw error }
      try call.context.setItem(of: call.receiver, at: call["key"], to: call["default"])
      return call["default"]
    }
  }
}
