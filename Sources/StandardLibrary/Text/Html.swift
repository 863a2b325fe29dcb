import Kernels
import PythonRuntime

extension Standard.Html {
  static let escape = Function("escape(s, quote=True)") { call in
    let quotes = try call.bool("quote")
    var result: [UInt8] = []
    for byte in try call.string("s").bytes {
      switch byte {
      case 0x26: result += "&amp;".utf8
      case 0x3C: result += "&lt;".utf8
      case 0x3E: result += "&gt;".utf8
      case 0x22 where quotes: result += "&quot;".utf8
      case 0x27 where quotes: result += "&#x27;".utf8
      default: result.append(byte)
      }
    }
    return .string(PythonString(bytes: result))
  }

  private static let names: [String: UInt32] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0, "copy": 0xA9, "reg": 0xAE,
    "pound": 0xA3, "yen": 0xA5, "cent": 0xA2, "sect": 0xA7, "deg": 0xB0, "plusmn": 0xB1, "middot": 0xB7,
    "laquo": 0xAB, "raquo": 0xBB, "frac12": 0xBD, "frac14": 0xBC, "frac34": 0xBE, "times": 0xD7, "divide": 0xF7,
    "euro": 0x20AC, "hellip": 0x2026, "mdash": 0x2014, "ndash": 0x2013, "lsquo": 0x2018, "rsquo": 0x2019,
    "ldquo": 0x201C, "rdquo": 0x201D, "bull": 0x2022, "trade": 0x2122, "eacute": 0xE9, "egrave": 0xE8,
    "agrave": 0xE0, "aacute": 0xE1, "ouml": 0xF6, "uuml": 0xFC, "auml": 0xE4, "szlig": 0xDF, "ccedil": 0xE7,
    "ntilde": 0xF1, "oacute": 0xF3, "iacute": 0xED, "uacute": 0xFA, "larr": 0x2190, "rarr": 0x2192,
  ]
  /// What numbers between 128 and 159 stand for.
  private static let windows: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
    0x17E, 0x178,
  ]

  static let unescape = Function("unescape(s)") { call in
    let text = try call.string("s").bytes
    var result: [UInt8] = []
    var i = 0
    while i < text.count {
      guard text[i] == 0x26 else {
        result.append(text[i])
        i += 1
        continue
      }
      let end = text[(i + 1)...].firstIndex { "\t\n\u{0C} <&#;".utf8.contains($0) && $0 != 0x23 } ?? text.count
      let body = String(decoding: text[(i + 1)..<end], as: UTF8.self)
      if body.isEmpty {
        result.append(0x26)
        i += 1
        continue
      }
      let isClosed = end < text.count && text[end] == 0x3B
      if body.first == "#", let point = number(body), isClosed {
        PythonString.append(point, to: &result)
      } else if let point = names[body], isClosed {
        PythonString.append(point, to: &result)
      } else {
        // Rare names, and references that are not closed.
        throw call.unsupported("'html.unescape' of '&\(body)'")
      }
      i = end + 1
    }
    return .string(PythonString(bytes: result))
  }

  private static func number(_ body: String) -> UInt32? {
    let digits = body.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let value else { return nil }
    if value == 0 || (0xD800..<0xE000).contains(value) || value > 0x10FFFF { return 0xFFFD }
    return (128..<160).contains(value) ? windows[Int(value) - 128] : value
  }
}

extension Standard.Shlex {
  static let quote = Function("quote(s)") { call in
    let text = try call.string("s").bytes
    if text.isEmpty { return "''" }
    let isPlain = text.allSatisfy {
      ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || "_@%+=:,./-".utf8.contains($0)
    }
    if isPlain { return call["s"] }
    var result: [UInt8] = [0x27]
    for byte in text { result += byte == 0x27 ? Array("'\"'\"'".utf8) : [byte] }
    return .string(PythonString(bytes: result + [0x27]))
  }

  static let join = Function("join(split_command)") { call in
    var parts: [[UInt8]] = []
    for part in try call.list("split_command") {
      parts.append(
        try call.context.str(call.context.call(.object(NativeFunction(quote.code, owner: nil, binding: .none)), [part]))
          .bytes)
    }
    return .string(PythonString(bytes: Array(parts.joined(separator: [0x20]))))
  }

  static let split = Function("split(s, comments=False, posix=True)") { call in
    try call.refuse("posix")
    var words: [Value] = []
    var word: [UInt8]?
    let text = try call.string("s").bytes
    let skipsComments = try call.bool("comments")
    var quote: UInt8?
    var i = 0
    while i < text.count {
      let byte = text[i]
      i += 1
      if let open = quote {
        if byte == open {
          quote = nil
        } else if byte == 0x5C, open == 0x22 {
          guard i < text.count else { throw Raised.valueError("No escaped character") }
          if text[i] != 0x22, text[i] != 0x5C { word?.append(0x5C) }
          word?.append(text[i])
          i += 1
        } else {
          word?.append(byte)
        }
      } else if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
        if let done = word { words.append(.string(PythonString(bytes: done))) }
        word = nil
      } else if byte == 0x23, skipsComments {
        while i < text.count, text[i] != 0x0A { i += 1 }
      } else {
        word = word ?? []
        if byte == 0x22 || byte == 0x27 {
          quote = byte
        } else if byte == 0x5C {
          guard i < text.count else { throw Raised.valueError("No escaped character") }
          word?.append(text[i])
          i += 1
        } else {
          word?.append(byte)
        }
      }
    }
    if quote != nil { throw Raised.valueError("No closing quotation") }
    if let done = word { words.append(.string(PythonString(bytes: done))) }
    return .list(words)
  }
}
