package import Kernels

/// The `strptime` format that a date is written in, as pandas guesses it from the first text of a column.
///
/// Numbers and words of the text are replaced by the directives that would write them for the date that the text means;
/// what stands between stays. Nothing where a part cannot be told, or where the format does not read the text back.
///
/// - SeeAlso: pandas 3, `pandas._libs.tslibs.parsing.guess_datetime_format`.
package func guessedDateFormat(_ text: PythonString, dayFirst: Bool = false) -> PythonString? {
  guard let meant = text.withText({ instant(reading: $0, dayFirst: dayFirst) }) else { return nil }
  var guess = FormatGuess(meant, dayFirst: dayFirst)
  for token in tokens(of: text.bytes) { guess.read(token) }
  guard guess.isComplete else { return nil }
  let format = PythonString(bytes: guess.format)
  let readBack = format.withText { pattern in text.withText { instant($0, format: pattern) } }
  return readBack == meant ? format : nil
}

/// Runs of digits, runs of letters, and single other characters.
private func tokens(of bytes: [UInt8]) -> [[UInt8]] {
  var result: [[UInt8]] = []
  var kind = -1
  for byte in bytes {
    let isDigit = byte >= 48 && byte <= 57
    let isLetter = byte | 0x20 >= 97 && byte | 0x20 <= 122
    let next = isDigit ? 0 : isLetter ? 1 : 2
    if next == kind, next < 2 { result[result.count - 1].append(byte) } else { result.append([byte]) }
    kind = next
  }
  return result
}

private struct FormatGuess {
  private let meant: Instant
  private let order: [UInt8]
  private(set) var format: [UInt8] = []
  private var used: Set<UInt8> = []
  private var isAfterPoint = false
  private var failed = false

  init(_ meant: Instant, dayFirst: Bool) {
    self.meant = meant
    order = Array((dayFirst ? "YdmHMS" : "YmdHMS").utf8)
  }

  /// Whether year, month and day were all found.
  var isComplete: Bool { !failed && ["Y", "m", "d"].allSatisfy { used.contains(UInt8(ascii: $0)) } }

  mutating func read(_ token: [UInt8]) {
    defer { isAfterPoint = token == [UInt8(ascii: ".")] && used.contains(UInt8(ascii: "S")) }
    guard let first = token.first else { return }
    if first >= 48, first <= 57 { readNumber(token) } else { readWord(token) }
  }

  private mutating func readNumber(_ token: [UInt8]) {
    if isAfterPoint {
      format += Array("%f".utf8)
    } else if token.count == 8, used.isEmpty {
      format += Array("%Y%m%d".utf8)
      used.formUnion("Ymd".utf8)
    } else if let directive = order.first(where: { !used.contains($0) && writes($0, token) }) {
      format += [UInt8(ascii: "%"), directive]
      used.insert(directive)
    } else if !used.contains(UInt8(ascii: "Y")), writes(UInt8(ascii: "y"), token) {
      format += Array("%y".utf8)
      used.insert(UInt8(ascii: "Y"))
    } else if !used.contains(UInt8(ascii: "H")), writes(UInt8(ascii: "I"), token) {
      format += Array("%I".utf8)
      used.insert(UInt8(ascii: "H"))
    } else {
      failed = true
    }
  }

  private mutating func readWord(_ token: [UInt8]) {
    let directives: [(UInt8, counts: UInt8)] = [
      (UInt8(ascii: "B"), UInt8(ascii: "m")), (UInt8(ascii: "b"), UInt8(ascii: "m")),
      (UInt8(ascii: "A"), UInt8(ascii: "A")), (UInt8(ascii: "a"), UInt8(ascii: "A")),
      (UInt8(ascii: "p"), UInt8(ascii: "p")),
    ]
    for (directive, field) in directives where !used.contains(field) && writes(directive, token) {
      format += [UInt8(ascii: "%"), directive]
      used.insert(field)
      if directive == UInt8(ascii: "p") { hourOfTwelve() }
      return
    }
    format += token
  }

  /// With `AM` or `PM` behind it the hour is counted to twelve.
  private mutating func hourOfTwelve() {
    for i in format.indices.dropLast() where format[i] == UInt8(ascii: "%") && format[i + 1] == UInt8(ascii: "H") {
      format[i + 1] = UInt8(ascii: "I")
    }
  }

  /// Whether the directive writes the token for the date meant, a missing zero at its front forgiven.
  private func writes(_ directive: UInt8, _ token: [UInt8]) -> Bool {
    let written = meant.formatted(PythonString(bytes: [UInt8(ascii: "%"), directive])).bytes
    if written == token { return true }
    return token.count == 1 && written == [48] + token
  }
}
