import Kernels

extension Context {
  /// `container[key]`.
  package func item(of container: Value, at key: Value) throws(Raised) -> Value {
    switch container {
    case .object(let object):
      if let cause = object.poison, !object.isPartlyPoisoned { return unsupported(from: object, cause) }
      if case .object(let keyObject) = key, let cause = keyObject.poison { return unsupported(from: keyObject, cause) }
      return try object.item(at: key, in: self)
    case .string(let text): return try StringIndexing.item(of: text, at: key, in: self)
    default: throw .typeError("'\(container.typeName)' object is not subscriptable")
    }
  }

  /// `container[key] = value`.
  ///
  /// An unsupported key poisons the container, and so does a store that turns out to be unsupported; an unsupported value
  /// is the container's affair.
  package func setItem(of container: Value, at key: Value, to value: Value) throws(Raised) {
    guard case .object(let object) = container else {
      throw .typeError("'\(container.typeName)' object does not support item assignment")
    }
    if object.poison != nil, !object.isPartlyPoisoned { return }
    if let cause = key.poison { return poison(container, with: cause) }
    do throws(Raised) {
      try object.setItem(at: key, to: value, in: self)
      if hasDrawnUnseeded { noteChanged(container) }
    } catch {
      guard let cause = error.cause else { throw error }
      poison(container, with: cause)
    }
  }

  /// `del container[key]`.
  package func deleteItem(of container: Value, at key: Value) throws(Raised) {
    guard case .object(let object) = container else {
      throw .typeError("'\(container.typeName)' object doesn't support item deletion")
    }
    if object.poison != nil, !object.isPartlyPoisoned { return }
    if let cause = key.poison { return poison(container, with: cause) }
    try object.deleteItem(at: key, in: self)
    if hasDrawnUnseeded { noteChanged(container) }
  }

  /// `len(value)`.
  package func length(_ value: Value) throws(Raised) -> Int {
    switch value {
    case .string(let text): return text.codePointCount
    case .object(let object):
      if let cause = object.poison { throw .unsupported(cause) }
      if let length = try object.length(in: self) { return length }
    default: break
    }
    throw .typeError("object of type '\(value.typeName)' has no len()")
  }

  /// `value in container`.
  package func contains(_ container: Value, _ value: Value) throws(Raised) -> Bool {
    switch container {
    case .string(let text):
      guard let part = try value.supported().stringValue else {
        throw .typeError("'in <string>' requires string as left operand, not \(value.typeName)")
      }
      return text.firstOffset(of: part) != nil
    case .object(let object):
      if let cause = object.poison { throw .unsupported(cause) }
      if let cause = value.poison { throw .unsupported(cause) }
      if let result = try object.contains(value, in: self) { return result }
      let iterator: IteratorObject
      do throws(Raised) {
        iterator = try object.iterate(in: self)
      } catch {
        guard error.isException(of: Exceptions.typeError) else { throw error }
        throw .typeError("argument of type '\(container.typeName)' is not iterable")
      }
      while let item = try iterator.next(in: self) { if try sameOrEqual(item, value) { return true } }
      return false
    default: throw .typeError("argument of type '\(container.typeName)' is not iterable")
    }
  }

  /// `iter(value)`.
  package func iterate(_ value: Value) throws(Raised) -> IteratorObject {
    switch value {
    case .object(let object):
      if let cause = object.poison { throw .unsupported(cause) }
      return try object.iterate(in: self)
    case .string(let text): return StringIterator(text)
    default: throw .typeError("'\(value.typeName)' object is not iterable")
    }
  }

  /// The items of an iterable.
  package func items(of value: Value) throws(Raised) -> [Value] {
    if case .object(let object) = value, object.poison == nil {
      if let list = object as? ListObject { return list.items }
      if let tuple = object as? TupleObject { return tuple.items }
      if let range = object as? RangeObject { try reserve(range.count, of: MemoryLayout<Value>.stride) }
    }
    let iterator = try iterate(value)
    var items: [Value] = []
    while let item = try iterator.next(in: self) {
      items.append(item)
      if items.count & 0xFFFF == 0 { try checkStop() }
    }
    return items
  }

  /// The iterator that `__iter__` returned.
  func iterator(_ value: Value, of object: Object) throws(Raised) -> IteratorObject {
    if let cause = value.poison { throw .unsupported(cause) }
    if let iterator = value.ownIterator { return iterator }
    if let object = value.object, let method = value.type.lookup("__next__") {
      return InstanceIterator(object, method: method)
    }
    throw .typeError("iter() returned non-iterator of type '\(value.typeName)'")
  }

  /// Unpacks `count` values, `a, b = value`.
  package func unpack(_ value: Value, count: Int) throws(Raised) -> [Value] {
    if let sink = value.cast(to: SinkObject.self) {
      return (0..<count).map { _ in .object(SinkObject(sink.path)) }
    }
    if let object = value.object, let cause = object.poison {
      return (0..<count).map { _ in unsupported(from: object, cause) }
    }
    if let tuple = value.cast(to: TupleObject.self), tuple.items.count == count { return tuple.items }
    let iterator = try unpackingIterator(value)
    var items: [Value] = []
    while items.count < count, let item = try iterator.next(in: self) { items.append(item) }
    if items.count < count {
      throw .valueError("not enough values to unpack (expected \(count), got \(items.count))")
    }
    if try iterator.next(in: self) != nil { throw .valueError("too many values to unpack (expected \(count))") }
    return items
  }

  /// Unpacks `a, *b, c = value`: the middle comes as a list.
  package func unpack(_ value: Value, before: Int, after: Int) throws(Raised) -> [Value] {
    if let object = value.object, let cause = object.poison {
      return (0..<(before + 1 + after)).map { _ in unsupported(from: object, cause) }
    }
    let iterator = try unpackingIterator(value)
    var items: [Value] = []
    while let item = try iterator.next(in: self) { items.append(item) }
    guard items.count >= before + after else {
      throw .valueError("not enough values to unpack (expected at least \(before + after), got \(items.count))")
    }
    let middle = Value.list(Array(items[before..<(items.count - after)]))
    return Array(items[..<before]) + [middle] + Array(items[(items.count - after)...])
  }

  private func unpackingIterator(_ value: Value) throws(Raised) -> IteratorObject {
    do throws(Raised) {
      return try iterate(value)
    } catch {
      guard error.isException(of: Exceptions.typeError), !(value.object is InstanceObject) else { throw error }
      throw .typeError("cannot unpack non-iterable \(value.typeName) object")
    }
  }
}

extension Value {
  /// The iterator that it is, unless the notebook says what its next value is.
  package var ownIterator: IteratorObject? {
    guard let iterator = cast(to: IteratorObject.self) else { return nil }
    if let instance = object as? DispatchingObject, instance.ownSpecialMethod("__next__") != nil { return nil }
    return iterator
  }
}
