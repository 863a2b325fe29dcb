import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// A reduction of a column to one value.
struct Statistic: Sendable {
  /// As pandas and records of fitted values call it.
  let name: String
  /// Whether it needs numbers; bools are numbers.
  let needsNumbers: Bool
  /// The value with its dtype.
  let body: @Sendable (Column, DType) -> (Scalar, DType)

  init(_ name: String, needsNumbers: Bool = true, _ body: @escaping @Sendable (Column, DType) -> (Scalar, DType)) {
    self.name = name
    self.needsNumbers = needsNumbers
    self.body = body
  }

  /// A float of the column's numbers.
  init(_ name: String, sample body: @escaping @Sendable (Sample) -> Double) {
    self.init(name) { column, dtype in
      (.float(body(Sample(column))), dtype == .float32 ? .float32 : .float64)
    }
  }

  /// The statistic under another name.
  func renamed(_ name: String) -> Statistic { Statistic(name, needsNumbers: needsNumbers, body) }

  /// Whether the column has what it takes.
  func takes(_ dtype: DType) -> Bool { !needsNumbers || dtype.isNumeric }
}

extension Statistic {
  /// Stands for what is computed of pairs of columns.
  static let comoment = Statistic("comoment") { _, _ in (.missing, .float64) }
  static let sum = Statistic("sum", needsNumbers: false) { column, dtype in
    let sum = column.sum
    return (sum, dtype == .float32 ? .float32 : DType(scalar: sum))
  }
  static let mean = Statistic("mean", sample: \.mean)
  static let median = Statistic("median", sample: \.median)
  static let minimum = Statistic("min", needsNumbers: false) { column, dtype in (column.minimum(dtype), dtype) }
  static let maximum = Statistic("max", needsNumbers: false) { column, dtype in (column.maximum(dtype), dtype) }
  static let count = Statistic("count", needsNumbers: false) { column, _ in (.int(Int64(column.presentCount)), .int64) }
  static let distinct = Statistic("nunique", needsNumbers: false) { column, _ in
    (.int(Int64(column.distinctCount())), .int64)
  }
  static let distinctWithMissing = Statistic("nunique", needsNumbers: false) { column, _ in
    (.int(Int64(column.distinctCount(countsMissing: true))), .int64)
  }
  static func std(_ ddof: Int) -> Statistic { Statistic("std") { $0.standardDeviation(ddof: ddof) } }
  static func variance(_ ddof: Int) -> Statistic { Statistic("var") { $0.variance(ddof: ddof) } }
  static func standardError(_ ddof: Int) -> Statistic { Statistic("sem") { $0.standardError(ddof: ddof) } }
  static func skewness(_ era: Era) -> Statistic { Statistic("skew") { $0.skewness(era) } }
  static func kurtosis(_ era: Era) -> Statistic { Statistic("kurt") { $0.kurtosis(era) } }
  static let product = Statistic("prod") { column, dtype in
    let product = Sample(column).product
    if dtype.isInteger || dtype == .bool, let whole = Int64(exactly: product) { return (.int(whole), .int64) }
    return (.float(product), .float64)
  }
  static let any = Statistic("any", needsNumbers: false) { column, _ in (.bool(column.truths.contains(true)), .bool) }
  static let all = Statistic("all", needsNumbers: false) { column, _ in (.bool(!column.truths.contains(false)), .bool) }

  static func quantile(_ fraction: Double, _ method: QuantileMethod) -> Statistic {
    Statistic("quantile \(fraction)") { Quantiles($0.present)(fraction, method) }
  }

  private init(_ name: String, _ sample: @escaping @Sendable (Sample) -> Double) { self.init(name, sample: sample) }

  /// The statistic of this name; `nil` for an unknown one.
  static func named(_ name: String, _ era: Era) -> Statistic? {
    switch name {
    case "sum": .sum
    case "mean": .mean
    case "median": .median
    case "min": .minimum
    case "max": .maximum
    case "count": .count
    case "nunique": .distinct
    case "std": .std(1)
    case "var": .variance(1)
    case "sem": .standardError(1)
    case "skew": .skewness(era)
    case "kurt": .kurtosis(era)
    case "prod": .product
    case "any": .any
    case "all": .all
    default: nil
    }
  }
}

extension DType {
  /// The dtype of a scalar by itself.
  init(scalar: Scalar) {
    switch scalar {
    case .bool: self = .bool
    case .int: self = .int64
    case .float, .missing: self = .float64
    case .string: self = .str
    case .none, .object: self = .object
    }
  }
}

extension Column {
  /// Python's truth of each present value.
  var truths: [Bool] {
    (0..<count).compactMap { row in
      switch self[row] {
      case .bool(let flag): flag
      case .int(let number): number != 0
      case .float(let number): number.isNaN ? nil : number != 0
      case .string(let text): !text.bytes.isEmpty
      case .missing, .none: nil
      case .object: true
      }
    }
  }
}

extension Context {
  /// A statistic of a series as a scalar that remembers its origin.
  func reduced(_ series: SeriesObject, _ statistic: Statistic) throws(Raised) -> Value {
    if series.dtype.isTime { return try reducedTimes(series, statistic) }
    if let kind = series.dtype.nullable { return try reduced(series, kind, statistic) }
    // A column of objects that are all numbers: what `replace` leaves in the modern era.
    let isNumbers = series.dtype == .object && !series.column.isText && !series.column.isObjects
    guard statistic.takes(series.dtype) || series.column.isObjects || isNumbers else {
      throw try refusal(statistic, series)
    }
    if series.column.isObjects, statistic.needsNumbers, !series.values.isAllNumbers {
      throw unsupportedNow("'\(statistic.name)' of objects")
    }
    let (value, dtype) = statistic.body(series.values, series.dtype)
    return self.statistic(value, dtype, statistic.name, of: series.column, series.name)
  }
}

extension Context {
  /// A statistic of the present values of a nullable series; NA where there is none.
  private func reduced(_ series: SeriesObject, _ kind: Nullable, _ statistic: Statistic) throws(Raised) -> Value {
    guard statistic.takes(series.dtype), kind != .string || !["sum", "any", "all"].contains(statistic.name) else {
      throw unsupportedNow("'\(statistic.name)' of '\(kind.rawValue)'")
    }
    var values = series.values.selecting((0..<series.rowCount).filter { !series.values.isMissing($0) })
    values.missing = nil
    let needsOne = !["sum", "prod", "count", "nunique", "any", "all"].contains(statistic.name)
    if values.count == 0, needsOne { return .object(NotAvailableObject.shared) }
    let (value, dtype) = statistic.body(values, kind.plain)
    return self.statistic(value, dtype, statistic.name, of: series.column, series.name)
  }

  /// What pandas says of a statistic of texts.
  private func refusal(_ statistic: Statistic, _ series: SeriesObject) throws(Raised) -> Raised {
    if series.dtype.categories != nil {
      return Raised.typeError("'Categorical' with dtype category does not support reduction '\(statistic.name)'")
    }
    if era == .modern { return Raised.typeError("Cannot perform reduction '\(statistic.name)' with string dtype") }
    if statistic.name == "mean", case .string(let joined) = series.values.sum {
      return Raised.typeError("Could not convert \(joined) to numeric")
    }
    let first = (0..<series.rowCount).first { !series.values.isMissing($0) }
    let shown = try first.map { (row) throws(Raised) in try repr(series.values[row].pythonValue).description } ?? "''"
    return Raised.typeError("could not convert string to float: \(shown)")
  }

  /// A statistic of times: a time again, but for counts.
  private func reducedTimes(_ series: SeriesObject, _ statistic: Statistic) throws(Raised) -> Value {
    let isDuration = if case .timedelta64 = series.dtype { true } else { false }
    switch statistic.name {
    case "min", "max", "count", "nunique", "any", "all": break
    case "sum" where isDuration: break
    case "mean", "median":
      // The counts are averaged as floats, and the average is cut off.
      let average = statistic.body(series.values, .int64).0.double ?? .nan
      let scalar = Int64(exactly: average.rounded(.towardZero)).map(Scalar.int) ?? .missing
      return self.statistic(scalar, series.dtype, statistic.name, of: series.column, series.name)
    default: throw unsupportedNow("'\(statistic.name)' of times")
    }
    let (value, dtype) = statistic.body(series.values, series.dtype)
    let isTime = statistic.name == "min" || statistic.name == "max" || statistic.name == "sum"
    return self.statistic(value, isTime ? series.dtype : dtype, statistic.name, of: series.column, series.name)
  }
}

extension Column {
  /// Whether the present objects are all numbers.
  var isAllNumbers: Bool {
    guard case .object(let values) = storage else { return true }
    return values.allSatisfy { $0.isMissing || $0.double != nil }
  }
}
