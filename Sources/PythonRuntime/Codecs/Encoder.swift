import Kernels

/// One encoding of a string under way.
struct Encoder {
  private let text: PythonString
  private let errors: PythonString
  private let name: String

  init(_ text: PythonString, _ errors: PythonString, _ name: String) {
    self.text = text
    self.errors = errors
    self.name = name
  }

  private static func isSurrogate(_ point: UInt32) -> Bool { point & 0xFFFF_F800 == 0xD800 }

  func utf8() throws(Raised) -> [UInt8] {
    // Only surrogates are written otherwise than UTF-8 wants them: ED A0…BF.
    let hasSurrogates = zip(text.bytes, text.bytes.dropFirst()).contains { $0 == 0xED && $1 >= 0xA0 }
    if !hasSurrogates { return text.bytes }
    return try encoded("surrogates not allowed", fits: { !Encoder.isSurrogate($0) }) { point, output in
      PythonString.append(point, to: &output)
    }
  }

  /// One byte a character.
  func bytes(_ reason: String, _ byte: (UInt32) -> UInt8?) throws(Raised) -> [UInt8] {
    try encoded(reason, fits: { byte($0) != nil }) { point, output in output.append(byte(point) ?? 0x3F) }
  }

  func utf16(_ order: TextEncoding.ByteOrder) throws(Raised) -> [UInt8] {
    func append(_ unit: UInt32, _ output: inout [UInt8]) {
      let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
      output += order == .big ? [high, low] : [low, high]
    }
    let mark: [UInt8] = order == .native ? [0xFF, 0xFE] : []
    return try mark
      + encoded("surrogates not allowed", fits: { !Encoder.isSurrogate($0) }) { point, output in
        if point < 0x10000 { return append(point, &output) }
        append(0xD800 + (point - 0x10000) >> 10, &output)
        append(0xDC00 + (point - 0x10000) & 0x3FF, &output)
      }
  }

  func utf32(_ order: TextEncoding.ByteOrder) throws(Raised) -> [UInt8] {
    let mark: [UInt8] = order == .native ? [0xFF, 0xFE, 0, 0] : []
    return try mark
      + encoded("surrogates not allowed", fits: { !Encoder.isSurrogate($0) }) { point, output in
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: point >> (8 * UInt32($0))) }
        output += order == .big ? bytes.reversed() : bytes
      }
  }

  /// Writes characters that fit, and what the error handler has for runs of others.
  private func encoded(
    _ reason: String, fits: (UInt32) -> Bool, _ write: (UInt32, inout [UInt8]) -> Void
  ) throws(Raised) -> [UInt8] {
    let points = text.codePoints
    var output: [UInt8] = []
    output.reserveCapacity(points.count)
    var i = 0
    while i < points.count {
      if fits(points[i]) {
        write(points[i], &output)
        i += 1
        continue
      }
      let start = i
      while i < points.count, !fits(points[i]) { i += 1 }
      let handler = try ErrorHandler.named(errors)
      for (j, point) in points[start..<i].enumerated() {
        if handler == .surrogateescape, (0xDC80...0xDCFF).contains(point), name == "utf-8" || !name.hasPrefix("utf") {
          output.append(UInt8(point - 0xDC00))
          continue
        }
        if handler == .surrogatepass, Encoder.isSurrogate(point), name.hasPrefix("utf") {
          write(point, &output)
          continue
        }
        guard let replacement = handler.replacement(for: point), replacement.allSatisfy(fits) else {
          throw UnicodeFailure.encoding(name, text, handler == .strict ? start : start + j, i, reason)
        }
        for point in replacement { write(point, &output) }
      }
    }
    return output
  }
}
