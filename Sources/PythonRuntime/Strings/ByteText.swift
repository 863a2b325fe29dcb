import Kernels

/// What `bytes` and `bytearray` share: text of ASCII in bytes.
package enum ByteText {
  /// `b'…'`.
  package static func repr(_ bytes: [UInt8]) -> [UInt8] {
    let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
    var text: [UInt8] = [UInt8(ascii: "b"), quote]
    for byte in bytes {
      switch byte {
      case 0x09: text += Array("\\t".utf8)
      case 0x0A: text += Array("\\n".utf8)
      case 0x0D: text += Array("\\r".utf8)
      case 0x5C, quote: text += [0x5C, byte]
      case 0x20..<0x7F: text.append(byte)
      default: text += [0x5C, UInt8(ascii: "x")] + hex(byte)
      }
    }
    return text + [quote]
  }

  /// Two hexadecimal digits.
  static func hex(_ byte: UInt8) -> [UInt8] {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
    return [digit(byte >> 4), digit(byte & 15)]
  }

  /// `value in bytes`: a byte or a run of bytes.
  static func contains(_ bytes: [UInt8], _ value: Value, in context: Context) throws(Raised) -> Bool {
    if let part = try context.byteBuffer(value) {
      return PythonString(bytes: bytes).firstOffset(of: PythonString(bytes: part)) != nil
    }
    guard value.object is BigIntObject == false, let number = try context.indexIfInteger(value) else {
      if value.object is BigIntObject { throw .valueError("byte must be in range(0, 256)") }
      throw .typeError("a bytes-like object is required, not '\(value.typeName)'")
    }
    guard let byte = UInt8(exactly: number) else { throw .valueError("byte must be in range(0, 256)") }
    return bytes.contains(byte)
  }

  /// One byte from an integer.
  static func byte(_ value: Value, in context: Context) throws(Raised) -> UInt8 {
    if value.object is BigIntObject { throw .valueError("byte must be in range(0, 256)") }
    guard let byte = UInt8(exactly: try context.index(value)) else {
      throw .valueError("byte must be in range(0, 256)")
    }
    return byte
  }

  /// The bytes that an iterable of integers gives.
  static func bytes(ofItems value: Value, message: String, in context: Context) throws(Raised) -> [UInt8] {
    var result: [UInt8] = []
    for item in try context.items(of: value) {
      if item.object is BigIntObject { throw .valueError(message) }
      guard let byte = UInt8(exactly: try context.index(item)) else { throw .valueError(message) }
      result.append(byte)
    }
    return result
  }

  /// `bytes * count`.
  static func repeated(_ bytes: [UInt8], _ count: Int) throws(Raised) -> [UInt8] {
    try StringArithmetic.repeated(PythonString(bytes: bytes), count).bytes
  }

  /// The operators of bytes.
  static func binary(
    _ sequence: any ByteSequence, _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    switch operation {
    case .add:
      if reflected { return nil }
      guard let new = try context.byteBuffer(other) else {
        if other.object is InstanceObject { return nil }
        throw .typeError("can't concat \(other.typeName) to \(sequence.type.name)")
      }
      return sequence.made(sequence.bytes + new)
    case .multiply:
      guard let count = try context.indexIfInteger(other) else { return nil }
      return sequence.made(try repeated(sequence.bytes, count))
    case .modulo:
      if reflected { return nil }
      return sequence.made(try PercentFormat.formatted(sequence.bytes, with: other, in: context))
    default: return nil
    }
  }
}

extension Context {
  /// The contents of an object whose memory is bytes; `nil` for anything else.
  package func byteBuffer(_ value: Value) throws(Raised) -> [UInt8]? {
    guard case .object(let object) = value else { return nil }
    if let cause = object.poison { throw .unsupported(cause) }
    let buffer = value.byteBuffer
    if let view = buffer as? MemoryViewObject { try view.checkReleased() }
    return buffer?.bytes
  }

  /// The contents of an object whose memory is bytes; TypeError for anything else.
  package func requiredBytes(_ value: Value) throws(Raised) -> [UInt8] {
    if let bytes = try byteBuffer(value) { return bytes }
    throw .typeError("a bytes-like object is required, not '\(value.typeName)'")
  }
}
