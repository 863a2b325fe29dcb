import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.itertuples`: named tuples of the rows.
  static let itertuples = Method("itertuples(self, index=True, name='Pandas')") { call in
    let frame = try call.frame
    let context = call.context
    let withIndex = try call.bool("index")
    var maker: Value?
    if !call.isNone("name") {
      var fields: [Value] = withIndex ? [.string("Index")] : []
      for label in frame.header.labels { fields.append(.string(try context.str(label.pythonValue))) }
      maker = try context.callMethod(
        context.importModule("collections"), "namedtuple",
        CallArguments([call["name"], .list(fields)], keywords: [("rename", true)]))
    }
    let columns = frame.tracedColumns
    let shown = columns.map { $0.shownValues(context.era) }
    var row = 0
    let type = maker
    return .object(
      NativeIterator { (context) throws(Raised) in
        guard row < frame.rowCount else { return nil }
        var cells: [Value] = withIndex ? [frame.index.value(at: row)] : []
        for (column, values) in zip(columns, shown) { cells.append(pythonElement(values[row], column.dtype)) }
        row += 1
        guard let type else { return .tuple(cells) }
        return try context.call(type, cells)
      })
  }

  /// pandas `DataFrame.take`: rows or columns at positions.
  static let take = Method("take(self, indices, axis=0, **kwargs)") { call in
    let frame = try call.frame
    if try call.axis() == 1 {
      return .object(
        frame.selectingColumns(try call.context.positions(of: call["indices"], count: frame.columnCount)))
    }
    return .object(frame.selecting(try call.context.positions(of: call["indices"], count: frame.rowCount)))
  }

  /// pandas `DataFrame.xs`: rows, or columns, of one label.
  static let xs = Method("xs(self, key, axis=0, level=None, drop_level=True)") { call in
    let frame = try call.frame
    guard try call.axis() == 0 else {
      try call.refuse("level", "drop_level")
      return try frame.value(at: call["key"], in: call.context)
    }
    guard !call.isNone("level") else {
      return try call.context.item(of: call.context.attribute(of: .object(frame), named: "loc"), at: call["key"])
    }
    let level = try call.context.level(call["level"], of: frame.index)
    let wanted = Scalar(call["key"]).asKey
    let labels = frame.index.levels[level].labels
    let rows = (0..<frame.rowCount).filter { labels[$0].asKey == wanted }
    guard !rows.isEmpty else { throw Raised.keyError(call["key"]) }
    let result = frame.selecting(rows)
    if try call.bool("drop_level") {
      result.index = result.index.keepingLevels((0..<frame.index.levelCount).filter { $0 != level })
    }
    return .object(result)
  }

  /// pandas `DataFrame.dot`.
  static let dot = Method("dot(self, other)") { call in
    let frame = try call.frame
    guard let weights = try call.context.sequenceColumn(call["other"]), weights.count == frame.columnCount,
      frame.columnCount < 8, frame.columnCount > 0
    else { throw call.unsupported("such a 'dot'") }
    var total: TracedColumn?
    for position in 0..<frame.columnCount {
      let part = try call.context.binary(
        .multiply, of: frame.column(position), .constant(weights.values[position], weights.fitted))
      total = try total.map { (sum) throws(Raised) in try call.context.binary(.add, of: sum, .column(part)) } ?? part
    }
    guard let total else { return .none }
    return .object(SeriesObject(total, index: frame.index))
  }
}

extension Pandas.Series {
  static let take = Method("take(self, indices, axis=0, **kwargs)") { call in
    let series = try call.series
    return .object(series.selecting(try call.context.positions(of: call["indices"], count: series.rowCount)))
  }

  /// pandas `Series.update`: stores the present values of another.
  static let update = Method("update(self, other)", mutates: true) { call in
    let series = try call.series
    guard let other = call["other"].cast(to: SeriesObject.self) else { throw call.unsupported("such an 'update'") }
    let aligned = try call.context.reindexed(other.column, other.index, to: series.index, domain: nil)
    let present = try call.context.isPresent(aligned)
    let updated = try call.context.choosing(present, .column(aligned), series.column)
    series.store(updated, era: call.context.era)
    return .none
  }

  /// pandas `Series.compare`: the values of both where they differ.
  static let compare = Method(
    "compare(self, other, align_axis=1, keep_shape=False, keep_equal=False, result_names=('self', 'other'))"
  ) { call in
    try call.refuse("align_axis", "keep_shape", "keep_equal", "result_names")
    let series = try call.series
    let other = try call.object("other", as: SeriesObject.self)
    guard series.index.hasSameLabels(as: other.index) else {
      throw Raised.valueError("Can only compare identically-labeled Series objects")
    }
    let rows = (0..<series.rowCount).filter { row in
      let (a, b) = (series.values[row], other.values[row])
      return a.isMissing != b.isMissing || !a.isMissing && a.asKey != b.asKey
    }
    func numbers(_ part: SeriesObject) -> TracedColumn {
      let values = part.values.selecting(rows)
      guard part.dtype.isInteger else { return TracedColumn(values: values, dtype: part.dtype) }
      return TracedColumn(values: .floats(values.doubles), dtype: .float64)
    }
    return .object(
      FrameObject(
        index: series.index.selecting(rows), header: Index(of: [.single(.string("self")), .single(.string("other"))]),
        columns: [numbers(series), numbers(other)], domain: nil))
  }
}

extension Pandas.Index {
  /// pandas `Index.duplicated`.
  static let duplicated = Method("duplicated(self, keep='first')") { call in
    let index = try call.index.index
    let flags = DataFrames.duplicated(index.levels.map(\.labels), keep: try call.keptDuplicate)
    return call.context.array(TracedColumn(values: .bools(flags), dtype: .bool))
  }

  /// pandas `Index.drop_duplicates`.
  static let dropDuplicates = Method("drop_duplicates(self, *, keep='first')") { call in
    let index = try call.index.index
    let flags = DataFrames.duplicated(index.levels.map(\.labels), keep: try call.keptDuplicate)
    return .object(IndexObject(index.selecting(flags.indices.filter { !flags[$0] })))
  }

  static let isna = Method("isna(self)") { call in try call.absences() }
  static let isnull = Method("isnull(self)") { call in try call.absences() }
  static let hasDuplicates = Property("has_duplicates") { call in .bool(!(try call.index.index.isUnique)) }
  static let ndim = Property("ndim") { _ in .int(1) }
  static let transposed = Property("T") { call in call.receiver }
  static let min = Method("min(self, axis=None, skipna=True)") { call in try call.extremeLabel(largest: false) }
  static let max = Method("max(self, axis=None, skipna=True)") { call in try call.extremeLabel(largest: true) }
  static let take = Method("take(self, indices, axis=0, allow_fill=True, fill_value=None, **kwargs)") { call in
    let index = try call.index.index
    return .object(
      IndexObject(index.selecting(try call.context.positions(of: call["indices"], count: index.count))))
  }
  static let toFrame = Method("to_frame(self, index=True, name=no_default)") { call in
    let index = try call.index.index
    let names = index.names.enumerated().map { Label.single($1 ?? .int(Int64($0))) }
    let labels = call.isGiven("name") ? try call.labels("name") : names
    let columns = index.levels.map { TracedColumn(values: $0.labels, dtype: $0.dtype) }
    return .object(
      FrameObject(
        index: try call.bool("index") ? index : DataFrames.Index(count: index.count),
        header: DataFrames.Index(of: labels), columns: columns, domain: nil))
  }
  /// pandas `Index.insert`.
  static let insert = Method("insert(self, loc, item)") { call in
    let index = try call.index.index
    var place = try call.int("loc")
    if place < 0 { place += index.count }
    guard (0...index.count).contains(place) else {
      throw Raised.indexError("index \(place) is out of bounds for axis 0 with size \(index.count)")
    }
    var labels = index.labels
    labels.insert(Label(call["item"]), at: place)
    return .object(IndexObject(DataFrames.Index(of: labels, names: index.names)))
  }
  static let equals = Method("equals(self, other)") { call in
    guard let other = call["other"].cast(to: IndexObject.self) else { return false }
    return .bool(try call.index.index.hasSameLabels(as: other.index))
  }
}

extension Call {
  fileprivate func absences() throws(Raised) -> Value {
    context.array(try context.isMissing(try index.column))
  }

  fileprivate func extremeLabel(largest: Bool) throws(Raised) -> Value {
    let index = try index.index
    guard let row = index.levels[0].labels.extremePosition(index.levels[0].dtype, largest: largest) else {
      return .float(.nan)
    }
    return context.element(of: index, row)
  }
}
