import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.reset_index`.
  static let resetIndex = Method(
    "reset_index(self, level=None, *, drop=False, inplace=False, col_level=0, col_fill='', allow_duplicates=False, names=None)"
  ) { call in
    try call.refuse("col_level", "col_fill")
    let frame = try call.frame
    var names: [Label]?
    if !call.isNone("names") { names = try call.labels("names") }
    let levels = try call.resetLevels(frame.index)
    let result = try frame.resettingIndex(
      levels, names: names, drops: try call.bool("drop"), allowsDuplicates: call["allow_duplicates"].isTruth,
      in: call.context)
    return try call.result(result, replacing: frame)
  }
}

extension Pandas.Series {
  /// pandas `Series.reset_index`.
  static let resetIndex = Method(
    "reset_index(self, level=None, *, drop=False, name=no_default, inplace=False, allow_duplicates=False)"
  ) { call in
    let series = try call.series
    let levels = try call.resetLevels(series.index)
    let drops = try call.bool("drop")
    if !drops, try call.bool("inplace") {
      throw Raised.typeError("Cannot reset_index inplace on a Series to create a DataFrame")
    }
    let label = call.isGiven("name") ? Label(call["name"]) : series.name ?? .single(.int(0))
    let frame = FrameObject(
      index: series.index, header: Index(of: [label]), columns: [series.column], domain: series.domain)
    let result = try frame.resettingIndex(levels, drops: drops, in: call.context)
    guard drops else { return .object(result) }
    return try call.sorted(SeriesObject(series.column, index: result.index, name: series.name), series)
  }
}

extension Value {
  /// Whether it is `True`.
  var isTruth: Bool { if case .bool(true) = self { true } else { false } }
}

extension Call {
  /// The levels that `level` names; all of them without it.
  fileprivate func resetLevels(_ index: Index) throws(Raised) -> [Int] {
    guard !isNone("level") else { return Array(0..<index.levelCount) }
    var result: [Int] = []
    for label in try labels("level") { result.append(try context.level(label.pythonValue, of: index)) }
    return result.sorted()
  }
}

extension Context {
  /// The position of a level that is named, or counted.
  func level(_ value: Value, of index: Index) throws(Raised) -> Int {
    let name = Scalar(value)
    if let position = index.names.firstIndex(where: { $0?.asKey == name.asKey }) { return position }
    if let number = try indexIfInteger(value) {
      let position = number < 0 ? number + index.levelCount : number
      if (0..<index.levelCount).contains(position) { return position }
      throw Raised.indexError(
        number < 0
          ? "Too many levels: Index has only \(index.levelCount) level\(index.isMulti ? "s" : ""), \(number) is not a valid level number"
          : "Too many levels: Index has only \(index.levelCount) level\(index.isMulti ? "s" : ""), not \(number + 1)")
    }
    if index.isMulti { throw Raised.keyError(.text("Level \(try str(value)) not found")) }
    let own = try index.name.map { (name) throws(Raised) in try str(name.pythonValue).description } ?? "None"
    throw Raised.keyError(.text("Requested level (\(try str(value))) does not match index name (\(own))"))
  }
}

extension FrameObject {
  /// The labels as columns at the left, under a plain range.
  func resettingIndex(in context: Context) -> FrameObject {
    resettingIndex(Array(0..<index.levelCount), resetLabels(Array(0..<index.levelCount), names: nil), in: context)
  }

  /// Levels of the labels as columns at the left, under the levels that stay, or a plain range.
  func resettingIndex(
    _ reset: [Int], names: [Label]? = nil, drops: Bool = false, allowsDuplicates: Bool = false, in context: Context
  ) throws(Raised) -> FrameObject {
    if drops {
      let rows = index.keepingLevels((0..<index.levelCount).filter { !reset.contains($0) })
      return FrameObject(index: rows, header: header, columns: tracedColumns, domain: domain)
    }
    if let names, names.count != index.levelCount {
      throw Raised.valueError(
        "The number of provided names (\(names.count)) does not match the number of MultiIndex levels (\(index.levelCount))"
      )
    }
    let labels = resetLabels(reset, names: names)
    for label in labels where !allowsDuplicates && !positions(of: label).isEmpty {
      throw Raised.valueError("cannot insert \(try context.str(label.pythonValue)), already exists")
    }
    return resettingIndex(reset, labels, in: context)
  }

  private func resettingIndex(_ reset: [Int], _ labels: [Label], in context: Context) -> FrameObject {
    let levels = index.levels
    let fitted = tracedColumns.lazy.compactMap(\.fitted).first
    let columns = reset.map { number in
      context.adopted(
        TracedColumn(values: levels[number].labels, dtype: levels[number].dtype, fitted: fitted), by: domain)
    }
    return FrameObject(
      index: index.keepingLevels((0..<index.levelCount).filter { !reset.contains($0) }),
      header: Index(of: labels + header.labels, names: header.names), columns: columns + tracedColumns, domain: domain)
  }

  private func resetLabels(_ reset: [Int], names: [Label]?) -> [Label] {
    let labels = reset.map { names?[$0] ?? levelLabel($0) }
    guard header.isMulti else { return labels }
    return labels.map { .tuple($0.parts + [Scalar](repeating: .string(""), count: header.levelCount - 1)) }
  }

  /// The name that a level has as a column.
  private func levelLabel(_ number: Int) -> Label {
    if let name = index.names[number] { return .single(name) }
    if index.isMulti { return .single(.string(PythonString("level_\(number)"))) }
    let isTaken = !positions(of: .single(.string("index"))).isEmpty
    return .single(.string(isTaken ? "level_0" : "index"))
  }
}

extension Index {
  /// The levels at these positions; a plain range of none.
  func keepingLevels(_ kept: [Int]) -> Index {
    guard !kept.isEmpty else { return Index(count: count) }
    guard kept.count < levelCount else { return self }
    let levels = levels
    if kept.count == 1 {
      return Index(.labels(levels[kept[0]].labels, levels[kept[0]].dtype), names: [names[kept[0]]])
    }
    return Index(levels: kept.map { levels[$0] }, names: kept.map { names[$0] })
  }
}
