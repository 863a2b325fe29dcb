import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `factorize`: numbers for values, and the values.
  static let factorize = Function(
    "factorize(values, sort=False, na_sentinel=no_default, use_na_sentinel=no_default, size_hint=None)"
  ) { call in
    try call.refuse("na_sentinel")
    guard let column = try call.context.sequenceColumn(call["values"]) else {
      throw call.unsupported("'factorize' of '\(call["values"].typeName)'")
    }
    let isLabelled = call["values"].object is SeriesObject || call["values"].object is IndexObject
    return try call.factorized(column, isLabelled: isLabelled)
  }
}

extension Pandas.Series {
  /// pandas `Series.factorize`.
  static let factorize = Method("factorize(self, sort=False, na_sentinel=no_default, use_na_sentinel=no_default)") {
    call in
    try call.refuse("na_sentinel")
    return try call.factorized(try call.series.column, isLabelled: true)
  }

  static let isMonotonicIncreasing = Property("is_monotonic_increasing") { call in
    .bool(try call.series.values.isMonotonic(ascending: true))
  }
  static let isMonotonicDecreasing = Property("is_monotonic_decreasing") { call in
    .bool(try call.series.values.isMonotonic(ascending: false))
  }
}

extension Pandas.Index {
  /// pandas `Index.factorize`.
  static let factorize = Method("factorize(self, sort=False, na_sentinel=no_default, use_na_sentinel=no_default)") {
    call in
    try call.refuse("na_sentinel")
    return try call.factorized(try call.index.column, isLabelled: true)
  }

  static let isMonotonicIncreasing = Property("is_monotonic_increasing") { call in
    .bool(try call.index.column.values.isMonotonic(ascending: true))
  }
  static let isMonotonicDecreasing = Property("is_monotonic_decreasing") { call in
    .bool(try call.index.column.values.isMonotonic(ascending: false))
  }
}

extension Column {
  /// Whether no value is before the one above it; a missing value is in no order.
  func isMonotonic(ascending: Bool) -> Bool {
    guard count > 1 else { return true }
    for row in 1..<count {
      if isMissing(row) || isMissing(row - 1) { return false }
      let (a, b) = (self[row - 1], self[row])
      if ascending ? b.precedes(a) : a.precedes(b) { return false }
    }
    return true
  }
}

extension Call {
  /// Codes as an array, and the distinct values: an index of what has labels, else an array.
  fileprivate func factorized(_ column: TracedColumn, isLabelled: Bool) throws(Raised) -> Value {
    let keepsMissing = isGiven("use_na_sentinel") ? try bool("use_na_sentinel") : true
    let countsMissing = !keepsMissing
    let found = Factorized(column.values, countsMissing: countsMissing)
    var codes = found.codes
    var uniques = found.uniques
    if try bool("sort") {
      let distinct = column.values.selecting(uniques)
      let order = distinct.order(column.dtype, kind: .stable, era: context.era)
      var places = [Int](repeating: 0, count: order.count)
      for (place, code) in order.enumerated() { places[code] = place }
      codes = codes.map { $0 < 0 ? -1 : places[$0] }
      uniques = order.map { uniques[$0] }
    }
    let values = TracedColumn(
      values: column.shownValues(context.era).selecting(uniques), dtype: column.dtype,
      fitted: context.fitted("factorize", of: column, nil))
    let traced = try traced(codes, column, values, countsMissing: countsMissing)
    if isLabelled {
      return .tuple([
        context.array(traced), .object(IndexObject(Index(.labels(values.values, values.dtype), names: [nil]))),
      ])
    }
    return .tuple([context.array(traced), context.valuesArray(values)])
  }

  /// The codes as a lookup in the frozen values.
  private func traced(
    _ codes: [Int], _ column: TracedColumn, _ values: TracedColumn, countsMissing: Bool
  ) throws(Raised) -> TracedColumn {
    let numbers = Column.ints(codes.map(Int64.init))
    guard column.domain != nil, !countsMissing, let base = column.keyBase else {
      return context.opaqueColumn(numbers, .int64, domain: column.domain, reason: "'factorize' of such values")
    }
    let entries = (0..<values.count).map { (keys: [values.values[$0]], value: Scalar.int(Int64($0))) }
    let operation = Lookup(named: context.tableName(nil), entries: entries, keys: [base], value: .int64)
    let looked = try context.applying(operation, to: column, fitted: values.fitted)
    return try context.applying(FillMissing(.int(-1)), to: looked, dtype: .int64)
  }
}
