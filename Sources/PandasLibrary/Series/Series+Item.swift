import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension SeriesObject {
  /// `series[key]`.
  func value(at key: Value, in context: Context) throws(Raised) -> Value {
    if let slice = key.cast(to: SliceObject.self) {
      if isPositional(slice) || index.isRange {
        return .object(selecting(Array(try slice.range(count: rowCount, in: context))))
      }
      return try chosen(context.labelSelection(key, index: index), key, in: context)
    }
    if let kept = try context.maskedPositions(key, index: index) {
      return .object(selecting(kept, filter: context.filter("mask", kept: kept.count, of: rowCount)))
    }
    if !hasIntegerLabels, context.era == .classic {
      if let position = try context.indexIfInteger(key), index.positions(of: Label(key)).isEmpty {
        return try chosen(context.positionSelection(key, count: rowCount), .int(position), in: context)
      }
      if let labels = try context.keyColumn(key), labels.dtype.isInteger {
        return try chosen(context.positionSelection(key, count: rowCount), key, in: context)
      }
    }
    return try chosen(context.labelSelection(key, index: index), key, in: context)
  }

  private var hasIntegerLabels: Bool {
    switch index.storage {
    case .range: true
    case .labels(_, let dtype): dtype.isInteger || dtype.isFloat
    case .multi: false
    }
  }

  private func isPositional(_ slice: SliceObject) -> Bool {
    [slice.start, slice.stop].allSatisfy { bound in
      switch bound {
      case .none, .int: true
      case .object(let object): object is any FittedScalar
      default: false
      }
    }
  }

  /// The chosen element or rows.
  func chosen(_ selection: AxisSelection, _ key: Value, in context: Context) throws(Raised) -> Value {
    switch selection {
    case .one(let position): return element(position, in: context)
    case .several(let positions, let filter):
      let result = selecting(positions, filter: filter)
      if index.isMulti, let parts = partialKey(key) { result.index = index.droppingLevels(parts).selecting(positions) }
      return .object(result)
    case .absent: throw Raised.keyError(key)
    }
  }

  /// How many leading levels a key names.
  private func partialKey(_ key: Value) -> Int? {
    if key.object is SliceObject || key.object is ListObject { return nil }
    if key.object is any TracedTable { return nil }
    return Label(key).parts.count
  }

  /// `series[key] = value`.
  func store(_ value: Value, at key: Value, in context: Context) throws(Raised) {
    let selection: AxisSelection
    if let slice = key.cast(to: SliceObject.self), isPositional(slice) {
      selection = .several(Array(try slice.range(count: rowCount, in: context)), nil)
    } else if !hasIntegerLabels, context.era == .classic, let position = try context.indexIfInteger(key),
      (-rowCount..<rowCount).contains(position)
    {
      selection = .one(position < 0 ? position + rowCount : position)
    } else {
      selection = try context.labelSelection(key, index: index, axis: "index")
    }
    // What holds nowhere stores nothing, whereas `loc` may change the dtype.
    if case .several(let rows, _) = selection, rows.isEmpty { return }
    try store(value, at: selection, mask: key, in: context)
  }

  /// Stores into the chosen rows.
  func store(_ value: Value, at selection: AxisSelection, mask: Value, in context: Context) throws(Raised) {
    if case .absent(let label) = selection {
      guard domain == nil else { throw context.unsupportedNow("a new row of a series") }
      let old = values
      let grown = Column(scalars: (0..<rowCount).map { old[$0] } + [Scalar(value)])
      index = index.appending(label)
      // The grown series is its own: what it was a view of stays as it was.
      store(TracedColumn(values: grown, dtype: DType(of: grown)), era: .modern)
      return
    }
    store(try context.storing(value, into: column, selection, mask: mask, index: index), era: context.era)
  }
}

extension Index {
  /// Without the first levels.
  func droppingLevels(_ count: Int) -> Index {
    guard case .multi(let levels) = storage, count < levels.count else { return self }
    let kept = Array(levels.dropFirst(count))
    let keptNames = Array(names.dropFirst(count))
    if kept.count == 1, let level = kept.first { return Index(.labels(level.labels, level.dtype), names: keptNames) }
    return Index(levels: kept, names: keptNames)
  }
}
