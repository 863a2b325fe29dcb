import Kernels

extension BrokenDownTime {
  /// `strftime` in the C locale: glibc's directives, with Python's `%f`, `%z` and `%Z`.
  func formatted(_ format: PythonString) -> PythonString {
    var output: [UInt8] = []
    let bytes = format.bytes
    var i = 0
    while i < bytes.count {
      guard bytes[i] == UInt8(ascii: "%") else {
        output.append(bytes[i])
        i += 1
        continue
      }
      let start = i
      var directive = TimeDirective()
      i += 1
      directive.read(bytes, &i)
      guard i < bytes.count, let text = self.text(of: directive, bytes[i]) else {
        // What is no directive stands for itself.
        i = min(i + 1, bytes.count)
        output += directive.padded(Array(bytes[start..<i]), standard: 0x20)
        continue
      }
      i += 1
      output += text
    }
    return PythonString(bytes: output)
  }

  private func text(of directive: TimeDirective, _ letter: UInt8) -> [UInt8]? {
    guard directive.accepts(letter) else { return nil }
    switch Unicode.Scalar(letter) {
    case "a": return directive.word(String(weekdayName.prefix(3)))
    case "A": return directive.word(weekdayName)
    case "b", "h": return directive.word(String(monthName.prefix(3)))
    case "B": return directive.word(monthName)
    case "p": return directive.word(time.hour < 12 ? "AM" : "PM", swaps: true)
    case "P": return directive.padded(Array((time.hour < 12 ? "am" : "pm").utf8), standard: 0x20)
    case "Z": return directive.word(zone.description, swaps: true)
    case "z":
      return directive.padded(Array((offset.map { TimeZones.text($0, separator: "") } ?? "").utf8), standard: 0x20)
    case "%": return directive.padded([letter], standard: 0x20)
    case "n": return directive.padded([0x0A], standard: 0x20)
    case "t": return directive.padded([0x09], standard: 0x20)
    case "f": return Array(time.microsecond.padded(6).utf8)
    default: return composite(directive, letter) ?? number(directive, letter)
    }
  }

  private func composite(_ directive: TimeDirective, _ letter: UInt8) -> [UInt8]? {
    let format: PythonString
    switch Unicode.Scalar(letter) {
    case "c": format = "%a %b %e %H:%M:%S %Y"
    case "D", "x": format = "%m/%d/%y"
    case "F": format = "%Y-%m-%d"
    case "r": format = "%I:%M:%S %p"
    case "R": format = "%H:%M"
    case "T", "X": format = "%H:%M:%S"
    default: return nil
    }
    let text = formatted(format)
    return directive.padded(directive.isUpper ? Array(text.description.uppercased().utf8) : text.bytes, standard: 0x20)
  }

  private func number(_ directive: TimeDirective, _ letter: UInt8) -> [UInt8]? {
    let iso = date.isoCalendar
    let twelve = time.hour % 12 == 0 ? 12 : time.hour % 12
    switch Unicode.Scalar(letter) {
    case "Y": return directive.number(date.year, 1)
    case "C": return directive.number(CivilDate.floorDivided(date.year, 100), date.year < 1000 ? 1 : 2)
    case "y": return directive.number(CivilDate.remainder(date.year, 100), 2)
    case "G": return directive.number(iso.year, 1)
    case "g": return directive.number(CivilDate.remainder(iso.year, 100), 2)
    case "m": return directive.number(date.month, 2)
    case "d": return directive.number(date.day, 2)
    case "e": return directive.number(date.day, 2, fill: 0x20)
    case "H": return directive.number(time.hour, 2)
    case "I": return directive.number(twelve, 2)
    case "k": return directive.number(time.hour, 2, fill: 0x20)
    case "l": return directive.number(twelve, 2, fill: 0x20)
    case "M": return directive.number(time.minute, 2)
    case "S": return directive.number(time.second, 2)
    case "j": return directive.number(dayOfYear, 3)
    case "u": return directive.number(weekday + 1, 1)
    case "w": return directive.number((weekday + 1) % 7, 1)
    case "U": return directive.number((dayOfYear + 6 - (weekday + 1) % 7) / 7, 2)
    case "W": return directive.number((dayOfYear + 6 - weekday) / 7, 2)
    case "V": return directive.number(iso.week, 2)
    case "s": return directive.number(seconds, 1)
    default: return nil
    }
  }
}

/// The flags, width and modifier of one `%` directive.
struct TimeDirective {
  private var fill: UInt8?
  private var isUnfilled = false
  private(set) var isUpper = false
  private var isSwapped = false
  private var width = 0
  private var modifier: UInt8?

  mutating func read(_ bytes: [UInt8], _ i: inout Int) {
    flags: while i < bytes.count {
      switch Unicode.Scalar(bytes[i]) {
      case "_": (fill, isUnfilled) = (0x20, false)
      case "0": (fill, isUnfilled) = (0x30, false)
      case "-": (fill, isUnfilled) = (nil, true)
      case "^": isUpper = true
      case "#": isSwapped = true
      default: break flags
      }
      i += 1
    }
    while i < bytes.count, bytes[i] >= 0x30, bytes[i] <= 0x39 {
      width = min(width * 10 + Int(bytes[i] - 0x30), 1 << 16)
      i += 1
    }
    if i < bytes.count, bytes[i] == UInt8(ascii: "E") || bytes[i] == UInt8(ascii: "O") {
      modifier = bytes[i]
      i += 1
    }
  }

  /// Whether the modifier goes with the letter.
  func accepts(_ letter: UInt8) -> Bool {
    switch modifier {
    case nil: true
    case UInt8(ascii: "E"): !"abdefghjklmwABDFGHIMSUVW".utf8.contains(letter)
    default: !"acfxADFXY".utf8.contains(letter)
    }
  }

  /// A text filled on the left to the width.
  func padded(_ text: [UInt8], standard: UInt8) -> [UInt8] {
    [UInt8](repeating: fill ?? standard, count: max(0, width - text.count)) + text
  }

  /// A name, in capitals if asked; `#` makes those that are capitals small.
  func word(_ text: String, swaps: Bool = false) -> [UInt8] {
    var text = text
    if isSwapped { text = swaps ? text.lowercased() : text.uppercased() } else if isUpper { text = text.uppercased() }
    return padded(Array(text.utf8), standard: 0x20)
  }

  /// A number of at least so many digits.
  func number(_ value: Int, _ digits: Int, fill standard: UInt8 = 0x30) -> [UInt8] {
    var text = Array(String(value.magnitude).utf8)
    if !isUnfilled {
      let size = max(digits, width) - (value < 0 ? 1 : 0)
      text = [UInt8](repeating: fill ?? standard, count: max(0, size - text.count)) + text
    }
    if value < 0 { text = [UInt8(ascii: "-")] + text }
    return isUnfilled ? padded(text, standard: 0x20) : text
  }
}

extension BrokenDownTime {
  /// `time.strftime`, which knows no `%f`.
  func formattedByC(_ format: PythonString) -> PythonString {
    var escaped: [UInt8] = []
    var i = 0
    let bytes = format.bytes
    while i < bytes.count {
      escaped.append(bytes[i])
      if bytes[i] == UInt8(ascii: "%"), i + 1 < bytes.count {
        if bytes[i + 1] == UInt8(ascii: "f") { escaped.append(UInt8(ascii: "%")) }
        escaped.append(bytes[i + 1])
        i += 1
      }
      i += 1
    }
    return formatted(PythonString(bytes: escaped))
  }
}
