import Kernels

extension Slots {
  static let length: (PythonString, Slot) = (
    "__len__", Slot(0) { context, receiver, _ in .int(try context.length(native(receiver))) }
  )
  static let item: (PythonString, Slot) = (
    "__getitem__",
    Slot(1) { context, receiver, arguments in
      if let instance = receiver.object as? DispatchingObject {
        return try instance.ownItem(at: arguments.positional[0], in: context)
      }
      return try context.item(of: receiver, at: arguments.positional[0])
    }
  )
  static let setItem: (PythonString, Slot) = (
    "__setitem__",
    Slot(2) { context, receiver, arguments in
      try context.setItem(of: native(receiver), at: arguments.positional[0], to: arguments.positional[1])
      return .none
    }
  )
  static let deleteItem: (PythonString, Slot) = (
    "__delitem__",
    Slot(1) { context, receiver, arguments in
      try context.deleteItem(of: native(receiver), at: arguments.positional[0])
      return .none
    }
  )
  static let contains: (PythonString, Slot) = (
    "__contains__",
    Slot(1) { context, receiver, arguments in
      .bool(try context.contains(native(receiver), arguments.positional[0]))
    }
  )
  static let iterate: (PythonString, Slot) = (
    "__iter__",
    Slot(0) { context, receiver, _ in
      let native = native(receiver)
      return native.object is IteratorObject ? native : .object(try context.iterate(native))
    }
  )
  static let next: (PythonString, Slot) = (
    "__next__",
    Slot(0) { context, receiver, _ in
      guard let iterator = native(receiver).object as? IteratorObject else { return .notImplemented }
      if let value = try iterator.next(in: context) { return value }
      throw Raised.stopIteration(iterator.takeResult())
    }
  )
  static let reversed = builtin("__reversed__", "reversed", 0...0)

  /// `__init__` of a class whose instances are filled by it.
  static let fill: (PythonString, Slot) = (
    "__init__",
    Slot(0...Int.max) { context, receiver, arguments in
      let native = native(receiver)
      var own = arguments
      own.positional.insert(.object(native.type), at: 0)
      guard let constructor = native.type.constructor else { return .none }
      let filled = try constructor.call(own, in: context)
      if let instance = receiver.object as? DispatchingObject, instance.native != nil {
        if let cause = filled.poison { throw Raised.unsupported(cause) }
        instance.native = filled
        return .none
      }
      switch (native.object, filled.object) {
      case (let list as ListObject, let other as ListObject): list.items = other.items
      case (let dict as DictObject, let other as DictObject):
        for (key, value) in other.items { try dict.set(key, to: value, in: context) }
      case (let set as SetObject, let other as SetObject): set.table = other.table
      default: break
      }
      return .none
    }
  )

  static let call: (PythonString, Slot) = (
    "__call__",
    Slot(0...Int.max) { context, receiver, arguments in
      if let type = receiver.object as? TypeObject { return try context.construct(type, arguments) }
      return try context.call(receiver, arguments)
    }
  )

  /// `__get__` of functions.
  static let get: (PythonString, Slot) = (
    "__get__",
    Slot(1...2) { context, receiver, arguments in
      guard case .object(let function) = receiver else { return receiver }
      let owner = arguments.positional.count > 1 ? arguments.positional[1].object as? TypeObject : nil
      if arguments.positional[0].isNone, let owner { return try function.boundToClass(owner, in: context) }
      return try function.bound(to: arguments.positional[0], type: owner ?? arguments.positional[0].type, in: context)
    }
  )
  static let set: (PythonString, Slot) = (
    "__set__",
    Slot(2) { context, receiver, arguments in
      try receiver.object?.setBound(arguments.positional[0], to: arguments.positional[1], in: context)
      return .none
    }
  )
  static let delete: (PythonString, Slot) = (
    "__delete__",
    Slot(1) { context, receiver, arguments in
      try receiver.object?.deleteBound(arguments.positional[0], in: context)
      return .none
    }
  )

  static let enter: (PythonString, Slot) = (
    "__enter__", Slot(0) { context, receiver, _ in try native(receiver).object?.enter(in: context) ?? .none }
  )
}
