/// How a recorded output compares with the replayed one.
package enum Verdict: String, Sendable, CaseIterable {
  /// The same text.
  case exact
  /// The same text once layout is set aside, every number within the interval that its recorded digits mean.
  case equal
  /// Equal within a bound that a kernel states.
  case bounded
  case differs
  /// Depends on draws that the notebook does not seed.
  case unseeded
  /// Depends on a call that the replay does not know.
  case unsupported
  /// An image, a widget, a memory address, a clock time, the text of a plot object.
  case notComparable
  /// Recorded by code that is no longer there.
  case stale

  /// Whether the recorded output counts as reproduced.
  package var isReproduced: Bool {
    switch self {
    case .exact, .equal, .bounded: true
    default: false
    }
  }
}

/// The result of comparing two texts.
package struct TextComparison: Equatable, Sendable {
  package let verdict: Verdict
  /// For `differs`: the first difference, in words.
  package let reason: String?

  package static let exact = TextComparison(verdict: .exact, reason: nil)
  package static let bounded = TextComparison(verdict: .bounded, reason: nil)
  package static let equal = TextComparison(verdict: .equal, reason: nil)
  package static func differs(_ reason: String) -> TextComparison { TextComparison(verdict: .differs, reason: reason) }

  package init(verdict: Verdict, reason: String?) {
    self.verdict = verdict
    self.reason = reason
  }
}
