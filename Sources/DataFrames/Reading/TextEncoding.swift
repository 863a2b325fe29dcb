import Kernels

/// How the bytes of a file stand for characters.
package enum TextEncoding: Sendable, Hashable {
  case utf8
  /// ISO 8859-1: each byte is the code point.
  case latin1
  /// Windows-1252: Latin-1 with letters and marks from 0x80 to 0x9f.
  case windows1252
  case utf16

  /// The encoding that Python knows by this name; `nil` if it is none of these.
  package init?(named name: String) {
    let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    switch plain {
    case "utf8", "utf8sig", "ascii", "usascii": self = .utf8
    case "latin1", "iso88591", "latin", "l1", "88591": self = .latin1
    case "cp1252", "windows1252", "1252", "ansi": self = .windows1252
    case "utf16", "utf16le", "u16": self = .utf16
    default: return nil
    }
  }

  /// The bytes as UTF-8, with Python's words where they cannot be read.
  package func decoded(_ bytes: [UInt8]) throws(CSVFailure) -> [UInt8] {
    switch self {
    case .utf8:
      if !bytes.isASCII, let flaw = firstFlaw(in: bytes) { throw flaw }
      return bytes
    case .latin1: return bytes.flatMap { encoded(UInt32($0)) }
    case .windows1252:
      var result: [UInt8] = []
      for (position, byte) in bytes.enumerated() {
        let point = byte >= 0x80 && byte < 0xa0 ? windows1252Points[Int(byte) - 0x80] : UInt32(byte)
        if point == 0 && byte != 0 {
          throw undecodable("charmap", byte, position, "character maps to <undefined>")
        }
        result += encoded(point)
      }
      return result
    case .utf16:
      var units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
      if units.first == 0xfffe { units = units.map(\.byteSwapped) }
      if units.first == 0xfeff { units.removeFirst() }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    }
  }
}

private func encoded(_ point: UInt32) -> [UInt8] {
  if point < 0x80 { return [UInt8(point)] }
  if point < 0x800 { return [UInt8(0xc0 | point >> 6), UInt8(0x80 | point & 0x3f)] }
  return [UInt8(0xe0 | point >> 12), UInt8(0x80 | point >> 6 & 0x3f), UInt8(0x80 | point & 0x3f)]
}

extension [UInt8] {
  /// Whether all bytes are below 0x80.
  fileprivate var isASCII: Bool {
    withUnsafeBytes { bytes in
      var bits: UInt64 = 0
      var at = 0
      while at + 8 <= bytes.count {
        bits |= bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        at += 8
      }
      return bits & 0x8080_8080_8080_8080 == 0 && !bytes[at...].contains { $0 >= 0x80 }
    }
  }
}

/// The first sequence that is no UTF-8, as Python reports it.
private func firstFlaw(in bytes: [UInt8]) -> CSVFailure? {
  var i = 0
  while i < bytes.count {
    let byte = bytes[i]
    if byte < 0x80 {
      i += 1
      continue
    }
    guard byte >= 0xc2 && byte < 0xf5 else { return undecodable("utf-8", byte, i, "invalid start byte") }
    let length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    for k in 1..<length {
      guard i + k < bytes.count else {
        return k == 1
          ? undecodable("utf-8", byte, i, "unexpected end of data")
          : CSVFailure(
            "UnicodeDecodeError",
            "'utf-8' codec can't decode bytes in position " + PythonString(i) + "-" + PythonString(i + k - 1)
              + ": unexpected end of data")
      }
      guard isContinuation(bytes[i + k], of: byte, at: k) else {
        if k == 1 { return undecodable("utf-8", byte, i, "invalid continuation byte") }
        return CSVFailure(
          "UnicodeDecodeError",
          "'utf-8' codec can't decode bytes in position " + PythonString(i) + "-" + PythonString(i + k - 1)
            + ": invalid continuation byte")
      }
    }
    i += length
  }
  return nil
}

/// Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
private func isContinuation(_ byte: UInt8, of first: UInt8, at place: Int) -> Bool {
  guard place == 1 else { return byte & 0xc0 == 0x80 }
  switch first {
  case 0xe0: return (0xa0...0xbf).contains(byte)
  case 0xed: return (0x80...0x9f).contains(byte)
  case 0xf0: return (0x90...0xbf).contains(byte)
  case 0xf4: return (0x80...0x8f).contains(byte)
  default: return byte & 0xc0 == 0x80
  }
}

private func undecodable(_ codec: PythonString, _ byte: UInt8, _ position: Int, _ reason: PythonString) -> CSVFailure {
  let digits = Array("0123456789abcdef".utf8)
  let hex = PythonString(bytes: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  return CSVFailure(
    "UnicodeDecodeError",
    "'" + codec + "' codec can't decode byte 0x" + hex + " in position " + PythonString(position) + ": " + reason)
}

/// Code points of the bytes from 0x80 to 0x9f; 0 where there is none.
private let windows1252Points: [UInt32] = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
]
