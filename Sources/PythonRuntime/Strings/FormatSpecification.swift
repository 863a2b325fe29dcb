package import Kernels

/// The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
package struct FormatSpecification {
  var fill: UInt32 = 0x20
  /// `<`, `>`, `=`, `^`; `nil` for what the value's type asks for.
  var alignment: UInt8?
  var sign: UInt8?
  /// `z`: a negative zero is written without its sign.
  var coercesNegativeZero = false
  var isAlternate = false
  var width = 0
  var grouping: UInt8?
  var precision: Int?
  var type: UInt32?

  /// Reads a specification.
  ///
  /// - Throws: ValueError in Python's words.
  package init(parsing text: PythonString, of value: Value) throws(Raised) {
    var scanner = Scanner(points: text.codePoints)
    let hasFill = readAlignment(&scanner)
    if scanner.peek == 0x2B || scanner.peek == 0x2D || scanner.peek == 0x20 { sign = scanner.take() }
    coercesNegativeZero = scanner.take("z")
    isAlternate = scanner.take("#")
    if !hasFill, scanner.take("0") {
      fill = 0x30
      if alignment == nil, value.stringValue == nil { alignment = UInt8(ascii: "=") }
    }
    width = try scanner.number() ?? 0
    try readGrouping(&scanner)
    if scanner.take(".") {
      precision = try scanner.number()
      if precision == nil { throw .valueError("Format specifier missing precision") }
    }
    if scanner.rest > 1 {
      throw .valueError("Invalid format specifier '\(text)' for object of type '\(value.typeName)'")
    }
    if scanner.rest == 1 { type = scanner.points[scanner.position] }
    try checkGrouping(of: value)
  }

  /// Tells whether the filling character was given.
  private mutating func readAlignment(_ scanner: inout Scanner) -> Bool {
    if let second = scanner.ascii(at: 1), "<>=^".utf8.contains(second) {
      fill = scanner.points[0]
      alignment = second
      scanner.position = 2
      return true
    }
    if let first = scanner.ascii(at: 0), "<>=^".utf8.contains(first) {
      alignment = first
      scanner.position = 1
    }
    return false
  }

  private mutating func readGrouping(_ scanner: inout Scanner) throws(Raised) {
    if scanner.take(",") { grouping = UInt8(ascii: ",") }
    if scanner.take("_") {
      if grouping != nil { throw .valueError("Cannot specify both ',' and '_'.") }
      grouping = UInt8(ascii: "_")
    }
    if scanner.peek == UInt32(UInt8(ascii: ",")), grouping != nil {
      throw .valueError(
        grouping == UInt8(ascii: "_") ? "Cannot specify both ',' and '_'." : "Cannot specify ',' with ','.")
    }
  }

  private func checkGrouping(of value: Value) throws(Raised) {
    guard let grouping else { return }
    let standard: UInt32? = value.stringValue == nil ? nil : UInt32(UInt8(ascii: "s"))
    guard let letter = type ?? standard else { return }
    if "defgEG%F".unicodeScalars.contains(where: { $0.value == letter }) { return }
    if grouping == UInt8(ascii: "_"), "boxX".unicodeScalars.contains(where: { $0.value == letter }) { return }
    throw .valueError(
      "Cannot specify '\(Character(Unicode.Scalar(grouping)))' with \(FormatSpecification.quoted(letter)).")
  }

  /// Formats a number, string or bool.
  package func formatted(_ value: Value, in context: Context) throws(Raised) -> PythonString {
    switch value {
    case .string(let text): return try formatted(text)
    case .float(let number): return try formatted(number, of: value)
    case .int, .bool: return try formattedInteger(value)
    case .object(let object) where object is BigIntObject: return try formattedInteger(value)
    default: throw .typeError("unsupported format string passed to \(value.typeName).__format__")
    }
  }

  private func formatted(_ text: PythonString) throws(Raised) -> PythonString {
    if let type, type != UInt32(UInt8(ascii: "s")) { throw unknown("str") }
    let place = "not allowed in string format specifier"
    if let sign { throw .valueError(sign == 0x20 ? "Space \(place)" : "Sign \(place)") }
    if coercesNegativeZero { throw .valueError("Negative zero coercion (z) \(place)") }
    if isAlternate { throw .valueError("Alternate form (#) \(place)") }
    if alignment == UInt8(ascii: "=") { throw .valueError("'=' alignment \(place)") }
    var text = text
    if let precision, text.codePointCount > precision {
      text = PythonString(bytes: Array(text.bytes[..<text.boundaries[precision]]))
    }
    return try padded([], text.bytes, standard: UInt8(ascii: "<"))
  }

  /// Sign, prefix, grouping and padding around digits.
  func assembled(
    isNegative: Bool, prefix: [UInt8] = [], _ digits: [UInt8], groups: Int = 3
  ) throws(Raised) -> PythonString {
    var head: [UInt8] = []
    if isNegative { head.append(UInt8(ascii: "-")) } else if let sign, sign != UInt8(ascii: "-") { head.append(sign) }
    head += prefix
    guard let grouping else { return try padded(head, digits, standard: UInt8(ascii: ">")) }
    let end = groups == 4 ? digits.count : digits.firstIndex { $0 < 0x30 || $0 > 0x39 } ?? digits.count
    if end == 0 { return try padded(head, digits, standard: UInt8(ascii: ">")) }
    var whole = Array(digits[..<end])
    let rest = digits[end...]
    if alignment == UInt8(ascii: "="), fill == 0x30 {
      // Zeros in front are grouped too.
      let room = width - head.count - rest.count
      let missing = room - FormatSpecification.groupedCount(whole.count, groups)
      if missing > 0 {
        var zeros = missing * groups / (groups + 1)
        while FormatSpecification.groupedCount(whole.count + zeros, groups) < room { zeros += 1 }
        whole.insert(contentsOf: repeatElement(0x30, count: zeros), at: 0)
      }
    }
    var grouped: [UInt8] = []
    for (i, digit) in whole.enumerated() {
      if i > 0, (whole.count - i) % groups == 0 { grouped.append(grouping) }
      grouped.append(digit)
    }
    return try padded(head, grouped + rest, standard: UInt8(ascii: ">"))
  }

  private static func groupedCount(_ count: Int, _ size: Int) -> Int { count + (count - 1) / size }

  func padded(_ head: [UInt8], _ body: [UInt8], standard: UInt8) throws(Raised) -> PythonString {
    let missing = width - PythonString(bytes: head + body).codePointCount
    guard missing > 0 else { return PythonString(bytes: head + body) }
    if missing > 1 << 28 { throw Raised(Exceptions.memoryError, "") }
    func filling(_ count: Int) -> [UInt8] {
      fill < 0x80
        ? [UInt8](repeating: UInt8(fill), count: count)
        : PythonString(codePoints: repeatElement(fill, count: count)).bytes
    }
    switch alignment ?? standard {
    case UInt8(ascii: "<"): return PythonString(bytes: head + body + filling(missing))
    case UInt8(ascii: "^"):
      return PythonString(bytes: filling(missing / 2) + head + body + filling(missing - missing / 2))
    case UInt8(ascii: "="): return PythonString(bytes: head + filling(missing) + body)
    default: return PythonString(bytes: filling(missing) + head + body)
    }
  }

  func unknown(_ typeName: String) -> Raised {
    .valueError("Unknown format code \(FormatSpecification.quoted(type ?? 0)) for object of type '\(typeName)'")
  }

  /// A format code as messages show it.
  static func quoted(_ letter: UInt32) -> String {
    if letter > 32, letter < 128, let scalar = Unicode.Scalar(letter) { return "'\(scalar)'" }
    return "'\\x\(String(letter, radix: 16))'"
  }
}

extension FormatSpecification {
  /// Reads the parts of a specification in turn.
  struct Scanner {
    let points: [UInt32]
    var position = 0

    init(points: [UInt32]) { self.points = points }

    var rest: Int { points.count - position }
    var peek: UInt32? { position < points.count ? points[position] : nil }

    func ascii(at index: Int) -> UInt8? { index < points.count ? UInt8(exactly: points[index]) : nil }

    mutating func take() -> UInt8? {
      defer { position += 1 }
      return ascii(at: position)
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard peek == character.value else { return false }
      position += 1
      return true
    }

    mutating func number() throws(Raised) -> Int? {
      var result: Int?
      while let digit = peek.flatMap(CharacterClass.decimalValue) {
        let (shifted, overflow) = (result ?? 0).multipliedReportingOverflow(by: 10)
        let (sum, carry) = shifted.addingReportingOverflow(digit)
        if overflow || carry { throw .valueError("Too many decimal digits in format string") }
        result = sum
        position += 1
      }
      return result
    }
  }
}
