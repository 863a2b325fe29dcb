public import Kernels

/// An instance of a class of the notebook.
open class InstanceObject: DispatchingObject {
  // The attributes: by shape in `near` and `far`, until somebody asks for the dictionary. The machine finds them by the
  // order of these fields, see `Layout`.
  unowned(unsafe) private final var shape: Shape?
  private final var far: UnsafeMutablePointer<Value?>?
  private final var dictionary: DictObject?
  private final var near: (Value?, Value?, Value?, Value?) = (nil, nil, nil, nil)
  /// What `__slots__` hold, by their descriptors.
  final var slots: [ObjectIdentifier: Value] = [:]

  package init(of type: TypeObject, native: Value? = nil) {
    super.init(type: type)
    self.native = native
    if type.isUserDefined { shape = type.rootShape }
  }

  /// An object by which the layout is checked.
  init(layout first: Int) {
    super.init(type: Types.object)
    near = (.int(first), .int(first + 1), .int(first + 2), .int(first + 3))
  }

  deinit {
    guard Releasing.begin() else { return postpone() }
    near = (nil, nil, nil, nil)
    dictionary = nil
    native = nil
    if let far, let shape {
      far.deinitialize(count: shape.count - Layout.nearCount)
      far.deallocate()
    }
    Releasing.end()
  }

  /// Leaves what it holds to be freed later.
  private func postpone() {
    var values = [near.0, near.1, near.2, near.3, dictionary.map { .object($0) }, native].compactMap { $0 }
    if let far, let shape {
      for i in 0..<(shape.count - Layout.nearCount) { if let value = far[i] { values.append(value) } }
      far.deinitialize(count: shape.count - Layout.nearCount)
      far.deallocate()
    }
    Releasing.postpone(values)
  }

  override open var ownAttributes: DictObject? { type.hasInstanceDictionary ? attributes : nil }
  /// Methods of the notebook's classes may change anything they are given.
  override open var touchWhenPoisoned: Touch { .everything }

  // MARK: Attributes

  /// `object.__getattribute__`: data descriptors, the object's own attributes, members of the class.
  override package final func ownAttribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    let member = type.lookup(name)
    if case .object(let descriptor)? = member, descriptor.isDataDescriptor, !storesOnly(descriptor, name) {
      return try descriptor.bound(to: .object(self), type: type, in: context)
    }
    if let value = own(name) { return value }
    if let member {
      guard case .object(let descriptor) = member else { return member }
      return try descriptor.bound(to: .object(self), type: type, in: context)
    }
    return try commonAttribute(name, in: context)
  }

  /// Whether a descriptor has `__set__` only, so that the object's own attribute is read.
  private func storesOnly(_ descriptor: Object, _ name: PythonString) -> Bool {
    guard let descriptor = descriptor as? DispatchingObject, descriptor.native == nil else { return false }
    return descriptor.ownSpecialMethod("__get__") == nil && own(name) != nil
  }

  override open func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    if let method = ownSpecialMethod("__setattr__") {
      _ = try context.callSpecial(method, on: self, [.string(name), value])
    } else {
      try setOwn(name, to: value, in: context)
    }
  }

  /// `object.__setattr__`.
  package final func setOwn(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    let member = type.lookup(name)
    if case .object(let descriptor)? = member, descriptor.isDataDescriptor {
      return try descriptor.setBound(.object(self), to: value, in: context)
    }
    if name == "__class__" { return try changeClass(to: value) }
    guard type.hasInstanceDictionary else { throw unsettable(name, isKnown: member != nil) }
    if name == "__dict__" { return try replaceAttributes(by: value) }
    setOwn(name, to: value)
  }

  override open func deleteAttribute(_ name: PythonString, in context: Context) throws(Raised) {
    if let method = ownSpecialMethod("__delattr__") {
      _ = try context.callSpecial(method, on: self, [.string(name)])
    } else {
      try deleteOwn(name, in: context)
    }
  }

  /// `object.__delattr__`.
  package final func deleteOwn(_ name: PythonString, in context: Context) throws(Raised) {
    let member = type.lookup(name)
    if case .object(let descriptor)? = member, descriptor.isDataDescriptor {
      return try descriptor.deleteBound(.object(self), in: context)
    }
    guard attributes[name] != nil else {
      throw unsettable(name, isKnown: member != nil && !type.hasInstanceDictionary)
    }
    attributes[name] = nil
  }

  private func unsettable(_ name: PythonString, isKnown: Bool) -> Raised {
    isKnown
      ? .attributeError("'\(type.name)' object attribute '\(name)' is read-only")
      : .attributeError("'\(type.name)' object has no attribute '\(name)'")
  }

  private func changeClass(to value: Value) throws(Raised) {
    guard let type = value.object as? TypeObject else {
      throw .typeError("__class__ must be set to a class, not '\(value.typeName)' object")
    }
    guard type.isUserDefined, self.type.isUserDefined else {
      throw .typeError(
        "__class__ assignment only supported for mutable types or ModuleType subclasses")
    }
    guard type.nativeBase === self.type.nativeBase, type.hasInstanceDictionary == self.type.hasInstanceDictionary
    else {
      throw .typeError("__class__ assignment: '\(type.name)' object layout differs from '\(self.type.name)'")
    }
    // The shape is that of the old class.
    _ = attributes
    become(type)
  }

  private func replaceAttributes(by value: Value) throws(Raised) {
    guard let dict = value.cast(to: DictObject.self) else {
      throw .typeError("__dict__ must be set to a dictionary, not a '\(value.typeName)'")
    }
    _ = attributes
    dictionary = dict
  }
}

// MARK: Storage

extension InstanceObject {
  /// `__dict__`, empty for good where the class has `__slots__` only; from now on the attributes are kept in it.
  package final var attributes: DictObject {
    if let dictionary { return dictionary }
    let dictionary = DictObject()
    if let shape {
      for (i, name) in shape.names.enumerated() { dictionary[name] = place(i).pointee }
      for i in 0..<shape.count { place(i).pointee = nil }
      far?.deallocate()
      far = nil
    }
    shape = nil
    self.dictionary = dictionary
    return dictionary
  }

  /// The shape, unless the attributes are in a dictionary.
  final var currentShape: Shape? { shape }

  /// Where the attribute at a position of the shape is.
  @inline(__always)
  private final func place(_ position: Int) -> UnsafeMutablePointer<Value?> {
    if position >= Layout.nearCount, let far { return far + (position - Layout.nearCount) }
    return withUnsafeMutablePointer(to: &near) { near in
      UnsafeMutableRawPointer(near).assumingMemoryBound(to: Value?.self) + position
    }
  }

  /// The instance's own attribute.
  package final func own(_ name: PythonString) -> Value? {
    guard let shape else { return dictionary?[name] }
    return shape.position(of: name, hash: name.pythonHash).flatMap { place($0).pointee }
  }

  /// What `__slots__` hold, by their names.
  final var slotValues: DictObject {
    let result = DictObject()
    for type in type.order.reversed() {
      for (key, member) in type.members.items {
        guard case .string(let name) = key, let member = member.object as? SlotMember else { continue }
        if let value = slots[ObjectIdentifier(member)] { result[name] = value }
      }
    }
    return result
  }

  /// Sets the instance's own attribute.
  package final func setOwn(_ name: PythonString, to value: Value) {
    guard let shape else { return attributes[name] = value }
    let hash = name.pythonHash
    if let position = shape.position(of: name, hash: hash) {
      place(position).pointee = value
    } else if let next = shape.adding(name, hash: hash) {
      grow(to: next)
      place(shape.count).pointee = value
    } else {
      attributes[name] = value
    }
  }

  /// Makes room for the attributes of a shape with one more.
  final func grow(to next: Shape) {
    let count = next.count - Layout.nearCount
    // Doubled whenever it is full: at 5, 9, 17…
    if count == 1 {
      far = .allocate(capacity: 4)
    } else if count > 4, (count - 1) & (count - 2) == 0, let old = far {
      let new = UnsafeMutablePointer<Value?>.allocate(capacity: (count - 1) * 2)
      new.moveInitialize(from: old, count: count - 1)
      old.deallocate()
      far = new
    }
    if count >= 1 { far?.advanced(by: count - 1).initialize(to: nil) }
    shape = next
  }
}

/// What the class has for a name in `__slots__`: a place in each instance.
final class SlotMember: Object {
  private let name: PythonString
  private unowned(unsafe) let owner: TypeObject

  init(_ name: PythonString, owner: TypeObject) {
    self.name = name
    self.owner = owner
    super.init(type: Types.memberDescriptor)
  }

  override var isDataDescriptor: Bool { true }

  override func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    guard let value = try instance(receiver).slots[ObjectIdentifier(self)] else { throw missing(receiver) }
    return value
  }

  override func setBound(_ receiver: Value, to value: Value, in context: Context) throws(Raised) {
    try instance(receiver).slots[ObjectIdentifier(self)] = value
  }

  override func deleteBound(_ receiver: Value, in context: Context) throws(Raised) {
    guard try instance(receiver).slots.removeValue(forKey: ObjectIdentifier(self)) != nil else {
      throw .attributeError("\(name)")
    }
  }

  private func instance(_ receiver: Value) throws(Raised) -> InstanceObject {
    if let instance = receiver.object as? InstanceObject, instance.type.isSubclass(of: owner) { return instance }
    throw .typeError(
      "descriptor '\(name)' for '\(owner.name)' objects doesn't apply to a '\(receiver.typeName)' object")
  }

  private func missing(_ receiver: Value) -> Raised {
    .attributeError("'\(receiver.typeName)' object has no attribute '\(name)'")
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<member '\(name)' of '\(owner.name)' objects>")
  }
}

/// An iterator whose class the notebook defined.
package final class InstanceIterator: IteratorObject {
  /// The object itself.
  package let instance: Object
  private let method: Value

  init(_ instance: Object, method: Value) {
    self.instance = instance
    self.method = method
    super.init(type: Types.iterator)
  }

  override package func next(in context: Context) throws(Raised) -> Value? {
    do throws(Raised) {
      return try context.callSpecial(method, on: instance, [])
    } catch {
      guard case .exception(let exception) = error, exception.type.isSubclass(of: Exceptions.stopIteration) else {
        throw error
      }
      result = exception.field("value")
      return nil
    }
  }
}
