package import Columns

extension Series {
  /// pandas' `unstack`: one level of the labels becomes the columns.
  package func unstacked(level: Int = -1, fill: Scalar? = nil) -> Frame {
    let levels = index.levels
    let moved = level < 0 ? levels.count + level : level
    let kept = levels.indices.filter { $0 != moved }
    let columns = Grouping([Frame.Field(levels[moved].labels, levels[moved].dtype)], dropsMissing: false)
    let rows = Grouping(kept.map { Frame.Field(levels[$0].labels, levels[$0].dtype) }, dropsMissing: false)
    var positions = [[Int]](repeating: [Int](repeating: -1, count: rows.count), count: columns.count)
    for row in 0..<count where columns.codes[row] >= 0 && rows.codes[row] >= 0 {
      positions[columns.codes[row]][rows.codes[row]] = row
    }
    let isComplete = !positions.contains { $0.contains { $0 < 0 } }
    let fields = positions.map { column -> Frame.Field in
      let values = values.selectingOrMissing(column)
      if let fill, column.contains(where: { $0 < 0 }) { return filled(values, dtype, fill) }
      // One hole anywhere makes all columns floats: they are one block.
      if !isComplete, fill == nil, dtype.isInteger { return Frame.Field(.floats(values.doubles), .float64) }
      return values.promoted(dtype)
    }
    return Frame(
      index: rows.index(names: kept.map { index.names[$0] }), header: columns.index(names: [index.names[moved]]),
      fields: fields)
  }
}

/// Missing values replaced by one value of the same kind; integers stay integers.
private func filled(_ column: Column, _ dtype: DType, _ fill: Scalar) -> Frame.Field {
  switch (column.storage, fill) {
  case (.int64(let values), .int(let fill)):
    return Frame.Field(.ints(values.indices.map { column.isMissing($0) ? fill : values[$0] }), dtype)
  case (.float64(let values), _):
    let fill = fill.double ?? .nan
    return Frame.Field(.floats(values.map { $0.isNaN ? fill : $0 }), dtype)
  default:
    return Frame.Field(Column(.object((0..<column.count).map { column.isMissing($0) ? fill : column[$0] })), .object)
  }
}

extension Frame {
  /// pandas' `unstack` of a frame: its columns become the outer level of the new ones.
  package func unstacked(level: Int = -1, fill: Scalar? = nil) -> Frame {
    let parts = (0..<columnCount).map { series($0).unstacked(level: level, fill: fill) }
    guard let first = parts.first else { return self }
    let repeated = (0..<columnCount).flatMap { [Int](repeating: $0, count: first.columnCount) }
    let inner = parts.flatMap { _ in Array(0..<first.columnCount) }
    let outer = header.selecting(repeated).levels
    let below = first.header.levels.map { Index.Level($0.labels.selecting(inner), $0.dtype) }
    return Frame(
      index: first.index, header: Index(levels: outer + below, names: header.names + first.header.names),
      fields: parts.flatMap(\.fields))
  }

  /// pandas' `stack` of columns with one level: the labels of the columns become the innermost level of the rows'.
  package func stacked(dropsMissing: Bool = true) -> Series {
    let rows = (0..<rowCount).flatMap { [Int](repeating: $0, count: columnCount) }
    let columns = (0..<rowCount).flatMap { _ in Array(0..<columnCount) }
    let all = concatenated(fields)
    var values = all.values.selecting(zip(rows, columns).map { $1 * rowCount + $0 })
    var kept = Array(rows.indices)
    if dropsMissing { kept = kept.filter { !values.isMissing($0) } }
    values = values.selecting(kept)
    let levels = index.levels + header.levels
    let split = index.levelCount
    let labels = levels.enumerated().map { i, level in
      Index.Level(level.labels.selecting(kept.map { i < split ? rows[$0] : columns[$0] }), level.dtype)
    }
    return Series(values, dtype: all.dtype, index: Index(levels: labels, names: index.names + header.names))
  }
}
