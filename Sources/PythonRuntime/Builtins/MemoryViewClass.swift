import Kernels

extension Builtins.MemoryViewClass {
  static let new = Constructor("memoryview(cls, object)") { call in
    guard let buffer = call[1].byteBuffer else {
      throw Raised.typeError("memoryview: a bytes-like object is required, not '\(call[1].typeName)'")
    }
    if let view = buffer as? MemoryViewObject {
      try view.checkReleased()
      return .object(
        MemoryViewObject(view, format: view.itemFormat, offset: view.offset, stride: view.stride, count: view.count))
    }
    return .object(MemoryViewObject(buffer))
  }

  private static func view(_ call: Call) throws(Raised) -> MemoryViewObject {
    let view = try call.receiver(as: MemoryViewObject.self)
    try view.checkReleased()
    return view
  }

  static let tobytes = Method("tobytes(self, order='C')") { call in .object(BytesObject(try view(call).bytes)) }
  static let tolist = Method("tolist(self)") { call in .list(try view(call).items) }
  static let hex = Method("hex(self, sep=None, bytes_per_sep=1)") { call in
    .string(try ByteText.hex(view(call).bytes, call))
  }

  static let release = Method("release(self)") { call in
    try call.receiver(as: MemoryViewObject.self).release()
    return .none
  }

  static let toreadonly = Method("toreadonly(self)") { call in
    let view = try view(call)
    return .object(
      MemoryViewObject(
        view, format: view.itemFormat, offset: view.offset, stride: view.stride, count: view.count, isReadOnly: true))
  }

  static let cast = Method("cast(self, format, shape=None)") { call in
    let view = try view(call)
    guard view.isContiguous else { throw Raised.typeError("memoryview: casts are restricted to C-contiguous views") }
    let text = try call.text("format")
    guard let letter = text.last, text.count == 1 || text.count == 2 && text.first == "@",
      let size = PackedNumber.size(letter)
    else {
      throw Raised.valueError(
        "memoryview: destination format must be a native single character format prefixed with an optional '@'")
    }
    let isByte = { (letter: Character) in "bBc".contains(letter) }
    guard isByte(view.itemFormat) || isByte(letter) else {
      throw Raised.typeError("memoryview: cannot cast between two non-byte formats")
    }
    if !call.isNone("shape") { throw call.unsupported("argument 'shape' of 'memoryview.cast'", argument: "shape") }
    let length = view.count * view.itemSize
    guard length % size == 0 else { throw Raised.typeError("memoryview: length is not a multiple of itemsize") }
    return .object(MemoryViewObject(view, format: letter, offset: view.offset, stride: size, count: length / size))
  }

  static let obj = Property("obj") { call in .object(try view(call).base) }
  static let nbytes = Property("nbytes") { call in .int(try view(call).count * view(call).itemSize) }
  static let itemsize = Property("itemsize") { call in .int(try view(call).itemSize) }
  static let format = Property("format") { call in .text(String(try view(call).itemFormat)) }
  static let readonly = Property("readonly") { call in .bool(try !view(call).isWritable) }
  static let ndim = Property("ndim") { call in
    _ = try view(call)
    return 1
  }
  static let shape = Property("shape") { call in .tuple([.int(try view(call).count)]) }
  static let strides = Property("strides") { call in .tuple([.int(try view(call).stride)]) }
  static let suboffsets = Property("suboffsets") { call in
    _ = try view(call)
    return .tuple([])
  }
  static let contiguous = Property("contiguous") { call in .bool(try view(call).isContiguous) }
  static let cContiguous = Property("c_contiguous") { call in .bool(try view(call).isContiguous) }
  static let fContiguous = Property("f_contiguous") { call in .bool(try view(call).isContiguous) }
}
