import BigInt
package import Kernels

/// `memoryview`: a view of another object's memory, in one dimension.
package final class MemoryViewObject: Object, ByteBuffer {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "memoryview", members: Builtins.MemoryViewClass.members)

  package let base: any ByteBuffer
  package let itemFormat: Character
  /// Where the first item begins.
  let offset: Int
  /// Items from one to the next, in bytes.
  let stride: Int
  package let count: Int
  private let isReadOnly: Bool
  private(set) var isReleased = false

  package init(_ base: any ByteBuffer) {
    let size = PackedNumber.size(base.itemFormat) ?? 1
    self.base = base
    itemFormat = base.itemFormat
    offset = 0
    stride = size
    count = base.bytes.count / size
    isReadOnly = !base.isWritable
    super.init(type: MemoryViewObject.type)
    (base as? ByteArrayObject)?.viewCount += 1
  }

  init(_ view: MemoryViewObject, format: Character, offset: Int, stride: Int, count: Int, isReadOnly: Bool? = nil) {
    base = view.base
    itemFormat = format
    self.offset = offset
    self.stride = stride
    self.count = count
    self.isReadOnly = isReadOnly ?? view.isReadOnly
    super.init(type: MemoryViewObject.type)
    (base as? ByteArrayObject)?.viewCount += 1
  }

  deinit { if !isReleased { (base as? ByteArrayObject)?.viewCount -= 1 } }

  /// Gives the memory free.
  func release() {
    if !isReleased { (base as? ByteArrayObject)?.viewCount -= 1 }
    isReleased = true
  }

  package func checkReleased() throws(Raised) {
    if isReleased { throw .valueError("operation forbidden on released memoryview object") }
  }

  package var itemSize: Int { PackedNumber.size(itemFormat) ?? 1 }
  package var isWritable: Bool { !isReadOnly }
  var isContiguous: Bool { stride == itemSize || count < 2 }

  /// The contents, item after item.
  package var bytes: [UInt8] {
    let bytes = base.bytes
    let size = itemSize
    if isContiguous {
      let end = min(offset + count * size, bytes.count)
      return offset < end ? Array(bytes[offset..<end]) : []
    }
    return (0..<count).flatMap { bytes[(offset + $0 * stride)..<(offset + $0 * stride + size)] }
  }

  package func overwrite(_ bytes: [UInt8], at start: Int) {
    let size = itemSize
    if isContiguous { return base.overwrite(bytes, at: offset + start) }
    for (i, byte) in bytes.enumerated() {
      let position = start + i
      base.overwrite([byte], at: offset + position / size * stride + position % size)
    }
  }

  /// The items.
  var items: [Value] {
    let (bytes, size) = (bytes, itemSize)
    return (0..<(bytes.count / size)).map { PackedNumber.value(itemFormat, bytes[($0 * size)..<($0 * size + size)]) }
  }

  override package func length(in context: Context) throws(Raised) -> Int? {
    try checkReleased()
    return count
  }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    try checkReleased()
    return ArrayIterator(items)
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    try checkReleased()
    if let slice = key.cast(to: SliceObject.self) { return .object(try sliced(slice, in: context)) }
    let start = try position(key, in: context) * stride + offset
    return PackedNumber.value(itemFormat, base.bytes[start..<(start + itemSize)])
  }

  private func sliced(_ slice: SliceObject, in context: Context) throws(Raised) -> MemoryViewObject {
    let range = try slice.range(count: count, in: context)
    return MemoryViewObject(
      self, format: itemFormat, offset: offset + range.start * stride, stride: stride * range.step, count: range.count)
  }

  private func position(_ key: Value, in context: Context) throws(Raised) -> Int {
    let index = try context.index(key, orElse: "memoryview: invalid slice key")
    let position = index < 0 ? index + count : index
    guard position >= 0, position < count else { throw .indexError("index out of bounds on dimension 1") }
    return position
  }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    try checkReleased()
    if isReadOnly { throw .typeError("cannot modify read-only memory") }
    if let slice = key.cast(to: SliceObject.self) {
      let target = try sliced(slice, in: context)
      let new = try context.requiredBytes(value)
      guard let source = value.byteBuffer, source.itemFormat == itemFormat,
        new.count == target.bytes.count
      else { throw .valueError("memoryview assignment: lvalue and rvalue have different structures") }
      return target.overwrite(new, at: 0)
    }
    let position = try position(key, in: context)
    base.overwrite(try packed(value, in: context), at: offset + position * stride)
  }

  private func packed(_ value: Value, in context: Context) throws(Raised) -> [UInt8] {
    let wrongType = "memoryview: invalid type for format '\(itemFormat)'"
    let wrongValue = "memoryview: invalid value for format '\(itemFormat)'"
    switch itemFormat {
    case "e", "f", "d":
      guard let number = try context.double(value) else { throw .typeError(wrongType) }
      guard let bytes = PackedNumber.bytes(of: number, size: itemSize) else { throw .valueError(wrongValue) }
      return bytes
    case "?": return [try context.truth(value) ? 1 : 0]
    case "c":
      guard let bytes = value.cast(to: BytesObject.self)?.bytes else { throw .typeError(wrongType) }
      guard bytes.count == 1 else { throw .valueError(wrongValue) }
      return bytes
    default:
      var number = value.bigInt
      if number == nil { number = try context.indexIfInteger(value).map { BigInt($0) } }
      guard let number else {
        throw .typeError(wrongType)
      }
      guard
        let bytes = PackedNumber.bytes(of: number, size: itemSize, isSigned: PackedNumber.isSigned(itemFormat))
      else { throw .valueError(wrongValue) }
      return bytes
    }
  }

  override package func deleteItem(at key: Value, in context: Context) throws(Raised) {
    throw .typeError(isReadOnly ? "cannot modify read-only memory" : "cannot delete memory")
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    try checkReleased()
    if !isReadOnly { throw .valueError("cannot hash writable memoryview object") }
    return PythonString(bytes: bytes).pythonHash
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.byteBuffer else { return nil }
    if isReleased { return .bool((other === self) == (operation == .equal)) }
    let mine = items
    let theirs = (other as? MemoryViewObject ?? MemoryViewObject(other)).items
    guard mine.count == theirs.count else { return .bool(operation == .notEqual) }
    for (a, b) in zip(mine, theirs) {
      if try !context.equal(a, b) { return .bool(operation == .notEqual) }
    }
    return .bool(operation == .equal)
  }

  override package func enter(in context: Context) throws(Raised) -> Value? {
    try checkReleased()
    return .object(self)
  }

  override package func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    release()
    return false
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<\(isReleased ? "released memory" : "memory") at \(address)>")
  }
}
