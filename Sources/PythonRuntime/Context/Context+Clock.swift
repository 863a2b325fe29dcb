package import Kernels

extension Context {
  /// A number read from the clock; what shows it is marked.
  package func clockReading(_ seconds: Double) -> Value { .object(ClockNumber(seconds)) }

  /// A whole number read from the clock, such as the year of today.
  package func clockReading(whole value: Int) -> Value { .object(ClockNumber(Double(value), isWhole: true)) }

  /// Notes that a text shows the clock, the machine or the process: outputs that show it cannot be compared.
  package func clockText(_ text: PythonString) -> PythonString {
    hasFormattedClock = true
    // A few digits would be found in many outputs that have nothing to do with them.
    guard text.bytes.count > 5, !clockTexts.contains(text) else { return text }
    if clockTexts.count >= 64 { clockTexts.removeFirst() }
    clockTexts.append(text)
    return text
  }

  /// Whether a text holds one that was made from the clock.
  func showsClock(_ text: PythonString) -> Bool {
    clockTexts.contains { text.firstOffset(of: $0) != nil }
  }
}
