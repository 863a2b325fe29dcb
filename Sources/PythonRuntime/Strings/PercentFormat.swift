import BigInt
import Kernels

/// `'%d of %s' % (…)`.
struct PercentFormat {
  private let bytes: [UInt8]
  private var position = 0
  private var output: [UInt8] = []
  private let arguments: [Value]
  private var used = 0
  private let mapping: Value?
  private let context: Context

  static func formatted(
    _ text: PythonString, with argument: Value, in context: Context
  ) throws(Raised) -> PythonString {
    if let cause = argument.poison { throw .unsupported(cause) }
    var format = PercentFormat(text, argument, context)
    return try format.run()
  }

  private init(_ text: PythonString, _ argument: Value, _ context: Context) {
    bytes = text.bytes
    arguments = argument.cast(to: TupleObject.self)?.items ?? [argument]
    mapping = argument.object is TupleObject || argument.object == nil ? nil : argument
    self.context = context
  }

  private mutating func run() throws(Raised) -> PythonString {
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte != UInt8(ascii: "%") {
        output.append(byte)
      } else {
        try directive()
      }
    }
    if used < arguments.count, mapping == nil || !(mapping?.object is DictObject), !isLoneObject {
      throw .typeError("not all arguments converted during string formatting")
    }
    return PythonString(bytes: output)
  }

  /// A mapping may be left unused.
  private var isLoneObject: Bool { mapping != nil && used == 0 && mapping?.object is InstanceObject }

  private mutating func directive() throws(Raised) {
    var value: Value?
    if peek == UInt8(ascii: "(") { value = try keyed() }
    var specification: [UInt8] = []
    var isLeft = false
    var isZero = false
    while let flag = peek, "#0- +".utf8.contains(flag) {
      position += 1
      switch flag {
      case UInt8(ascii: "-"): isLeft = true
      case UInt8(ascii: "0"): isZero = true
      default: specification.append(flag)
      }
    }
    let width = try number()
    var precision: Int?
    if peek == UInt8(ascii: ".") {
      position += 1
      precision = try number() ?? 0
    }
    while let modifier = peek, "hlL".utf8.contains(modifier) { position += 1 }
    guard let letter = peek else { throw .valueError("incomplete format") }
    position += 1
    if letter == UInt8(ascii: "%") {
      output.append(letter)
      return
    }
    if value == nil { value = try next() }
    guard let value else { return }
    let text = try converted(value, letter, specification, precision, zero: isZero && !isLeft, width: width)
    pad(text, width: width ?? 0, isLeft: isLeft)
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func number() throws(Raised) -> Int? {
    if peek == UInt8(ascii: "*") {
      position += 1
      return try context.index(next())
    }
    var result: Int?
    while let digit = peek, digit >= 0x30, digit <= 0x39, (result ?? 0) < 1 << 30 {
      result = (result ?? 0) * 10 + Int(digit - 0x30)
      position += 1
    }
    return result
  }

  private mutating func next() throws(Raised) -> Value {
    guard used < arguments.count else { throw .typeError("not enough arguments for format string") }
    used += 1
    return arguments[used - 1]
  }

  private mutating func keyed() throws(Raised) -> Value {
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: ")")) else {
      throw .valueError("incomplete format key")
    }
    let key = PythonString(bytes: Array(bytes[(position + 1)..<end]))
    position = end + 1
    guard let mapping else { throw .typeError("format requires a mapping") }
    return try context.item(of: mapping, at: .string(key))
  }

  private func converted(
    _ value: Value, _ letter: UInt8, _ flags: [UInt8], _ precision: Int?, zero: Bool, width: Int?
  ) throws(Raised) -> PythonString {
    switch Character(Unicode.Scalar(letter)) {
    case "s", "r", "a":
      var text = letter == UInt8(ascii: "s") ? try context.str(value) : try context.repr(value)
      if letter == UInt8(ascii: "a") { text = StringRepr.ascii(text) }
      guard let precision, text.codePointCount > precision else { return text }
      return PythonString(bytes: Array(text.bytes[..<text.boundaries[precision]]))
    case "d", "i", "u":
      guard let whole = try truncated(value) else {
        throw .typeError(
          "%\(Character(Unicode.Scalar(letter))) format: a real number is required, not \(value.typeName)")
      }
      return try number(whole, "d", flags, nil, zero: zero, width: width)
    case "x", "X", "o":
      guard value.bigInt != nil else {
        throw .typeError("%\(Character(Unicode.Scalar(letter))) format: an integer is required, not \(value.typeName)")
      }
      return try number(value, Character(Unicode.Scalar(letter)), flags, nil, zero: zero, width: width)
    case "f", "F", "e", "E", "g", "G":
      guard let double = try context.double(value) else {
        throw .typeError("must be real number, not \(value.typeName)")
      }
      return try number(
        .float(double), Character(Unicode.Scalar(letter)), flags, precision ?? 6, zero: zero, width: width)
    case "c":
      if case .string = value { return try context.str(value) }
      return PythonString(codePoints: [UInt32(clamping: try context.index(value))])
    default:
      throw .valueError(
        "unsupported format character '\(Character(Unicode.Scalar(letter)))' (0x\(String(letter, radix: 16))) at index \(position - 1)"
      )
    }
  }

  private func truncated(_ value: Value) throws(Raised) -> Value? {
    if value.bigInt != nil { return value }
    guard let double = try context.double(value) else { return nil }
    if double.isNaN { throw .valueError("cannot convert float NaN to integer") }
    if double.isInfinite { throw .overflowError("cannot convert float infinity to integer") }
    return BigIntObject.value(BigInt(double.rounded(.towardZero)))
  }

  private func number(
    _ value: Value, _ letter: Character, _ flags: [UInt8], _ precision: Int?, zero: Bool, width: Int?
  ) throws(Raised) -> PythonString {
    var text: [UInt8] = flags.contains(UInt8(ascii: "+")) ? [UInt8(ascii: "+")] : flags.contains(0x20) ? [0x20] : []
    if flags.contains(UInt8(ascii: "#")) { text.append(UInt8(ascii: "#")) }
    if zero { text.append(0x30) }
    if zero, let width { text += Array(String(width).utf8) }
    if let precision { text += Array(".\(precision)".utf8) }
    text += Array(String(letter).utf8)
    return try FormatSpecification(parsing: PythonString(bytes: text), of: value).formatted(value, in: context)
  }

  private mutating func pad(_ text: PythonString, width: Int, isLeft: Bool) {
    let blanks = [UInt8](repeating: 0x20, count: max(0, width - text.codePointCount))
    output += isLeft ? text.bytes + blanks : blanks + text.bytes
  }
}
