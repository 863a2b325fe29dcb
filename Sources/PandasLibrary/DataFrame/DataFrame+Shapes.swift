import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import RegularExpressions
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.filter`: rows or columns by their labels.
  static let filter = Method("filter(self, items=None, like=None, regex=None, axis=None)") { call in
    let frame = try call.frame
    let isByRow = try !call.isNone("axis") && call.axis() == 0
    let kept = try call.filtered(isByRow ? frame.index : frame.header)
    return .object(isByRow ? frame.selecting(kept) : frame.selectingColumns(kept))
  }

  /// pandas `DataFrame.squeeze`.
  static let squeeze = Method("squeeze(self, axis=None)") { call in
    let frame = try call.frame
    let axis: Int? = call.isNone("axis") ? nil : try call.axis()
    if frame.columnCount == 1, axis != 0 {
      let series = frame.series(at: 0)
      return frame.rowCount == 1 && axis == nil ? series.element(0, in: call.context) : .object(series)
    }
    if frame.rowCount == 1, axis != 1 { return frame.row(0, in: call.context) }
    return call.receiver
  }

  /// pandas `DataFrame.truncate`.
  static let truncate = Method("truncate(self, before=None, after=None, axis=None, copy=None)") { call in
    let frame = try call.frame
    if try call.axis() == 1 { return .object(frame.selectingColumns(try call.truncated(frame.header))) }
    return .object(frame.selecting(try call.truncated(frame.index)))
  }

  /// pandas `DataFrame.align`.
  static let align = Method(
    "align(self, other, join='outer', axis=None, level=None, copy=None, fill_value=None, method=None, limit=None, fill_axis=0, broadcast_axis=None)"
  ) { call in
    try call.refuse("level", "fill_value", "method", "limit", "broadcast_axis")
    let frame = try call.frame
    guard let other = call["other"].cast(to: FrameObject.self) else { throw call.unsupported("'align' with a series") }
    let axis: Int? = call.isNone("axis") ? nil : try call.axis()
    var keywords: [(name: PythonString, value: Value)] = []
    if axis != 1 {
      keywords.append(("index", .object(IndexObject(try call.joined(frame.index, other.index)))))
    }
    if axis != 0 {
      keywords.append(("columns", .object(IndexObject(try call.joined(frame.header, other.header)))))
    }
    let parts = try [frame, other].map { part in
      try call.context.callMethod(.object(part), "reindex", CallArguments([], keywords: keywords))
    }
    return .tuple(parts)
  }
}

extension Pandas.Series {
  /// pandas `Series.filter`.
  static let filter = Method("filter(self, items=None, like=None, regex=None, axis=None)") { call in
    let series = try call.series
    return .object(series.selecting(try call.filtered(series.index)))
  }

  static let squeeze = Method("squeeze(self, axis=None)") { call in
    let series = try call.series
    return series.rowCount == 1 ? series.element(0, in: call.context) : call.receiver
  }

  static let truncate = Method("truncate(self, before=None, after=None, axis=None, copy=None)") { call in
    let series = try call.series
    return .object(series.selecting(try call.truncated(series.index)))
  }

  /// pandas `Series.align`.
  static let align = Method(
    "align(self, other, join='outer', axis=None, level=None, copy=None, fill_value=None, method=None, limit=None, fill_axis=0, broadcast_axis=None)"
  ) { call in
    try call.refuse("level", "fill_value", "method", "limit", "broadcast_axis")
    let series = try call.series
    let other = try call.object("other", as: SeriesObject.self)
    let labels = Value.object(IndexObject(try call.joined(series.index, other.index)))
    return .tuple(
      try [series, other].map { part in
        try call.context.callMethod(.object(part), "reindex", CallArguments([labels]))
      })
  }

  /// pandas `Series.rename_axis`.
  static let renameAxis = Method(
    "rename_axis(self, mapper=None, *, index=no_default, axis=0, copy=True, inplace=False)"
  ) { call in
    let series = try call.series
    let given = call.isGiven("index") ? call["index"] : call["mapper"]
    let result = SeriesObject(series.column, index: series.index, name: series.name)
    result.index.names = try call.axisNames(given, of: series.index)
    return try call.sorted(result, series)
  }

  static let addPrefix = Method("add_prefix(self, prefix, axis=None)") { call in
    let prefix = try call.string("prefix")
    return try call.relabelled { PythonString(bytes: prefix.bytes + $0.bytes) }
  }
  static let addSuffix = Method("add_suffix(self, suffix, axis=None)") { call in
    let suffix = try call.string("suffix")
    return try call.relabelled { PythonString(bytes: $0.bytes + suffix.bytes) }
  }

  /// pandas `Series.set_axis`.
  static let setAxis = Method("set_axis(self, labels, *, axis=0, inplace=no_default, copy=no_default)") { call in
    let series = try call.series
    let index = try call.context.newIndex(call["labels"], count: series.rowCount)
    let result = SeriesObject(series.column, index: index, name: series.name)
    guard call.isGiven("inplace") else { return .object(result) }
    return try call.sorted(result, series)
  }
}

extension Call {
  /// The names that `rename_axis` gives the levels.
  func axisNames(_ value: Value, of index: Index) throws(Raised) -> [Scalar?] {
    if value.isNone { return [Scalar?](repeating: nil, count: index.levelCount) }
    if let dict = value.cast(to: DictObject.self) {
      var names: [Scalar?] = []
      for name in index.names {
        let new = try dict.value(for: name?.pythonValue ?? .none, in: context)
        names.append(new.map { Scalar($0) } ?? name)
      }
      return names
    }
    if let function = value.object, function.isCallable {
      var names: [Scalar?] = []
      for name in index.names { names.append(Scalar(try context.call(value, [name?.pythonValue ?? .none]))) }
      return names
    }
    if value.object is ListObject || value.object is TupleObject {
      let items = try context.items(of: value)
      guard items.count == index.levelCount else {
        throw Raised.valueError("Length of new names must be \(index.levelCount), got \(items.count)")
      }
      return items.map { $0.isNone ? nil : Scalar($0) }
    }
    guard !index.isMulti else { throw Raised.typeError("Must pass list-like as `names`.") }
    return [Scalar(value)]
  }

  fileprivate func relabelled(_ body: (PythonString) -> PythonString) throws(Raised) -> Value {
    let series = try series
    var labels: [Label] = []
    for label in series.index.labels { labels.append(.single(.string(body(try context.str(label.pythonValue))))) }
    return .object(
      SeriesObject(series.column, index: Index(of: labels, names: series.index.names), name: series.name))
  }

  /// The positions of the labels that `filter` keeps.
  fileprivate func filtered(_ index: Index) throws(Raised) -> [Int] {
    let given = ["items", "like", "regex"].filter { !isNone($0) }
    guard given.count <= 1 else {
      throw Raised.typeError("Keyword arguments `items`, `like`, or `regex` are mutually exclusive")
    }
    guard let kind = given.first else {
      throw Raised.typeError("Must pass either `items`, `like`, or `regex`")
    }
    if kind == "items" { return try labels("items").flatMap(index.positions(of:)) }
    let wanted = try string(kind)
    var expression: RegularExpression?
    if kind == "regex" {
      do throws(PatternError) {
        expression = try wanted.withText { (text) throws(PatternError) in try RegularExpression(text, flags: []) }
      } catch {
        throw Raised.valueError("\(error.message)")
      }
    }
    let scratch = Scratch()
    var result: [Int] = []
    for (position, label) in index.labels.enumerated() {
      let text = try context.str(label.pythonValue)
      let isKept: Bool
      if let expression {
        do throws(RowError) {
          isKept = try text.withText { (text) throws(RowError) in try expression.count(in: text, scratch) > 0 }
        } catch {
          throw unsupported("'filter' with such a pattern")
        }
      } else {
        isKept = text.withText { whole in wanted.withText { Kernels.contains(whole, $0) } }
      }
      if isKept { result.append(position) }
    }
    return result
  }

  /// The positions from one label to another.
  fileprivate func truncated(_ index: Index) throws(Raised) -> [Int] {
    let slice = SliceObject(start: self["before"], stop: self["after"], step: .none)
    guard case .several(let positions, _) = try context.labelSelection(.object(slice), index: index) else { return [] }
    return positions
  }

  /// The labels of two axes, as `join` puts them together.
  fileprivate func joined(_ a: Index, _ b: Index) throws(Raised) -> Index {
    if a.hasSameLabels(as: b) { return a }
    switch try text("join") {
    case "left": return a
    case "right": return b
    case "inner":
      let known = Set(b.labels.map(\.asKey))
      return a.selecting((0..<a.count).filter { known.contains(a.label(at: $0).asKey) })
    default: return try context.union(a, b)
    }
  }
}
