import Kernels

extension ByteText {
  /// `bytes.hex(sep, bytes_per_sep)`.
  static func hex(_ bytes: [UInt8], _ call: Call) throws(Raised) -> PythonString {
    let group = try call.int("bytes_per_sep")
    var separator: UInt8?
    if !call.isNone("sep") {
      let sep = try call["sep"].supported()
      var text = sep.stringValue?.bytes
      if text == nil { text = try call.context.byteBuffer(sep) }
      guard let text else { throw .typeError("sep must be str or bytes.") }
      let count = sep.stringValue?.codePointCount ?? text.count
      guard count == 1 else { throw .valueError("sep must be length 1.") }
      guard text[0] < 0x80 else { throw .valueError("sep must be ASCII.") }
      separator = text[0]
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3)
    for (i, byte) in bytes.enumerated() {
      if let separator, i > 0, group != 0 {
        // Groups are counted from the right, or from the left if negative.
        let position = group > 0 ? bytes.count - i : i
        if position % Int(clamping: group.magnitude) == 0 { result.append(separator) }
      }
      result += hex(byte)
    }
    return PythonString(bytes: result)
  }

  /// The bytes of pairs of hexadecimal digits; blanks between pairs are skipped.
  static func bytes(fromHex text: PythonString) throws(Raised) -> [UInt8] {
    func failure(_ position: Int) -> Raised {
      .valueError("non-hexadecimal number found in fromhex() arg at position \(position)")
    }
    func digit(_ point: UInt32) -> UInt8? {
      point < 0x80 ? Unicode.Scalar(point).flatMap { Character($0).hexDigitValue }.map(UInt8.init) : nil
    }
    let points = text.codePoints
    var result: [UInt8] = []
    var i = 0
    while i < points.count {
      if points[i] < 0x80, ByteSplitting.blanks.contains(UInt8(points[i])) {
        i += 1
        continue
      }
      guard let high = digit(points[i]) else { throw failure(i) }
      guard i + 1 < points.count, let low = digit(points[i + 1]) else { throw failure(i + 1) }
      result.append(high << 4 | low)
      i += 2
    }
    return result
  }
}
