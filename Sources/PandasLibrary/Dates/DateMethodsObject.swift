import Columns
package import DataFrames
import Kernels
import NumPyLibrary
import Plans
package import PythonRuntime
package import Tracing

/// `Series.dt`, and the dates of an index.
package final class DateMethodsObject: Object {
  package let column: TracedColumn
  package let index: Index
  package let name: Label?
  /// Whether it is an index whose labels these are.
  private let isIndex: Bool

  package init(_ series: SeriesObject, isDuration: Bool) {
    column = series.column
    index = series.index
    name = series.name
    isIndex = false
    super.init(type: isDuration ? Pandas.durationMethodsType : Pandas.dateMethodsType)
  }

  package init(_ index: IndexObject, isDuration: Bool) {
    column = index.column
    self.index = index.index
    name = nil
    isIndex = true
    super.init(type: isDuration ? Pandas.durationMethodsType : Pandas.dateMethodsType)
  }

  /// The labels of the rows of a result with columns of its own: the dates themselves where they are labels.
  package var rowLabels: Index { index }

  override package var isMutable: Bool { false }

  package var unit: TimeUnit {
    switch column.dtype {
    case .datetime64(let unit), .timedelta64(let unit): unit
    default: .nanosecond
    }
  }

  /// The result as a series, or as labels.
  package func result(_ column: TracedColumn) -> Value {
    guard isIndex else { return .object(SeriesObject(column, index: index, name: name)) }
    if column.dtype == .bool { return .object(ArrayObject(column)) }
    return .object(IndexObject(column, names: index.names))
  }
}

extension Pandas.Series {
  static let dt = Property("dt") { call in
    let series = try call.series
    switch series.dtype {
    case .datetime64: return .object(DateMethodsObject(series, isDuration: false))
    case .timedelta64: return .object(DateMethodsObject(series, isDuration: true))
    default: throw Raised.attributeError("Can only use .dt accessor with datetimelike values")
    }
  }
}

extension Call {
  /// A number that the calendar says of each date.
  func datePart(_ part: DatePart, _ methods: DateMethodsObject) throws(Raised) -> Value {
    let dtype: DType = context.era == .modern ? .int32 : .int64
    let parts = try context.applying(
      PartOfDate(part, perSecond: methods.unit.perSecond), to: methods.column, dtype: dtype)
    return methods.result(try context.promotingMissing(parts))
  }

  /// A yes or no that the calendar says of each date.
  func dateTest(_ test: DateTest, _ methods: DateMethodsObject) throws(Raised) -> Value {
    methods.result(
      try context.applying(TestOfDate(test, perSecond: methods.unit.perSecond), to: methods.column, dtype: .bool))
  }

  var dateMethods: DateMethodsObject {
    get throws(Raised) { try receiver(as: DateMethodsObject.self) }
  }
}
