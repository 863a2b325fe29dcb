package import Columns

/// Where missing values go.
package enum MissingPosition: Sendable, Hashable {
  case first, last
}

/// pandas' `kind` of sorting; `mergesort` is stable too.
package enum SortKind: Sendable, Hashable {
  case quicksort, heapsort, stable
}

extension Column {
  /// The rows in sorted order: pandas' `nargsort`, ties included.
  package func order(
    _ dtype: DType, ascending: Bool = true, missing: MissingPosition = .last, kind: SortKind = .quicksort, era: Era
  ) -> [Int] {
    var present: [Int] = []
    var absent: [Int] = []
    for row in 0..<count {
      if isMissing(row) { absent.append(row) } else { present.append(row) }
    }
    if !ascending { present.reverse() }
    var sorted = withOrder(dtype) { less in
      positions(count: present.count, kind, lanes: era == .modern && dtype.sortsInLanes) {
        less(present[$0], present[$1])
      }.map { present[$0] }
    }
    if !ascending { sorted.reverse() }
    return missing == .last ? sorted + absent : absent + sorted
  }
}

private func positions(count: Int, _ kind: SortKind, lanes: Bool, _ less: (Int, Int) -> Bool) -> [Int] {
  switch kind {
  case .quicksort where lanes: withoutActuallyEscaping(less) { LaneSort.sorted(count: count, $0) }
  case .quicksort: introSorted(count: count, less)
  case .stable: stablySorted(count: count, less)
  case .heapsort: stablySorted(count: count, less)
  }
}

extension DType {
  /// Whether numpy 2 sorts the values with vector instructions.
  fileprivate var sortsInLanes: Bool {
    switch self {
    case .int32, .int64, .uint32, .uint64, .float32, .float64: true
    default: false
    }
  }
}

/// A stable merge sort.
func stablySorted(count: Int, _ less: (Int, Int) -> Bool) -> [Int] {
  var from = Array(0..<count)
  var to = from
  var width = 1
  while width < count {
    var start = 0
    while start < count {
      let middle = min(start + width, count)
      let end = min(start + 2 * width, count)
      var i = start
      var j = middle
      for k in start..<end {
        if i < middle && (j >= end || !less(from[j], from[i])) {
          to[k] = from[i]
          i += 1
        } else {
          to[k] = from[j]
          j += 1
        }
      }
      start = end
    }
    swap(&from, &to)
    width *= 2
  }
  return from
}

/// One of several keys to sort by.
package struct SortKey: Sendable {
  package var column: Column
  package var dtype: DType
  package var ascending: Bool

  package init(_ column: Column, _ dtype: DType, ascending: Bool = true) {
    self.column = column
    self.dtype = dtype
    self.ascending = ascending
  }
}

/// The rows in order of several keys, the first leading: stable, missing values where asked for whatever the direction.
package func lexicalOrder(_ keys: [SortKey], missing: MissingPosition = .last) -> [Int] {
  let ranks = keys.map { key in
    let ranked = SortedKeys(key.column, key.dtype)
    let top = ranked.uniques.count
    return ranked.codes.map { code -> Int in
      if code < 0 { return missing == .last ? top : -1 }
      return key.ascending ? code : top - 1 - code
    }
  }
  let count = keys.first?.column.count ?? 0
  return stablySorted(count: count) { a, b in
    for rank in ranks where rank[a] != rank[b] { return rank[a] < rank[b] }
    return false
  }
}
