import Kernels

/// numpy's `FloatingFormat`: shortest digits cut at the precision, points aligned; exponents for values far apart.
struct FloatElements {
  private let isFloat32: Bool
  private let precision: Int
  private var usesExponent = false
  private var exponentDigits = 0
  private var before = 0
  private var after = 0

  /// - Parameter values: those that are printed; they decide the form of all.
  init(_ values: [Double], isFloat32: Bool, _ options: ArrayPrintOptions) {
    self.isFloat32 = isFloat32
    precision = options.precision
    let finite = values.filter(\.isFinite)
    let magnitudes = finite.lazy.filter { $0 != 0 }.map { abs($0) }
    if let largest = magnitudes.max(), let smallest = magnitudes.min() {
      let ratio = isFloat32 ? Double(Float(largest) / Float(smallest)) : largest / smallest
      usesExponent = largest >= 1e8 || (!options.suppress && (smallest < 0.0001 || ratio > 1000))
    }
    let parts = finite.map { usesExponent ? scientific($0) : positional($0) }
    before = parts.map { $0.whole.count }.max() ?? 0
    after = parts.map { $0.fraction.count }.max() ?? 0
    exponentDigits = parts.map { $0.exponent.count - 1 }.max() ?? 0
    guard finite.count < values.count else { return }
    let right = usesExponent && !finite.isEmpty ? exponentDigits + 2 + after : after
    let hasNegative = values.contains { $0 == -.infinity }
    before = max(before, 3 - (right + 1), 3 + (hasNegative ? 1 : 0) - (right + 1))
  }

  func text(_ value: Double) -> PythonString {
    guard value.isFinite else { return nonFinite(value) }
    // Once the number of decimals is settled, exponents show exact digits: float32 values have more than their shortest.
    let parts = usesExponent ? Parts(exponential: value, precision: after) : positional(value)
    var bytes = [UInt8](repeating: PythonString.space, count: max(before - parts.whole.count, 0))
    bytes += parts.whole + [UInt8(ascii: ".")] + parts.fraction
    if usesExponent {
      let digits = parts.exponent.dropFirst()
      bytes += [UInt8(ascii: "e"), parts.exponent.first ?? UInt8(ascii: "+")]
      bytes += [UInt8](repeating: UInt8(ascii: "0"), count: max(exponentDigits - digits.count, 0)) + digits
    } else {
      bytes += [UInt8](repeating: PythonString.space, count: max(after - parts.fraction.count, 0))
    }
    return PythonString(bytes: bytes)
  }

  private func nonFinite(_ value: Double) -> PythonString {
    let text: PythonString = value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
    let right = usesExponent ? exponentDigits + 2 + after : after
    return text.justified(.right, before + right + 1)
  }

  /// The digits that tell the value apart from its neighbours, rounded to the precision where they are more.
  private func positional(_ value: Double) -> Parts {
    let exponent = (isFloat32 ? ShortestDigits(Float(value)) : ShortestDigits(value)).exponent
    return Parts(fixed: value, precision: min(max(-exponent, 0), precision)).trimmed
  }

  private func scientific(_ value: Double) -> Parts {
    let shortest = isFloat32 ? ShortestDigits(Float(value)) : ShortestDigits(value)
    let count = String(shortest.digits).utf8.count
    return Parts(exponential: value, precision: min(count - 1, precision)).trimmed
  }
}

/// A number's text in three parts: before the point, behind it, and the exponent with its sign.
private struct Parts {
  var whole: [UInt8]
  var fraction: [UInt8] = []
  var exponent: [UInt8] = []

  init(fixed value: Double, precision: Int) {
    var bytes: [UInt8] = []
    appendFixed(value, precision: precision, to: &bytes)
    self.init(bytes)
  }

  init(exponential value: Double, precision: Int) {
    var bytes: [UInt8] = []
    appendExponential(value, precision: precision, to: &bytes)
    self.init(bytes)
  }

  private init(_ bytes: [UInt8]) {
    let halves = bytes.split(separator: UInt8(ascii: "e"), omittingEmptySubsequences: false)
    let digits = halves[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    whole = Array(digits[0])
    if digits.count > 1 { fraction = Array(digits[1]) }
    if halves.count > 1 { exponent = Array(halves[1]) }
  }

  /// Without trailing zeros behind the point.
  var trimmed: Parts {
    var parts = self
    while parts.fraction.last == UInt8(ascii: "0") { parts.fraction.removeLast() }
    return parts
  }
}
