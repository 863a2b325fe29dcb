import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.groupby`.
  static let groupby = Method(
    "groupby(self, by=None, axis=no_default, level=None, as_index=True, sort=True, group_keys=True, observed=no_default, dropna=True)"
  ) { call in
    let frame = try call.frame
    if call.isGiven("axis"), try call.axis() == 1 { throw call.unsupported("'groupby' of columns") }
    return .object(try call.grouped(frame, isSeries: false))
  }
}

extension Pandas.Series {
  /// pandas `Series.groupby`.
  static let groupby = Method(
    "groupby(self, by=None, axis=0, level=None, as_index=True, sort=True, group_keys=True, observed=no_default, dropna=True)"
  ) { call in
    let series = try call.series
    let frame = FrameObject(
      index: series.index, header: Index(of: [series.name ?? .single(.int(0))]), columns: [series.column],
      domain: series.domain)
    return .object(try call.grouped(frame, isSeries: true))
  }
}

extension Call {
  fileprivate func grouped(_ frame: FrameObject, isSeries: Bool) throws(Raised) -> GroupByObject {
    let by = self["by"]
    let isList = by.object is ListObject
    var keys: [GroupByObject.Key] = []
    if !isNone("level") {
      for level in isListOrTuple(self["level"]) ? try list("level") : [self["level"]] {
        keys.append(try levelKey(level, frame))
      }
    } else if by.isNone {
      throw Raised.typeError("You have to supply one of 'by' and 'level'")
    } else {
      for item in isList ? try context.items(of: by) : [by] { keys.append(try key(item, frame, isSeries: isSeries)) }
    }
    // Categories without rows make groups in the classic era, in the modern one not.
    let observed = isGiven("observed") ? try bool("observed") : context.era == .modern
    let isCategory = keys.contains { $0.column.dtype.categories?.ordered == false }
    if context.era == .classic, observed, isCategory, keys.count > 1 {
      throw unsupported("'observed' with several keys, one of categories without order", argument: "observed")
    }
    // The classic era leaves observed categories without order as they appear.
    let isUnsorted = context.era == .classic && observed && isCategory
    let groups = GroupByObject(
      frame, keys: keys, asIndex: try bool("as_index"), sort: try bool("sort") && !isUnsorted,
      dropsMissing: try bool("dropna"),
      observed: observed, selection: isSeries ? [0] : nil, isSeries: isSeries, isListKeyed: isList)
    groups.groupKeys = isGiven("group_keys") ? try bool("group_keys") : nil
    return groups
  }

  private func isListOrTuple(_ value: Value) -> Bool { value.object is ListObject || value.object is TupleObject }

  private func key(_ value: Value, _ frame: FrameObject, isSeries: Bool) throws(Raised) -> GroupByObject.Key {
    if let series = value.cast(to: SeriesObject.self) {
      let column = try context.reindexed(series.column, series.index, to: frame.index, domain: frame.domain)
      let position = (0..<frame.columnCount).first { frame.buffers[$0] === series.buffer }
      return GroupByObject.Key(column: column, label: series.name, position: position)
    }
    if let dict = value.cast(to: DictObject.self) {
      let labels = IndexObject(frame.index)
      let entries = dict.items.map { (key: Scalar($0.key), value: Scalar($0.value)) }
      return GroupByObject.Key(
        column: try context.lookedUp(labels.column, in: entries, name: nil), label: nil, position: nil)
    }
    if value.object is any TracedTable || value.object is IndexObject, let column = try context.sequenceColumn(value) {
      guard column.count == frame.rowCount else { throw Raised.valueError("Grouper and axis must be same length") }
      return GroupByObject.Key(column: column, label: nil, position: nil)
    }
    if value.object?.isCallable == true { throw unsupported("'groupby' with a function") }
    let label = Label(value)
    if !isSeries, let position = frame.positions(of: label).first {
      return GroupByObject.Key(column: frame.column(position), label: label, position: position)
    }
    if frame.index.names.contains(where: { $0 != nil && $0 == label.parts.first }) { return try levelKey(value, frame) }
    throw Raised.keyError(value)
  }

  private func levelKey(_ value: Value, _ frame: FrameObject) throws(Raised) -> GroupByObject.Key {
    let position: Int?
    if case .int(let number) = value {
      position = number < 0 ? number + frame.index.levelCount : number
    } else {
      position = frame.index.names.firstIndex(of: Scalar(value))
    }
    guard let position, frame.index.levels.indices.contains(position) else { throw Raised.keyError(value) }
    let level = frame.index.levels[position]
    return GroupByObject.Key(
      column: TracedColumn(values: level.labels, dtype: level.dtype),
      label: frame.index.names[position].map { .single($0) },
      position: nil)
  }
}
