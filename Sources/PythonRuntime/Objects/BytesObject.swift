package import Kernels

/// `bytes`.
package final class BytesObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(name: "bytes", members: Builtins.BytesClass.members)

  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    super.init(type: BytesObject.type)
  }

  override package var isMutable: Bool { false }

  override package func length(in context: Context) throws(Raised) -> Int? { bytes.count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    ArrayIterator(bytes.map { .int(Int($0)) })
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let slice = key.cast(to: SliceObject.self) {
      return .object(BytesObject(try slice.range(count: bytes.count, in: context).map { bytes[$0] }))
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
    guard let other = other.cast(to: BytesObject.self) else { return nil }
    return .bool(operation.holds(PythonString(bytes: bytes), PythonString(bytes: other.bytes)))
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .add, !reflected, let other = other.cast(to: BytesObject.self) else { return nil }
    return .object(BytesObject(bytes + other.bytes))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
    var text: [UInt8] = [UInt8(ascii: "b"), quote]
    for byte in bytes {
      switch byte {
      case 0x09: text += Array("\\t".utf8)
      case 0x0A: text += Array("\\n".utf8)
      case 0x0D: text += Array("\\r".utf8)
      case 0x5C, quote: text += [0x5C, byte]
      case 0x20..<0x7F: text.append(byte)
      default:
        let digits = String(byte, radix: 16)
        text += Array(("\\x" + (digits.count == 1 ? "0" : "") + digits).utf8)
      }
    }
    return PythonString(bytes: text + [quote])
  }
}
