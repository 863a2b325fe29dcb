import Kernels
import PythonRuntime

extension Standard.Struct {
  nonisolated(unsafe) static let errorClass = Exceptions.make("error", module: "struct")
  nonisolated(unsafe) static let structType = TypeObject(
    name: "Struct", module: "_struct", members: Standard.StructClass.members)

  static let error = Constant("error") { _ in .object(errorClass) }
  static let structClass = Constant("Struct") { _ in .object(structType) }

  static let calcsize = Function("calcsize(format, /)") { call in .int(try layout(call).size) }

  static let pack = Function("pack(format, /, *values)") { call in
    .object(BytesObject(try layout(call).packed(call.variadic, "pack", in: call.context)))
  }

  static let packInto = Function("pack_into(format, buffer, offset, /, *values)") { call in
    try store(layout(call), call)
  }

  static let unpack = Function("unpack(format, buffer, /)") { call in try read(layout(call), call) }

  static let unpackFrom = Function("unpack_from(format, /, buffer, offset=0)") { call in
    try readFrom(layout(call), call)
  }

  static let iterUnpack = Function("iter_unpack(format, buffer, /)") { call in try iterate(layout(call), call) }

  /// The format of a call's first argument.
  private static func layout(_ call: Call) throws(Raised) -> StructLayout {
    if let text = call[0].stringValue { return try StructLayout(text) }
    if let bytes = call[0].cast(to: BytesObject.self) { return try StructLayout(PythonString(bytes: bytes.bytes)) }
    throw .typeError("Struct() argument 1 must be a str or bytes object, not \(call[0].typeName)")
  }

  static func store(_ layout: StructLayout, _ call: Call) throws(Raised) -> Value {
    guard let buffer = call["buffer"].byteBuffer, buffer.isWritable else {
      throw .typeError("a read-write bytes-like object is required, not '\(call["buffer"].typeName)'")
    }
    let count = buffer.bytes.count
    let offset = try start(layout, call, count, "pack_into")
    let bytes = try layout.packed(call.variadic, "pack_into", in: call.context)
    buffer.overwrite(bytes, at: offset)
    return .none
  }

  /// Where to begin; a negative offset counts from the end.
  private static func start(
    _ layout: StructLayout, _ call: Call, _ count: Int, _ name: String
  ) throws(Raised) -> Int {
    var offset = try call.int("offset")
    let isReading = name == "unpack_from"
    if offset < 0 {
      if offset + layout.size > 0 {
        throw StructLayout.failure(
          isReading
            ? "not enough data to unpack \(layout.size) bytes"
            : "no space to pack \(layout.size) bytes at offset \(offset)"
        )
      }
      if offset + count < 0 {
        throw StructLayout.failure("offset \(offset) out of range for \(count)-byte buffer")
      }
      offset += count
    }
    if count - offset < layout.size {
      let task = isReading ? "unpacking" : "packing"
      throw StructLayout.failure(
        "\(name) requires a buffer of at least \(layout.size &+ offset) bytes for \(task) \(layout.size) bytes at "
          + "offset \(offset) (actual buffer size is \(count))")
    }
    return offset
  }

  static func read(_ layout: StructLayout, _ call: Call) throws(Raised) -> Value {
    let bytes = try call.context.requiredBytes(call["buffer"])
    guard bytes.count == layout.size else {
      throw StructLayout.failure("unpack requires a buffer of \(layout.size) bytes")
    }
    return .tuple(layout.unpacked(bytes[...]))
  }

  static func readFrom(_ layout: StructLayout, _ call: Call) throws(Raised) -> Value {
    let bytes = try call.context.requiredBytes(call["buffer"])
    let offset = try start(layout, call, bytes.count, "unpack_from")
    return .tuple(layout.unpacked(bytes[offset..<(offset + layout.size)]))
  }

  static func iterate(_ layout: StructLayout, _ call: Call) throws(Raised) -> Value {
    let bytes = try call.context.requiredBytes(call["buffer"])
    if layout.size == 0 { throw StructLayout.failure("cannot iteratively unpack with a struct of length 0") }
    guard bytes.count % layout.size == 0 else {
      throw StructLayout.failure("iterative unpacking requires a buffer of a multiple of \(layout.size) bytes")
    }
    return .object(
      ArrayIterator(
        stride(from: 0, to: bytes.count, by: layout.size).map {
          .tuple(layout.unpacked(bytes[$0..<($0 + layout.size)]))
        },
        type: iteratorType))
  }

  nonisolated(unsafe) private static let iteratorType = TypeObject(
    name: "unpack_iterator", module: "_struct", bases: [Types.iterator])
}

/// `struct.Struct`: a format that was read once.
final class StructObject: Object {
  let layout: StructLayout

  init(_ layout: StructLayout) {
    self.layout = layout
    super.init(type: Standard.Struct.structType)
  }

  override var isMutable: Bool { false }
}

extension Standard.StructClass {
  static let new = Constructor("Struct(cls, format)") { call in
    guard let text = call[1].stringValue ?? call[1].byteSequence.map({ PythonString(bytes: $0.bytes) }) else {
      throw Raised.typeError("Struct() argument 1 must be a str or bytes object, not \(call[1].typeName)")
    }
    return .object(StructObject(try StructLayout(text)))
  }

  private static func layout(_ call: Call) throws(Raised) -> StructLayout {
    try call.receiver(as: StructObject.self).layout
  }

  static let format = Property("format") { call in .string(try layout(call).text) }
  static let size = Property("size") { call in .int(try layout(call).size) }
  static let pack = Method("pack(self, /, *values)") { call in
    .object(BytesObject(try layout(call).packed(call.variadic, "pack", in: call.context)))
  }
  static let packInto = Method("pack_into(self, buffer, offset, /, *values)") { call in
    try Standard.Struct.store(layout(call), call)
  }
  static let unpack = Method("unpack(self, buffer, /)") { call in try Standard.Struct.read(layout(call), call) }
  static let unpackFrom = Method("unpack_from(self, /, buffer, offset=0)") { call in
    try Standard.Struct.readFrom(layout(call), call)
  }
  static let iterUnpack = Method("iter_unpack(self, buffer, /)") { call in
    try Standard.Struct.iterate(layout(call), call)
  }
}
