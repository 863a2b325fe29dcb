import Foundation

/// Inputs to start from, and what is made of them: the same number gives the same input.
struct Corpus {
  private let seeds: [[UInt8]]
  private let lines: [ArraySlice<UInt8>]

  /// - Parameter paths: files with inputs.
  init(_ paths: [String]) {
    seeds = paths.compactMap { FileManager.default.contents(atPath: $0).map { [UInt8]($0) } }.filter {
      $0.count < 20_000
    }
    lines = Array(seeds.flatMap { $0.split(separator: 0x0A) }.filter { $0.count < 200 }.prefix(20_000))
  }

  func input(number: UInt64, for target: FuzzTarget) -> [UInt8] {
    var random = SplitMix(state: number &* 0x9E37_79B9_7F4A_7C15 | 1)
    if seeds.isEmpty || random.next(3) == 0, var program = invented(for: target, random) {
      if random.next(4) == 0 { mutate(&program, &random) }
      return program
    }
    guard !seeds.isEmpty else { return Array("{\"nbformat\": 4, \"cells\": []}".utf8) }
    var input = seeds[random.next(seeds.count)]
    mutate(&input, &random)
    return input
  }

  /// An input that is made from nothing; a notebook is not.
  private func invented(for target: FuzzTarget, _ random: SplitMix) -> [UInt8]? {
    switch target {
    case .notebook: return nil
    case .csv:
      var grammar = TableGrammar(random: random)
      return grammar.table()
    case .frames:
      var grammar = FrameGrammar(random: random)
      return Array(grammar.program().utf8)
    case .lexer, .parser, .interpreter:
      var grammar = ProgramGrammar(random: random)
      return Array(grammar.program().utf8)
    }
  }

  /// A few small changes: of bytes, numbers, tokens and lines.
  private func mutate(_ input: inout [UInt8], _ random: inout SplitMix) {
    for _ in 0...random.next(4) {
      guard !input.isEmpty else { return }
      let place = random.next(input.count)
      switch random.next(9) {
      case 0: input[place] = UInt8(truncatingIfNeeded: random.next(256))
      case 1: input.insert(UInt8(truncatingIfNeeded: 32 + random.next(95)), at: place)
      case 2: input.removeSubrange(place..<min(input.count, place + 1 + random.next(12)))
      case 3: replaceNumber(&input, near: place, &random)
      case 4, 5: input.insert(contentsOf: Array(Self.tokens[random.next(Self.tokens.count)].utf8), at: place)
      case 6:
        let end = min(input.count, place + 1 + random.next(60))
        let part = Array(input[place..<end])
        for _ in 0...random.next(3) { input.insert(contentsOf: part, at: place) }
      case 7: if !lines.isEmpty { insertLine(&input, near: place, lines[random.next(lines.count)]) }
      default: swapLines(&input, &random)
      }
    }
  }

  /// Puts a number that is at some edge in the place of one that is there.
  private func replaceNumber(_ input: inout [UInt8], near place: Int, _ random: inout SplitMix) {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard let start = input[place...].firstIndex(where: isDigit) else { return }
    let end = input[start...].firstIndex { !isDigit($0) } ?? input.count
    input.replaceSubrange(start..<end, with: Array(Self.numbers[random.next(Self.numbers.count)].utf8))
  }

  private func insertLine(_ input: inout [UInt8], near place: Int, _ line: ArraySlice<UInt8>) {
    let start = input[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    // At the depth of the line that is there.
    let indent = input[start...].prefix { $0 == 0x20 }
    input.insert(contentsOf: Array(indent) + line.drop { $0 == 0x20 } + [0x0A], at: start)
  }

  private func swapLines(_ input: inout [UInt8], _ random: inout SplitMix) {
    var lines = input.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count > 1 else { return }
    lines.swapAt(random.next(lines.count), random.next(lines.count))
    input = Array(lines.joined(separator: [0x0A]))
  }

  static let numbers = [
    "0", "1", "-1", "2", "63", "64", "255", "256", "65536", "2147483647", "4294967296", "9223372036854775807",
    "-9223372036854775808", "9223372036854775808", "18446744073709551616", "10**30", "1e308", "1e-320", "float('nan')",
    "float('inf')", "-0.0", "0.5", "1j", "True", "10**10", "-10**10", "100000000",
  ]

  private static let tokens = [
    "(", ")", "[", "]", "{", "}", ":", ",", "=", "==", "**", "//", "<<", ">>", "@", "->", ":=", "...", "\\\n", "'",
    "\"",
    "\"\"\"", "f'{", "}'", "rb'", "#", ";", "\n", "\n    ", "\t", " not ", " in ", " is ", " if ", " else ",
    " for x in ",
    " lambda: ", " yield ", " await ", "async ", "def f():", "class A:", "try:", "except:", "finally:", "with ",
    "match ",
    "case ", "import ", "from . ", "global x", "nonlocal x", "del ", "return ", "raise ", "*", "%", "%%", "!", "?",
    "\u{0}",
    "\u{FEFF}", "\u{E9}", "\u{1F600}", "\u{C}", "\r", "\r\n", "[-1]", "[::-1]", "[1:]", ".format", "__class__", "self",
  ]
}

/// A generator of numbers that is the same everywhere.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// A number from 0 up to, not including, the bound.
  mutating func next(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}
