/// The year whose libraries a notebook was written for: a named set of documented differences.
package enum Era: Sendable, Hashable, CaseIterable {
  /// pandas 1.5.3, numpy 1.23.5, scikit-learn 1.2.
  case classic
  /// pandas 3.1.1, numpy 2.4.6, scikit-learn 1.9.
  case modern
}
