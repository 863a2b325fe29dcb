import PythonRuntime

/// How results are rounded.
package enum DecimalRounding: String, CaseIterable, Sendable {
  case up = "ROUND_UP"
  case down = "ROUND_DOWN"
  case ceiling = "ROUND_CEILING"
  case floor = "ROUND_FLOOR"
  case halfUp = "ROUND_HALF_UP"
  case halfDown = "ROUND_HALF_DOWN"
  case halfEven = "ROUND_HALF_EVEN"
  case zeroFiveUp = "ROUND_05UP"
}

/// Precision and range of results.
struct DecimalSettings {
  var precision = 28
  var rounding = DecimalRounding.halfEven
  var minimum = -999_999
  var maximum = 999_999
  var isClamped = false
  var usesCapitals = true

  /// The smallest exponent of a subnormal number.
  var tiny: Int { minimum - precision + 1 }
  /// The largest exponent of a number with all digits.
  var top: Int { maximum - precision + 1 }

  static let largestPrecision = 999_999_999_999_999_999

  /// The same with another precision, halves to even.
  func working(_ precision: Int) -> DecimalSettings {
    var result = self
    result.precision = precision
    result.rounding = .halfEven
    result.isClamped = false
    result.minimum = -DecimalSettings.largestPrecision
    result.maximum = DecimalSettings.largestPrecision
    return result
  }
}

/// What happened in an operation; the order is that of libmpdec's exceptions.
struct DecimalStatus: OptionSet {
  let rawValue: Int

  static let conversionSyntax = DecimalStatus(rawValue: 1)
  static let divisionImpossible = DecimalStatus(rawValue: 1 << 1)
  static let divisionUndefined = DecimalStatus(rawValue: 1 << 2)
  static let invalidContext = DecimalStatus(rawValue: 1 << 3)
  static let invalidOperation = DecimalStatus(rawValue: 1 << 4)
  static let floatOperation = DecimalStatus(rawValue: 1 << 5)
  static let divisionByZero = DecimalStatus(rawValue: 1 << 6)
  static let overflow = DecimalStatus(rawValue: 1 << 7)
  static let underflow = DecimalStatus(rawValue: 1 << 8)
  static let subnormal = DecimalStatus(rawValue: 1 << 9)
  static let inexact = DecimalStatus(rawValue: 1 << 10)
  static let rounded = DecimalStatus(rawValue: 1 << 11)
  static let clamped = DecimalStatus(rawValue: 1 << 12)

  /// All that is `InvalidOperation`.
  static let invalid: DecimalStatus = [
    conversionSyntax, divisionImpossible, divisionUndefined, invalidContext, invalidOperation,
  ]
}

/// Settings, and what happened under them so far.
struct DecimalArithmetic {
  var settings: DecimalSettings
  var status: DecimalStatus = []

  init(_ settings: DecimalSettings) {
    self.settings = settings
  }

  /// NaN with a note of why.
  mutating func invalid(_ status: DecimalStatus = .invalidOperation) -> DecimalNumber {
    self.status.formUnion(status)
    return .nan
  }
}
