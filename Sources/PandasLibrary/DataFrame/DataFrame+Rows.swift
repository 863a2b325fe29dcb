import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension FrameObject {
  /// One row as a series over the columns' labels: constant, in the dtype that holds all of them.
  func row(_ row: Int, in context: Context) -> Value {
    let columns = tracedColumns
    let dtype = NumPy.common(columns.map(\.dtype))
    let scalars = columns.map { column in
      let value = column.values[row]
      if value.isMissing, column.holdsNone(context.era) { return Scalar.none }
      return timeElement(value, column.dtype).map { Scalar($0) } ?? value
    }
    let isObject = !dtype.isNumeric && dtype != .str
    let values = isObject ? Column(.object(scalars)) : Column(scalars: scalars)
    var series = TracedColumn(values: values, dtype: isObject ? .object : DType(of: values))
    if !columns.isEmpty, columns.allSatisfy({ $0.dtype.isTime }) { series = context.inferringTimes(values) }
    series.fitted = context.fitted(
      "row \(row)", of: TracedColumn(values: series.values, dtype: dtype, domain: domain), nil)
    return .object(SeriesObject(series, index: header, name: index.label(at: row)))
  }

  /// Adds a row with a new label at the end: to a constant frame only.
  func append(row value: Value, label: Label, _ columnKey: Value?, in context: Context) throws(Raised) {
    guard domain == nil, columnKey == nil else { throw context.unsupportedNow("a new row through 'loc'") }
    var items: [Scalar] = []
    if let series = value.cast(to: SeriesObject.self) {
      items = (0..<series.rowCount).map { series.values[$0] }
    } else if let list = try context.sequenceColumn(value) {
      items = (0..<list.count).map { list.values[$0] }
    } else {
      items = [Scalar](repeating: Scalar(value), count: columnCount)
    }
    guard items.count == columnCount else { throw Raised.valueError("cannot set a row with mismatched columns") }
    let grown = zip(tracedColumns, items).map { column, item in
      let values = Column(scalars: (0..<column.count).map { column.values[$0] } + [item])
      return TracedColumn(values: values, dtype: DType(of: values))
    }
    become(FrameObject(index: index.appending(label), header: header, columns: grown, domain: nil))
  }
}
