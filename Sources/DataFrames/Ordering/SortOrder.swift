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
    var present = Array(0..<count)
    var absent: [Int] = []
    if let missing = missingRows {
      absent = present.filter { missing[$0] }
      present = present.filter { !missing[$0] }
    }
    if !ascending { present.reverse() }
    var sorted = sortedRows(present, dtype, kind, lanes: era == .modern && dtype.sortsInLanes)
    if !ascending { sorted.reverse() }
    return missing == .last ? sorted + absent : absent + sorted
  }

  /// Rows that are all present, in sorted order.
  private func sortedRows(_ rows: [Int], _ dtype: DType, _ kind: SortKind, lanes: Bool) -> [Int] {
    if let bits = orderedBits(dtype) {
      guard kind == .quicksort else { return radixSorted(rows) { bits[$0] } }
      let isWhole = rows.count == bits.count && rows.first == 0
      let keys = isWhole ? bits : rows.map { bits[$0] }
      let places = lanes ? LaneSort.sorted(keys) : introSorted(count: keys.count) { keys[$0] < keys[$1] }
      if isWhole { return places }
      return places.map { rows[$0] }
    }
    return withOrder(dtype) { less in
      let places =
        kind == .quicksort
        ? introSorted(count: rows.count) { less(rows[$0], rows[$1]) }
        : stablySorted(count: rows.count) { less(rows[$0], rows[$1]) }
      return places.map { rows[$0] }
    }
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
  var order = Array(0..<(keys.first?.column.count ?? 0))
  // Sorting by the last key first leaves equal rows in the order of the keys behind.
  for key in keys.reversed() {
    let bits = key.bits(missing)
    order = radixSorted(order) { bits[$0] }
  }
  return order
}

extension SortKey {
  /// Numbers in whose order the rows are to stand, missing ones included.
  fileprivate func bits(_ missing: MissingPosition) -> [UInt64] {
    let absent: UInt64 = missing == .last ? .max : .min
    if column.missing == nil, let bits = column.orderedBits(dtype) {
      var result = ascending ? bits : bits.map { ~$0 }
      // Only floats have missing rows without a mask, and their bits leave both ends free.
      if let missing = column.missingRows {
        for row in result.indices where missing[row] { result[row] = absent }
      }
      return result
    }
    let ranked = SortedKeys(column, dtype)
    let top = ranked.uniques.count
    return ranked.codes.map { code in code < 0 ? absent : UInt64(ascending ? code + 1 : top - code) }
  }
}
