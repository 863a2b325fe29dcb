package import Kernels

/// `bytearray`.
package final class ByteArrayObject: Object, ByteSequence {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "bytearray", members: Builtins.ByteMethods.members + Builtins.ByteArrayClass.members)

  package var bytes: [UInt8]
  /// How many views forbid a change of its size.
  package var viewCount = 0

  package init(_ bytes: [UInt8], type: TypeObject = ByteArrayObject.type) {
    self.bytes = bytes
    super.init(type: type)
  }

  package func made(_ bytes: [UInt8]) -> Value { .object(ByteArrayObject(bytes)) }
  package var isWritable: Bool { true }

  package func overwrite(_ bytes: [UInt8], at offset: Int) {
    self.bytes.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
  }

  /// Replaces a part, unless a view holds on to the memory and the size would change.
  package func replace(_ range: Range<Int>, with new: [UInt8]) throws(Raised) {
    if viewCount > 0, new.count != range.count {
      throw Raised(Exceptions.bufferError, "Existing exports of data: object cannot be re-sized")
    }
    bytes.replaceSubrange(range, with: new)
  }

  override package func length(in context: Context) throws(Raised) -> Int? { bytes.count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    var position = 0
    return NativeIterator(type: NamedIterators.byteArray) { [self] _ throws(Raised) in
      guard position < bytes.count else { return nil }
      position += 1
      return .int(Int(bytes[position - 1]))
    }
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    try ByteText.contains(bytes, value, in: context)
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let slice = key.cast(to: SliceObject.self) {
      return made(try slice.range(count: bytes.count, in: context).map { bytes[$0] })
    }
    return .int(Int(bytes[try position(key, in: context)]))
  }

  private func position(_ key: Value, in context: Context) throws(Raised) -> Int {
    let index = try context.index(key, orElse: "bytearray indices must be integers or slices, not \(key.typeName)")
    let position = index < 0 ? index + bytes.count : index
    guard position >= 0, position < bytes.count else { throw .indexError("bytearray index out of range") }
    return position
  }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    guard let slice = key.cast(to: SliceObject.self) else {
      let position = try position(key, in: context)
      bytes[position] = try ByteText.byte(value, in: context)
      return
    }
    let new: [UInt8]
    if let known = try context.byteBuffer(value) {
      new = known
    } else {
      if value.bigInt != nil || value.stringValue != nil {
        throw .typeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
      }
      new = try ByteText.bytes(ofItems: value, message: "byte must be in range(0, 256)", in: context)
    }
    let range = try slice.range(count: bytes.count, in: context)
    if range.step == 1 {
      return try replace(range.start..<(range.start + range.count), with: new)
    }
    if new.isEmpty { return try remove(range) }
    guard range.count == new.count else {
      throw .valueError("attempt to assign bytes of size \(new.count) to extended slice of size \(range.count)")
    }
    for (i, byte) in zip(range, new) { bytes[i] = byte }
  }

  override package func deleteItem(at key: Value, in context: Context) throws(Raised) {
    if let slice = key.cast(to: SliceObject.self) {
      return try remove(slice.range(count: bytes.count, in: context))
    }
    let position = try position(key, in: context)
    try replace(position..<(position + 1), with: [])
  }

  private func remove(_ range: SliceRange) throws(Raised) {
    if range.count == 0 { return }
    let removed = Set(range)
    let rest = bytes.indices.filter { !removed.contains($0) }.map { bytes[$0] }
    try replace(0..<bytes.count, with: rest)
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    throw .typeError("unhashable type: 'bytearray'")
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.byteBuffer else { return nil }
    return .bool(operation.holds(PythonString(bytes: bytes), PythonString(bytes: other.bytes)))
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    try ByteText.binary(self, operation, other, reflected: reflected, in: context)
  }

  override package func inPlace(
    _ operation: BinaryOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    switch operation {
    case .add:
      guard let new = try context.byteBuffer(other) else {
        throw .typeError("can't concat \(other.typeName) to \(type.name)")
      }
      try replace(bytes.count..<bytes.count, with: new)
    case .multiply:
      guard let count = try context.indexIfInteger(other) else { return nil }
      try replace(0..<bytes.count, with: ByteText.repeated(bytes, count))
    default: return nil
    }
    return .object(self)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString(bytes: Array("\(type.name)(".utf8) + ByteText.repr(bytes) + [UInt8(ascii: ")")])
  }
}
