import Kernels

extension Builtins.SetClass {
  static let new = Constructor("set(cls, iterable=(), /)") { call in
    .object(SetObject(try setTable(call["iterable"], call.context), type: call.receivingClass))
  }

  /// The table of an iterable; another set is taken over as CPython does.
  static func setTable(_ value: Value, _ context: Context) throws(Raised) -> SetTable {
    var table = SetTable()
    if let set = try value.supported().cast(to: SetObject.self) {
      try table.formUnion(set.table, in: context)
    } else {
      let source = try context.iterate(value)
      while let item = try source.next(in: context) { try table.insert(item, in: context) }
    }
    return table
  }

  static let add = Method("add(self, element, /)", mutates: true) { call in
    try call.receiver(as: SetObject.self).table.insert(call[1], in: call.context)
    return .none
  }

  static let remove = Method("remove(self, element, /)", mutates: true) { call in
    if try !call.receiver(as: SetObject.self).table.remove(call[1], in: call.context) { throw Raised.keyError(call[1]) }
    return .none
  }

  static let discard = Method("discard(self, element, /)", mutates: true) { call in
    try call.receiver(as: SetObject.self).table.remove(call[1], in: call.context)
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
    for other in call.variadic { try set.table.formUnion(setTable(other, call.context), in: call.context) }
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
    try call.receiver(as: SetObject.self).table = try combined(call, .and)
    return .none
  }

  static let copy = Method("copy(self)") { call in .object(SetObject(try call.receiver(as: SetObject.self).table)) }
  static let union = Method("union(self, *others)") { call in .object(SetObject(try combined(call, .or))) }
  static let intersection = Method("intersection(self, *others)") { call in .object(SetObject(try combined(call, .and)))
  }
  static let difference = Method("difference(self, *others)") { call in
    .object(SetObject(try combined(call, .subtract)))
  }

  static let symmetric_difference = Method("symmetric_difference(self, other, /)") { call in
    let set = try call.receiver(as: SetObject.self)
    return .object(
      SetObject(try set.combined(.xor, with: setTable(call[1], call.context), in: call.context) ?? SetTable()))
  }

  static let issubset = Method("issubset(self, other, /)") { call in
    .bool(try call.receiver(as: SetObject.self).isSubset(of: setTable(call[1], call.context), in: call.context))
  }

  static let issuperset = Method("issuperset(self, other, /)") { call in
    .bool(
      try SetObject(setTable(call[1], call.context)).isSubset(
        of: call.receiver(as: SetObject.self).table, in: call.context))
  }

  static let isdisjoint = Method("isdisjoint(self, other, /)") { call in
    let set = try call.receiver(as: SetObject.self)
    for item in try call.list("other") { if try set.table.contains(item, in: call.context) { return false } }
    return true
  }

  /// The set combined with every argument in turn.
  static func combined(_ call: Call, _ operation: BinaryOperator) throws(Raised) -> SetTable {
    var result = try call.receiver(as: SetObject.self)
    for other in call.variadic {
      let table = try setTable(other, call.context)
      result = SetObject(try result.combined(operation, with: table, in: call.context) ?? table)
    }
    return result.table
  }
}

extension Builtins.FrozenSetClass {
  static let new = Constructor("frozenset(cls, iterable=(), /)") { call in
    .object(SetObject(try Builtins.SetClass.setTable(call["iterable"], call.context), isFrozen: true))
  }

  static let union = Method("union(self, *others)") { call in
    .object(SetObject(try Builtins.SetClass.combined(call, .or), isFrozen: true))
  }

  static let intersection = Method("intersection(self, *others)") { call in
    .object(SetObject(try Builtins.SetClass.combined(call, .and), isFrozen: true))
  }

  static let difference = Method("difference(self, *others)") { call in
    .object(SetObject(try Builtins.SetClass.combined(call, .subtract), isFrozen: true))
  }
}
