import BigInt
package import Kernels
package import PythonRuntime

/// `array.array`: numbers of one kind, as C stores them.
package final class PackedArrayObject: Object, ByteBuffer {
  nonisolated(unsafe) package static let type: TypeObject = {
    let type = TypeObject(name: "array", module: "array", members: Standard.ArrayClass.members)
    type.patternKind = .sequence
    return type
  }()

  /// The type code.
  let code: Character
  package var bytes: [UInt8]

  init(_ code: Character, _ bytes: [UInt8] = []) {
    self.code = code
    self.bytes = bytes
    super.init(type: PackedArrayObject.type)
  }

  static let codes = "bBuhHiIlLqQfd"

  package var itemFormat: Character { code == "u" ? "I" : code }
  package var isWritable: Bool { true }
  package func overwrite(_ bytes: [UInt8], at offset: Int) {
    self.bytes.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
  }

  var itemSize: Int { PackedNumber.size(itemFormat) ?? 1 }
  var count: Int { bytes.count / itemSize }

  func value(at position: Int) -> Value {
    let item = bytes[(position * itemSize)..<(position * itemSize + itemSize)]
    guard code == "u" else { return PackedNumber.value(code, item) }
    let point = item.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return .string(PythonString(codePoints: [min(point, 0x10FFFF)]))
  }

  var values: [Value] { (0..<count).map(value) }

  /// The bytes of one item.
  func packed(_ value: Value, in context: Context) throws(Raised) -> [UInt8] {
    switch code {
    case "u":
      guard let text = value.stringValue, text.codePointCount == 1 else {
        throw .typeError("array item must be a unicode character, not \(value.typeName)")
      }
      let point = text.codePoint(at: 0).point
      return (0..<4).map { UInt8(truncatingIfNeeded: point >> (8 * UInt32($0))) }
    case "f", "d":
      guard let number = try context.double(value) else {
        throw .typeError("must be real number, not \(value.typeName)")
      }
      if code == "f" {
        return (0..<4).map { UInt8(truncatingIfNeeded: Float(number).bitPattern >> (8 * UInt32($0))) }
      }
      return PackedNumber.bytes(of: number, size: itemSize) ?? []
    default:
      var number = value.bigInt
      if number == nil { number = try context.index(value).asBigInt }
      guard let number,
        let bytes = PackedNumber.bytes(of: number, size: itemSize, isSigned: PackedNumber.isSigned(code))
      else { throw outOfRange(number ?? 0) }
      return bytes
    }
  }

  private func outOfRange(_ number: BigInt) -> Raised {
    let side = number < 0 ? "less than minimum" : "greater than maximum"
    switch code {
    case "b": return .overflowError("signed char is \(side)")
    case "B": return .overflowError("unsigned byte integer is \(side)")
    case "h": return .overflowError("signed short integer is \(side)")
    case "H": return .overflowError("unsigned short is \(side)")
    case "i": return .overflowError("signed integer is \(side)")
    case "I":
      return .overflowError(number < 0 ? "can't convert negative value to unsigned int" : "unsigned int is \(side)")
    case "L":
      return .overflowError(
        number < 0
          ? "can't convert negative value to unsigned int" : "Python int too large to convert to C unsigned long")
    case "l": return .overflowError("Python int too large to convert to C long")
    case "Q" where number < 0: return .overflowError("can't convert negative int to unsigned")
    default: return .overflowError("int too big to convert")
    }
  }

  func position(_ key: Value, _ message: String, in context: Context) throws(Raised) -> Int {
    let index = try context.index(key, orElse: "array indices must be integers")
    let position = index < 0 ? index + count : index
    guard position >= 0, position < count else { throw .indexError(message) }
    return position
  }

  override package func length(in context: Context) throws(Raised) -> Int? { count }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    var position = 0
    return NativeIterator(type: PackedArrayObject.iteratorType) { [self] _ throws(Raised) in
      guard position < count else { return nil }
      position += 1
      return value(at: position - 1)
    }
  }

  nonisolated(unsafe) private static let iteratorType = TypeObject(
    name: "arrayiterator", module: "array", bases: [Types.iterator])

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let slice = key.cast(to: SliceObject.self) {
      let range = try slice.range(count: count, in: context)
      return .object(PackedArrayObject(code, range.flatMap { bytes[($0 * itemSize)..<($0 * itemSize + itemSize)] }))
    }
    return value(at: try position(key, "array index out of range", in: context))
  }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    guard let slice = key.cast(to: SliceObject.self) else {
      let position = try position(key, "array assignment index out of range", in: context)
      return overwrite(try packed(value, in: context), at: position * itemSize)
    }
    guard let other = value.cast(to: PackedArrayObject.self) else {
      throw .typeError("can only assign array (not \"\(value.typeName)\") to array slice")
    }
    guard other.code == code else { throw .typeError("bad argument type for built-in operation") }
    let range = try slice.range(count: count, in: context)
    if range.step == 1 {
      return bytes.replaceSubrange(
        (range.start * itemSize)..<((range.start + range.count) * itemSize), with: other.bytes)
    }
    guard other.count == range.count else {
      throw .valueError("attempt to assign array of size \(other.count) to extended slice of size \(range.count)")
    }
    let new = other.bytes
    for (i, position) in range.enumerated() {
      overwrite(Array(new[(i * itemSize)..<(i * itemSize + itemSize)]), at: position * itemSize)
    }
  }

  override package func deleteItem(at key: Value, in context: Context) throws(Raised) {
    var removed: Set<Int>
    if let slice = key.cast(to: SliceObject.self) {
      removed = Set(try slice.range(count: count, in: context))
    } else {
      removed = [try position(key, "array assignment index out of range", in: context)]
    }
    bytes = (0..<count).filter { !removed.contains($0) }.flatMap {
      bytes[($0 * itemSize)..<($0 * itemSize + itemSize)]
    }
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    for item in values { if try context.equal(item, value) { return true } }
    return false
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    throw .typeError("unhashable type: 'array.array'")
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    switch operation {
    case .add where !reflected:
      guard let other = other.cast(to: PackedArrayObject.self) else {
        throw .typeError("can only append array (not \"\(other.typeName)\") to array")
      }
      guard other.code == code else { throw .typeError("bad argument type for built-in operation") }
      return .object(PackedArrayObject(code, bytes + other.bytes))
    case .multiply:
      guard let times = try context.indexIfInteger(other) else { return nil }
      return .object(PackedArrayObject(code, try repeated(times)))
    default: return nil
    }
  }

  private func repeated(_ times: Int) throws(Raised) -> [UInt8] {
    guard times > 0, !bytes.isEmpty else { return [] }
    if bytes.count >= (1 << 31) / times { throw Raised(Exceptions.memoryError, "") }
    return (0..<times).flatMap { _ in bytes }
  }

  override package func inPlace(
    _ operation: BinaryOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    switch operation {
    case .add:
      guard let other = other.cast(to: PackedArrayObject.self) else {
        throw .typeError("can only extend with array (not \"\(other.typeName)\")")
      }
      guard other.code == code else { throw .typeError("can only extend with array of same kind") }
      bytes += other.bytes
    case .multiply:
      guard let times = try context.indexIfInteger(other) else { return nil }
      bytes = try repeated(times)
    default: return nil
    }
    return .object(self)
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: PackedArrayObject.self) else { return nil }
    return try context.compare(operation, .list(values), .list(other.values))
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    if count == 0 { return PythonString("array('\(code)')") }
    let items: Value =
      code == "u" ? .string(PythonString(bytes: values.flatMap { $0.stringValue?.bytes ?? [] })) : .list(values)
    return PythonString(bytes: Array("array('\(code)', ".utf8) + (try context.repr(items)).bytes + [UInt8(ascii: ")")])
  }
}

extension Int {
  fileprivate var asBigInt: BigInt { BigInt(self) }
}
