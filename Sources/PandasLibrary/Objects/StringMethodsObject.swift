import Columns
package import DataFrames
import Kernels
import NumPyLibrary
import Plans
package import PythonRuntime
package import Tracing

/// `Series.str` and `Index.str`.
package final class StringMethodsObject: Object {
  package let column: TracedColumn
  package let index: Index
  package let name: Label?
  /// Whether it is an index whose labels these are.
  private let isIndex: Bool

  package init(_ series: SeriesObject) {
    column = series.column
    index = series.index
    name = series.name
    isIndex = false
    super.init(type: Pandas.stringMethodsType)
  }

  package init(_ index: IndexObject) {
    column = index.column
    self.index = index.index
    name = nil
    isIndex = true
    super.init(type: Pandas.stringMethodsType)
  }

  override package var isMutable: Bool { false }

  /// The dtype of texts made of these.
  package var textDType: DType { column.dtype == .object ? .object : .str }

  /// The result as a series, or as labels.
  package func result(_ column: TracedColumn) -> Value {
    guard isIndex else { return .object(SeriesObject(column, index: index, name: name)) }
    if column.dtype == .bool { return .object(ArrayObject(column)) }
    return .object(IndexObject(Index(.labels(column.values, column.dtype), names: index.names)))
  }

  /// `str[i]` and `str[a:b]`.
  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    guard column.isText else { throw context.unsupportedNow("'str' of lists") }
    if let slice = key.cast(to: SliceObject.self) {
      func bound(_ value: Value) throws(Raised) -> Int? { value.isNone ? nil : try context.index(value) }
      let operation = SliceText(from: try bound(slice.start), to: try bound(slice.stop), step: try bound(slice.step))
      return result(try context.applying(operation, to: column, dtype: textDType))
    }
    return result(try context.applying(CharacterAt(try context.index(key)), to: column, dtype: textDType))
  }
}

extension Pandas.Series {
  static let str = Property("str") { call in
    let series = try call.series
    guard series.column.isText || series.column.isObjects || series.values.presentCount == 0 else {
      let kind = series.dtype.isInteger ? "integer" : series.dtype.isFloat ? "floating" : "boolean"
      throw Raised.attributeError(
        call.context.era == .classic
          ? "Can only use .str accessor with string values!"
          : "Can only use .str accessor with string values, not \(kind)")
    }
    return .object(StringMethodsObject(try call.context.texts(of: series)))
  }

  static let cat = Property("cat") { call in
    let series = try call.series
    guard case .category = series.dtype else {
      throw Raised.attributeError("Can only use .cat accessor with a 'category' dtype")
    }
    return .object(CategoricalAccessorObject(series))
  }
}

extension Context {
  /// A series of strings; of objects the strings, all else missing.
  fileprivate func texts(of series: SeriesObject) throws(Raised) -> SeriesObject {
    if series.column.isText { return series }
    var texts = StringColumn()
    var missing: [Bool] = []
    for row in 0..<series.rowCount {
      switch series.values[row] {
      case .string(let text):
        texts.append(text)
        missing.append(false)
      case .object: throw unsupportedNow("'str' of a column of objects")
      default:
        texts.append(PythonString(""))
        missing.append(true)
      }
    }
    let values = Column.strings(texts, missing: missing.contains(true) ? missing : nil)
    let column = opaqueColumn(values, .object, domain: series.domain, reason: "strings among other objects")
    return SeriesObject(column, index: series.index, name: series.name)
  }
}

/// `Series.cat`.
package final class CategoricalAccessorObject: Object {
  package let series: SeriesObject

  package init(_ series: SeriesObject) {
    self.series = series
    super.init(type: Pandas.categoricalAccessorType)
  }

  override package var isMutable: Bool { false }
}

extension Pandas.CategoricalAccessor {
  static let codes = Property("codes") { call in
    let series = try call.receiver(as: CategoricalAccessorObject.self).series
    return .object(SeriesObject(try call.context.categoryCodes(series.column), index: series.index))
  }
  static let categories = Property("categories") { call in
    let series = try call.receiver(as: CategoricalAccessorObject.self).series
    guard case .category(let categories) = series.dtype else { return .none }
    return .object(IndexObject(Index(.labels(categories.values, categories.dtype.value), names: [nil])))
  }
}
