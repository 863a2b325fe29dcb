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
    let leftCodes = Array(codes[..<leftCount])
    let rightCodes = Array(codes[leftCount...])
    let leftRows = rowsByCode(leftCodes, count)
    let rightRows = rowsByCode(rightCodes, count)
    switch kind {
    case .left where !sort:
      for row in 0..<leftCount { append([row], rightRows[leftCodes[row]]) }
    case .right where !sort:
      for row in 0..<rightCount {
        let matches = leftRows[rightCodes[row]]
        for match in matches.isEmpty ? [-1] : matches { append(match, row) }
      }
    case .inner where !sort && era == .modern:
      for row in 0..<leftCount {
        for match in rightRows[leftCodes[row]] { append(row, match) }
      }
    default:
      for code in 0..<count {
        let (a, b) = (leftRows[code], rightRows[code])
        if a.isEmpty && (kind == .inner || kind == .left) { continue }
        if b.isEmpty && (kind == .inner || kind == .right) { continue }
        if kind == .right {
          for other in b {
            for row in a.isEmpty ? [-1] : a { append(row, other) }
          }
        } else {
          append(a.isEmpty ? [-1] : a, b)
        }
      }
    }
  }

  private mutating func append(_ row: Int, _ other: Int) {
    left.append(row)
    right.append(other)
  }

  private mutating func append(_ rows: [Int], _ others: [Int]) {
    for row in rows {
      for other in others.isEmpty ? [-1] : others { append(row, other) }
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

private func rowsByCode(_ codes: [Int], _ count: Int) -> [[Int]] {
  var result = [[Int]](repeating: [], count: count)
  for (row, code) in codes.enumerated() { result[code].append(row) }
  return result
}
