import Kernels
import PythonRuntime

extension Standard.ArrayModule {
  static let array = Constant("array") { _ in .object(PackedArrayObject.type) }
  static let arrayType = Constant("ArrayType") { _ in .object(PackedArrayObject.type) }
  static let typecodes = Constant("typecodes") { _ in .text(PackedArrayObject.codes) }
}

extension Standard.ArrayClass {
  static let new = Constructor("array(cls, typecode, initializer=(), /)") { call in
    guard let text = call[1].stringValue, text.codePointCount == 1 else {
      throw Raised.typeError("array() argument 1 must be a unicode character, not \(call[1].typeName)")
    }
    guard let code = text.description.first, PackedArrayObject.codes.contains(code) else {
      throw Raised.valueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
    }
    let array = PackedArrayObject(code)
    let source = call[2]
    if let text = source.stringValue {
      guard code == "u" else {
        throw Raised.typeError("cannot use a str to initialize an array with typecode '\(code)'")
      }
      try append(text, to: array, call)
    } else if let bytes = source.byteSequence?.bytes {
      try append(bytes, to: array)
    } else {
      for item in try call.context.items(of: source) { array.bytes += try array.packed(item, in: call.context) }
    }
    return .object(array)
  }

  private static func receiver(_ call: Call) throws(Raised) -> PackedArrayObject {
    try call.receiver(as: PackedArrayObject.self)
  }

  private static func append(_ text: PythonString, to array: PackedArrayObject, _ call: Call) throws(Raised) {
    for point in text.codePoints {
      array.bytes += try array.packed(.string(PythonString(codePoints: [point])), in: call.context)
    }
  }

  private static func append(_ bytes: [UInt8], to array: PackedArrayObject) throws(Raised) {
    guard bytes.count % array.itemSize == 0 else {
      throw .valueError("bytes length not a multiple of item size")
    }
    array.bytes += bytes
  }

  static let typecode = Property("typecode") { call in .text(String(try receiver(call).code)) }
  static let itemsize = Property("itemsize") { call in .int(try receiver(call).itemSize) }

  static let append = Method("append(self, v, /)", mutates: true) { call in
    let array = try receiver(call)
    array.bytes += try array.packed(call[1], in: call.context)
    return .none
  }

  static let extend = Method("extend(self, bb, /)", mutates: true) { call in
    let array = try receiver(call)
    if let other = call[1].cast(to: PackedArrayObject.self) {
      guard other.code == array.code else { throw Raised.typeError("can only extend with array of same kind") }
      array.bytes += other.bytes
    } else {
      for item in try call.context.items(of: call[1]) { array.bytes += try array.packed(item, in: call.context) }
    }
    return .none
  }

  static let fromlist = Method("fromlist(self, list, /)", mutates: true) { call in
    let array = try receiver(call)
    guard let list = call[1].cast(to: ListObject.self) else { throw Raised.typeError("arg must be list") }
    // All or nothing.
    var bytes: [UInt8] = []
    for item in list.items { bytes += try array.packed(item, in: call.context) }
    array.bytes += bytes
    return .none
  }

  static let frombytes = Method("frombytes(self, buffer, /)", mutates: true) { call in
    try append(call.context.requiredBytes(call[1]), to: receiver(call))
    return .none
  }

  static let fromunicode = Method("fromunicode(self, ustr, /)", mutates: true) { call in
    let array = try receiver(call)
    guard array.code == "u" else {
      throw Raised.valueError("fromunicode() may only be called on unicode type arrays")
    }
    try append(call.string("ustr"), to: array, call)
    return .none
  }

  static let tolist = Method("tolist(self)") { call in .list(try receiver(call).values) }
  static let tobytes = Method("tobytes(self)") { call in .object(BytesObject(try receiver(call).bytes)) }
  static let tounicode = Method("tounicode(self)") { call in
    let array = try receiver(call)
    guard array.code == "u" else {
      throw Raised.valueError("tounicode() may only be called on unicode type arrays")
    }
    return .string(PythonString(bytes: array.values.flatMap { $0.stringValue?.bytes ?? [] }))
  }

  static let insert = Method("insert(self, i, v, /)", mutates: true) { call in
    let array = try receiver(call)
    var index = try call.int("i")
    if index < 0 { index = max(0, index + array.count) }
    let item = try array.packed(call[2], in: call.context)
    array.bytes.insert(contentsOf: item, at: min(index, array.count) * array.itemSize)
    return .none
  }

  static let pop = Method("pop(self, i=-1, /)", mutates: true) { call in
    let array = try receiver(call)
    let index = try call.int("i")
    if array.count == 0 { throw Raised.indexError("pop from empty array") }
    let position = index < 0 ? index + array.count : index
    guard position >= 0, position < array.count else { throw Raised.indexError("pop index out of range") }
    let value = array.value(at: position)
    array.bytes.removeSubrange((position * array.itemSize)..<((position + 1) * array.itemSize))
    return value
  }

  static let remove = Method("remove(self, v, /)", mutates: true) { call in
    let array = try receiver(call)
    for (i, item) in array.values.enumerated() {
      if try call.context.equal(item, call[1]) {
        array.bytes.removeSubrange((i * array.itemSize)..<((i + 1) * array.itemSize))
        return .none
      }
    }
    throw Raised.valueError("array.remove(x): x not in array")
  }

  static let index = Method("index(self, v, start=0, stop=9223372036854775807, /)") { call in
    let values = try receiver(call).values
    var (start, stop) = (try call.int("start"), try call.int("stop"))
    if start < 0 { start = max(0, start + values.count) }
    if stop < 0 { stop += values.count }
    var i = start
    while i < min(stop, values.count) {
      if try call.context.equal(values[i], call[1]) { return .int(i) }
      i += 1
    }
    throw Raised.valueError("array.index(x): x not in array")
  }

  static let count = Method("count(self, v, /)") { call in
    var count = 0
    for item in try receiver(call).values { if try call.context.equal(item, call[1]) { count += 1 } }
    return .int(count)
  }

  static let reverse = Method("reverse(self)", mutates: true) { call in
    let array = try receiver(call)
    let (size, bytes) = (array.itemSize, array.bytes)
    array.bytes = (0..<array.count).reversed().flatMap { bytes[($0 * size)..<($0 * size + size)] }
    return .none
  }

  static let byteswap = Method("byteswap(self)", mutates: true) { call in
    let array = try receiver(call)
    let (size, bytes) = (array.itemSize, array.bytes)
    array.bytes = (0..<array.count).flatMap { bytes[($0 * size)..<($0 * size + size)].reversed() }
    return .none
  }

  static let copy = Method("__copy__(self)") { call in
    let array = try receiver(call)
    return .object(PackedArrayObject(array.code, array.bytes))
  }
}
