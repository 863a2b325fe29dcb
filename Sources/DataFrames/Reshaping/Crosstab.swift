package import Columns
package import Kernels

/// How a cross table is divided.
package enum CrosstabShare: Sendable, Hashable {
  case all, rows, columns
}

/// pandas' `crosstab`: how often each pair of keys occurs.
/// - Parameters:
///   - margins: the label of the totals; `nil` for none.
///   - share: counts divided by totals.
package func crosstab(
  _ rows: [Frame.Field], _ columns: [Frame.Field], rowNames: [Scalar?], columnNames: [Scalar?],
  margins: PythonString? = nil, share: CrosstabShare? = nil
) -> Frame {
  let both = Grouping(rows + columns)
  let rowGroups = grouping(both.levels.prefix(rows.count))
  let columnGroups = grouping(both.levels.suffix(columns.count))
  var counts = [[Int64]](repeating: [Int64](repeating: 0, count: rowGroups.count), count: columnGroups.count)
  for (group, size) in both.sizes.enumerated() {
    counts[columnGroups.codes[group]][rowGroups.codes[group]] = size
  }
  let index = rowGroups.index(names: rowNames)
  let header = columnGroups.index(names: columnNames)
  return CrossTable(counts: counts, index: index, header: header).frame(margins: margins, share: share)
}

private func grouping(_ levels: ArraySlice<Index.Level>) -> Grouping {
  Grouping(levels.map { Frame.Field($0.labels, $0.dtype) })
}

private struct CrossTable {
  let counts: [[Int64]]
  let index: Index
  let header: Index

  func frame(margins: PythonString?, share: CrosstabShare?) -> Frame {
    let rowTotals = (0..<index.count).map { row in counts.reduce(Int64(0)) { $0 + $1[row] } }
    let columnTotals = counts.map { $0.reduce(0, +) }
    let total = columnTotals.reduce(0, +)
    guard let share else {
      guard let margins else { return table(counts.map { .ints($0) }) }
      let columns = (counts + [rowTotals]).enumerated().map { i, column in
        Column.ints(column + [i < columnTotals.count ? columnTotals[i] : total])
      }
      return table(columns, margins, rows: true, columns: true)
    }
    func divided(_ number: Int64, _ by: Int64) -> Double { by == 0 ? 0 : Double(number) / Double(by) }
    switch share {
    case .all:
      var columns = counts.map { $0.map { divided($0, total) } }
      guard let margins else { return table(columns.map { .floats($0) }) }
      columns.append(rowTotals.map { divided($0, total) })
      let last = columnTotals.map { divided($0, total) } + [1]
      return table(zip(columns, last).map { .floats($0 + [$1]) }, margins, rows: true, columns: true)
    case .rows:
      let columns = zip(counts, columnTotals).map { column, sum in
        zip(column, rowTotals).map { divided($0, $1) } + (margins == nil ? [] : [divided(sum, total)])
      }
      guard let margins else { return table(columns.map { .floats($0) }) }
      return table(columns.map { .floats($0) }, margins, rows: true, columns: false)
    case .columns:
      var columns = zip(counts, columnTotals).map { column, sum in column.map { divided($0, sum) } }
      guard let margins else { return table(columns.map { .floats($0) }) }
      columns.append(rowTotals.map { divided($0, total) })
      return table(columns.map { .floats($0) }, margins, rows: false, columns: true)
    }
  }

  private func table(
    _ values: [Column], _ margins: PythonString = "", rows: Bool = false, columns: Bool = false
  ) -> Frame {
    Frame(
      index: rows ? index.appending(margins) : index, header: columns ? header.appending(margins) : header,
      fields: values.map { Frame.Field($0) })
  }
}

extension Index {
  /// One more label: a text in the first level, empty texts below.
  func appending(_ text: PythonString) -> Index {
    let levels = self.levels.enumerated().map { i, level -> Level in
      let extra = Column(scalars: [.string(i == 0 ? text : "")])
      let field = concatenated([
        Frame.Field(level.labels, level.dtype.categories?.dtype.value ?? level.dtype), Frame.Field(extra, .str),
      ])
      return Level(field.values, field.dtype)
    }
    if isMulti { return Index(levels: levels, names: names) }
    return Index(.labels(levels[0].labels, levels[0].dtype), names: names)
  }
}
