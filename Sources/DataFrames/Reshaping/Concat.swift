import Columns
import Kernels

/// Columns one below the other, with the dtype that pandas finds for all of them.
package func concatenated(_ parts: [Frame.Field]) -> Frame.Field {
  guard let first = parts.first else { return Frame.Field(Column(.object([])), .object) }
  let filled = parts.filter { $0.values.count > 0 }
  guard let common = commonType((filled.isEmpty ? parts : filled).map(\.dtype)) else { return objects(parts) }
  let mask =
    parts.contains { $0.values.missing != nil }
    ? parts.flatMap { part in (0..<part.values.count).map { part.values.missing?[$0] ?? false } } : nil
  if common.isFloat { return Frame.Field(floats(parts, common), common) }
  switch first.values.storage {
  case .bool:
    var flags: [Bool] = []
    for part in parts {
      if case .bool(let values) = part.values.storage { flags += values }
    }
    return Frame.Field(.bools(flags, missing: mask), common)
  case .int64:
    var integers: [Int64] = []
    for part in parts {
      if case .int64(let values) = part.values.storage { integers += values }
    }
    return Frame.Field(.ints(integers, missing: mask), common)
  case .string:
    var strings = StringColumn()
    for part in parts {
      if case .string(let values) = part.values.storage { strings.append(values) }
    }
    return Frame.Field(.strings(strings, missing: mask), common)
  default: return Frame.Field(objects(parts).values, common)
  }
}

private func objects(_ parts: [Frame.Field]) -> Frame.Field {
  var scalars: [Scalar] = []
  for part in parts {
    for row in 0..<part.values.count { scalars.append(part.values[row]) }
  }
  return Frame.Field(Column(.object(scalars)), .object)
}

private func floats(_ parts: [Frame.Field], _ dtype: DType) -> Column {
  let values = parts.flatMap { $0.values.doubles }
  return dtype == .float32 ? Column(.float32(values.map { Float($0) })) : .floats(values)
}

/// The dtype that holds values of all of these: numpy's promotion; `nil` where only objects do.
package func commonType(_ dtypes: [DType]) -> DType? {
  guard var result = dtypes.first else { return nil }
  for dtype in dtypes.dropFirst() {
    if dtype == result { continue }
    guard let next = promoted(result, dtype) else { return nil }
    result = next
  }
  return result
}

private func promoted(_ a: DType, _ b: DType) -> DType? {
  if a.isObjectOrString && b.isObjectOrString { return a == .object || b == .object ? nil : .str }
  guard a.isNumeric, b.isNumeric, a != .bool, b != .bool else { return nil }
  if a.isFloat || b.isFloat {
    if a == .float64 || b == .float64 { return .float64 }
    let other = a == .float32 ? b : a
    return (other.itemSize ?? 8) <= 2 || other == .float32 ? .float32 : .float64
  }
  let signed: [DType] = [.int8, .int16, .int32, .int64]
  let (wide, narrow) = (a.itemSize ?? 8) >= (b.itemSize ?? 8) ? (a, b) : (b, a)
  if signed.contains(a) == signed.contains(b) { return wide }
  if signed.contains(wide), (wide.itemSize ?? 8) > (narrow.itemSize ?? 8) { return wide }
  switch wide.itemSize ?? 8 {
  case 1: return .int16
  case 2: return .int32
  case 4: return .int64
  default: return .float64
  }
}

/// Rows one below the other: `concat(frames)`. A column that a part lacks is missing there.
/// - Parameter sharedOnly: only columns that every part has (`join='inner'`).
package func concatenatedRows(_ parts: [Frame], ignoresIndex: Bool = false, sharedOnly: Bool = false) -> Frame {
  guard let first = parts.first else {
    return Frame(index: Index(count: 0), header: Index(count: 0), fields: [])
  }
  var labels: [Label] = []
  for part in parts {
    for column in 0..<part.columnCount where !labels.contains(part.header.label(at: column)) {
      labels.append(part.header.label(at: column))
    }
  }
  let positions = parts.map { part in
    labels.map { label in (0..<part.columnCount).first { part.header.label(at: $0) == label } }
  }
  let kept = labels.indices.filter { column in !sharedOnly || positions.allSatisfy { $0[column] != nil } }
  let fields = kept.map { column -> Frame.Field in
    concatenated(
      zip(parts, positions).map { part, positions in
        if let position = positions[column] { return part.fields[position] }
        return absent(part.rowCount, like: parts, labels[column])
      })
  }
  return Frame(
    index: ignoresIndex ? Index(count: parts.reduce(0) { $0 + $1.rowCount }) : concatenated(parts.map(\.index)),
    header: header(labels: kept.map { labels[$0] }, like: first.header), fields: fields)
}

/// A column of nothing but missing values, of a dtype that the other parts' column can be promoted with.
private func absent(_ count: Int, like parts: [Frame], _ label: Label) -> Frame.Field {
  for part in parts {
    guard let position = (0..<part.columnCount).first(where: { part.header.label(at: $0) == label }) else { continue }
    let field = part.fields[position]
    if field.dtype.isInteger || field.dtype.isFloat { break }
    if field.dtype == .bool {
      return Frame.Field(Column(.object([Scalar](repeating: .missing, count: count))), .object)
    }
    return Frame.Field(field.values.selecting([]).selectingOrMissing([Int](repeating: -1, count: count)), field.dtype)
  }
  return Frame.Field(.floats([Double](repeating: .nan, count: count)), .float64)
}

private func header(labels: [Label], like header: Index) -> Index {
  let level = header.levelCount
  let columns = (0..<level).map { i in Column(scalars: labels.map { $0.parts.count > i ? $0.parts[i] : .missing }) }
  if level > 1 { return Index(levels: columns.map { Index.Level($0, DType(of: $0)) }, names: header.names) }
  if header.isRange, labels.count == header.count { return header }
  guard let column = columns.first else { return header }
  return Index(.labels(column, DType(of: column)), names: header.names)
}

/// Labels one below the other; a shared name is kept.
package func concatenated(_ parts: [Index]) -> Index {
  guard let first = parts.first else { return Index(count: 0) }
  let names = (0..<first.levelCount).map { level in
    parts.allSatisfy { level < $0.names.count && $0.names[level] == first.names[level] } ? first.names[level] : nil
  }
  if let range = continued(parts) { return Index(range, names: names) }
  let levels = (0..<first.levelCount).map { level -> Index.Level in
    let field = concatenated(
      parts.map { part -> Frame.Field in
        let own = part.levels[min(level, part.levelCount - 1)]
        return Frame.Field(own.labels, own.dtype)
      })
    return Index.Level(field.values, field.dtype)
  }
  if first.isMulti { return Index(levels: levels, names: names) }
  return Index(.labels(levels[0].labels, levels[0].dtype), names: names)
}

/// Ranges that continue each other are one range.
private func continued(_ parts: [Index]) -> Index.Storage? {
  guard case .range(let start, var stop, let step)? = parts.first?.storage else { return nil }
  for part in parts.dropFirst() {
    guard case .range(let nextStart, let nextStop, let nextStep) = part.storage, nextStart == stop, nextStep == step
    else { return nil }
    stop = nextStop
  }
  return .range(start: start, stop: stop, step: step)
}
