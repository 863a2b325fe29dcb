import Kernels

extension Builtins.StrClass {
  static let strip = Method("strip(self, chars=None, /)") { call in
    guard let characters = try characters(call) else {
      return .string(try call.text().through { text, _ in stripped(text) })
    }
    return .string(try call.text().through(characters) { text, set, _ in stripped(text, of: set) })
  }

  static let lstrip = Method("lstrip(self, chars=None, /)") { call in
    guard let characters = try characters(call) else {
      return .string(try call.text().through { text, _ in leftStripped(text) })
    }
    return .string(try call.text().through(characters) { text, set, _ in leftStripped(text, of: set) })
  }

  static let rstrip = Method("rstrip(self, chars=None, /)") { call in
    guard let characters = try characters(call) else {
      return .string(try call.text().through { text, _ in rightStripped(text) })
    }
    return .string(try call.text().through(characters) { text, set, _ in rightStripped(text, of: set) })
  }

  static let removeprefix = Method("removeprefix(self, prefix, /)") { call in
    .string(try call.text().through(call.string("prefix")) { text, part, _ in withoutPrefix(text, part) })
  }

  static let removesuffix = Method("removesuffix(self, suffix, /)") { call in
    .string(try call.text().through(call.string("suffix")) { text, part, _ in withoutSuffix(text, part) })
  }

  static let ljust = Method("ljust(self, width, fillchar=' ', /)") { call in
    let width = try Builtins.StrClass.width(call)
    return .string(
      try call.text().through(filler(call)) { text, fill, scratch in
        leftJustified(text, width: width, with: fill, scratch)
      })
  }

  static let rjust = Method("rjust(self, width, fillchar=' ', /)") { call in
    let width = try Builtins.StrClass.width(call)
    return .string(
      try call.text().through(filler(call)) { text, fill, scratch in
        rightJustified(text, width: width, with: fill, scratch)
      })
  }

  static let center = Method("center(self, width, fillchar=' ', /)") { call in
    let width = try Builtins.StrClass.width(call)
    return .string(
      try call.text().through(filler(call)) { text, fill, scratch in centered(text, width: width, with: fill, scratch) }
    )
  }

  static let zfill = Method("zfill(self, width, /)") { call in
    let width = try Builtins.StrClass.width(call)
    return .string(try call.text().through { text, scratch in zeroFilled(text, width: width, scratch) })
  }

  static let expandtabs = Method("expandtabs(self, tabsize=8)") { call in
    let size = min(try call.int("tabsize"), 1 << 16)
    var column = 0
    var points: [UInt32] = []
    for point in try call.text().codePoints {
      if point == 9 {
        let blanks = size > 0 ? size - column % size : 0
        points += repeatElement(0x20, count: blanks)
        column += blanks
      } else {
        points.append(point)
        column = point == 10 || point == 13 ? 0 : column + 1
      }
    }
    return .string(PythonString(codePoints: points))
  }

  /// A width that memory can hold.
  private static func width(_ call: Call) throws(Raised) -> Int {
    let width = try call.int("width")
    if width > 1 << 28 { throw Raised(Exceptions.memoryError, "") }
    return max(0, width)
  }

  private static func filler(_ call: Call) throws(Raised) -> PythonString {
    guard let fill = try call["fillchar"].supported().stringValue else {
      let found = call["fillchar"].typeName
      throw .typeError("The fill character must be a unicode character, not \(found)")
    }
    guard fill.codePointCount == 1 else {
      throw Raised.typeError("The fill character must be exactly one character long")
    }
    return fill
  }

  /// The characters to strip; `nil` for blanks.
  private static func characters(_ call: Call) throws(Raised) -> PythonString? {
    let value = try call["chars"].supported()
    if value.isNone { return nil }
    if let text = value.stringValue { return text }
    throw .typeError("\(call.signature.name) arg must be None or str")
  }
}
