import Columns
import Kernels

/// pandas' `FloatArrayFormatter`: one number of decimals for all, or exponents where decimals would hide a value.
struct FloatArrayText {
  private let values: [Double]
  private let style: ArrayStyle

  init(_ column: Column, _ style: ArrayStyle) {
    values = column.doubles
    self.style = style
  }

  var strings: [PythonString] {
    if let format = style.options.floatFormat {
      return values.map { $0.isNaN ? style.missing : format($0) }
    }
    let fixed = trimmed(values.map { text($0, exponent: false) })
    let tooLong = fixed.widest > style.options.precision + 6
    return hidesSmall || (tooLong && hasLarge) ? values.map { text($0, exponent: true) } : fixed
  }

  private func text(_ value: Double, exponent: Bool) -> PythonString {
    if value.isNaN { return style.justification == .left ? " " + style.missing : style.missing }
    var bytes: [UInt8] = []
    if style.leadingSpace && value.sign == .plus { bytes.append(PythonString.space) }
    if exponent {
      appendExponential(value, precision: style.options.precision, to: &bytes)
    } else {
      appendFixed(value, precision: style.options.precision, to: &bytes)
    }
    return PythonString(bytes: bytes)
  }

  private var hasLarge: Bool { values.contains { abs($0) > 1e6 } }

  private var hidesSmall: Bool {
    var bound = 1.0
    for _ in 0..<style.options.precision { bound *= 10 }
    bound = 1 / bound
    return values.contains { abs($0) < bound && abs($0) > 0 }
  }
}

/// Takes the same number of trailing zeros from all decimal numbers, as many as all of them have, but one.
private func trimmed(_ texts: [PythonString]) -> [PythonString] {
  let zero = UInt8(ascii: "0")
  let point = UInt8(ascii: ".")
  var shared = Int.max
  var isDecimal = [Bool](repeating: false, count: texts.count)
  for (i, text) in texts.enumerated() where text.bytes.contains(point) {
    isDecimal[i] = true
    shared = min(shared, text.bytes.reversed().prefix { $0 == zero }.count)
  }
  guard shared != Int.max, shared > 0 else { return texts }
  return zip(texts, isDecimal).map { text, isDecimal in
    guard isDecimal else { return text }
    var bytes = Array(text.bytes.dropLast(shared))
    if bytes.last == point { bytes.append(zero) }
    return PythonString(bytes: bytes)
  }
}

extension Column {
  /// The values as `float64`, NaN where missing or not a number.
  package var doubles: [Double] {
    switch storage {
    case .float64(let values): return values
    case .float32(let values): return values.map(Double.init)
    case .int64(let values):
      guard let missing else { return values.map(Double.init) }
      return zip(values, missing).map { $1 ? .nan : Double($0) }
    case .bool(let values):
      return values.indices.map { isMissing($0) ? .nan : values[$0] ? 1 : 0 }
    case .string, .object:
      return (0..<count).map { self[$0].double ?? .nan }
    }
  }
}

extension Scalar {
  /// The value as a `float64`, if it is a number or a bool.
  package var double: Double? {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): Double(value)
    case .float(let value): value
    default: nil
    }
  }
}
