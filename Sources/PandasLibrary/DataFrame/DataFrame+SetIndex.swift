import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.set_index`: columns, or arrays, as labels of the rows.
  static let setIndex = Method(
    "set_index(self, keys, *, drop=True, append=False, inplace=False, verify_integrity=False)"
  ) { call in
    let frame = try call.frame
    let keys = try call.indexKeys(frame)
    var levels: [Index.Level] = []
    var names: [Scalar?] = []
    if try call.bool("append") {
      levels = frame.index.levels
      names = frame.index.names
    }
    levels += keys.map(\.level)
    names += keys.map(\.name)
    let index =
      levels.count == 1
      ? Index(.labels(levels[0].labels, levels[0].dtype), names: names) : Index(levels: levels, names: names)
    if try call.bool("verify_integrity"), !index.isUnique {
      var seen: Set<Label> = []
      let repeated = (0..<index.count).filter { !seen.insert(index.label(at: $0).asKey).inserted }
      let text = index.selecting(repeated).sortedDistinct.repr(call.context.era, call.context.displayOptions)
      throw Raised.valueError("Index has duplicate keys: \(text)")
    }
    let dropped = try call.bool("drop") ? Set(keys.compactMap(\.position)) : []
    let result = frame.selectingColumns((0..<frame.columnCount).filter { !dropped.contains($0) })
    result.index = index
    return try call.result(result, replacing: frame)
  }

  /// pandas `DataFrame.set_axis`.
  static let setAxis = Method("set_axis(self, labels, *, axis=0, inplace=no_default, copy=no_default)") { call in
    let frame = try call.frame
    let result = FrameObject(
      index: frame.index, header: frame.header, columns: frame.tracedColumns, domain: frame.domain)
    if try call.axis() == 1 {
      result.header = try call.context.newIndex(call["labels"], count: frame.columnCount)
    } else {
      result.index = try call.context.newIndex(call["labels"], count: frame.rowCount)
    }
    guard call.isGiven("inplace") else { return .object(result) }
    return try call.result(result, replacing: frame)
  }
}

/// Labels that `set_index` takes from a column, or from values of their own.
private struct IndexKey {
  let level: Index.Level
  let name: Scalar?
  /// The column that they are; `nil` for values.
  let position: Int?
}

extension Call {
  fileprivate func indexKeys(_ frame: FrameObject) throws(Raised) -> [IndexKey] {
    let keys = try self["keys"].supported()
    if keys.object is any TracedTable || keys.object is IndexObject { return try valueKeys(keys, frame) }
    guard let list = keys.cast(to: ListObject.self) else { return try columnKeys([keys], frame) }
    var result: [IndexKey] = []
    var labels: [Value] = []
    var places: [Int] = []
    for (place, item) in list.items.enumerated() {
      if item.object is any TracedTable || item.object is IndexObject || item.object is ListObject {
        result += try valueKeys(item, frame)
      } else {
        labels.append(item)
        places.append(result.count)
        _ = place
        result.append(IndexKey(level: Index.Level(.floats([]), .float64), name: nil, position: nil))
      }
    }
    for (key, place) in zip(try columnKeys(labels, frame), places) { result[place] = key }
    return result
  }

  private func columnKeys(_ labels: [Value], _ frame: FrameObject) throws(Raised) -> [IndexKey] {
    var absent: [String] = []
    var result: [IndexKey] = []
    for value in labels {
      let label = Label(value)
      if let cause = frame.lostCause(label) { throw Raised.unsupported(cause) }
      guard let position = frame.positions(of: label).first else {
        absent.append(try context.repr(value).description)
        continue
      }
      let column = frame.column(position)
      result.append(
        IndexKey(
          level: Index.Level(column.shownValues(context.era), column.dtype), name: frame.label(position).parts.first,
          position: position))
    }
    guard absent.isEmpty else {
      throw Raised.keyError(.text("None of [\(absent.joined(separator: ", "))] are in the columns"))
    }
    return result
  }

  private func valueKeys(_ value: Value, _ frame: FrameObject) throws(Raised) -> [IndexKey] {
    if let index = value.cast(to: IndexObject.self)?.index {
      try check(index.count, frame)
      return zip(index.levels, index.names).map { IndexKey(level: $0, name: $1, position: nil) }
    }
    guard let column = try context.sequenceColumn(value) else { throw unsupported("'set_index' with such keys") }
    try check(column.count, frame)
    let name = value.cast(to: SeriesObject.self)?.name?.parts.first
    return [IndexKey(level: Index.Level(column.values, column.dtype), name: name, position: nil)]
  }

  private func check(_ count: Int, _ frame: FrameObject) throws(Raised) {
    guard count != frame.rowCount else { return }
    throw Raised.valueError(
      "Length mismatch: Expected \(frame.rowCount) rows, received array of length \(count)")
  }
}
