import BigInt
import PythonRuntime

/// The exact sum of numbers and what it is to be converted to; NaN and infinity swallow the rest.
struct ExactTotal {
  /// The classes of results, of which the data decide.
  enum Kind { case integer, float, fraction, decimal }

  private(set) var kind = Kind.integer
  private(set) var count = 0
  /// The sum and that of squares of what is finite.
  private(set) var sum: Rational = 0
  private(set) var squares: Rational = 0
  /// The sum of what is not finite.
  private(set) var special: Value?

  // Sums by the power of two in the denominator, reduced at the end only.
  private var partials: [Int: (sum: BigInt, squares: BigInt)] = [:]
  private let wantsSquares: Bool

  init(wantsSquares: Bool = false) {
    self.wantsSquares = wantsSquares
  }

  /// Adds what is iterated over.
  init(of values: Value, wantsSquares: Bool = false, in context: Context) throws(Raised) {
    self.init(wantsSquares: wantsSquares)
    let source = try context.iterate(values)
    while let value = try source.next(in: context) { try add(value, in: context) }
    finish()
  }

  mutating func add(_ value: Value, in context: Context) throws(Raised) {
    count += 1
    if let integer = try Statistic.integer(value, in: context) { return add(integer, shift: 0) }
    if case .float(let number) = value {
      try join(.float)
      guard number.isFinite else { return try addSpecial(value, in: context) }
      let ratio = Rational(number)
      return add(ratio.numerator, shift: ratio.denominator.magnitude.trailingZeroBitCount)
    }
    if let fraction = value.cast(to: FractionObject.self)?.value {
      try join(.fraction)
      return add(fraction)
    }
    if let decimal = value.cast(to: DecimalObject.self)?.number {
      try join(.decimal)
      guard decimal.isFinite else { return try addSpecial(value, in: context) }
      return add(try decimal.ratio())
    }
    if value.object is DispatchingObject || value.object is ClockNumber {
      throw context.unsupportedNow("statistics of '\(value.typeName)'")
    }
    throw .typeError("can't convert type '\(value.typeName)' to numerator/denominator")
  }

  private mutating func add(_ numerator: BigInt, shift: Int) {
    var partial = partials[shift] ?? (0, 0)
    partial.sum += numerator
    if wantsSquares { partial.squares += numerator * numerator }
    partials[shift] = partial
  }

  private mutating func add(_ value: Rational) {
    sum = sum + value
    if wantsSquares { squares = squares + value * value }
  }

  private mutating func addSpecial(_ value: Value, in context: Context) throws(Raised) {
    special = try special.map { known throws(Raised) in try context.binary(.add, known, value) } ?? value
  }

  /// The kind of both; only integers go with all others, and fractions become floats.
  private mutating func join(_ other: Kind) throws(Raised) {
    switch (kind, other) {
    case (.integer, _): kind = other
    case (.float, .fraction), (.fraction, .float): kind = .float
    default: if kind != other { throw .typeError("don't know how to coerce \(kind.name) and \(other.name)") }
    }
  }

  /// Brings the partial sums together; to be called after the last number.
  mutating func finish() {
    for (shift, partial) in partials {
      sum = sum + Rational(partial.sum, BigInt(1) << shift)
      if wantsSquares { squares = squares + Rational(partial.squares, BigInt(1) << (2 * shift)) }
    }
    partials = [:]
  }
}

extension ExactTotal.Kind {
  var name: String {
    switch self {
    case .integer: "int"
    case .float: "float"
    case .fraction: "Fraction"
    case .decimal: "Decimal"
    }
  }

  /// An exact number as one of this kind.
  func value(_ number: Rational, in context: Context) throws(Raised) -> Value {
    switch self {
    case .integer: return number.denominator == 1 ? BigIntObject.value(number.numerator) : try Statistic.float(number)
    case .float: return try Statistic.float(number)
    case .fraction: return FractionObject.value(number)
    case .decimal:
      let (above, below) = (DecimalNumber(number.numerator), DecimalNumber(number.denominator))
      return DecimalObject.value(try context.decimalContext.run { $0.divide(above, below) })
    }
  }
}

/// What the functions of `statistics` share.
enum Statistic {
  /// `StatisticsError`.
  nonisolated(unsafe) static let error = Exceptions.make("StatisticsError", module: "statistics", Exceptions.valueError)

  static func failure(_ message: String) -> Raised { Raised(error, message) }

  /// An integer of any kind; `nil` for other numbers.
  static func integer(_ value: Value, in context: Context) throws(Raised) -> BigInt? {
    if let known = value.bigInt { return known }
    if case .object(let object) = value, object is FractionObject || object is DecimalObject { return nil }
    return try context.indexIfInteger(value).map { BigInt($0) }
  }

  static func float(_ number: Rational) throws(Raised) -> Value {
    let result = number.double
    if result.isInfinite { throw .overflowError("integer division result too large for a float") }
    return .float(result)
  }

  /// The square root of an exact number, correctly rounded: through an integer root with one odd bit more.
  static func squareRoot(_ number: Rational) -> Double {
    let (n, m) = (number.numerator, number.denominator)
    if n == 0 { return 0 }
    let q = (n.magnitude.bitWidth - m.magnitude.bitWidth - 109) >> 1
    if q >= 0 {
      return Double(nearestTo: (oddRoot(n, m << (2 * q)) << q).magnitude)
    }
    return Double(nearestTo: oddRoot(n << (-2 * q), m).magnitude, timesTwoTo: q)
  }

  private static func oddRoot(_ n: BigInt, _ m: BigInt) -> BigInt {
    let root = (n / m).squareRoot()
    return root * root * m == n ? root : root | 1
  }

  /// The square root of an exact number as a decimal, correctly rounded in the current context.
  static func decimalSquareRoot(_ number: Rational, in context: Context) throws(Raised) -> Value {
    if number.numerator == 0 { return DecimalObject.value(DecimalNumber(0, exponent: -1)) }
    let current = context.decimalContext
    let (n, m) = (BigInt(number.numerator.magnitude), number.denominator)
    let root = try current.run { $0.squareRoot($0.divide(DecimalNumber(n), DecimalNumber(m))) }
    let exact = try root.ratio()
    let value = Rational(lowest: n, m)
    for isUp in [true, false] {
      let other = try current.run { $0.next(root, isUp: isUp) }
      let middle = (try other.ratio() + exact) / 2
      let isBeyond = isUp ? middle * middle < value : value < middle * middle
      if isBeyond { return DecimalObject.value(other) }
    }
    return DecimalObject.value(root)
  }
}
