/// What Python's `int(text)` gives.
public enum ParsedInteger: Equatable, Sendable {
  case value(Int64)
  /// A whole number beyond 64 bits.
  case tooLarge
  /// Not a whole number: Python raises `ValueError`.
  case invalid
}

/// Python's `int(text)` in base 10: white space around, underscores between digits, digits of any script.
public func parsedInteger(_ text: Text) -> ParsedInteger {
  guard text.isASCII else { return withASCIIDigits(text) { parsedASCIIInteger($0) } }
  return parsedASCIIInteger(text)
}

/// Python's `int(text)` as an int64, with Python's words where it raises.
public func integer(_ text: Text, _ scratch: Scratch) throws(RowError) -> Int64 {
  switch parsedInteger(text) {
  case .value(let value): return value
  case .tooLarge: throw RowError("OverflowError", "Python int too large to convert to C long")
  case .invalid:
    throw RowError(
      "ValueError", scratch.joined(Text("invalid literal for int() with base 10: "), repr(of: text, scratch)))
  }
}

private func parsedASCIIInteger(_ padded: Text) -> ParsedInteger {
  let text = withoutASCIISpace(padded)
  var i = 0
  var negative = false
  if text.count > 0 && (text.base[0] == UInt8(ascii: "-") || text.base[0] == UInt8(ascii: "+")) {
    negative = text.base[0] == UInt8(ascii: "-")
    i = 1
  }
  guard i < text.count else { return .invalid }
  var value: Int64 = 0
  var overflow = false
  var afterDigit = false
  while i < text.count {
    let byte = text.base[i]
    if byte == UInt8(ascii: "_") && afterDigit && i &+ 1 < text.count {
      afterDigit = false
    } else if byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
      // Counted downwards, since the negative range is the larger.
      let (ten, over) = value.multipliedReportingOverflow(by: 10)
      let (next, under) = ten.subtractingReportingOverflow(Int64(byte &- UInt8(ascii: "0")))
      if over || under { overflow = true }
      value = next
      afterDigit = true
    } else {
      return .invalid
    }
    i &+= 1
  }
  if overflow || (!negative && value == .min) { return .tooLarge }
  return .value(negative ? value : -value)
}
