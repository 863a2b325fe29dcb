package import Kernels
package import RegularExpressions

/// A regular expression of Python's `re` as operations hold it: its flags stand in the source, so that the source says all.
package struct Pattern: Hashable, Sendable {
  /// The pattern with its flags: `(?i)mrs?`.
  package let source: PythonString

  /// - Parameter flags: go in front, joined with those that the pattern begins with.
  package init(_ pattern: PythonString, flags: RegularExpressionFlags = []) {
    var letters = ""
    for (flag, letter) in Self.letters where flags.contains(flag) { letters += letter }
    guard !letters.isEmpty else {
      source = pattern
      return
    }
    let text = pattern.description
    if let own = text.prefixMatch(of: /\(\?([aimsux]+)\)/) {
      letters += own.1.filter { !letters.contains($0) }
      source = PythonString("(?\(letters))\(text[own.range.upperBound...])")
    } else {
      source = PythonString("(?\(letters))\(text)")
    }
  }

  private static let letters: [(RegularExpressionFlags, String)] = [
    (.ascii, "a"), (.ignoreCase, "i"), (.multiline, "m"), (.dotAll, "s"), (.verbose, "x"),
  ]

  /// The compiled pattern.
  func compiled() throws(PatternError) -> RegularExpression {
    let source = source
    return try source.withText { (text) throws(PatternError) in try RegularExpression(text) }
  }

  /// The compiled pattern; a mismatch where Python's `re` would refuse it.
  func verified(_ operation: String) throws(TypeMismatch) -> RegularExpression {
    guard source.description.utf8.elementsEqual(source.bytes) else {
      throw TypeMismatch("'\(operation)' has a pattern that is not UTF-8")
    }
    do throws(PatternError) {
      return try compiled()
    } catch {
      throw TypeMismatch("'\(operation)' has a malformed pattern: \(error.message)")
    }
  }
}

extension AttributeReader {
  /// The attribute `pattern`.
  mutating func pattern() throws(PlanError) -> Pattern { Pattern(try pythonString("pattern")) }
}

/// A call over a text that can fail, or over the text that may be there.
func spelledFailing(_ input: SwiftExpression, flat: Bool = false, _ call: (String) -> String) -> String {
  guard input.type.isNullable else { return call(input.code) }
  return "\(input.code).\(flat ? "flatMap" : "map") { text throws(RowError) in try \(call("text")) }"
}
