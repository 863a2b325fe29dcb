// What generated code asks of a table: the value of a key, by its kind. Where there is no such key the value is missing,
// or another one, or the row fails.

extension LookupTable {
  /// The number of the key; NaN without one.
  public func float64(
    _ a: LookupKey, _ b: LookupKey = .unused, _ c: LookupKey = .unused, _ d: LookupKey = .unused
  ) -> Double {
    entry(a, b, c, d).map { number(at: $0) } ?? .nan
  }

  /// The integer of the key.
  public func int64(
    _ a: LookupKey, _ b: LookupKey = .unused, _ c: LookupKey = .unused, _ d: LookupKey = .unused
  ) -> Int64? {
    entry(a, b, c, d).flatMap { integer(at: $0) }
  }

  /// The text of the key.
  public func text(
    _ a: LookupKey, _ b: LookupKey = .unused, _ c: LookupKey = .unused, _ d: LookupKey = .unused
  ) -> Text? {
    entry(a, b, c, d).flatMap { text(at: $0) }
  }

  /// The number of the key, `other` without one.
  public func float64(_ a: LookupKey, else other: Double) -> Double { entry(a).map { number(at: $0) } ?? other }

  /// The integer of the key, `other` without one.
  public func int64(_ a: LookupKey, else other: Int64?) -> Int64? {
    guard let entry = entry(a) else { return other }
    return integer(at: entry)
  }

  /// The text of the key, `other` without one.
  public func text(_ a: LookupKey, else other: Text?) -> Text? {
    guard let entry = entry(a) else { return other }
    return text(at: entry)
  }

  /// The number of the key.
  ///
  /// - Throws: an error of class `type` without one; see `unseen`.
  public func float64(
    _ a: LookupKey, orRaise type: StaticString, _ template: Text, _ scratch: Scratch
  ) throws(RowError) -> Double {
    guard let entry = entry(a) else { throw unseen(type, template, a, scratch) }
    return number(at: entry)
  }

  /// The integer of the key; tables that raise hold no missing values.
  ///
  /// - Throws: an error of class `type` without one; see `unseen`.
  public func int64(
    _ a: LookupKey, orRaise type: StaticString, _ template: Text, _ scratch: Scratch
  ) throws(RowError) -> Int64 {
    guard let number = int64(a) else { throw unseen(type, template, a, scratch) }
    return number
  }

  /// The text of the key.
  ///
  /// - Throws: an error of class `type` without one; see `unseen`.
  public func text(
    _ a: LookupKey, orRaise type: StaticString, _ template: Text, _ scratch: Scratch
  ) throws(RowError) -> Text {
    guard let text = text(a) else { throw unseen(type, template, a, scratch) }
    return text
  }

  private func number(at entry: Int) -> Double {
    switch value(at: entry) {
    case .float64(let number): number
    case .int64(let number): Double(number)
    case .missing, .text, .unused: .nan
    }
  }

  private func integer(at entry: Int) -> Int64? {
    if case .int64(let number) = value(at: entry) { number } else { nil }
  }

  private func text(at entry: Int) -> Text? {
    if case .text(let text) = value(at: entry) { text } else { nil }
  }
}
