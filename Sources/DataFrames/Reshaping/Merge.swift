package import Columns

/// `how` of a merge.
package enum JoinKind: String, Sendable, Hashable {
  case inner, left, right, outer, cross
}

/// Which row of either side stands in each row of a merge, -1 where there is none.
package struct JoinedRows: Sendable {
  package var left: [Int]
  package var right: [Int]

  /// The rows of a merge on keys, in pandas' order; missing keys equal each other.
  ///
  /// Left and right joins keep that side's order. The classic inner join groups the rows by key, in order of the keys'
  /// appearance on the left; the modern one keeps the left order. Modern outer joins are sorted by key, classic ones grouped.
  package init(
    _ kind: JoinKind, left: [Frame.Field], right: [Frame.Field], leftCount: Int, rightCount: Int, sort: Bool = false,
    era: Era
  ) {
    self.left = []
    self.right = []
    if kind == .cross {
      for row in 0..<leftCount {
        for other in 0..<rightCount { append(row, other) }
      }
      return
    }
    let (codes, count) = jointCodes(left, right, leftCount: leftCount, sort: sort || (kind == .outer && era == .modern))
    let leftCodes = codes[..<leftCount]
    let rightCodes = codes[leftCount...]
    switch kind {
    case .left where !sort: joinEach(leftCodes, to: RowsByCode(rightCodes, count), keepsAll: true)
    case .inner where !sort && era == .modern: joinEach(leftCodes, to: RowsByCode(rightCodes, count), keepsAll: false)
    case .right where !sort:
      joinEach(rightCodes, to: RowsByCode(leftCodes, count), keepsAll: true)
      swap(&self.left, &self.right)
    default: joinByKey(kind, RowsByCode(leftCodes, count), RowsByCode(rightCodes, count), count)
    }
  }

  /// Each row of one side, taken for the left one, with its matches on the other.
  private mutating func joinEach(_ codes: ArraySlice<Int>, to others: RowsByCode, keepsAll: Bool) {
    if let single = others.single {
      let matches = codes.map { single[$0] }
      if keepsAll || !matches.contains(-1) {
        left = Array(0..<codes.count)
        right = matches
      } else {
        left = matches.indices.filter { matches[$0] >= 0 }
        right = matches.filter { $0 >= 0 }
      }
      return
    }
    for (row, code) in codes.enumerated() {
      let matches = others[code]
      if matches.isEmpty && keepsAll { append(row, -1) }
      for match in matches { append(row, match) }
    }
  }

  /// The rows of both sides key by key.
  private mutating func joinByKey(_ kind: JoinKind, _ leftRows: RowsByCode, _ rightRows: RowsByCode, _ count: Int) {
    for code in 0..<count {
      let (a, b) = (leftRows[code], rightRows[code])
      if a.isEmpty && (kind == .inner || kind == .left) { continue }
      if b.isEmpty && (kind == .inner || kind == .right) { continue }
      if kind == .right {
        for other in b {
          if a.isEmpty { append(-1, other) }
          for row in a { append(row, other) }
        }
      } else {
        if a.isEmpty { append([-1], b) } else { append(a, b) }
      }
    }
  }

  private mutating func append(_ row: Int, _ other: Int) {
    left.append(row)
    right.append(other)
  }

  private mutating func append(_ rows: ArraySlice<Int>, _ others: ArraySlice<Int>) {
    for row in rows {
      if others.isEmpty { append(row, -1) }
      for other in others { append(row, other) }
    }
  }
}

/// One code a row for both sides: by appearance, left first, or in order of the keys.
private func jointCodes(
  _ left: [Frame.Field], _ right: [Frame.Field], leftCount: Int, sort: Bool
) -> ([Int], Int) {
  let joined = zip(left, right).map { concatenated([$0, $1]) }
  if sort {
    let grouping = Grouping(joined, dropsMissing: false)
    return (grouping.codes, grouping.count)
  }
  let codes = combinedCodes(joined.map { Factorized($0.values, countsMissing: true).codes })
  return (codes, (codes.max() ?? -1) + 1)
}
