import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.describe`.
  static let describe = Method(
    "describe(self, percentiles=None, include=None, exclude=None, datetime_is_numeric=False)"
  ) { call in
    try call.refuse("datetime_is_numeric")
    let series = try call.series
    let described = series.shown(call.context.era).described(
      percentiles: try call.percentiles, call.context.era, time: timeScalar)
    let column = TracedColumn(
      values: described.values, dtype: described.dtype,
      fitted: call.context.fitted("describe", of: series.column, series.name))
    return .object(SeriesObject(column, index: described.index, name: series.name))
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.describe`.
  static let describe = Method(
    "describe(self, percentiles=None, include=None, exclude=None, datetime_is_numeric=False)"
  ) { call in
    try call.refuse("datetime_is_numeric")
    let frame = try call.frame
    let plain = frame.plain
    guard frame.columnCount > 0 else { throw Raised.valueError("Cannot describe a DataFrame without columns") }
    var positions = plain.describedColumns(call.context.era)
    if call["include"].stringValue == "all" {
      guard call.isNone("exclude") else { throw Raised.valueError("exclude must be None when include is 'all'") }
      positions = Array(plain.fields.indices)
    } else if !call.isNone("include") || !call.isNone("exclude") {
      positions = try call.columnsByDType()
      if positions.isEmpty {
        throw Raised.valueError(
          call.context.era == .modern
            ? "No columns match the specified include or exclude data types" : "No objects to concatenate")
      }
    }
    let described = plain.selectingColumns(positions).described(
      percentiles: try call.percentiles, call.context.era, time: timeScalar)
    return .object(FrameObject(constant: described, fitted: call.context.fitted("describe", of: frame)))
  }
}

/// A time as an object among others.
func timeScalar(_ count: Int64, _ dtype: DType) -> Scalar {
  timeElement(.int(count), dtype).map(Scalar.boxed) ?? .int(count)
}

extension Scalar {
  /// A time as the object that it is, not as its count.
  static func boxed(_ value: Value) -> Scalar {
    value.object.map { .object(Columns.ScalarObject($0)) } ?? Scalar(value)
  }
}

extension Call {
  /// The fractions that `describe` is asked for, in order; in the classic era the median among them.
  var percentiles: [Double] {
    get throws(Raised) {
      guard let given = try context.keyColumn(self["percentiles"]) else { return [0.25, 0.5, 0.75] }
      var fractions = given.values.doubles
      let isClassic = context.era == .classic
      if fractions.contains(where: { !($0 >= 0 && $0 <= 1) }) {
        let text = try context.str(
          context.array(TracedColumn(values: .floats(fractions.map { $0 / 100 }), dtype: .float64)))
        throw Raised.valueError(
          "percentiles should all be in the interval [0, 1]" + (isClassic ? ". Try \(text) instead." : ""))
      }
      if isClassic, !fractions.contains(0.5) { fractions.append(0.5) }
      guard Set(fractions).count == fractions.count else {
        throw Raised.valueError("percentiles cannot contain duplicates")
      }
      return fractions.sorted()
    }
  }
}
