import Kernels
import PythonRuntime
import RegularExpressions

/// `strptime`: a format becomes a pattern of `re`, as in Python's `_strptime`.
enum TimeParsing {
  private static let patterns: [Unicode.Scalar: String] = [
    "d": #"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])"#,
    "f": "(?P<f>[0-9]{1,6})",
    "H": #"(?P<H>2[0-3]|[0-1]\d|\d)"#,
    "I": "(?P<I>1[0-2]|0[1-9]|[1-9])",
    "G": #"(?P<G>\d\d\d\d)"#,
    "j": #"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])"#,
    "m": "(?P<m>1[0-2]|0[1-9]|[1-9])",
    "M": #"(?P<M>[0-5]\d|\d)"#,
    "S": #"(?P<S>6[0-1]|[0-5]\d|\d)"#,
    "U": #"(?P<U>5[0-3]|[0-4]\d|\d)"#,
    "W": #"(?P<W>5[0-3]|[0-4]\d|\d)"#,
    "w": "(?P<w>[0-6])",
    "u": "(?P<u>[1-7])",
    "V": #"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)"#,
    "y": #"(?P<y>\d\d)"#,
    "Y": #"(?P<Y>\d\d\d\d)"#,
    "z": #"(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))"#,
    "A": "(?P<A>wednesday|thursday|saturday|tuesday|monday|friday|sunday)",
    "a": "(?P<a>mon|tue|wed|thu|fri|sat|sun)",
    "B": "(?P<B>september|february|november|december|january|october|august|march|april|june|july|may)",
    "b": "(?P<b>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    "p": "(?P<p>am|pm)",
    "Z": "(?P<Z>utc|gmt)",
    "%": "%",
  ]

  /// What a text means by a format.
  ///
  /// - Throws: ValueError in Python's words.
  static func parsed(
    _ text: PythonString, format: PythonString, in context: Context
  ) throws(Raised) -> (time: BrokenDownTime, fields: TimeFields) {
    let pattern = try PatternObject(self.pattern(format), flags: .ignoreCase)
    guard let match = try pattern.matched(text) else {
      throw Raised(
        Exceptions.valueError,
        "time data \(StringRepr.quoted(text)) does not match format \(StringRepr.quoted(format))")
    }
    if let whole = match.ranges[0], whole.upperBound < text.bytes.count {
      let rest = PythonString(bytes: Array(text.bytes[whole.upperBound...]))
      throw Raised(Exceptions.valueError, PythonString(bytes: Array("unconverted data remains: ".utf8) + rest.bytes))
    }
    var fields = TimeFields()
    for (name, group) in pattern.expression.groupNames {
      if let range = match.ranges[group] { fields.texts[name.description] = Array(text.bytes[range]) }
    }
    return (try fields.resolved(), fields)
  }

  private static func pattern(_ format: PythonString) throws(Raised) -> PythonString {
    var result: [UInt8] = []
    var points = format.codePoints[...]
    while let point = points.popFirst() {
      if point == 0x25 {
        guard let letter = points.popFirst() else {
          throw Raised(
            Exceptions.valueError, PythonString(bytes: Array("stray % in format '".utf8) + format.bytes + [0x27]))
        }
        result += try expansion(letter, format)
      } else if CharacterClass.isSpace(point) {
        while let next = points.first, CharacterClass.isSpace(next) { points.removeFirst() }
        result += Array("\\s+".utf8)
      } else {
        if point < 0x80, "\\.^$*+?(){}[]|".utf8.contains(UInt8(point)) { result.append(0x5C) }
        PythonString.append(point, to: &result)
      }
    }
    return PythonString(bytes: result)
  }

  private static func expansion(_ letter: UInt32, _ format: PythonString) throws(Raised) -> [UInt8] {
    switch Unicode.Scalar(letter) ?? "?" {
    case "c": return try pattern("%a %b %d %H:%M:%S %Y").bytes
    case "x": return try pattern("%m/%d/%y").bytes
    case "X": return try pattern("%H:%M:%S").bytes
    case let scalar:
      if let known = patterns[scalar] { return Array(known.utf8) }
      // Characters that mean something in a pattern have been escaped by then, blanks replaced.
      let isEscaped = CharacterClass.isSpace(letter) || "\\.^$*+?(){}[]|".unicodeScalars.contains(scalar)
      let shown = isEscaped ? PythonString("%") : PythonString(codePoints: [letter])
      var message = Array("'".utf8)
      message += shown.bytes
      message += Array("' is a bad directive in format '".utf8)
      message += format.bytes
      throw Raised(Exceptions.valueError, PythonString(bytes: message + [0x27]))
    }
  }
}
