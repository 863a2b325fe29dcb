import Kernels

extension Builtins.BytesClass {
  static let new = Constructor("bytes(cls, source=b'', encoding='utf-8', errors='strict')") { call in
    let type = call.receivingClass ?? BytesObject.type
    if type === BytesObject.type, let bytes = call[1].cast(to: BytesObject.self), bytes.type === type,
      !call.isGiven("encoding"), !call.isGiven("errors")
    {
      return call[1]
    }
    return .object(BytesObject(try contents(call, "bytes must be in range(0, 256)"), type: type))
  }

  /// The bytes that the arguments of `bytes` and `bytearray` ask for.
  static func contents(_ call: Call, _ message: String) throws(Raised) -> [UInt8] {
    let context = call.context
    let hasEncoding = call.isGiven("encoding")
    guard call.isGiven("source") else {
      if hasEncoding || call.isGiven("errors") { throw withoutText(hasEncoding) }
      return []
    }
    let source = call["source"]
    if case .string(let text) = source {
      guard hasEncoding else { throw .typeError("string argument without an encoding") }
      return try context.encoded(text, encoding: call.text("encoding"), errors: call.string("errors"))
    }
    if hasEncoding || call.isGiven("errors") { throw withoutText(hasEncoding) }
    if let bytes = try context.byteBuffer(source) { return bytes }
    if let method = context.specialMethod("__bytes__", of: source), call.signature.name == "bytes" {
      let result = try context.call(method, [source])
      if let bytes = result.cast(to: BytesObject.self) { return bytes.bytes }
      throw .typeError("__bytes__ returned non-bytes (type \(result.typeName))")
    }
    if source.object is BigIntObject { throw .overflowError("cannot fit 'int' into an index-sized integer") }
    if let count = try context.indexIfInteger(source) {
      if count < 0 { throw .valueError("negative count") }
      try context.reserve(count)
      return [UInt8](repeating: 0, count: count)
    }
    do throws(Raised) {
      _ = try context.iterate(source)
    } catch {
      guard error.isException(of: Exceptions.typeError) else { throw error }
      throw .typeError("cannot convert '\(source.typeName)' object to \(call.signature.name)")
    }
    return try ByteText.bytes(ofItems: source, message: message, in: context)
  }

  private static func withoutText(_ hasEncoding: Bool) -> Raised {
    .typeError("\(hasEncoding ? "encoding" : "errors") without a string argument")
  }

  static let bytesMethod = Method("__bytes__(self)") { call in
    .object(BytesObject(try call.byteSequence().bytes))
  }
}

extension Builtins.ByteArrayClass {
  static let new = Constructor("bytearray(cls, source=b'', encoding='utf-8', errors='strict')") { call in
    .object(
      ByteArrayObject(
        try Builtins.BytesClass.contents(call, "byte must be in range(0, 256)"),
        type: call.receivingClass ?? ByteArrayObject.type))
  }

  static let append = Method("append(self, item, /)", mutates: true) { call in
    let array = try call.receiver(as: ByteArrayObject.self)
    try array.replace(array.bytes.count..<array.bytes.count, with: [ByteText.byte(call[1], in: call.context)])
    return .none
  }

  static let extend = Method("extend(self, iterable_of_ints, /)", mutates: true) { call in
    let array = try call.receiver(as: ByteArrayObject.self)
    let new: [UInt8]
    if let bytes = try call.context.byteBuffer(call[1]) {
      new = bytes
    } else {
      do throws(Raised) {
        _ = try call.context.iterate(call[1])
      } catch {
        guard error.isException(of: Exceptions.typeError) else { throw error }
        throw Raised.typeError("can't extend bytearray with \(call[1].typeName)")
      }
      new = try ByteText.bytes(ofItems: call[1], message: "byte must be in range(0, 256)", in: call.context)
    }
    try array.replace(array.bytes.count..<array.bytes.count, with: new)
    return .none
  }

  static let insert = Method("insert(self, index, item, /)", mutates: true) { call in
    let array = try call.receiver(as: ByteArrayObject.self)
    var index = try call.int("index")
    let byte = try ByteText.byte(call[2], in: call.context)
    if index < 0 { index = max(0, index + array.bytes.count) }
    index = min(index, array.bytes.count)
    try array.replace(index..<index, with: [byte])
    return .none
  }

  static let pop = Method("pop(self, index=-1, /)", mutates: true) { call in
    let array = try call.receiver(as: ByteArrayObject.self)
    let index = try call.int("index")
    if array.bytes.isEmpty { throw Raised.indexError("pop from empty bytearray") }
    let position = index < 0 ? index + array.bytes.count : index
    guard array.bytes.indices.contains(position) else { throw Raised.indexError("pop index out of range") }
    let byte = array.bytes[position]
    try array.replace(position..<(position + 1), with: [])
    return .int(Int(byte))
  }

  static let remove = Method("remove(self, value, /)", mutates: true) { call in
    let array = try call.receiver(as: ByteArrayObject.self)
    let byte = try ByteText.byte(call[1], in: call.context)
    guard let position = array.bytes.firstIndex(of: byte) else {
      throw Raised.valueError("value not found in bytearray")
    }
    try array.replace(position..<(position + 1), with: [])
    return .none
  }

  static let clear = Method("clear(self)", mutates: true) { call in
    let array = try call.receiver(as: ByteArrayObject.self)
    try array.replace(0..<array.bytes.count, with: [])
    return .none
  }

  static let reverse = Method("reverse(self)", mutates: true) { call in
    try call.receiver(as: ByteArrayObject.self).bytes.reverse()
    return .none
  }

  static let copy = Method("copy(self)") { call in
    .object(ByteArrayObject(try call.receiver(as: ByteArrayObject.self).bytes))
  }
}
