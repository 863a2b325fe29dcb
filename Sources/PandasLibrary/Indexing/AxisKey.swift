import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// What a key chooses along one axis.
enum AxisSelection {
  case one(Int)
  case several([Int], Plan.TrainingFilter?)
  /// A label that is not there, which a store may add.
  case absent(Label)
}

extension Context {
  /// What a key of `loc` chooses among labels.
  ///
  /// - Parameter axis: as messages name it.
  func labelSelection(_ key: Value, index: Index, axis: String = "columns") throws(Raised) -> AxisSelection {
    if let slice = key.cast(to: SliceObject.self) { return .several(try labelSlice(slice, index), nil) }
    if let kept = try maskedPositions(key, index: index) {
      return .several(kept, filter("mask", kept: kept.count, of: index.count))
    }
    if let labels = try keyColumn(key) { return .several(try positions(ofLabels: labels.values, index, axis), nil) }
    let label = Label(key)
    if index.isMulti, label.parts.count < index.levelCount {
      let found = index.positions(beginning: label.parts)
      return found.isEmpty ? .absent(label) : .several(found, nil)
    }
    let found = index.positions(of: label)
    if found.count == 1 { return .one(found[0]) }
    return found.isEmpty ? .absent(label) : .several(found, nil)
  }

  /// Where the labels stand, all occurrences of each.
  private func positions(ofLabels labels: Column, _ index: Index, _ axis: String) throws(Raised) -> [Int] {
    var absent: [Label] = []
    var result: [Int] = []
    let isUnique = index.isUnique
    let known = isUnique && labels.count > 4 ? index.firstPositions : nil
    for row in 0..<labels.count {
      let label = Label(labels[row].pythonValue)
      if let known {
        if let position = known[label.asKey] { result.append(position) } else { absent.append(label) }
        continue
      }
      let found = index.positions(of: label)
      if found.isEmpty { absent.append(label) }
      result += found
    }
    guard absent.isEmpty else { throw notInIndex(absent, all: absent.count == labels.count, index, axis) }
    return result
  }

  /// KeyError in pandas' words for labels that are not there.
  func notInIndex(_ absent: [Label], all: Bool, _ index: Index, _ axis: String = "columns") -> Raised {
    let names = Index(of: absent)
    let text = names.repr(era, displayOptions)
    if all {
      return .keyError(.string(PythonString("None of [\(text)] are in the [\(axis)]")))
    }
    var list: [PythonString] = []
    for label in absent { list.append((try? repr(label.pythonValue)) ?? "") }
    return .keyError(.text("[" + list.map(\.description).joined(separator: ", ") + "] not in index"))
  }

  /// A slice by labels: both ends belong to it.
  private func labelSlice(_ slice: SliceObject, _ index: Index) throws(Raised) -> [Int] {
    let step = slice.step.isNone ? 1 : try self.index(slice.step)
    let first = slice.start.isNone ? 0 : try bound(slice.start, index, isEnd: false)
    let last = slice.stop.isNone ? index.count - 1 : try bound(slice.stop, index, isEnd: true)
    guard step > 0 else { throw unsupportedNow("a slice by labels with a negative step") }
    return first <= last ? Array(stride(from: first, through: last, by: step)) : []
  }

  private func bound(_ value: Value, _ index: Index, isEnd: Bool) throws(Raised) -> Int {
    let label = Label(value)
    if case .labels(let labels, _) = index.storage, case .string = labels.storage, case .int = Scalar(value) {
      throw Raised.typeError(
        "cannot do slice indexing on Index with these indexers [\(try str(value))] of type \(value.typeName)")
    }
    let found = index.positions(of: label)
    if let position = isEnd ? found.last : found.first { return position }
    // A label that is not there has a place among sorted ones.
    guard case .single(let scalar) = label, !index.isMulti else { throw Raised.keyError(value) }
    let labels = index.levels[0].labels
    for row in 1..<max(labels.count, 1) where labels[row].precedes(labels[row - 1]) { throw Raised.keyError(value) }
    let before = (0..<labels.count).count { labels[$0].precedes(scalar) }
    return isEnd ? before - 1 : before
  }

  /// What a key of `iloc` chooses among positions.
  func positionSelection(_ key: Value, count: Int) throws(Raised) -> AxisSelection {
    if key.cast(to: SliceObject.self) == nil, let position = try indexIfInteger(key) {
      let row = position < 0 ? position + count : position
      guard (0..<count).contains(row) else { throw Raised.indexError("single positional indexer is out-of-bounds") }
      return .one(row)
    }
    let isMask = try keyColumn(key)?.values.mask != nil
    let kept = try positions(of: key, count: count)
    return .several(kept, isMask ? filter("mask", kept: kept.count, of: count) : nil)
  }
}
