import Diagnostics

/// The indentation of a block, measured twice to find out tabs that could mean anything.
struct Indent {
  /// With tabs to every eighth column.
  let column: Int
  /// With tabs to every column.
  let alternative: Int

  /// The most blocks within blocks, as in CPython.
  static let deepest = 100

  func relative(to base: Indent) -> Indent {
    Indent(column: max(0, column - base.column), alternative: max(0, alternative - base.alternative))
  }
}

extension Lexer {
  /// Skips blank lines, then measures the next line's indentation; `false` at the end of the text.
  mutating func startLine() -> Bool {
    while offset < limit {
      let indent = measureIndent()
      switch peek() {
      case 0x0A, 0x0D: consumeLineEnding()
      case UInt8(ascii: "#"): skipComment()
      default:
        guard offset < limit else { return false }
        enter(indent)
        return true
      }
    }
    return false
  }

  private mutating func measureIndent() -> Indent {
    var column = 0
    var alternative = 0
    var continued: Indent?
    while offset < limit {
      switch source[offset] {
      case 0x20:
        column += 1
        alternative += 1
      case 0x09:
        column = (column / 8 + 1) * 8
        alternative += 1
      case 0x0C:
        column = 0
        alternative = 0
      case UInt8(ascii: "\\") where peek(1) == 0x0A || peek(1) == 0x0D:
        // The first of several joined lines that is indented decides.
        if column > 0 { continued = continued ?? Indent(column: column, alternative: column) }
        let start = position
        offset += 1
        consumeLineEnding()
        if offset >= limit { failAtEnd(from: start) }
        continue
      default:
        return continued ?? Indent(column: column, alternative: alternative)
      }
      offset &+= 1
    }
    return Indent(column: column, alternative: alternative)
  }

  private mutating func enter(_ measured: Indent) {
    let base = base ?? measured
    self.base = base
    let indent = measured.relative(to: base)
    guard let current = indents.last else { return }
    if indent.column == current.column {
      if indent.alternative != current.alternative { failInconsistently() }
    } else if indent.column > current.column {
      if indent.alternative <= current.alternative { failInconsistently() }
      guard indents.count < Indent.deepest else {
        return fail("too many levels of indentation", from: position, as: .reported)
      }
      indents.append(indent)
      emit(.indent, from: position)
    } else {
      leave(to: indent)
    }
  }

  private mutating func leave(to indent: Indent) {
    while let current = indents.last, indents.count > 1, indent.column < current.column {
      indents.removeLast()
      emit(.dedent, from: position)
    }
    guard let current = indents.last else { return }
    if indent.column != current.column {
      fail("unindent does not match any outer indentation level", from: position, as: .reported)
    } else if indent.alternative != current.alternative {
      failInconsistently()
    }
  }

  private mutating func failInconsistently() {
    fail("inconsistent use of tabs and spaces in indentation", from: position, as: .reported)
  }
}
