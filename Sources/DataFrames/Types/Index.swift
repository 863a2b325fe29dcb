package import Columns
package import Kernels

/// The labels of the rows or of the columns of a frame.
package struct Index: Sendable, Hashable {
  package enum Storage: Sendable, Hashable {
    /// `start, start + step, …` before `stop`.
    case range(start: Int, stop: Int, step: Int)
    case labels(Column, DType)
    /// At least one level; all of the same length, a label a row.
    case multi([Level])
  }

  /// One level of a multi-index: its label in every row.
  package struct Level: Sendable, Hashable {
    package var labels: Column
    package var dtype: DType

    package init(_ labels: Column, _ dtype: DType) {
      self.labels = labels
      self.dtype = dtype
    }
  }

  package var storage: Storage
  /// One name a level; `nil` is Python's `None`.
  package var names: [Scalar?]
  /// The frequency of dates that `date_range` made, as pandas prints it.
  package var frequency: PythonString?

  package init(_ storage: Storage, names: [Scalar?]) {
    self.storage = storage
    self.names = names
  }

  /// `RangeIndex(count)`.
  package init(count: Int, name: Scalar? = nil) {
    self.init(.range(start: 0, stop: count, step: 1), names: [name])
  }

  package init(_ labels: Column, _ dtype: DType, name: Scalar? = nil) {
    self.init(.labels(labels, dtype), names: [name])
  }

  package init(_ labels: [PythonString], name: Scalar? = nil) {
    self.init(.labels(.strings(StringColumn(labels)), .str), names: [name])
  }

  package init(levels: [Level], names: [Scalar?]) {
    self.init(.multi(levels), names: names)
  }
}

extension Index {
  package var count: Int {
    switch storage {
    case .range(let start, let stop, let step): rangeCount(start, stop, step)
    case .labels(let labels, _): labels.count
    case .multi(let levels): levels.first?.labels.count ?? 0
    }
  }

  package var levelCount: Int {
    if case .multi(let levels) = storage { levels.count } else { 1 }
  }

  package var isMulti: Bool {
    if case .multi = storage { true } else { false }
  }

  package var isRange: Bool {
    if case .range = storage { true } else { false }
  }

  /// The name of an index of one level.
  package var name: Scalar? {
    get { names.first ?? nil }
    set { names = [newValue] }
  }

  /// Whether any level has a name.
  package var hasNames: Bool { names.contains { $0 != nil } }

  /// The levels; an index that is not multi has one.
  package var levels: [Level] {
    switch storage {
    case .range: [Level(Column.ints(rangeValues), .int64)]
    case .labels(let labels, let dtype): [Level(labels, dtype)]
    case .multi(let levels): levels
    }
  }

  package func label(at row: Int) -> Label {
    switch storage {
    case .range(let start, _, let step): .single(.int(Int64(start + row * step)))
    case .labels(let labels, _): .single(labels[row])
    case .multi(let levels): .tuple(levels.map { $0.labels[row] })
    }
  }

  /// The labels at `positions`, in that order.
  package func selecting(_ positions: [Int]) -> Index {
    switch storage {
    case .range(let start, _, let step):
      if let range = asRange(positions, start, step) { return Index(range, names: names) }
      return Index(.labels(.ints(positions.map { Int64(start + $0 * step) }), .int64), names: names)
    case .labels(let labels, let dtype):
      var index = Index(.labels(labels.selecting(positions), dtype), names: names)
      if frequency != nil, zip(positions, positions.dropFirst()).allSatisfy({ $1 == $0 + 1 }) {
        index.frequency = frequency
      }
      return index
    case .multi(let levels):
      return Index(.multi(levels.map { Level($0.labels.selecting(positions), $0.dtype) }), names: names)
    }
  }

  private var rangeValues: [Int64] {
    guard case .range(let start, _, let step) = storage else { return [] }
    return (0..<count).map { Int64(start + $0 * step) }
  }
}

private func rangeCount(_ start: Int, _ stop: Int, _ step: Int) -> Int {
  if step > 0 { return stop > start ? (stop - start + step - 1) / step : 0 }
  return step < 0 && start > stop ? (start - stop - step - 1) / -step : 0
}

/// A whole prefix of a range stays a range: what `head`, and a selection of every row, give.
private func asRange(_ positions: [Int], _ start: Int, _ step: Int) -> Index.Storage? {
  for (i, position) in positions.enumerated() where position != i { return nil }
  return .range(start: start, stop: start + positions.count * step, step: step)
}
