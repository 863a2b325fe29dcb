import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.sort_values`.
  static let sortValues = Method(
    "sort_values(self, *, axis=0, ascending=True, inplace=False, kind='quicksort', na_position='last', ignore_index=False, key=None)"
  ) { call in
    let series = try call.series
    if try call.bool("inplace"), series.isShared, call.context.era == .classic {
      throw Raised.valueError(
        "This Series is a view of some other array, to sort in-place you must create a copy")
    }
    let values = try call.sortKeyed(series.column, index: series.index, name: series.name)
    let order = try call.order(of: values)
    let sorted = series.selecting(order)
    if try call.bool("ignore_index") { sorted.index = Index(count: order.count) }
    return try call.sorted(sorted, series)
  }

  /// pandas `Series.sort_index`.
  static let sortIndex = Method(
    "sort_index(self, *, axis=0, level=None, ascending=True, inplace=False, kind='quicksort', na_position='last', sort_remaining=True, ignore_index=False, key=None)"
  ) { call in
    let series = try call.series
    let sorted = series.selecting(try call.labelOrder(of: series.index))
    if try call.bool("ignore_index") { sorted.index = Index(count: sorted.rowCount) }
    return try call.sorted(sorted, series)
  }

  /// pandas `Series.argsort`: the positions in order; those of missing values are -1 in the classic era.
  static let argsort = Method("argsort(self, axis=0, kind='quicksort', order=None, stable=None)") { call in
    let series = try call.series
    let values = series.values
    let order = values.order(series.dtype, kind: try call.sortKind, era: call.context.era)
    var positions = order.map { Int64($0) }
    if call.context.era == .classic, values.presentCount < values.count {
      let present = (0..<values.count).filter { !values.isMissing($0) }
      let places = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($0.element, Int64($0.offset)) })
      positions = [Int64](repeating: -1, count: values.count)
      for (place, row) in zip(present, order.filter { !values.isMissing($0) }) { positions[place] = places[row] ?? -1 }
    }
    let column = call.context.opaqueColumn(
      .ints(positions), .int64, domain: series.domain, reason: "'argsort' looks at other rows")
    return series.with(column)
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.sort_values`.
  static let sortValues = Method(
    "sort_values(self, by, *, axis=0, ascending=True, inplace=False, kind='quicksort', na_position='last', ignore_index=False, key=None)"
  ) { call in
    let frame = try call.frame
    let isAlongColumns = try call.axis() == 1
    let keys =
      try isAlongColumns ? call.rowKeys(frame.transposed(in: call.context)) : call.rowKeys(frame)
    let ascending = try call.ascending()
    guard ascending.count == keys.count || call.context.keyColumnIsAbsent(call["ascending"]) else {
      throw Raised.valueError("Length of ascending (\(ascending.count)) != length of by (\(keys.count))")
    }
    let order: [Int]
    if keys.count == 1 {
      order = try call.order(of: keys[0])
    } else {
      order = lexicalOrder(
        keys.enumerated().map { SortKey($1.values, $1.dtype, ascending: ascending[ascending.count == 1 ? 0 : $0]) },
        missing: try call.missingPosition)
    }
    let result = isAlongColumns ? frame.selectingColumns(order) : frame.selecting(order)
    if try call.bool("ignore_index") {
      if isAlongColumns { result.header = Index(count: order.count) } else { result.index = Index(count: order.count) }
    }
    return try call.result(result, replacing: frame)
  }

  /// pandas `DataFrame.sort_index`.
  static let sortIndex = Method(
    "sort_index(self, *, axis=0, level=None, ascending=True, inplace=False, kind='quicksort', na_position='last', sort_remaining=True, ignore_index=False, key=None)"
  ) { call in
    let frame = try call.frame
    let isAlongColumns = try call.axis() == 1
    let order = try call.labelOrder(of: isAlongColumns ? frame.header : frame.index)
    let result = isAlongColumns ? frame.selectingColumns(order) : frame.selecting(order)
    if try call.bool("ignore_index") {
      if isAlongColumns { result.header = Index(count: order.count) } else { result.index = Index(count: order.count) }
    }
    return try call.result(result, replacing: frame)
  }
}

extension Context {
  fileprivate func keyColumnIsAbsent(_ value: Value) -> Bool {
    switch value {
    case .object(let object): !(object is ListObject || object is any TracedTable || object is TupleObject)
    default: true
    }
  }
}

extension Call {
  /// The columns, or levels, that `by` names, after `key`.
  fileprivate func rowKeys(_ frame: FrameObject) throws(Raised) -> [TracedColumn] {
    var keys: [TracedColumn] = []
    for label in try labels("by") {
      if let cause = frame.lostCause(label) { throw Raised.unsupported(cause) }
      let column: TracedColumn
      if let position = frame.positions(of: label).first {
        if frame.positions(of: label).count > 1 {
          throw Raised.valueError("The column label '\(try context.str(label.pythonValue))' is not unique.")
        }
        column = frame.column(position)
      } else if let level = frame.index.names.firstIndex(of: label.parts.first) {
        let level = frame.index.levels[level]
        column = TracedColumn(values: level.labels, dtype: level.dtype)
      } else {
        throw Raised.keyError(label.pythonValue)
      }
      keys.append(try sortKeyed(column, index: frame.index, name: label))
    }
    return keys
  }

  /// The values that are sorted: what `key` makes of them.
  fileprivate func sortKeyed(_ column: TracedColumn, index: Index, name: Label?) throws(Raised) -> TracedColumn {
    guard !isNone("key") else { return column }
    let argument = Value.object(SeriesObject(column, index: index, name: name))
    let keyed = try context.call(self["key"], [argument]).supported()
    guard let result = try context.sequenceColumn(keyed) else {
      throw unsupported("'\(signature.name)' with a key that gives no series")
    }
    guard result.count == column.count else {
      throw Raised.valueError("User-provided `key` function must not change the shape of the array.")
    }
    return result
  }

  /// The positions in order of the values.
  fileprivate func order(of column: TracedColumn) throws(Raised) -> [Int] {
    let missing = try missingPosition
    try refuseMixtures(column)
    return column.values.order(
      column.dtype, ascending: try ascending().first ?? true, missing: missing, kind: try sortKind,
      era: context.era)
  }

  /// Python does not order strings and numbers.
  private func refuseMixtures(_ column: TracedColumn) throws(Raised) {
    guard case .object(let values) = column.values.storage else { return }
    var previous: Scalar?
    for value in values where !value.isMissing {
      if let previous { _ = try context.compare(.less, value.pythonValue, previous.pythonValue) }
      previous = value
    }
  }

  /// The positions in order of the labels, of one level or of all.
  fileprivate func labelOrder(of index: Index) throws(Raised) -> [Int] {
    var levels = index.levels
    if !isNone("key") {
      for number in levels.indices {
        let own = Index(.labels(levels[number].labels, levels[number].dtype), names: [index.names[number]])
        let keyed = try context.call(self["key"], [.object(IndexObject(own))]).supported()
        guard let column = try context.sequenceColumn(keyed) else {
          throw unsupported("'sort_index' with such a key")
        }
        levels[number] = Index.Level(column.values, column.dtype)
      }
    }
    var positions = Array(levels.indices)
    if !isNone("level") {
      positions = []
      for label in try labels("level") { positions.append(try context.level(label.pythonValue, of: index)) }
      if try bool("sort_remaining") { positions += levels.indices.filter { !positions.contains($0) } }
    }
    let ascending = try ascending()
    let keys = positions.enumerated().map { place, level in
      SortKey(
        levels[level].labels, levels[level].dtype,
        ascending: ascending.count == 1 ? ascending[0] : place < ascending.count ? ascending[place] : true)
    }
    if keys.count == 1 {
      let column = TracedColumn(values: keys[0].column, dtype: keys[0].dtype)
      try refuseMixtures(column)
    }
    return lexicalOrder(keys, missing: try missingPosition)
  }
}
