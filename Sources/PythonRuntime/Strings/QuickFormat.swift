import Kernels

/// Formatting of the frequent kinds, straight into one array; `nil` sends to the general way, which alone raises.
enum QuickFormat {
  /// `template % argument` with `%d`, `%i`, `%s` and `%.2f` for integers, strings and floats.
  static func percent(_ template: [UInt8], _ argument: Value) -> [UInt8]? {
    var single = [argument]
    if case .object(let object) = argument {
      guard let tuple = object as? TupleObject, tuple.type === TupleObject.type else { return nil }
      single = tuple.items
    }
    return template.withUnsafeBufferPointer { percent($0, single) }
  }

  private static func percent(_ template: UnsafeBufferPointer<UInt8>, _ arguments: [Value]) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(template.count + 16)
    var (i, used) = (0, 0)
    while i < template.count {
      let byte = template[i]
      i += 1
      if byte != UInt8(ascii: "%") {
        output.append(byte)
        continue
      }
      guard i < template.count, used < arguments.count else { return nil }
      var precision: Int?
      if template[i] == UInt8(ascii: "."), i + 2 < template.count, template[i + 1] &- 0x30 < 10 {
        precision = Int(template[i + 1] - 0x30)
        i += 2
      }
      switch (template[i], arguments[used], precision) {
      case (UInt8(ascii: "d"), .int(let number), nil), (UInt8(ascii: "i"), .int(let number), nil),
        (UInt8(ascii: "s"), .int(let number), nil):
        IntegerDigits.append(number, to: &output)
      case (UInt8(ascii: "s"), .string(let text), nil): output += text.bytes
      case (UInt8(ascii: "f"), .float(let number), _) where number.isFinite:
        if number.sign == .minus { output.append(UInt8(ascii: "-")) }
        appendFixed(number.magnitude, precision: precision ?? 6, alternate: false, to: &output)
      default: return nil
      }
      i += 1
      used += 1
    }
    return used == arguments.count ? output : nil
  }

  /// `format(value, specification)` for `[0][width][.precision][d|f|s]` and integers, floats and strings.
  static func formatted(_ value: Value, _ specification: [UInt8]) -> PythonString? {
    var scanner = Scanner(specification)
    let isZero = scanner.take(UInt8(ascii: "0"))
    let width = scanner.number() ?? 0
    var precision: Int?
    if scanner.take(UInt8(ascii: ".")) {
      guard let digits = scanner.number() else { return nil }
      precision = digits
    }
    let letter = scanner.rest()
    guard width < 1000, (precision ?? 0) < 100, scanner.isAtEnd else { return nil }
    var (body, isNegative): ([UInt8], Bool) = ([], false)
    switch (value, letter) {
    case (.int(let number), nil) where precision == nil, (.int(let number), UInt8(ascii: "d")) where precision == nil:
      isNegative = number < 0
      IntegerDigits.append(number, to: &body)
      if isNegative { body.removeFirst() }
    case (.float(let number), UInt8(ascii: "f")) where number.isFinite:
      isNegative = number.sign == .minus
      appendFixed(number.magnitude, precision: precision ?? 6, alternate: false, to: &body)
    case (.string(let text), nil) where precision == nil && !isZero && text.isASCII:
      if text.bytes.count >= width { return text }
      return PythonString(bytes: text.bytes + [UInt8](repeating: 0x20, count: width - text.bytes.count))
    default: return nil
    }
    let missing = width - body.count - (isNegative ? 1 : 0)
    if missing <= 0 { return PythonString(bytes: isNegative ? [UInt8(ascii: "-")] + body : body) }
    let sign: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    let filling = [UInt8](repeating: isZero ? 0x30 : 0x20, count: missing)
    return PythonString(bytes: isZero ? sign + filling + body : filling + sign + body)
  }

  /// Reads a specification from front to back.
  private struct Scanner {
    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ byte: UInt8) -> Bool {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }

    mutating func number() -> Int? {
      var result: Int?
      while position < bytes.count, bytes[position] &- 0x30 < 10, (result ?? 0) < 10000 {
        result = (result ?? 0) * 10 + Int(bytes[position] - 0x30)
        position += 1
      }
      return result
    }

    mutating func rest() -> UInt8? {
      guard position < bytes.count else { return nil }
      position += 1
      return bytes[position - 1]
    }
  }
}
