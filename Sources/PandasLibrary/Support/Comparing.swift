import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  static let absolute = Method("__abs__(self)") { call in try call.context.callMethod(call.receiver, "abs") }

  static let equals = Method("equals(self, other)") { call in
    let series = try call.series
    guard let other = call["other"].cast(to: SeriesObject.self), series.index.hasSameLabels(as: other.index) else {
      return false
    }
    return .bool(series.column.isEqual(to: other.column))
  }

  static let firstValidIndex = Method("first_valid_index(self)") { call in
    let series = try call.series
    let row = (0..<series.rowCount).first { !series.values.isMissing($0) }
    return row.map { call.context.element(of: series.index, $0) } ?? .none
  }
  static let lastValidIndex = Method("last_valid_index(self)") { call in
    let series = try call.series
    let row = (0..<series.rowCount).last { !series.values.isMissing($0) }
    return row.map { call.context.element(of: series.index, $0) } ?? .none
  }

  /// pandas `Series.combine_first`: its values, and where they are missing those of another, over all labels.
  static let combineFirst = Method("combine_first(self, other)") { call in
    let series = try call.series
    let other = try call.object("other", as: SeriesObject.self)
    let (left, right, index) = try call.context.aligned(series, other)
    return .object(SeriesObject(try call.context.filled(left, with: right), index: index, name: series.name))
  }

  /// pandas `Series.divmod`.
  static let divmod = Method("divmod(self, other, level=None, fill_value=None, axis=0)") { call in
    .tuple([try call.flexible(.floorDivide), try call.flexible(.modulo)])
  }
  static let divmodOperator = Method("__divmod__(self, other)") { call in
    .tuple([
      try call.context.binary(.floorDivide, call.receiver, call["other"]),
      try call.context.binary(.modulo, call.receiver, call["other"]),
    ])
  }

  /// pandas `Series.dot`.
  static let dot = Method("dot(self, other)") { call in
    let series = try call.series
    guard let other = try call.context.sequenceColumn(call["other"]), other.count == series.rowCount,
      series.dtype.isNumeric, other.dtype.isNumeric
    else { throw call.unsupported("such a 'dot'") }
    let product = try call.context.binary(.multiply, of: series.column, .column(other))
    let isWhole = series.dtype.isInteger && other.dtype.isInteger
    let sum = zip(series.values.doubles, other.values.doubles).reduce(0) { $0 + $1.0 * $1.1 }
    let value: Scalar = isWhole ? product.values.sum : .float(sum)
    return call.context.statistic(value, DType(scalar: value), "dot", of: series.column, series.name)
  }

  /// pandas `Series.combine`: a function of both values at each label.
  static let combine = Method("combine(self, other, func, fill_value=None)") { call in
    let series = try call.series
    try call.refuse("fill_value")
    let context = call.context
    guard let other = call["other"].cast(to: SeriesObject.self) else {
      throw call.unsupported("'combine' with '\(call["other"].typeName)'")
    }
    let (left, right, index) = try context.aligned(series, other)
    var scalars: [Scalar] = []
    for row in 0..<left.count {
      let pair = [pythonElement(left.values[row], left.dtype), pythonElement(right.values[row], right.dtype)]
      scalars.append(Scalar(try context.call(call["func"], pair).supported()))
    }
    let column = context.opaqueColumn(
      Column(scalars: scalars), domain: left.domain, reason: "'combine' of a function of two values")
    return .object(SeriesObject(column, index: index, name: series.name == other.name ? series.name : nil))
  }
}

extension Pandas.DataFrame {
  static let absolute = Method("__abs__(self)") { call in try call.context.callMethod(call.receiver, "abs") }

  static let equals = Method("equals(self, other)") { call in
    let frame = try call.frame
    guard let other = call["other"].cast(to: FrameObject.self), frame.index.hasSameLabels(as: other.index),
      frame.header.hasSameLabels(as: other.header)
    else { return false }
    return .bool(zip(frame.tracedColumns, other.tracedColumns).allSatisfy { $0.isEqual(to: $1) })
  }

  static let firstValidIndex = Method("first_valid_index(self)") { call in
    let frame = try call.frame
    let row = (0..<frame.rowCount).first { row in frame.tracedColumns.contains { !$0.values.isMissing(row) } }
    return row.map { call.context.element(of: frame.index, $0) } ?? .none
  }
  static let lastValidIndex = Method("last_valid_index(self)") { call in
    let frame = try call.frame
    let row = (0..<frame.rowCount).last { row in frame.tracedColumns.contains { !$0.values.isMissing(row) } }
    return row.map { call.context.element(of: frame.index, $0) } ?? .none
  }

  /// pandas `DataFrame.combine_first`.
  static let combineFirst = Method("combine_first(self, other)") { call in
    let frame = try call.frame
    let other = try call.object("other", as: FrameObject.self)
    return .object(
      try call.context.combined(frame, other) { (a, b) throws(Raised) in try call.context.filled(a, with: b) })
  }

  /// pandas `DataFrame._get_numeric_data`.
  static let numericData = Method("_get_numeric_data(self)") { call in
    let frame = try call.frame
    return .object(frame.selectingColumns((0..<frame.columnCount).filter { frame.column($0).dtype.isNumeric }))
  }

  /// pandas `DataFrame.infer_objects`.
  static let inferObjects = Method("infer_objects(self, copy=None)") { call in
    try call.each { (_, column) throws(Raised) in column.inferred }
  }
}

extension Pandas.Series {
  /// pandas `Series.infer_objects`.
  static let inferObjects = Method("infer_objects(self, copy=None)") { call in
    let series = try call.series
    return series.with(series.column.inferred)
  }
}

extension TracedColumn {
  /// Objects of one kind as values of that kind.
  fileprivate var inferred: TracedColumn {
    guard dtype == .object else { return self }
    var result = self
    if case .object(let scalars) = values.storage { result.values = Column(scalars: scalars) }
    result.dtype = DType(of: result.values)
    return result
  }

  /// Whether dtype and values are the same, missing ones in the same places.
  fileprivate func isEqual(to other: TracedColumn) -> Bool {
    dtype == other.dtype && values.hasSameValues(as: other.values)
  }
}
