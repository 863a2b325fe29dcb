import Kernels

/// What `set` and `frozenset` share.
extension Builtins.SetMethods {
  /// The table of an iterable; another set is taken over as CPython does.
  static func table(_ value: Value, _ context: Context) throws(Raised) -> SetTable {
    var table = SetTable()
    if let set = try value.supported().cast(to: SetObject.self) {
      try table.formUnion(set.table, in: context)
    } else {
      let source = try context.iterate(value)
      while let item = try source.next(in: context) { try table.insert(item, in: context) }
    }
    return table
  }

  private static func receiver(_ call: Call) throws(Raised) -> SetObject { try call.receiver(as: SetObject.self) }

  /// The set combined with every argument in turn.
  static func combined(_ call: Call, _ operation: BinaryOperator) throws(Raised) -> SetTable {
    let set = try receiver(call)
    var result = set
    for other in call.variadic {
      let table = try table(other, call.context)
      result = SetObject(try result.combined(operation, with: table, in: call.context) ?? table)
    }
    return result.table
  }

  private static func result(_ call: Call, _ table: SetTable) throws(Raised) -> Value {
    .object(SetObject(table, isFrozen: try receiver(call).isFrozen))
  }

  static let union = Method("union(self, *others)") { call in try result(call, combined(call, .or)) }
  static let intersection = Method("intersection(self, *others)") { call in try result(call, combined(call, .and)) }
  static let difference = Method("difference(self, *others)") { call in try result(call, combined(call, .subtract)) }

  static let symmetric_difference = Method("symmetric_difference(self, other, /)") { call in
    let set = try receiver(call)
    let other = try table(call[1], call.context)
    return try result(call, set.combined(.xor, with: other, in: call.context) ?? SetTable())
  }

  static let copy = Method("copy(self)") { call in
    let set = try receiver(call)
    return set.isFrozen ? .object(set) : .object(SetObject(set.table))
  }

  static let issubset = Method("issubset(self, other, /)") { call in
    .bool(try receiver(call).isSubset(of: table(call[1], call.context), in: call.context))
  }

  static let issuperset = Method("issuperset(self, other, /)") { call in
    .bool(try SetObject(table(call[1], call.context)).isSubset(of: receiver(call).table, in: call.context))
  }

  static let isdisjoint = Method("isdisjoint(self, other, /)") { call in
    let set = try receiver(call)
    for item in try call.list("other") { if try set.table.contains(item, in: call.context) { return false } }
    return true
  }
}

extension Builtins.SetClass {
  static let new = Constructor("set(cls, iterable=(), /)") { call in
    .object(SetObject(try Builtins.SetMethods.table(call["iterable"], call.context), type: call.receivingClass))
  }

  static let add = Method("add(self, element, /)", mutates: true) { call in
    try call.receiver(as: SetObject.self).table.insert(call[1], in: call.context)
    return .none
  }

  static let remove = Method("remove(self, element, /)", mutates: true) { call in
    let set = try call.receiver(as: SetObject.self)
    if try !set.table.remove(SetObject.key(call[1]), in: call.context) { throw Raised.keyError(call[1]) }
    return .none
  }

  static let discard = Method("discard(self, element, /)", mutates: true) { call in
    try call.receiver(as: SetObject.self).table.remove(SetObject.key(call[1]), in: call.context)
    return .none
  }

  static let pop = Method("pop(self)", mutates: true) { call in
    guard let value = try call.receiver(as: SetObject.self).table.popFirst() else {
      throw Raised.keyError("pop from an empty set")
    }
    return value
  }

  static let clear = Method("clear(self)", mutates: true) { call in
    try call.receiver(as: SetObject.self).table = SetTable()
    return .none
  }

  static let update = Method("update(self, *others)", mutates: true) { call in
    let set = try call.receiver(as: SetObject.self)
    for other in call.variadic {
      if other.object is SetObject {
        try set.table.formUnion(Builtins.SetMethods.table(other, call.context), in: call.context)
      } else {
        for item in try call.context.items(of: other) { try set.table.insert(item, in: call.context) }
      }
    }
    return .none
  }

  static let difference_update = Method("difference_update(self, *others)", mutates: true) { call in
    let set = try call.receiver(as: SetObject.self)
    for other in call.variadic {
      for item in try call.context.items(of: other) { try set.table.remove(item, in: call.context) }
    }
    return .none
  }

  static let intersection_update = Method("intersection_update(self, *others)", mutates: true) { call in
    try call.receiver(as: SetObject.self).table = try Builtins.SetMethods.combined(call, .and)
    return .none
  }

  static let symmetric_difference_update = Method("symmetric_difference_update(self, other, /)", mutates: true) {
    call in
    let set = try call.receiver(as: SetObject.self)
    let other = try Builtins.SetMethods.table(call[1], call.context)
    set.table = try set.combined(.xor, with: other, in: call.context) ?? set.table
    return .none
  }
}

extension Builtins.FrozenSetClass {
  static let new = Constructor("frozenset(cls, iterable=(), /)") { call in
    if let set = call[1].object as? SetObject, set.isFrozen, set.type === SetObject.frozenType { return call[1] }
    return .object(SetObject(try Builtins.SetMethods.table(call["iterable"], call.context), isFrozen: true))
  }
}
