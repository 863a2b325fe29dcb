package import Columns

/// What pandas calls the `dtype` of a column, an index or a level.
///
/// The values themselves are a `Column`: integers of every width are stored as `int64` (`uint64` by bit pattern), dates and
/// durations as `int64` counts of their unit, categorical values as plain values of the categories' kind, intervals as the
/// text that pandas prints for them.
package enum DType: Sendable, Hashable {
  case bool
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64
  case float32, float64
  /// Python objects: strings among other values, or, in the classic era, strings alone.
  case object
  /// Strings with missing values. In the classic era that is nothing but `object`, and is called so.
  case str
  case category(Categories)
  case datetime64(TimeUnit)
  case timedelta64(TimeUnit)
  case interval(Intervals.Kind)
  /// pandas' own arrays, whose missing values are `pd.NA`.
  case nullable(Nullable)

  /// The dtype that values of this storage have by themselves; masked numbers and bools are objects.
  package init(of column: Column) {
    switch column.storage {
    case .bool: self = column.missing == nil ? .bool : .object
    case .int64: self = column.missing == nil ? .int64 : .object
    case .float32: self = .float32
    case .float64: self = .float64
    case .string: self = .str
    case .object: self = .object
    }
  }

  /// The name that pandas gives it: `str(dtype)`.
  package func name(_ era: Era) -> String {
    switch self {
    case .str: era == .classic ? "object" : "str"
    case .category: "category"
    case .datetime64(let unit): "datetime64[\(unit.rawValue)]"
    case .timedelta64(let unit): "timedelta64[\(unit.rawValue)]"
    case .interval(let kind): kind.name
    case .nullable(let kind): kind.rawValue
    case .bool: "bool"
    case .int8: "int8"
    case .int16: "int16"
    case .int32: "int32"
    case .int64: "int64"
    case .uint8: "uint8"
    case .uint16: "uint16"
    case .uint32: "uint32"
    case .uint64: "uint64"
    case .float32: "float32"
    case .float64: "float64"
    case .object: "object"
    }
  }
}

extension DType {
  /// Signed or unsigned integers.
  package var isInteger: Bool {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: true
    default: false
    }
  }

  package var isFloat: Bool { self == .float32 || self == .float64 }

  /// pandas' `is_numeric_dtype`: bools count.
  package var isNumeric: Bool {
    if case .nullable(let kind) = self { return kind != .string }
    return isInteger || isFloat || self == .bool
  }

  /// Dates and durations.
  package var isTime: Bool {
    switch self {
    case .datetime64, .timedelta64: true
    default: false
    }
  }

  /// Python strings or objects, of whatever era.
  package var isObjectOrString: Bool { self == .object || self == .str }

  package var categories: Categories? {
    if case .category(let categories) = self { categories } else { nil }
  }

  /// Bytes that numpy needs for one value; `nil` for what is no numpy dtype.
  package var itemSize: Int? {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64, .object, .str, .datetime64, .timedelta64: 8
    case .category, .interval, .nullable: nil
    }
  }
}

/// The unit in which dates and durations are counted.
package enum TimeUnit: String, Sendable, Hashable, CaseIterable {
  case second = "s"
  case millisecond = "ms"
  case microsecond = "us"
  case nanosecond = "ns"

  /// Units in a second.
  package var perSecond: Int64 {
    switch self {
    case .second: 1
    case .millisecond: 1_000
    case .microsecond: 1_000_000
    case .nanosecond: 1_000_000_000
    }
  }
}
