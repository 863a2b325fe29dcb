import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// `pandas.DataFrame(data)`.
  static let new = Constructor("__init__(cls, data=None, index=None, columns=None, dtype=None, copy=None)") { call in
    let frame = try FrameParts(call).frame
    guard !call.isNone("dtype") else { return .object(frame) }
    let dtype = try call.dtype("dtype")
    var columns: [TracedColumn] = []
    for column in frame.tracedColumns { columns.append(try call.context.cast(column, to: dtype)) }
    return frame.replacing(columns)
  }

  /// pandas `DataFrame.from_dict`.
  static let fromDict = ClassMethod("from_dict(cls, data, orient='columns', dtype=None, columns=None)") { call in
    try call.refuse("dtype")
    guard let dict = call["data"].cast(to: DictObject.self) else { throw call.unsupported("'from_dict' of such data") }
    switch try call.text("orient") {
    case "columns": return .object(try FrameParts(call.context).frame(of: dict, index: nil, columns: nil))
    case "index":
      let parts = FrameParts(call.context)
      let columns = try call.context.givenIndex(call["columns"])
      return .object(
        try parts.frame(ofRows: dict.values, index: Index(of: dict.keys.map(Label.init)), columns: columns))
    default: throw call.unsupported("'from_dict' with such an orient", argument: "orient")
    }
  }
}

/// Frames from what `pandas.DataFrame` is given.
struct FrameParts {
  private let context: Context
  private let data: Value
  private let index: Index?
  private let columns: Index?

  init(_ call: Call) throws(Raised) {
    context = call.context
    data = call["data"]
    index = try call.context.givenIndex(call["index"])
    columns = try call.context.givenIndex(call["columns"])
  }

  init(_ context: Context) {
    self.context = context
    data = .none
    index = nil
    columns = nil
  }

  var frame: FrameObject {
    get throws(Raised) {
      if data.isNone { return try empty() }
      if let frame = data.cast(to: FrameObject.self) { return try reshaped(frame) }
      if let dict = data.cast(to: DictObject.self) { return try frame(of: dict, index: index, columns: columns) }
      if let series = data.cast(to: SeriesObject.self) {
        let header = columns ?? Index(of: [series.name ?? .single(.int(0))])
        let column = try context.reindexed(series.column, series.index, to: index ?? series.index, domain: nil)
        return FrameObject(index: index ?? series.index, header: header, columns: [column], domain: column.domain)
      }
      if let table = data.object as? any TracedTable { return try frame(of: table) }
      if let labels = data.cast(to: IndexObject.self) {
        return try made([labels.column], rows: labels.index.count)
      }
      guard
        data.object is ListObject || data.object is TupleObject || data.object is IteratorObject
          || data.object is DictView || data.object is RangeObject
      else { throw context.unsupportedNow("a frame of '\(data.typeName)'") }
      return try frame(ofRows: context.items(of: data), index: index, columns: columns)
    }
  }

  private func empty() throws(Raised) -> FrameObject {
    let header = columns ?? (context.era == .modern ? Index(count: 0) : Index(Column(.object([])), .object))
    let rows = index ?? (context.era == .modern ? Index(count: 0) : Index(Column(.object([])), .object))
    var filled: [TracedColumn] = []
    for _ in 0..<header.count {
      let values = Column(.object([Scalar](repeating: .missing, count: rows.count)))
      filled.append(TracedColumn(values: values, dtype: .object))
    }
    return FrameObject(index: rows, header: header, columns: filled, domain: nil)
  }

  private func reshaped(_ frame: FrameObject) throws(Raised) -> FrameObject {
    guard index == nil || index?.hasSameLabels(as: frame.index) == true else {
      throw context.unsupportedNow("a frame of a frame with other labels")
    }
    guard let columns else {
      return FrameObject(index: frame.index, header: frame.header, columns: frame.tracedColumns, domain: frame.domain)
    }
    return frame.selectingColumns(columns.labels.flatMap(frame.positions(of:)))
  }

  /// Columns by label: aligned where they are series, broadcast where they are scalars.
  func frame(of dict: DictObject, index given: Index?, columns: Index?) throws(Raised) -> FrameObject {
    for value in dict.values { if let cause = value.poison { throw Raised.unsupported(cause) } }
    var items = dict.items.map { (label: Label($0.key), value: $0.value) }
    if let columns {
      let known = Dictionary(items.map { ($0.label.asKey, $0.value) }) { first, _ in first }
      items = columns.labels.map { (label: $0, value: known[$0.asKey] ?? .float(.nan)) }
    }
    let rows: Index
    if let given { rows = given } else { rows = try rowLabels(items.map(\.value)) }
    let frame = FrameObject(index: rows, header: Index(of: []), columns: [], domain: nil)
    var made: [TracedColumn] = []
    for item in items {
      if let inner = item.value.cast(to: DictObject.self) {
        let series = try context.call(.object(Pandas.seriesType), [.object(inner)])
        made.append(try frame.column(from: series, in: context))
      } else {
        made.append(try frame.column(from: item.value, in: context))
      }
    }
    let domain = made.lazy.compactMap(\.domain).first
    let header = columns ?? Index(of: items.map(\.label))
    return FrameObject(
      index: rows, header: header, columns: made.map { context.adopted($0, by: domain) }, domain: domain)
  }

  /// The labels of the rows: those of the series, else a range as long as the lists.
  private func rowLabels(_ values: [Value]) throws(Raised) -> Index {
    var result: Index?
    var count: Int?
    for value in values {
      var labels: Index?
      if let series = value.cast(to: SeriesObject.self) { labels = series.index }
      if let inner = value.cast(to: DictObject.self) { labels = Index(of: inner.keys.map(Label.init)) }
      if let labels {
        if let known = result, !known.hasSameLabels(as: labels) {
          result = try context.union(known, labels)
        } else {
          // Where names disagree, none is kept.
          if let known = result, known.names != labels.names {
            result?.names = [Scalar?](repeating: nil, count: known.levelCount)
          }
          result = result ?? labels
        }
      } else if let length = try context.sequenceColumn(value)?.count {
        if let count, count != length { throw Raised.valueError("All arrays must be of the same length") }
        count = length
      }
    }
    if let result {
      if let count, count != result.count {
        throw Raised.valueError("array length \(count) does not match index length \(result.count)")
      }
      return result
    }
    guard let count else {
      if values.isEmpty { return Index(count: 0) }
      throw Raised.valueError("If using all scalar values, you must pass an index")
    }
    return Index(count: count)
  }

  /// An array's columns.
  private func frame(of table: any TracedTable) throws(Raised) -> FrameObject {
    guard let array = table as? ArrayObject else { return try made(table.tracedColumns, rows: table.rowCount) }
    let columns = array.tracedColumns.map { column in
      var column = column
      // Numbers of an array of objects stay objects.
      if array.dtype == .object, column.dtype.isNumeric || column.dtype == .bool { column.dtype = .object }
      return context.inferred(column)
    }
    return try made(columns, rows: table.rowCount)
  }

  private func made(_ parts: [TracedColumn], rows: Int) throws(Raised) -> FrameObject {
    let header = columns ?? Index(count: parts.count)
    guard header.count == parts.count else {
      throw Raised.valueError(
        "Shape of passed values is (\(rows), \(parts.count)), indices imply (\(index?.count ?? rows), \(header.count))")
    }
    if let index, index.count != rows {
      throw Raised.valueError(
        "Shape of passed values is (\(rows), \(parts.count)), indices imply (\(index.count), \(header.count))")
    }
    let domain = parts.lazy.compactMap(\.domain).first
    return FrameObject(
      index: index ?? Index(count: rows), header: header, columns: parts.map { context.adopted($0, by: domain) },
      domain: domain)
  }

  /// Rows that are lists, dictionaries or series; or scalars, which make one column.
  func frame(ofRows rows: [Value], index: Index?, columns: Index?) throws(Raised) -> FrameObject {
    for row in rows { if let cause = row.poison { throw Raised.unsupported(cause) } }
    let height = index ?? Index(count: rows.count)
    if !rows.isEmpty, rows.allSatisfy({ $0.object is DictObject }) {
      return try frame(ofRecords: rows.compactMap { $0.cast(to: DictObject.self) }, index: height, columns: columns)
    }
    if !rows.isEmpty, rows.allSatisfy({ $0.object is SeriesObject }) {
      return try frame(ofSeries: rows.compactMap { $0.cast(to: SeriesObject.self) }, index: index, columns: columns)
    }
    var cells: [[Scalar]] = []
    for row in rows {
      if let list = try context.sequenceColumn(row) {
        cells.append((0..<list.count).map { list.values[$0] })
      } else {
        cells.append([Scalar(row)])
      }
    }
    let width = cells.map(\.count).max() ?? columns?.count ?? 0
    if let columns, columns.count != width, !rows.isEmpty {
      throw Raised.valueError("\(columns.count) columns passed, passed data had \(width) columns")
    }
    return constant(cells, width: width, index: height, header: columns ?? Index(count: width))
  }

  private func frame(ofRecords records: [DictObject], index: Index, columns: Index?) throws(Raised) -> FrameObject {
    var labels: [Label] = columns?.labels ?? []
    if columns == nil {
      var seen: Set<Label> = []
      for record in records {
        for key in record.keys where seen.insert(Label(key).asKey).inserted { labels.append(Label(key)) }
      }
    }
    var cells: [[Scalar]] = []
    for record in records {
      var row: [Scalar] = []
      for label in labels {
        let value = try record.value(for: label.pythonValue, in: context)
        row += try value.map { (value) throws(Raised) in try supportedScalars([value]) } ?? [.missing]
      }
      cells.append(row)
    }
    return constant(cells, width: labels.count, index: index, header: Index(of: labels))
  }

  private func frame(ofSeries rows: [SeriesObject], index: Index?, columns: Index?) throws(Raised) -> FrameObject {
    guard let first = rows.first, rows.allSatisfy({ $0.index.hasSameLabels(as: first.index) }) else {
      throw context.unsupportedNow("a frame of series with different labels")
    }
    let cells = rows.map { row in (0..<row.rowCount).map { row.values[$0] } }
    let names = rows.enumerated().map { $1.name ?? .single(.int(Int64($0))) }
    return constant(cells, width: first.rowCount, index: index ?? Index(of: names), header: columns ?? first.index)
  }

  private func constant(_ cells: [[Scalar]], width: Int, index: Index, header: Index) -> FrameObject {
    let parts = (0..<width).map { column -> TracedColumn in
      context.literalColumn(cells.map { column < $0.count ? $0[column] : .missing })
    }
    return FrameObject(index: index, header: header, columns: parts, domain: nil)
  }
}
