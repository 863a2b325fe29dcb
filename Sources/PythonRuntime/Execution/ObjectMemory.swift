import CObjectCounts

/// An `Object`, seen as memory.
struct ObjectMemory {
  let memory: UnsafeMutableRawPointer

  @inline(__always)
  init(_ memory: UnsafeMutableRawPointer) { self.memory = memory }

  /// The Swift class.
  @inline(__always)
  var swiftClass: UnsafeRawPointer { memory.load(as: UnsafeRawPointer.self) }
  /// The Python class.
  @inline(__always)
  var type: UnsafeRawPointer? { memory.load(fromByteOffset: Layout.typeOffset, as: UnsafeRawPointer?.self) }
  /// Whether it is not poisoned.
  @inline(__always)
  var isSound: Bool { memory.load(fromByteOffset: Layout.poisonOffset, as: UInt.self) == 0 }

  /// The object, borrowed.
  @inline(__always)
  func with<T: AnyObject, R>(_ type: T.Type, _ body: (T) -> R) -> R {
    Unmanaged<T>.fromOpaque(memory)._withUnsafeGuaranteedRef(body)
  }

  /// Whether the class of a class is `type` itself.
  @inline(__always)
  func hasPlainMetatype(_ known: KnownClasses) -> Bool { type == nil || type == known.metatype }

  // Instances of the notebook's classes.

  /// The shape of an instance; `nil` if it has a dictionary.
  @inline(__always)
  var shape: UnsafeRawPointer? { memory.load(fromByteOffset: Layout.shapeOffset, as: UnsafeRawPointer?.self) }
  /// Takes a shape whose attributes all lie near.
  @inline(__always)
  func become(shape: UnsafeRawPointer) {
    memory.storeBytes(of: shape, toByteOffset: Layout.shapeOffset, as: UnsafeRawPointer.self)
  }
  /// The shape, if the class is that of the instances for which it was asked; something else otherwise.
  @inline(__always)
  func shapeIfInstance(of type: UnsafeRawPointer?) -> UnsafeRawPointer? { self.type == type ? shape : nil }
  /// Where the attribute at a position of the shape is.
  @inline(__always)
  func attribute(_ position: Int) -> Slot {
    if position < Layout.nearCount { return Slot(memory + (Layout.nearOffset &+ position &* Slot.stride)) }
    let far = memory.load(fromByteOffset: Layout.farOffset, as: UnsafeMutableRawPointer.self)
    return Slot(far + (position &- Layout.nearCount) &* Slot.stride)
  }

  /// Appends to a list.
  @inline(__always)
  func append(_ value: Slot) {
    let items = items
    let count = items.count
    if items.isUnique, count < items.capacity {
      items[count].initialize(value)
      if value.isUnbound { items[count].begin() }
      items.setCount(count &+ 1)
    } else if count <= 16, count == 0 || items.isUnique {
      let grown = grow()
      grown[count].initialize(value)
      if value.isUnbound { grown[count].begin() }
      grown.setCount(count &+ 1)
    } else {
      with(ListObject.self) { $0.items.append(value.value) }
    }
  }

  /// Gives a short list that is full, and whose items nobody else sees, storage for twice as many.
  private func grow() -> ItemsMemory {
    let (old, count) = (items, items.count)
    let new = NewArray.ofValues(max(4, count &* 2))
    (new.memory + Layout.firstItem).copyMemory(from: old.memory + Layout.firstItem, byteCount: count &* Slot.stride)
    new.setCount(count)
    memory.storeBytes(of: new.memory, toByteOffset: Layout.firstField, as: UnsafeMutableRawPointer.self)
    // What an empty list has may be shared by all arrays.
    if count > 0 { old.setCount(0) }
    Recycling.giveUp(old)
    return new
  }

  /// The array in the first field of a list or tuple.
  @inline(__always)
  var items: ItemsMemory {
    ItemsMemory(memory.load(fromByteOffset: Layout.firstField, as: UnsafeMutableRawPointer.self))
  }
}
