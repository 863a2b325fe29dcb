import Columns
import DataFrames
import PythonRuntime
import Tracing

extension Label {
  /// The Python value as a label: tuples name several levels.
  init(_ value: Value) {
    if let tuple = value.cast(to: TupleObject.self) {
      self = .tuple(tuple.items.map(Scalar.init))
    } else {
      self = .single(Scalar(value))
    }
  }

  /// The label as Python iterates over it.
  var pythonValue: Value {
    switch self {
    case .single(let scalar): scalar.pythonValue
    case .tuple(let scalars): .tuple(scalars.map(\.pythonValue))
    }
  }

  /// The label as labels are compared: `1` is `1.0`.
  var asKey: Label {
    switch self {
    case .single(let scalar): .single(scalar.asKey)
    case .tuple(let scalars): .tuple(scalars.map(\.asKey))
    }
  }
}

extension Index {
  /// The label at a position as Python iterates over it: times are pandas' own.
  func value(at row: Int) -> Value {
    let parts = label(at: row).parts
    guard parts.count == levels.count else { return label(at: row).pythonValue }
    let values = zip(parts, levels).map { part, level in timeElement(part, level.dtype) ?? part.pythonValue }
    return isMulti ? .tuple(values) : values.first ?? .none
  }

  /// All labels as Python iterates over them.
  var values: [Value] { (0..<count).map(value(at:)) }

  /// The label with a time in it as the counts that the index holds.
  private func counted(_ label: Label) -> Label {
    guard case .single(.object(let object)) = label, case .labels(_, let dtype) = storage else { return label }
    let count: Int64? =
      switch (dtype, object.reference) {
      case (.datetime64(let unit), let date as TimestampObject): try? date.count.rescaled(from: date.unit, to: unit)
      case (.timedelta64(let unit), let time as TimedeltaObject): try? time.count.rescaled(from: time.unit, to: unit)
      default: nil
      }
    return count.map { .single(.int($0)) } ?? label
  }

  /// Where a label stands.
  func positions(of label: Label) -> [Int] {
    let label = counted(label)
    if case .range(let start, _, let step) = storage {
      guard case .single(let scalar) = label.asKey, case .int(let number) = scalar else { return [] }
      let offset = Int(number) - start
      return offset % step == 0 && (0..<count).contains(offset / step) ? [offset / step] : []
    }
    let key = label.asKey
    if case .labels(let labels, _) = storage, case .single(let scalar) = key {
      return (0..<labels.count).filter { labels[$0].asKey == scalar }
    }
    return (0..<count).filter { self.label(at: $0).asKey == key }
  }

  /// Where the labels stand whose first parts are these: a partial key of a multi-index.
  func positions(beginning parts: [Scalar]) -> [Int] {
    let keys = parts.map(\.asKey)
    return (0..<count).filter { Array(label(at: $0).asKey.parts.prefix(keys.count)) == keys }
  }

  /// All labels in order.
  var labels: [Label] { (0..<count).map { label(at: $0) } }

  /// The first position of every label.
  var firstPositions: [Label: Int] {
    var result: [Label: Int] = [:]
    for position in 0..<count {
      let key = label(at: position).asKey
      if result[key] == nil { result[key] = position }
    }
    return result
  }

  /// Whether no label occurs twice.
  var isUnique: Bool {
    if isRange { return true }
    return firstPositions.count == count
  }

  /// An index of these labels, of the narrowest kind that holds them.
  init(of labels: [Label], names: [Scalar?] = [nil]) {
    let width = labels.first.map(\.parts.count) ?? 1
    if labels.contains(where: { if case .tuple = $0 { true } else { false } }), width > 0,
      labels.allSatisfy({ $0.parts.count == width })
    {
      let levels = (0..<width).map { level in
        let column = Column(scalars: labels.map { $0.parts[level] })
        return Level(column, DType(of: column))
      }
      self.init(levels: levels, names: names.count == width ? names : [Scalar?](repeating: nil, count: width))
      return
    }
    let column = Column(scalars: labels.map { $0.parts.first ?? .missing })
    self.init(.labels(column, labels.isEmpty ? .object : DType(of: column)), names: [names.first ?? nil])
  }

  /// The index with one more label at the end.
  func appending(_ label: Label) -> Index { Index(of: labels + [label], names: names) }

  /// Whether both have the same labels in the same order; names do not count.
  func hasSameLabels(as other: Index) -> Bool {
    if storage == other.storage { return true }
    guard count == other.count else { return false }
    if case .labels(let a, _) = storage, case .labels(let b, _) = other.storage, a == b { return true }
    return (0..<count).allSatisfy { label(at: $0).asKey == other.label(at: $0).asKey }
  }
}
