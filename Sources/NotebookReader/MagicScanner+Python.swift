import Diagnostics

extension MagicScanner {
  /// Reads one logical line: blank, magic, or Python with all the lines that its brackets and strings join.
  mutating func scanLogicalLine() {
    skipBlanks()
    guard offset < bytes.count else { return }
    switch bytes[offset] {
    case UInt8(ascii: "%"), UInt8(ascii: "!"), UInt8(ascii: "?"): scanEscapedLine()
    default: scanPython()
    }
  }

  /// Reads Python to the end of its logical line.
  mutating func scanPython() {
    let place = position
    var depth = 0
    var hasAssignment = false
    var last: UInt8 = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case 0x0A, 0x0D:
        if depth == 0 { return finishPython(last, from: place) }
        consumeLineEnd()
        continue
      case UInt8(ascii: "#"):
        skipToLineEnd()
        continue
      case 0x20, 0x09, 0x0C: break
      case UInt8(ascii: "\\") where offset + 1 < bytes.count && isLineEnd(offset + 1):
        offset += 1
        consumeLineEnd()
        continue
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        scanString()
        last = byte
        continue
      case UInt8(ascii: "="):
        last = byte
        if depth == 0, !hasAssignment, isAssignment {
          hasAssignment = true
          if scanAssignedValue() { return finishPython(lastByte, from: place) }
          continue
        }
      default:
        if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
          depth = max(0, depth - 1)
        }
        last = byte
      }
      offset += 1
    }
    finishPython(last, from: place)
  }

  private mutating func finishPython(_ last: UInt8, from place: SourcePosition) {
    if last == UInt8(ascii: "?") {
      let object = trimmed(place.offset..<offset)
      if object.hasSuffix("?") { finishHelp(object, from: place) }
    } else if last != 0 {
      lastByte = last
    }
    if offset < bytes.count, isLineEnd(offset) { consumeLineEnd() }
  }

  /// Whether the `=` at the place is an assignment, no comparison and no `+=`.
  private var isAssignment: Bool {
    if peek(1) == UInt8(ascii: "=") { return false }
    guard offset > 0 else { return false }
    return ![UInt8]("=!<>+-*/%&|^@:".utf8).contains(bytes[offset - 1])
  }

  /// Reads what follows `=`; true where that was a magic, to the end of the line.
  private mutating func scanAssignedValue() -> Bool {
    offset += 1
    skipBlanks()
    let isShell = peek() == UInt8(ascii: "!") && peek(1) != UInt8(ascii: "=")
    let isMagic = peek() == UInt8(ascii: "%") && peek(1).isWordByte
    guard isShell || isMagic else { return false }
    let count = magics.count
    scanAssignedMagic()
    return magics.count > count && magics.last?.runsPython == false
  }

  /// Reads a string from its quote to its quote, or to the end of the line where it is not closed.
  private mutating func scanString() {
    let quote = bytes[offset]
    let isTriple = peek(1) == quote && peek(2) == quote
    offset += isTriple ? 3 : 1
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\\"), offset + 1 < bytes.count {
        offset += 1
        if isLineEnd(offset) { consumeLineEnd() } else { offset += 1 }
      } else if byte == 0x0A || byte == 0x0D {
        guard isTriple else { return }
        consumeLineEnd()
      } else if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        offset += isTriple ? 3 : 1
        return
      } else {
        offset += 1
      }
    }
  }
}
