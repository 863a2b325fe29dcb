import Diagnostics

extension MagicScanner {
  /// Cell magics whose body is Python run in the notebook's namespace.
  private static let pythonCellMagics: Set<String> = ["time", "capture", "timeit", "prun"]

  /// Line magics that need no `%` in a cell of one line.
  private static let automaticMagics: Set<String> = [
    "autoreload", "cat", "cd", "conda", "config", "cp", "load", "load_ext", "ls", "magic", "matplotlib", "mkdir", "mv",
    "pip", "pwd", "pylab", "reload_ext", "rm", "rmdir", "run", "store", "time", "timeit", "who", "whos",
  ]

  /// Line magics that need neither `%` nor arguments in a cell of one line.
  private static let lonelyMagics: Set<String> = [
    "cd", "lf", "ll", "ls", "lsmagic", "pwd", "pylab", "reset", "who", "who_ls", "whos",
  ]

  /// Reads `%%name arguments` at the start of the cell; true where another may follow.
  mutating func scanCellMagic() -> Bool {
    let start = (offset, line, lineStart)
    skipBlankLines()
    guard peek() == UInt8(ascii: "%"), peek(1) == UInt8(ascii: "%"), peek(2).isWordByte else {
      (offset, line, lineStart) = start
      return false
    }
    let place = position
    let name = word(from: offset + 2)
    let argumentStart = wordEnd(from: offset + 2)
    skipToLineEnd()
    let isHelp = bytes[offset - 1] == UInt8(ascii: "?")
    guard !isHelp else {
      (offset, line, lineStart) = start
      return false
    }
    isPython = Self.pythonCellMagics.contains(name)
    add(.cell, name, trimmed(argumentStart..<offset), from: place, runsPython: isPython)
    blank(place.offset..<offset)
    if offset < bytes.count { consumeLineEnd() }
    if !isPython {
      bodyStart = offset
      blank(offset..<bytes.count)
      offset = bytes.count
      lastByte = UInt8(ascii: ";")
    }
    return isPython
  }

  /// Reads `pip install …` and its like, which IPython takes in cells of one line.
  mutating func scanAutomaticMagic() {
    let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }
    guard lines.count == 1, magics.isEmpty else { return }
    let start = (offset, line, lineStart)
    skipBlankLines()
    let name = word(from: offset)
    let argumentStart = wordEnd(from: offset)
    let place = position
    offset = argumentStart
    skipBlanks()
    let argument = peek()
    let isArgument = argument.isWordByte || [UInt8]("-~./\"'".utf8).contains(argument)
    let next = word(from: offset)
    let isOperator = ["in", "is", "if", "and", "or", "not", "for", "else"].contains(next)
    let stands = offset >= bytes.count && Self.lonelyMagics.contains(name)
    let takes = offset > argumentStart && Self.automaticMagics.contains(name) && isArgument && !isOperator
    guard stands || takes, !isBound(name) else {
      (offset, line, lineStart) = start
      return
    }
    scanLineMagic(name, argumentStart: offset, from: place)
  }

  /// Reads a line that begins with `%`, `!` or `?`.
  mutating func scanEscapedLine() {
    let place = position
    let byte = peek()
    let isDouble = peek(1) == byte
    let bodyStart = offset + (isDouble ? 2 : 1)
    if byte == UInt8(ascii: "%") {
      offset = bodyStart
      skipBlanks()
      let name = word(from: offset)
      return scanLineMagic(name, argumentStart: wordEnd(from: offset), from: place)
    }
    skipContinuedLine()
    let symbol = String(repeating: Character(Unicode.Scalar(byte)), count: isDouble ? 2 : 1)
    let kind: Magic.Kind = byte == UInt8(ascii: "!") ? .shell : .help
    add(kind, symbol, trimmed(bodyStart..<offset), from: place)
    maskStatement(place.offset..<offset)
  }

  /// Reads the rest of `%name arguments`; the statement behind `%time` stays Python.
  private mutating func scanLineMagic(_ name: String, argumentStart: Int, from place: SourcePosition) {
    offset = argumentStart
    skipBlanks()
    let statement = offset
    let state = (line, lineStart)
    skipContinuedLine()
    let arguments = trimmed(statement..<offset)
    if arguments.hasSuffix("?") || (arguments.isEmpty && bytes[offset - 1] == UInt8(ascii: "?")) {
      let object = trimmed(place.offset..<offset)
      return finishHelp(object, from: place)
    }
    let runsPython = name == "time" && !arguments.isEmpty
    add(.line, name, arguments, from: place, runsPython: runsPython)
    guard runsPython else { return maskStatement(place.offset..<offset) }
    blank(place.offset..<statement)
    text[place.offset] = UInt8(ascii: "0")
    text[statement - 1] = UInt8(ascii: ";")
    offset = statement
    (line, lineStart) = state
    scanPython()
  }

  /// Reads `!command` or `%name arguments` behind `target =`.
  mutating func scanAssignedMagic() {
    let place = position
    let isShell = peek() == UInt8(ascii: "!")
    let isDouble = isShell && peek(1) == UInt8(ascii: "!")
    let name = isShell ? (isDouble ? "!!" : "!") : word(from: offset + 1)
    let argumentStart = isShell ? offset + name.utf8.count : wordEnd(from: offset + 1)
    if name == "time", !isShell {
      skipToLineEnd()
      add(.line, name, trimmed(argumentStart..<offset), from: place, runsPython: true)
      blank(place.offset..<argumentStart)
      offset = argumentStart
      return
    }
    skipContinuedLine()
    let arguments = trimmed(argumentStart..<offset)
    let placeholder = placeholder(length: bytes[place.offset..<offset].prefix { $0 != 0x0A && $0 != 0x0D }.count)
    add(isShell ? .shell : .line, name, arguments, from: place, placeholder: placeholder)
    blank(place.offset..<offset)
    for (index, byte) in placeholder.utf8.enumerated() { text[place.offset + index] = byte }
    lastByte = UInt8(ascii: "0")
  }

  /// Masks a logical line that ends with `?`.
  mutating func finishHelp(_ object: String, from place: SourcePosition) {
    let marks = object.reversed().prefix { $0 == "?" }.count
    add(.help, String(repeating: "?", count: min(2, marks)), String(object.dropLast(marks)), from: place)
    maskStatement(place.offset..<offset)
  }

  /// A name of at most the length: `_00`, `_01`, …
  private func placeholder(length: Int) -> String {
    let number = String(magics.count { $0.placeholder != nil })
    guard length > 1 else { return "_" }
    let width = length - 1
    let digits = String(number.suffix(width))
    return "_" + String(repeating: "0", count: width - digits.utf8.count) + digits
  }

  private func word(from start: Int) -> String {
    String(decoding: bytes[min(start, bytes.count)..<wordEnd(from: start)], as: UTF8.self)
  }

  /// The end of a word in bytes, which its text cannot tell where it is not UTF-8.
  private func wordEnd(from start: Int) -> Int {
    var end = min(start, bytes.count)
    while end < bytes.count, bytes[end].isWordByte { end += 1 }
    return end
  }

  private mutating func add(
    _ kind: Magic.Kind, _ name: String, _ arguments: String, from place: SourcePosition, placeholder: String? = nil,
    runsPython: Bool = false
  ) {
    let span = SourceSpan(start: place, end: position)
    magics.append(
      Magic(
        kind: kind, name: name, arguments: arguments, line: place.line, span: span, placeholder: placeholder,
        runsPython: runsPython))
  }
}

extension UInt8 {
  /// A letter, digit or underscore, or a byte of a character beyond ASCII.
  var isWordByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
      true
    default: false
    }
  }
}
