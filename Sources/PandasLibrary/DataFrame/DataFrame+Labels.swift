import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.rename`.
  static let rename = Method(
    "rename(self, mapper=None, *, index=None, columns=None, axis=None, copy=True, inplace=False, level=None, errors='ignore')"
  ) { call in
    try call.refuse("level", "errors")
    let frame = try call.frame
    let result = FrameObject(
      index: frame.index, header: frame.header, columns: frame.tracedColumns, domain: frame.domain)
    var (rows, columns) = (call["index"], call["columns"])
    if !call.isNone("mapper") { if try call.axis() == 1 { columns = call["mapper"] } else { rows = call["mapper"] } }
    if let renaming = try Renaming(rows, in: call.context) {
      result.index = try renaming.renamed(frame.index, in: call.context)
    }
    if let renaming = try Renaming(columns, in: call.context) {
      result.header = try renaming.renamed(frame.header, in: call.context)
    }
    return try call.result(result, replacing: frame)
  }

  /// pandas `DataFrame.rename_axis`.
  static let renameAxis = Method(
    "rename_axis(self, mapper=None, *, index=no_default, columns=no_default, axis=0, copy=True, inplace=False)"
  ) { call in
    let frame = try call.frame
    let result = FrameObject(
      index: frame.index, header: frame.header, columns: frame.tracedColumns, domain: frame.domain)
    func names(_ value: Value) throws(Raised) -> [Scalar?] {
      if value.object is ListObject { return try call.context.items(of: value).map { Scalar($0) } }
      return [value.isNone ? nil : Scalar(value)]
    }
    if call.isGiven("mapper") {
      if try call.axis() == 1 {
        result.header.names = try names(call["mapper"])
      } else {
        result.index.names = try names(call["mapper"])
      }
    }
    if call.isGiven("index") { result.index.names = try names(call["index"]) }
    if call.isGiven("columns") { result.header.names = try names(call["columns"]) }
    return try call.result(result, replacing: frame)
  }

  static let addPrefix = Method("add_prefix(self, prefix, axis=None)") { call in
    let prefix = try call.string("prefix")
    return try call.relabelled { PythonString(bytes: prefix.bytes + $0.bytes) }
  }
  static let addSuffix = Method("add_suffix(self, suffix, axis=None)") { call in
    let suffix = try call.string("suffix")
    return try call.relabelled { PythonString(bytes: $0.bytes + suffix.bytes) }
  }

  /// pandas `DataFrame.reset_index`.
  static let resetIndex = Method(
    "reset_index(self, level=None, *, drop=False, inplace=False, col_level=0, col_fill='', allow_duplicates=False, names=None)"
  ) { call in
    try call.refuse("level", "col_level", "col_fill", "names")
    let frame = try call.frame
    if try call.bool("drop") {
      let result = FrameObject(
        index: Index(count: frame.rowCount), header: frame.header, columns: frame.tracedColumns, domain: frame.domain)
      return try call.result(result, replacing: frame)
    }
    return try call.result(frame.resettingIndex(in: call.context), replacing: frame)
  }

  /// pandas `DataFrame.set_index`.
  static let setIndex = Method(
    "set_index(self, keys, *, drop=True, append=False, inplace=False, verify_integrity=False)"
  ) { call in
    try call.refuse("append", "verify_integrity")
    let frame = try call.frame
    if let series = call["keys"].cast(to: SeriesObject.self) {
      let result = FrameObject(
        index: Index(.labels(series.values, series.dtype), names: [series.name?.parts.first]), header: frame.header,
        columns: frame.tracedColumns, domain: frame.domain)
      return try call.result(result, replacing: frame)
    }
    let labels = try call.labels("keys")
    let positions = try frame.columnPositions(Column(.object(labels.map { Scalar($0.pythonValue) })), in: call.context)
    let columns = positions.map { frame.column($0) }
    let names = positions.map { frame.label($0).parts.first }
    let index =
      columns.count == 1
      ? Index(.labels(columns[0].values, columns[0].dtype), names: names)
      : Index(levels: columns.map { Index.Level($0.values, $0.dtype) }, names: names)
    let drops = try call.bool("drop")
    let kept = (0..<frame.columnCount).filter { !drops || !positions.contains($0) }
    let result = frame.selectingColumns(kept)
    result.index = index
    return try call.result(result, replacing: frame)
  }

  /// pandas `DataFrame.sort_values`.
  static let sortValues = Method(
    "sort_values(self, by, *, axis=0, ascending=True, inplace=False, kind='quicksort', na_position='last', ignore_index=False, key=None)"
  ) { call in
    try call.refuse("key")
    let frame = try call.frame
    guard try call.axis() == 0 else { throw call.unsupported("'sort_values' along columns") }
    let labels = try call.labels("by")
    var keys: [TracedColumn] = []
    for label in labels {
      if let position = frame.positions(of: label).first {
        keys.append(frame.column(position))
      } else if let level = frame.index.names.firstIndex(of: label.parts.first) {
        let level = frame.index.levels[level]
        keys.append(TracedColumn(values: level.labels, dtype: level.dtype))
      } else {
        throw Raised.keyError(label.pythonValue)
      }
    }
    let ascending = try call.ascending()
    let order: [Int]
    if keys.count == 1 {
      order = keys[0].values.order(
        keys[0].dtype, ascending: ascending.first ?? true, missing: try call.missingPosition, kind: try call.sortKind,
        era: call.context.era)
    } else {
      guard ascending.count == 1 || ascending.count == keys.count else {
        throw Raised.valueError("Length of ascending (\(ascending.count)) != length of by (\(keys.count))")
      }
      order = lexicalOrder(
        keys.enumerated().map { SortKey($1.values, $1.dtype, ascending: ascending[ascending.count == 1 ? 0 : $0]) },
        missing: try call.missingPosition)
    }
    let result = frame.selecting(order)
    if try call.bool("ignore_index") { result.index = Index(count: order.count) }
    return try call.result(result, replacing: frame)
  }

  /// pandas `DataFrame.sort_index`.
  static let sortIndex = Method(
    "sort_index(self, *, axis=0, level=None, ascending=True, inplace=False, kind='quicksort', na_position='last', sort_remaining=True, ignore_index=False, key=None)"
  ) { call in
    try call.refuse("level", "key")
    let frame = try call.frame
    let ascending = try call.ascending().first ?? true
    let result =
      try call.axis() == 1
      ? frame.selectingColumns(frame.header.order(ascending: ascending))
      : frame.selecting(frame.index.order(ascending: ascending))
    if try call.bool("ignore_index") { result.index = Index(count: result.rowCount) }
    return try call.result(result, replacing: frame)
  }

  static let nlargest = Method("nlargest(self, n, columns, keep='first')") { call in try call.extremes(ascending: false)
  }
  static let nsmallest = Method("nsmallest(self, n, columns, keep='first')") { call in
    try call.extremes(ascending: true)
  }
}

extension Call {
  fileprivate func relabelled(_ body: (PythonString) -> PythonString) throws(Raised) -> Value {
    let frame = try frame
    let result = FrameObject(
      index: frame.index, header: frame.header, columns: frame.tracedColumns, domain: frame.domain)
    var labels: [Label] = []
    for label in frame.header.labels { labels.append(.single(.string(body(try context.str(label.pythonValue))))) }
    result.header = Index(of: labels, names: frame.header.names)
    return .object(result)
  }

  fileprivate func extremes(ascending: Bool) throws(Raised) -> Value {
    let frame = try frame
    try refuse("keep")
    guard let label = try labels("columns").first, let position = frame.positions(of: label).first else {
      throw Raised.keyError(self["columns"])
    }
    let column = frame.column(position)
    let keys = [SortKey(column.values, column.dtype, ascending: ascending)]
    let order = lexicalOrder(keys).filter { !column.values.isMissing($0) }
    return .object(frame.selecting(Array(order.prefix(max(try int("n"), 0)))))
  }
}

extension FrameObject {
  /// The labels as columns at the left, under a plain range.
  func resettingIndex(in context: Context) -> FrameObject {
    let levels = index.levels
    var labels: [Label] = []
    for (number, name) in index.names.enumerated() {
      if let name {
        labels.append(.single(name))
      } else {
        labels.append(.single(.string(levels.count == 1 ? "index" : PythonString("level_\(number)"))))
      }
    }
    if levels.count == 1, index.names.first == .some(nil), !positions(of: .single(.string("index"))).isEmpty {
      labels = [.single(.string("level_0"))]
    }
    let columns = levels.map { level in
      context.adopted(
        TracedColumn(values: level.labels, dtype: level.dtype, fitted: tracedColumns.lazy.compactMap(\.fitted).first),
        by: domain)
    }
    let headerLabels: [Label]
    if header.isMulti {
      headerLabels = labels.map { .tuple($0.parts + [Scalar](repeating: .string(""), count: header.levelCount - 1)) }
    } else {
      headerLabels = labels
    }
    return FrameObject(
      index: Index(count: rowCount), header: Index(of: headerLabels + header.labels, names: header.names),
      columns: columns + tracedColumns, domain: domain)
  }
}
