import Kernels
import PythonRuntime

extension Copying {
  /// A copy of an object that knows of none: what it reduces to, put together again.
  func rebuilt(_ object: Object, deeply: Bool) throws(Raised) -> Value {
    if let reduction = try ownReduction(object) { return try reconstructed(reduction, of: object, deeply: deeply) }
    switch object {
    case let exception as ExceptionObject: return try copy(of: exception, deeply: deeply)
    case let instance as InstanceObject: return try copy(of: instance, deeply: deeply)
    default: throw context.unsupportedNow("'copy.\(deeply ? "deepcopy" : "copy")' of '\(object.type.name)'")
    }
  }

  /// What `__reduce_ex__` or `__reduce__` of a class of the notebook gives.
  private func ownReduction(_ object: Object) throws(Raised) -> Value? {
    for (name, arguments) in [("__reduce_ex__", [Value.int(4)]), ("__reduce__", [])] as [(PythonString, [Value])] {
      guard let method = object.type.lookup(name), method.object is FunctionObject else { continue }
      return try context.call(method, [.object(object)] + arguments)
    }
    return nil
  }

  /// - Parameter always: whether a shallow copy copies it, too: the built-in part of an object.
  private func part(_ value: Value, deeply: Bool, always: Bool = false) throws(Raised) -> Value {
    if deeply { return try deep(value) }
    return always ? try shallow(value) : value
  }

  /// What `__slots__` of the classes hold.
  private func copySlots(of instance: InstanceObject, to copy: Value, deeply: Bool) throws(Raised) {
    guard let made = copy.cast(to: InstanceObject.self) else { return }
    for type in instance.type.order {
      guard let slots = type.members.value(forString: "__slots__") else { continue }
      for slot in slots.stringValue != nil ? [slots] : try context.items(of: slots) {
        guard let name = slot.stringValue, !name.isDunder, let value = try slotValue(name, of: instance) else {
          continue
        }
        try made.setOwn(name, to: part(value, deeply: deeply), in: context)
      }
    }
  }

  /// The value in a slot; `nil` if it is empty.
  private func slotValue(_ name: PythonString, of instance: InstanceObject) throws(Raised) -> Value? {
    do throws(Raised) {
      return try instance.ownAttribute(name, in: context)
    } catch {
      guard error.isException(of: Exceptions.attributeError) else { throw error }
      return nil
    }
  }

  private func reconstructed(_ reduction: Value, of object: Object, deeply: Bool) throws(Raised) -> Value {
    if reduction.stringValue != nil { return .object(object) }
    guard let parts = reduction.cast(to: TupleObject.self)?.items, parts.count >= 2 else {
      throw .typeError("__reduce__ must return a string or tuple")
    }
    let copy = try context.call(parts[0], context.items(of: part(parts[1], deeply: deeply)))
    try remember(copy, for: object)
    if parts.count > 2, !parts[2].isNone { try setState(part(parts[2], deeply: deeply), of: copy) }
    if parts.count > 3, !parts[3].isNone {
      for item in try context.items(of: parts[3]) {
        _ = try context.callMethod(copy, "append", CallArguments([part(item, deeply: deeply)]))
      }
    }
    if parts.count > 4, !parts[4].isNone {
      for pair in try context.items(of: parts[4]) {
        let entry = try context.unpack(pair, count: 2)
        try context.setItem(
          of: copy, at: part(entry[0], deeply: deeply), to: part(entry[1], deeply: deeply))
      }
    }
    return copy
  }

  private func copy(of exception: ExceptionObject, deeply: Bool) throws(Raised) -> Value {
    let arguments = try context.items(of: part(.tuple(exception.arguments), deeply: deeply))
    let copy = try context.call(.object(exception.type), arguments)
    try remember(copy, for: exception)
    guard let made = copy.cast(to: ExceptionObject.self) else { return copy }
    for (key, value) in exception.attributes.items {
      try made.attributes.set(key, to: part(value, deeply: deeply), in: context)
    }
    return copy
  }

  private func copy(of instance: InstanceObject, deeply: Bool) throws(Raised) -> Value {
    let type = instance.type
    let copy: Value
    if let new = type.lookup("__new__"), let own = new.object, own is FunctionObject || own is StaticMethodObject {
      var arguments: [Value] = []
      if let method = type.lookup("__getnewargs__") {
        arguments = try context.items(of: part(context.call(method, [.object(instance)]), deeply: deeply))
      }
      copy = try context.call(new, [.object(type)] + arguments)
    } else {
      let native = try instance.native.map { value throws(Raised) in try part(value, deeply: deeply, always: true) }
      copy = .object(InstanceObject(of: type, native: native))
    }
    try remember(copy, for: instance)
    try copySlots(of: instance, to: copy, deeply: deeply)
    if let method = type.lookup("__getstate__"), method.object is FunctionObject {
      let state = try part(context.call(method, [.object(instance)]), deeply: deeply)
      try setState(state, of: copy)
    } else if context.specialMethod("__setstate__", of: copy) != nil {
      try setState(part(.object(instance.attributes), deeply: deeply), of: copy)
    } else if let made = copy.cast(to: InstanceObject.self) {
      for (key, value) in instance.attributes.items {
        try made.attributes.set(key, to: part(value, deeply: deeply), in: context)
      }
    }
    return copy
  }

  /// `__setstate__`, or the attributes of a dictionary.
  private func setState(_ state: Value, of copy: Value) throws(Raised) {
    if let method = context.specialMethod("__setstate__", of: copy) {
      _ = try context.call(method, [copy, state])
      return
    }
    if let parts = state.cast(to: TupleObject.self)?.items, parts.count == 2 {
      for part in parts where !part.isNone { try setState(part, of: copy) }
      return
    }
    guard let attributes = state.cast(to: DictObject.self) else { return }
    for (key, value) in attributes.items {
      if case .string(let name) = key { try context.setAttribute(of: copy, named: name, to: value) }
    }
  }
}
