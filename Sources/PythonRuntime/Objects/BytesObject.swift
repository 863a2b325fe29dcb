package import Kernels

/// Objects whose memory is bytes: `bytes`, `bytearray`, `memoryview`, `array`.
package protocol ByteBuffer: Object {
  /// The contents, contiguous.
  var bytes: [UInt8] { get }
  /// The format of an item, as `struct` writes it.
  var itemFormat: Character { get }
  /// Whether the memory can be written.
  var isWritable: Bool { get }
  /// Overwrites bytes from an offset on.
  func overwrite(_ bytes: [UInt8], at offset: Int)
}

/// `bytes` and `bytearray`.
package protocol ByteSequence: ByteBuffer {
  /// An object of the same kind.
  func made(_ bytes: [UInt8]) -> Value
}

extension ByteSequence {
  package var itemFormat: Character { "B" }
}

extension Value {
  /// The object whose memory is bytes; of an instance of a class derived from one, that part.
  package var byteBuffer: (any ByteBuffer)? {
    guard case .object(let object) = self else { return nil }
    return object as? any ByteBuffer ?? (object as? DispatchingObject)?.native?.byteBuffer
  }

  /// The bytes or bytearray.
  package var byteSequence: (any ByteSequence)? { byteBuffer as? any ByteSequence }
}

/// `bytes`.
package final class BytesObject: Object, ByteSequence {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "bytes", members: Builtins.ByteMethods.members + Builtins.BytesClass.members)

  package let bytes: [UInt8]

  package init(_ bytes: [UInt8], type: TypeObject = BytesObject.type) {
    self.bytes = bytes
    super.init(type: type)
  }

  package func made(_ bytes: [UInt8]) -> Value { .object(BytesObject(bytes)) }
  package var isWritable: Bool { false }
  package func overwrite(_ bytes: [UInt8], at offset: Int) {}

  override package var isMutable: Bool { false }

  override package func length(in context: Context) throws(Raised) -> Int? { bytes.count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    ArrayIterator(bytes.map { .int(Int($0)) }, type: NamedIterators.bytes)
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    try ByteText.contains(bytes, value, in: context)
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let slice = key.cast(to: SliceObject.self) {
      return made(try slice.range(count: bytes.count, in: context).map { bytes[$0] })
    }
    let index = try context.index(key, orElse: "byte indices must be integers or slices, not \(key.typeName)")
    let position = index < 0 ? index + bytes.count : index
    guard position >= 0, position < bytes.count else { throw .indexError("index out of range") }
    return .int(Int(bytes[position]))
  }

  override package func hash(in context: Context) throws(Raised) -> Int { PythonString(bytes: bytes).pythonHash }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    // Other kinds know how to compare with bytes themselves, or do not.
    guard let other = other.byteBuffer as? BytesObject else { return nil }
    return .bool(operation.holds(PythonString(bytes: bytes), PythonString(bytes: other.bytes)))
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    try ByteText.binary(self, operation, other, reflected: reflected, in: context)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString(bytes: ByteText.repr(bytes))
  }
}
