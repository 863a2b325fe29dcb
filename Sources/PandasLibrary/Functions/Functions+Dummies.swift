import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `get_dummies`.
  static let getDummies = Function(
    "get_dummies(data, prefix=None, prefix_sep='_', dummy_na=False, columns=None, sparse=False, drop_first=False, dtype=None)"
  ) { call in
    try call.refuse("sparse")
    if let series = call["data"].cast(to: SeriesObject.self) {
      let prefix: PythonString? = call.isNone("prefix") ? nil : try call.string("prefix")
      let made = try call.dummies(series.column, series.name, prefix: prefix)
      return .object(
        FrameObject(
          index: series.index, header: DataFrames.Index(of: made.map { .single($0.label) }),
          columns: made.map(\.column),
          domain: series.domain))
    }
    let frame = try call.object("data", as: FrameObject.self)
    return .object(try call.dummies(of: frame))
  }
}

extension Call {
  fileprivate func dummies(of frame: FrameObject) throws(Raised) -> FrameObject {
    let encoded = try encodedColumns(frame)
    let kept = (0..<frame.columnCount).filter { !encoded.contains($0) }
    var labels = kept.map { frame.label($0) }
    var columns = kept.map { frame.column($0) }
    for (number, position) in encoded.enumerated() {
      let prefix = try prefix(of: frame.label(position), number)
      for made in try dummies(frame.column(position), frame.label(position), prefix: prefix) {
        labels.append(.single(made.label))
        columns.append(made.column)
      }
    }
    return FrameObject(index: frame.index, header: Index(of: labels), columns: columns, domain: frame.domain)
  }

  /// The columns asked for, or those of strings, objects and categories.
  private func encodedColumns(_ frame: FrameObject) throws(Raised) -> [Int] {
    guard isNone("columns") else {
      return try frame.columnPositions(
        Column(.object(try labels("columns").map { Scalar($0.pythonValue) })), in: context)
    }
    return (0..<frame.columnCount).filter { position in
      let dtype = frame.column(position).dtype
      return dtype.isObjectOrString || dtype.categories != nil
    }
  }

  private func prefix(of label: Label, _ number: Int) throws(Raised) -> PythonString {
    switch self["prefix"] {
    case .none: return try context.str(label.pythonValue)
    case .string(let text): return text
    default:
      if let dict = self["prefix"].cast(to: DictObject.self) {
        guard let value = try dict.value(for: label.pythonValue, in: context) else {
          throw Raised.keyError(label.pythonValue)
        }
        return try context.str(value)
      }
      let list = try list("prefix")
      guard number < list.count else {
        throw Raised.valueError("Length of 'prefix' did not match the length of the columns being encoded")
      }
      return try context.str(list[number])
    }
  }

  /// One column a category: whether the value is it.
  fileprivate func dummies(
    _ column: TracedColumn, _ name: Label?, prefix: PythonString?
  ) throws(Raised) -> [(label: Scalar, column: TracedColumn)] {
    let field = Frame.Field(column.values, column.dtype)
    let found = DataFrames.dummies(
      field, dropsFirst: try bool("drop_first"), withMissing: try bool("dummy_na"), era: context.era)
    let dtype = try dummyDType()
    let fitted = context.fitted("get_dummies", of: column, name)
    let separator = try string("prefix_sep")
    var result: [(label: Scalar, column: TracedColumn)] = []
    for dummy in found {
      var made =
        dummy.category.isMissing
        ? try context.isMissing(column)
        : try context.compare(.equal, of: column, .constant(dummy.category, fitted))
      if dtype.isFloat {
        made = try context.applying(Cast(to: dtype == .float32 ? .float32 : .float64), to: made, dtype: dtype)
      } else if dtype != .bool {
        made = try context.applying(Cast(to: .int64), to: made, dtype: dtype)
      }
      let label: Scalar =
        prefix.map { .string(PythonString(bytes: $0.bytes + separator.bytes + dummy.label.bytes)) } ?? dummy.category
      result.append((label, made))
    }
    return result
  }

  private func dummyDType() throws(Raised) -> DType {
    if isNone("dtype") { return context.isPandas2 ? .bool : .uint8 }
    return try dtype("dtype")
  }
}
