import Kernels

/// `'%d of %s' % (…)`, for strings and for bytes.
struct PercentFormat {
  private let bytes: [UInt8]
  /// Whether the template is bytes: `%s` wants bytes then, and `%r` gives ASCII.
  private let isBytes: Bool
  private var position = 0
  private var output: [UInt8] = []
  private var arguments: [Value]
  private var used = 0
  private let mapping: Value?
  private let context: Context

  static func formatted(
    _ text: PythonString, with argument: Value, in context: Context
  ) throws(Raised) -> PythonString {
    if let quick = QuickFormat.percent(text.bytes, argument) { return PythonString(bytes: quick) }
    if let cause = argument.poison { throw .unsupported(cause) }
    var format = PercentFormat(text.bytes, argument, context, isBytes: false)
    return PythonString(bytes: try format.run())
  }

  static func formatted(_ bytes: [UInt8], with argument: Value, in context: Context) throws(Raised) -> [UInt8] {
    if let cause = argument.poison { throw .unsupported(cause) }
    var format = PercentFormat(bytes, argument, context, isBytes: true)
    return try format.run()
  }

  private init(_ bytes: [UInt8], _ argument: Value, _ context: Context, isBytes: Bool) {
    self.bytes = bytes
    self.isBytes = isBytes
    arguments = argument.cast(to: TupleObject.self)?.items ?? [argument]
    mapping = argument.isSubscriptable && !(argument.object is TupleObject) ? argument : nil
    self.context = context
  }

  private mutating func run() throws(Raised) -> [UInt8] {
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte != UInt8(ascii: "%") {
        output.append(byte)
      } else {
        try directive()
      }
    }
    if used < arguments.count, mapping == nil {
      throw .typeError("not all arguments converted during \(isBytes ? "bytes" : "string") formatting")
    }
    return output
  }

  private mutating func directive() throws(Raised) {
    if peek == UInt8(ascii: "%") {
      position += 1
      output.append(UInt8(ascii: "%"))
      return
    }
    if peek == UInt8(ascii: "(") {
      arguments = [try keyed()]
      used = 0
    }
    var flags = PercentFlags()
    while let flag = peek, flags.insert(flag) { position += 1 }
    try readWidth(&flags)
    if peek == UInt8(ascii: ".") {
      position += 1
      flags.precision = max(0, try number("precision too big") ?? 0)
    }
    if let modifier = peek, "hlL".utf8.contains(modifier) { position += 1 }
    guard peek != nil else { throw .valueError("incomplete format") }
    let (letter, width) = PythonString(bytes: bytes).codePoint(at: position)
    position += width
    let value = try next()
    if letter == UInt32(UInt8(ascii: "%")) {
      output.append(UInt8(ascii: "%"))
      return
    }
    flags.pad(try converted(value, letter, flags), to: &output)
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func readWidth(_ flags: inout PercentFlags) throws(Raised) {
    guard let width = try number("width too big") else { return }
    if width < 0 { flags.isLeft = true }
    flags.width = Int(clamping: width.magnitude)
    if flags.width > 1 << 28 { throw Raised(Exceptions.memoryError, "") }
  }

  private mutating func number(_ message: String) throws(Raised) -> Int? {
    if peek == UInt8(ascii: "*") {
      position += 1
      switch try next() {
      case .int(let value): return value
      case .bool(let value): return value ? 1 : 0
      case let value where value.bigInt != nil:
        throw .overflowError("Python int too large to convert to C \(message.hasPrefix("w") ? "ssize_t" : "int")")
      default: throw .typeError("* wants int")
      }
    }
    var result: Int?
    while let digit = peek, digit >= 0x30, digit <= 0x39 {
      let (value, overflow) = (result ?? 0).multipliedReportingOverflow(by: 10)
      if overflow || value > Int.max - 9 || message.hasPrefix("p") && value > 1 << 31 { throw .valueError(message) }
      result = value + Int(digit - 0x30)
      position += 1
    }
    return result
  }

  private mutating func next() throws(Raised) -> Value {
    guard used < arguments.count else { throw .typeError("not enough arguments for format string") }
    used += 1
    return try arguments[used - 1].supported()
  }

  private mutating func keyed() throws(Raised) -> Value {
    guard let mapping else { throw .typeError("format requires a mapping") }
    var depth = 0
    var end = position
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "(") { depth += 1 }
      if bytes[end] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { break }
      }
      end += 1
    }
    guard end < bytes.count else { throw .valueError("incomplete format key") }
    let key = Array(bytes[(position + 1)..<end])
    position = end + 1
    return try context.item(
      of: mapping, at: isBytes ? .object(BytesObject(key)) : .string(PythonString(bytes: key)))
  }

  private func converted(_ value: Value, _ letter: UInt32, _ flags: PercentFlags) throws(Raised) -> PythonString {
    guard let scalar = Unicode.Scalar(letter), letter < 0x80 else { throw unknown(letter) }
    switch Character(scalar) {
    case "s", "b":
      if isBytes { return flags.truncated(PythonString(bytes: try bytes(of: value)), inBytes: true) }
      if letter == UInt32(UInt8(ascii: "b")) { throw unknown(letter) }
      return flags.truncated(try context.str(value))
    case "r" where !isBytes: return flags.truncated(try context.repr(value))
    case "r", "a": return flags.truncated(StringRepr.ascii(try context.repr(value)))
    case "d", "i", "u", "x", "X", "o":
      return try flags.formatted(integer: integer(value, scalar), letter: UInt8(letter))
    case "f", "F", "e", "E", "g", "G":
      var double = try context.double(value)
      if double == nil { double = try context.indexIfInteger(value).map(Double.init) }
      guard let double else {
        throw .typeError(
          isBytes ? "float argument required, not \(value.typeName)" : "must be real number, not \(value.typeName)")
      }
      return try flags.formatted(double, letter: scalar, in: context)
    case "c": return try character(value)
    default: throw unknown(letter)
    }
  }

  private func unknown(_ letter: UInt32) -> Raised {
    let shown = letter >= 31 && letter < 127 ? Unicode.Scalar(letter).map(String.init) ?? "?" : "?"
    let index = PythonString(bytes: Array(bytes[..<position])).codePointCount - 1
    return .valueError(
      "unsupported format character '\(shown)' (0x\(String(letter, radix: 16))) at index \(index)")
  }

  private func integer(_ value: Value, _ letter: Unicode.Scalar) throws(Raised) -> Value {
    if value.bigInt != nil { return value }
    let isDecimal = letter == "d" || letter == "i" || letter == "u"
    do throws(Raised) {
      if isDecimal, value.stringValue == nil, !(value.object is any ByteSequence) {
        let whole = try context.call(.object(Types.int), [value])
        if whole.bigInt != nil { return whole }
      } else if !isDecimal, let index = try context.indexIfInteger(value) {
        return .int(index)
      }
    } catch {
      guard error.isException(of: Exceptions.typeError) else { throw error }
    }
    throw .typeError(
      "%\(letter) format: \(isDecimal ? "a real number" : "an integer") is required, not \(value.typeName)")
  }

  private func character(_ value: Value) throws(Raised) -> PythonString {
    if isBytes { return PythonString(bytes: [try byte(value)]) }
    if case .string(let text) = value {
      guard text.codePointCount == 1 else { throw .typeError("%c requires int or char") }
      return text
    }
    if value.cast(to: BigIntObject.self) != nil {
      throw .overflowError("Python int too large to convert to C long")
    }
    guard let point = try context.indexIfInteger(value) else { throw .typeError("%c requires int or char") }
    guard point >= 0, point < 0x110000 else { throw .overflowError("%c arg not in range(0x110000)") }
    return PythonString(codePoints: [UInt32(point)])
  }

  private func byte(_ value: Value) throws(Raised) -> UInt8 {
    let message = "%c requires an integer in range(256) or a single byte"
    if let bytes = value.byteSequence?.bytes {
      guard bytes.count == 1 else { throw .typeError(message) }
      return bytes[0]
    }
    if value.object is BigIntObject { throw .overflowError("%c arg not in range(256)") }
    guard let number = try context.indexIfInteger(value) else { throw .typeError(message) }
    guard let byte = UInt8(exactly: number) else { throw .overflowError("%c arg not in range(256)") }
    return byte
  }

  private func bytes(of value: Value) throws(Raised) -> [UInt8] {
    if let bytes = try context.byteBuffer(value) { return bytes }
    if let method = context.specialMethod("__bytes__", of: value) {
      let result = try context.call(method, [value])
      if let bytes = result.cast(to: BytesObject.self) { return bytes.bytes }
      throw .typeError("__bytes__ returned non-bytes (type \(result.typeName))")
    }
    throw .typeError(
      "%b requires a bytes-like object, or an object that implements __bytes__, not '\(value.typeName)'")
  }
}

extension Value {
  /// Whether `%` takes it for a mapping: anything with items but strings.
  fileprivate var isSubscriptable: Bool {
    guard case .object(let object) = self else { return false }
    switch object {
    case is DictObject, is ListObject, is RangeObject, is any ByteSequence: return true
    default: return object.type.lookup("__getitem__") != nil
    }
  }
}
