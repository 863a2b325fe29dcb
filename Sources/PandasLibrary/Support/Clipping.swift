import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// A bound of `clip` for a series: `nil` for none; a series is aligned by its labels.
  func bound(_ value: Value, for series: SeriesObject) throws(Raised) -> Tracer.Operand? {
    if let other = value.cast(to: SeriesObject.self) {
      return .column(try reindexed(other.column, other.index, to: series.index, domain: nil))
    }
    return try bound(value, count: series.rowCount)
  }

  /// A bound of `clip`: a scalar, or one a row; `nil` for none, and for NaN.
  func bound(_ value: Value, count: Int) throws(Raised) -> Tracer.Operand? {
    if value.isNone { return nil }
    if let scalar = Tracer.Operand(scalar: value) {
      if case .constant(let bound, _) = scalar, bound.isMissing { return nil }
      return scalar
    }
    guard let operand = try elementwiseOperand(value, count: count) else {
      throw unsupportedNow("'clip' with '\(value.typeName)'")
    }
    return operand
  }

  /// A column cut to bounds. Bounds in the wrong order change places, as in pandas.
  func clipped(
    _ column: TracedColumn, _ lower: Tracer.Operand?, _ upper: Tracer.Operand?
  ) throws(Raised) -> TracedColumn {
    if column.dtype.isTime || column.isText || column.isObjects { return try compared(column, lower, upper) }
    var bounds: [Scalar?] = []
    for operand in [lower, upper] {
      switch operand {
      case .constant(let scalar, _): bounds.append(scalar)
      case nil: bounds.append(nil)
      case .column: return try clippedByRow(column, lower, upper)
      }
    }
    if let low = bounds[0]?.double, let high = bounds[1]?.double, low > high { bounds.swapAt(0, 1) }
    return try clipped(column, bounds[0], bounds[1], lower?.fitted ?? upper?.fitted)
  }

  private func clipped(
    _ column: TracedColumn, _ lower: Scalar?, _ upper: Scalar?, _ fitted: Plan.Fitted?
  ) throws(Raised) -> TracedColumn {
    var column = column
    var bounds = (lower, upper)
    let isFraction = [lower, upper].contains {
      if case .float(let x)? = $0 { Int64(exactly: x) == nil } else { false }
    }
    if column.dtype.isInteger, isFraction { column = try applying(Cast(to: .float64), to: column, dtype: .float64) }
    if column.dtype.isFloat {
      bounds = (bounds.0?.double.map { .float($0) }, bounds.1?.double.map { .float($0) })
    } else {
      func whole(_ scalar: Scalar?) -> Scalar? { scalar?.double.flatMap { Int64(exactly: $0) }.map { .int($0) } }
      bounds = (whole(bounds.0), whole(bounds.1))
    }
    return try applying(Clip(from: bounds.0, to: bounds.1), to: column, dtype: column.dtype, fitted: fitted)
  }

  /// Bounds of their own for every row: missing ones do not bind, missing values stay.
  private func clippedByRow(
    _ column: TracedColumn, _ lower: Tracer.Operand?, _ upper: Tracer.Operand?
  ) throws(Raised) -> TracedColumn {
    var result = column
    if let upper { result = try choosing(compare(.greater, of: result, upper), upper, result) }
    if let lower { result = try choosing(compare(.less, of: result, lower), lower, result) }
    return result
  }

  private func compared(
    _ column: TracedColumn, _ lower: Tracer.Operand?, _ upper: Tracer.Operand?
  ) throws(Raised) -> TracedColumn {
    guard column.isText, column.dtype.categories == nil else {
      throw unsupportedNow("'clip' of '\(column.dtype.name(era))'")
    }
    return try clippedByRow(column, lower, upper)
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.clip`.
  static let clip = Method("clip(self, lower=None, upper=None, *, axis=None, inplace=False, **kwargs)") { call in
    let frame = try call.frame
    let axis: Int? = call.isNone("axis") ? nil : try call.axis()
    let lower = try call.bounds("lower", frame, axis)
    let upper = try call.bounds("upper", frame, axis)
    var columns: [TracedColumn] = []
    for position in 0..<frame.columnCount {
      columns.append(try call.context.clipped(frame.column(position), lower[position], upper[position]))
    }
    let result = FrameObject(index: frame.index, header: frame.header, columns: columns, domain: frame.domain)
    return try call.result(result, replacing: frame)
  }
}

extension Call {
  /// One bound a column.
  fileprivate func bounds(_ name: String, _ frame: FrameObject, _ axis: Int?) throws(Raised) -> [Tracer.Operand?] {
    if isNone(name) { return [Tracer.Operand?](repeating: nil, count: frame.columnCount) }
    return try context.cells(self[name], for: frame, axis: axis).map { operand in
      if case .constant(let scalar, _) = operand, scalar.isMissing { return nil }
      return operand
    }
  }
}
