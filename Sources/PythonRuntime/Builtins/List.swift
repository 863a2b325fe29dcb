import Kernels

extension Builtins.ListClass {
  static let new = Constructor("list(cls, iterable=(), /)") { call in
    .object(ListObject(try call.list("iterable"), type: call.receivingClass ?? ListObject.type))
  }

  static let append = Method("append(self, object, /)", mutates: true, acceptsUnsupported: true) { call in
    let list = try call.receiver(as: ListObject.self)
    list.items.append(call[1])
    return .none
  }

  static let extend = Method("extend(self, iterable, /)", mutates: true) { call in
    let list = try call.receiver(as: ListObject.self)
    list.items += try call.list("iterable")
    return .none
  }

  static let insert = Method("insert(self, index, object, /)", mutates: true, acceptsUnsupported: true) { call in
    let list = try call.receiver(as: ListObject.self)
    var index = try call.int("index")
    if index < 0 { index = max(0, index + list.items.count) }
    list.items.insert(call[2], at: min(index, list.items.count))
    return .none
  }

  static let pop = Method("pop(self, index=-1, /)", mutates: true) { call in
    let list = try call.receiver(as: ListObject.self)
    let index = try call.int("index")
    if list.items.isEmpty { throw Raised.indexError("pop from empty list") }
    let position = index < 0 ? index + list.items.count : index
    guard list.items.indices.contains(position) else { throw Raised.indexError("pop index out of range") }
    return list.items.remove(at: position)
  }

  static let remove = Method("remove(self, value, /)", mutates: true) { call in
    let list = try call.receiver(as: ListObject.self)
    for (i, item) in list.items.enumerated() {
      if try call.context.sameOrEqual(item, call[1]) {
        list.items.remove(at: i)
        return .none
      }
    }
    throw Raised.valueError("list.remove(x): x not in list")
  }

  static let clear = Method("clear(self)", mutates: true) { call in
    try call.receiver(as: ListObject.self).items = []
    return .none
  }

  static let index = Method("index(self, value, start=0, stop=9223372036854775807, /)") { call in
    let items = try call.receiver(as: ListObject.self).items
    return .int(
      try Sequences.position(
        of: call[1], in: items, from: call.clampedInt("start"), to: call.clampedInt("stop"), call.context
      ) {
        "\($0) is not in list"
      })
  }

  static let count = Method("count(self, value, /)") { call in
    .int(try Sequences.count(of: call[1], in: call.receiver(as: ListObject.self).items, call.context))
  }

  static let reverse = Method("reverse(self)", mutates: true) { call in
    try call.receiver(as: ListObject.self).items.reverse()
    return .none
  }

  static let sort = Method("sort(self, *, key=None, reverse=False)", mutates: true) { call in
    let list = try call.receiver(as: ListObject.self)
    let items = list.items
    list.items = []
    do throws(Raised) {
      let sorted = try Builtins.Functions.ordered(items, call)
      let isChanged = !list.items.isEmpty
      list.items = sorted
      if isChanged { throw Raised.valueError("list modified during sort") }
    } catch {
      if list.items.isEmpty { list.items = items }
      throw error
    }
    return .none
  }

  static let copy = Method("copy(self)") { call in .list(try call.receiver(as: ListObject.self).items) }
}

extension Builtins.TupleClass {
  static let new = Constructor("tuple(cls, iterable=(), /)") { call in
    if let tuple = call[1].object as? TupleObject, tuple.type === TupleObject.type, call.isGiven("iterable"),
      call.receivingClass.map({ $0 === TupleObject.type }) ?? true
    {
      return call[1]
    }
    return .object(TupleObject(try call.list("iterable"), type: call.receivingClass ?? TupleObject.type))
  }

  static let index = Method("index(self, value, start=0, stop=9223372036854775807, /)") { call in
    let items = try call.receiver(as: TupleObject.self).items
    return .int(
      try Sequences.position(
        of: call[1], in: items, from: call.clampedInt("start"), to: call.clampedInt("stop"), call.context
      ) { _ in
        "tuple.index(x): x not in tuple"
      })
  }

  static let count = Method("count(self, value, /)") { call in
    .int(try Sequences.count(of: call[1], in: call.receiver(as: TupleObject.self).items, call.context))
  }
}

extension Sequences {
  /// `index`: the position of the first equal item.
  static func position(
    of value: Value, in items: [Value], from start: Int, to stop: Int, _ context: Context,
    message: (PythonString) -> String
  ) throws(Raised) -> Int {
    let first = start < 0 ? max(0, start + items.count) : start
    let last = min(stop < 0 ? stop + items.count : stop, items.count)
    if first < last {
      for i in first..<last { if try context.sameOrEqual(items[i], value) { return i } }
    }
    throw Raised.valueError(message(try context.repr(value)))
  }

  static func count(of value: Value, in items: [Value], _ context: Context) throws(Raised) -> Int {
    var count = 0
    for item in items { if try context.sameOrEqual(item, value) { count += 1 } }
    return count
  }
}
