import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  static let sum = Method("sum(self, axis=0, skipna=True, numeric_only=None, min_count=0, **kwargs)") { call in
    return try call.reduced(call.adjusted(.sum))
  }
  static let mean = Method("mean(self, axis=0, skipna=True, numeric_only=None, **kwargs)") { call in
    return try call.reduced(call.adjusted(.mean))
  }
  static let median = Method("median(self, axis=0, skipna=True, numeric_only=None, **kwargs)") { call in
    return try call.reduced(call.adjusted(.median))
  }
  static let min = Method("min(self, axis=0, skipna=True, numeric_only=None, **kwargs)") { call in
    return try call.reduced(call.adjusted(.minimum))
  }
  static let max = Method("max(self, axis=0, skipna=True, numeric_only=None, **kwargs)") { call in
    return try call.reduced(call.adjusted(.maximum))
  }
  static let std = Method("std(self, axis=0, skipna=True, ddof=1, numeric_only=None, **kwargs)") { call in
    return try call.reduced(call.adjusted(.std(try call.int("ddof"))))
  }
  static let `var` = Method("var(self, axis=0, skipna=True, ddof=1, numeric_only=None, **kwargs)") { call in
    return try call.reduced(call.adjusted(.variance(try call.int("ddof"))))
  }
  static let skew = Method("skew(self, axis=0, skipna=True, numeric_only=None, **kwargs)") { call in
    return try call.reduced(call.adjusted(.skewness(call.context.era)))
  }
  static let kurt = Method("kurt(self, axis=0, skipna=True, numeric_only=None, **kwargs)") { call in
    return try call.reduced(call.adjusted(.kurtosis(call.context.era)))
  }
  static let sem = Method("sem(self, axis=0, skipna=True, ddof=1, numeric_only=None, **kwargs)") { call in
    return try call.reduced(call.adjusted(.standardError(try call.int("ddof"))))
  }
  static let kurtosis = Method("kurtosis(self, axis=0, skipna=True, numeric_only=None, **kwargs)") { call in
    return try call.reduced(call.adjusted(.kurtosis(call.context.era)))
  }
  static let product = Method("product(self, axis=0, skipna=True, numeric_only=None, min_count=0, **kwargs)") { call in
    return try call.reduced(call.adjusted(.product))
  }
  static let prod = Method("prod(self, axis=0, skipna=True, numeric_only=None, min_count=0, **kwargs)") { call in
    return try call.reduced(call.adjusted(.product))
  }
  static let count = Method("count(self, axis=0, numeric_only=False)") { call in try call.reduced(.count) }
  static let nunique = Method("nunique(self, axis=0, dropna=True)") { call in
    let countsMissing = !(try call.bool("dropna"))
    let frame = try call.frame
    guard try call.axis() == 1 else {
      return countsMissing ? try call.reduced(.distinctWithMissing) : try call.reduced(.distinct)
    }
    let counts = (0..<frame.rowCount).map { row -> Int64 in
      let values = frame.tracedColumns.map { $0.values[row] }.filter { countsMissing || !$0.isMissing }
      return Int64(Set(values.map(\.asKey)).count)
    }
    let column = call.context.opaqueColumn(
      .ints(counts), .int64, domain: frame.domain, reason: "'nunique' along rows")
    return .object(SeriesObject(column, index: frame.index))
  }
  static let any = Method("any(self, *, axis=0, bool_only=None, skipna=True, **kwargs)") { call in
    try call.reduced(.any)
  }
  static let all = Method("all(self, *, axis=0, bool_only=None, skipna=True, **kwargs)") { call in
    try call.reduced(.all)
  }

  static let quantile = Method(
    "quantile(self, q=0.5, axis=0, numeric_only=None, interpolation='linear', method='single')"
  ) {
    call in
    try call.refuse("method")
    guard let method = QuantileMethod(rawValue: try call.text("interpolation")) else {
      throw Raised.valueError("not a valid interpolation")
    }
    let frame = try call.frame
    if let fractions = try call.context.keyColumn(call["q"]) {
      let listed = fractions.values.doubles
      guard try call.axis() == 0 else { throw call.unsupported("'quantile' of several fractions along rows") }
      _ = try call.context.quantileFractions(listed)
      let positions = try call.numericPositions(frame, .quantile(0.5, method))
      let columns = positions.map { position -> TracedColumn in
        let quantiles = Quantiles(Sample(frame.column(position).values).present)
        return TracedColumn(
          values: .floats(listed.map { quantiles($0, method) }), dtype: .float64,
          fitted: call.context.fitted("quantile", of: frame))
      }
      return .object(
        FrameObject(
          index: Index(.labels(.floats(listed), .float64), names: [nil]), header: frame.header.selecting(positions),
          columns: columns, domain: nil))
    }
    let fraction = try call.double("q")
    _ = try call.context.quantileFraction(fraction)
    let reduced = try call.reduced(.quantile(fraction, method))
    reduced.cast(to: SeriesObject.self)?.name = .single(.float(fraction))
    return reduced
  }

  static let mode = Method("mode(self, axis=0, numeric_only=False, dropna=True)") { call in
    let frame = try call.frame
    let drops = try call.bool("dropna")
    if try call.bool("numeric_only") {
      let numbers = (0..<frame.columnCount).filter { frame.column($0).dtype.isNumeric }
      let arguments = CallArguments([], keywords: [("axis", call["axis"]), ("dropna", call["dropna"])])
      return try call.context.callMethod(.object(frame.selectingColumns(numbers)), "mode", arguments)
    }
    guard try call.axis() == 0 else { throw call.unsupported("'mode' along rows") }
    let modes = frame.tracedColumns.map { $0.values.modePositions($0.dtype, dropsMissing: drops) }
    let height = modes.map(\.count).max() ?? 0
    let columns = zip(frame.tracedColumns, modes).enumerated().map { position, pair in
      let (column, rows) = pair
      let field = column.values.selectingOrMissing(rows + [Int](repeating: -1, count: height - rows.count))
        .promoted(column.dtype)
      return TracedColumn(
        values: field.values, dtype: field.dtype,
        fitted: call.context.fitted("mode", of: column, frame.label(position)))
    }
    return .object(FrameObject(index: Index(count: height), header: frame.header, columns: columns, domain: nil))
  }

  /// pandas `DataFrame.corr`.
  static let corr = Method("corr(self, method='pearson', min_periods=1, numeric_only=None)") { call in
    let kind: CoMoment = call.context.era == .modern ? .correlationWithin : .correlation
    let method = call["method"].stringValue?.description ?? ""
    guard ["pearson", "spearman", "kendall"].contains(method) else {
      throw call["method"].stringValue == nil
        ? call.unsupported("argument 'method' of 'corr'", argument: "method")
        : Raised.valueError(
          "method must be either 'pearson', 'spearman', 'kendall', or a callable, '\(method)' was supplied")
    }
    return try call.moments(kind, minimumCount: try call.int("min_periods"), method: method)
  }

  static let cov = Method("cov(self, min_periods=None, ddof=1, numeric_only=None)") { call in
    return try call.moments(.covariance, minimumCount: try call.optionalInt("min_periods") ?? 1)
  }

  static let idxmax = Method("idxmax(self, axis=0, skipna=True, numeric_only=False)") { call in
    try call.extremes(largest: true)
  }
  static let idxmin = Method("idxmin(self, axis=0, skipna=True, numeric_only=False)") { call in
    try call.extremes(largest: false)
  }

  static let valueCounts = Method(
    "value_counts(self, subset=None, normalize=False, sort=True, ascending=False, dropna=True)"
  ) { call in
    let frame = try call.frame
    let positions =
      call.isNone("subset") ? Array(0..<frame.columnCount) : try call.labels("subset").flatMap(frame.positions(of:))
    return try call.context.groupedCounts(
      positions.map { frame.column($0) }, positions.map { frame.label($0) }, normalize: try call.bool("normalize"),
      sort: try call.bool("sort"), ascending: try call.bool("ascending"),
      dropsMissing: try call.bool("dropna"))
  }
}

extension FrameObject {
  /// A frame of constants: over groups or literals.
  convenience init(constant frame: Frame, fitted: Plan.Fitted?) {
    self.init(
      index: frame.index, header: frame.header,
      columns: frame.fields.map { TracedColumn(values: $0.values, dtype: $0.dtype, fitted: fitted) }, domain: nil)
  }
}

extension Context {
  /// What a table of statistics was computed from.
  func fitted(_ function: String, of frame: FrameObject) -> Plan.Fitted? {
    if frame.domain == nil { return frame.tracedColumns.lazy.compactMap(\.fitted).first }
    return Plan.Fitted(by: function, of: "\(frame.columnCount) columns", over: extent(of: frame.domain))
  }
}

extension Call {
  /// Whether only numbers take part: the argument, or the era's way where it is left out.
  func numericPositions(_ frame: FrameObject, _ statistic: Statistic) throws(Raised) -> [Int] {
    let all = Array(0..<frame.columnCount)
    let isAsked = signature.parameters.contains { $0.name == "numeric_only" } && !isNone("numeric_only")
    if isAsked, try bool("numeric_only") { return all.filter { frame.column($0).dtype.isNumeric } }
    let unfit = all.filter { !statistic.takes(frame.column($0).dtype) }
    if unfit.isEmpty { return all }
    if context.era == .classic, !isAsked { return all.filter { !unfit.contains($0) } }
    let column = frame.column(unfit[0])
    let first = (0..<column.count).first { !column.values.isMissing($0) }
    let shown =
      try first.map { (row) throws(Raised) in try context.repr(column.values[row].pythonValue).description } ?? "''"
    if statistic.name == "comoment" { throw Raised.valueError("could not convert string to float: \(shown)") }
    if column.dtype == .str || context.era == .modern, column.isText {
      throw Raised.typeError("Cannot perform reduction '\(statistic.name)' with string dtype")
    }
    throw Raised.valueError("could not convert string to float: \(shown)")
  }

  fileprivate func reduced(_ statistic: Statistic) throws(Raised) -> Value {
    let frame = try frame
    if self["axis"].isNone, isGiven("axis"), statistic.name == "any" || statistic.name == "all" {
      let flags = frame.tracedColumns.map { statistic.body($0.values, $0.dtype).0 == .bool(true) }
      return NumPy.scalar(.bool(statistic.name == "any" ? flags.contains(true) : !flags.contains(false)))
    }
    if self["axis"].isNone, isGiven("axis"), context.era == .modern { return try ofWhole(frame, statistic) }
    let positions = try numericPositions(frame, statistic)
    if try axis() == 1 {
      let names = signature.parameters.map(\.name)
      let needsCount = names.contains("min_count") ? try int("min_count") > 0 : false
      let skips = names.contains("skipna") ? try bool("skipna") : true
      if skips, !needsCount { return try acrossColumns(statistic, frame, positions) }
      return try acrossColumns(statistic.renamed("\(statistic.name) of all"), frame, positions)
    }
    let results = positions.map { position -> (Scalar, DType) in
      statistic.body(frame.column(position).values, frame.column(position).dtype)
    }
    let dtypes = Set(results.map(\.1))
    let scalars = results.map(\.0)
    var values = Column(scalars: scalars)
    if dtypes.count > 1, !dtypes.allSatisfy({ $0.isNumeric }) { values = Column(.object(scalars)) }
    if scalars.isEmpty { values = .floats([]) }
    let column = TracedColumn(
      values: values, dtype: DType(of: values), fitted: context.fitted(statistic.name, of: frame))
    return .object(SeriesObject(column, index: frame.header.selecting(positions)))
  }

  /// A statistic of all values, column after column.
  private func ofWhole(_ frame: FrameObject, _ statistic: Statistic) throws(Raised) -> Value {
    let columns = frame.tracedColumns
    guard columns.allSatisfy({ $0.dtype.isInteger || $0.dtype == .float64 }), !columns.isEmpty,
      signature.parameters.contains(where: { $0.name == "numeric_only" }) ? isNone("numeric_only") : true
    else { throw unsupported("'\(signature.name)' of a whole frame", argument: "axis") }
    let isFloat = columns.contains { $0.dtype == .float64 }
    let values =
      isFloat
      ? Column.floats(columns.flatMap(\.values.doubles))
      : Column(scalars: columns.flatMap { column in (0..<column.count).map { column.values[$0] } })
    let (value, dtype) = statistic.body(values, isFloat ? .float64 : .int64)
    return pandasElement(value, dtype, fitted: context.fitted(statistic.name, of: frame))
  }

  fileprivate func moments(
    _ kind: CoMoment, minimumCount: Int, method: String = "pearson"
  ) throws(Raised) -> Value {
    let frame = try frame
    let positions = try numericPositions(frame, .comoment)
    let numbers = positions.map { frame.column($0).values.doubles }
    let ddof = kind == .covariance ? try int("ddof") : 1
    func moment(_ i: Int, _ j: Int) -> Double {
      let (x, y) = (numbers[Swift.min(i, j)], numbers[Swift.max(i, j)])
      switch method {
      case "spearman": return rankCorrelation(x, y, minimumCount: minimumCount)
      case "kendall": return i == j && !x.allSatisfy(\.isNaN) ? 1 : kendall(x, y, minimumCount: minimumCount)
      default: break
      }
      let value = correlation(x, y, minimumCount: minimumCount, kind)
      guard kind == .covariance, ddof != 1 else { return value }
      let count = Double(zip(x, y).count { !$0.isNaN && !$1.isNaN })
      return value * (count - 1) / (count - Double(ddof))
    }
    let columns = numbers.indices.map { j in
      TracedColumn(
        values: .floats(numbers.indices.map { i in moment(i, j) }), dtype: .float64,
        fitted: context.fitted(signature.name, of: frame))
    }
    let labels = frame.header.selecting(positions)
    return .object(FrameObject(index: labels, header: labels, columns: columns, domain: nil))
  }

  fileprivate func extremes(largest: Bool) throws(Raised) -> Value {
    let frame = try frame
    var labels: [Scalar] = []
    let onlyNumbers = try bool("numeric_only")
    if try axis() == 1 {
      for row in 0..<frame.rowCount {
        let cells = Column(scalars: frame.tracedColumns.map { $0.values[row] })
        let place = cells.extremePosition(DType(of: cells), largest: largest)
        labels.append(place.flatMap { frame.label($0).parts.first } ?? .missing)
      }
      let column = context.opaqueColumn(
        Column(scalars: labels), domain: frame.domain, reason: "'\(signature.name)' along rows")
      return .object(SeriesObject(column, index: frame.index))
    }
    let positions = (0..<frame.columnCount).filter { !onlyNumbers || frame.column($0).dtype.isNumeric }
    for column in positions.map({ frame.column($0) }) {
      guard let row = column.values.extremePosition(column.dtype, largest: largest) else {
        labels.append(.missing)
        continue
      }
      labels.append(frame.index.label(at: row).parts.first ?? .missing)
    }
    let values = Column(scalars: labels)
    return .object(
      SeriesObject(TracedColumn(values: values, dtype: DType(of: values)), index: frame.header.selecting(positions)))
  }
}
