import Diagnostics

/// The place up to which an f-string has been read.
struct FieldScanner {
  let literal: StringLiteral
  let token: Token
  var place: SourcePosition
  /// Levels of fields within format specifications.
  var depth = 0

  var offset: Int { place.offset }
  var end: Int { literal.body.upperBound }

  /// Moves on by bytes of one line.
  mutating func skip(_ count: Int) {
    place = SourcePosition(offset: place.offset + count, line: place.line, column: place.column + count)
  }
}

extension Parser {
  /// Reads text and fields up to the end of the string, or of a format specification, whose `}` is left.
  @inline(never) mutating func fieldPieces(
    _ scanner: inout FieldScanner, isSpecification: Bool, into pieces: inout [StringPiece]
  ) throws(SyntaxFailure) {
    while scanner.offset < scanner.end {
      switch source[scanner.offset] {
      case UInt8(ascii: "{") where isSpecification || !isDoubled(scanner): try fields(&scanner, into: &pieces)
      case UInt8(ascii: "}") where isSpecification: return
      case UInt8(ascii: "}") where !isDoubled(scanner):
        throw failure("f-string: single '}' is not allowed", behind: scanner)
      default: pieces.append(try text(&scanner, isSpecification: isSpecification))
      }
    }
  }

  private func isDoubled(_ scanner: FieldScanner) -> Bool {
    scanner.offset + 1 < scanner.end && source[scanner.offset + 1] == source[scanner.offset]
  }

  /// Text up to the next field; a doubled brace ends it and belongs to it once.
  private mutating func text(
    _ scanner: inout FieldScanner, isSpecification: Bool
  ) throws(SyntaxFailure) -> StringPiece {
    let start = scanner.place
    var bodyEnd = start.offset
    scan: while scanner.offset < scanner.end {
      let byte = source[scanner.offset]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "}"):
        if isSpecification || !isDoubled(scanner) { break scan }
        scanner.skip(1)
        bodyEnd = scanner.offset
        scanner.skip(1)
        break scan
      case 0x0A, 0x0D: skipLineEnding(&scanner)
      case UInt8(ascii: "\\") where !scanner.literal.prefix.isRaw: skipEscape(&scanner)
      default: scanner.skip(1)
      }
      bodyEnd = scanner.offset
    }
    var bytes: [UInt8] = []
    try decode(start.offset..<bodyEnd, of: scanner.literal, at: scanner.token, into: &bytes)
    return StringPiece(kind: .text(bytes), span: SourceSpan(start: start, end: scanner.place))
  }

  func skipLineEnding(_ scanner: inout FieldScanner) {
    let isPair =
      source[scanner.offset] == 0x0D && scanner.offset + 1 < scanner.end && source[scanner.offset + 1] == 0x0A
    scanner.place = SourcePosition(
      offset: scanner.offset + (isPair ? 2 : 1), line: scanner.place.line + 1, column: 0)
  }

  /// Skips a backslash and what it escapes; the braces of `\N{…}` are no field.
  private func skipEscape(_ scanner: inout FieldScanner) {
    scanner.skip(1)
    guard scanner.offset < scanner.end else { return }
    let byte = source[scanner.offset]
    if byte == UInt8(ascii: "N"), scanner.offset + 1 < scanner.end, source[scanner.offset + 1] == UInt8(ascii: "{") {
      while scanner.offset < scanner.end, source[scanner.offset] != UInt8(ascii: "}") { scanner.skip(1) }
      if scanner.offset < scanner.end { scanner.skip(1) }
    } else if byte == 0x0A || byte == 0x0D {
      skipLineEnding(&scanner)
    } else if byte != UInt8(ascii: "{"), byte != UInt8(ascii: "}") {
      scanner.skip(1)
    }
  }

  /// A field from `{` to `}`, before it the text that `=` asks for.
  @inline(never) private mutating func fields(
    _ scanner: inout FieldScanner, into pieces: inout [StringPiece]
  ) throws(SyntaxFailure) {
    let start = scanner.place
    scanner.skip(1)
    let textStart = scanner.place
    var value = try fieldValue(&scanner)
    var isDebugged = false
    if value.end == .equal {
      isDebugged = true
      let bytes = normalizedLines(textStart.offset..<value.next.offset)
      pieces.append(
        StringPiece(kind: .text(bytes), span: SourceSpan(start: textStart, end: value.next)))
      value.end = try fieldEnd(&scanner)
    }
    var conversion = Expression.Conversion.none
    if value.end == .exclamation { conversion = try self.conversion(&scanner, end: &value.end) }
    var specification: Expression?
    if value.end == .colon { specification = try self.specification(&scanner) }
    guard scanner.offset < scanner.end, source[scanner.offset] == UInt8(ascii: "}") else {
      throw failure("f-string: expecting '}'", behind: scanner)
    }
    let sourceEnd = value.expressionEnd
    scanner.skip(1)
    if isDebugged, conversion == .none, specification == nil { conversion = .repr }
    let span = SourceSpan(start: start, end: scanner.place)
    let kind: Expression.Kind =
      scanner.literal.prefix.isTemplate && scanner.depth == 0
      ? .interpolation(
        value.expression, source: normalizedLines(textStart.offset..<sourceEnd), conversion: conversion,
        formatSpec: specification)
      : .formattedValue(value.expression, conversion: conversion, formatSpec: specification)
    let field = Expression(kind, span: span)
    if field.height > Self.heightLimit { throw failure("too many levels of nesting", from: start) }
    pieces.append(StringPiece(kind: .field(field), span: span))
  }

  func normalizedLines(_ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in range {
      let byte = source[index]
      if byte == 0x0D {
        if index + 1 < source.count, source[index + 1] == 0x0A { continue }
        bytes.append(0x0A)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  /// A failure at the scanner's place; before Python 3.12 it is reported behind the string.
  func failure(_ message: String, behind scanner: FieldScanner) -> SyntaxFailure {
    var failure = failure(message, from: scanner.place)
    failure.isBehindStrings = true
    return failure
  }

  func failure(_ message: String, from start: SourcePosition) -> SyntaxFailure {
    let end = SourcePosition(offset: start.offset + 1, line: start.line, column: start.column + 1)
    return SyntaxFailure(message: message, span: SourceSpan(start: start, end: end))
  }
}
