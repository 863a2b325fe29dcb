/// A version of Python's grammar.
package enum PythonVersion: Int, Sendable, Hashable, Comparable, CaseIterable {
  case v3_8 = 8
  case v3_9, v3_10, v3_11, v3_12, v3_13, v3_14

  /// The version whose grammar holds that of all others.
  package static let newest = PythonVersion.v3_14

  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension PythonVersion: CustomStringConvertible {
  /// `3.11`
  package var description: String { "3.\(rawValue)" }

  /// The version that a text such as `3.11` names.
  package init?(_ text: some StringProtocol) {
    guard text.hasPrefix("3."), let minor = Int(text.dropFirst(2)) else { return nil }
    self.init(rawValue: minor)
  }
}
