/// The order in which libstdc++'s `std::sort` puts equal values: median-of-three partitions down to 16 values, then one
/// insertion sort over all.
func standardSort(_ v: inout [Int], _ range: Range<Int>, _ less: (Int, Int) -> Bool) {
  guard range.count > 1 else { return }
  let depth = 2 * (Int.bitWidth - 1 - range.count.leadingZeroBitCount)
  partitionRuns(&v, range.lowerBound, range.upperBound, depth, less)
  let first = range.lowerBound
  let guarded = min(range.upperBound, first + 16)
  for i in (first + 1)..<max(guarded, first + 1) {
    if less(v[i], v[first]) {
      let value = v.remove(at: i)
      v.insert(value, at: first)
    } else {
      insertDownwards(&v, i, less)
    }
  }
  for i in guarded..<max(range.upperBound, guarded) { insertDownwards(&v, i, less) }
}

private func partitionRuns(_ v: inout [Int], _ first: Int, _ end: Int, _ depth: Int, _ less: (Int, Int) -> Bool) {
  var end = end
  var depth = depth
  while end - first > 16 {
    guard depth > 0 else {
      v.replaceSubrange(first..<end, with: v[first..<end].sorted { less($0, $1) })
      return
    }
    depth -= 1
    moveMedian(&v, to: first, first + 1, first + (end - first) / 2, end - 1, less)
    let cut = partitioned(&v, first + 1, end, pivot: v[first], less)
    partitionRuns(&v, cut, end, depth, less)
    end = cut
  }
}

private func moveMedian(
  _ v: inout [Int], to result: Int, _ a: Int, _ b: Int, _ c: Int, _ less: (Int, Int) -> Bool
) {
  let median: Int
  if less(v[a], v[b]) {
    median = less(v[b], v[c]) ? b : less(v[a], v[c]) ? c : a
  } else {
    median = less(v[a], v[c]) ? a : less(v[b], v[c]) ? c : b
  }
  v.swapAt(result, median)
}

private func partitioned(_ v: inout [Int], _ first: Int, _ end: Int, pivot: Int, _ less: (Int, Int) -> Bool) -> Int {
  var i = first
  var j = end
  while true {
    while less(v[i], pivot) { i += 1 }
    j -= 1
    while less(pivot, v[j]) { j -= 1 }
    guard i < j else { return i }
    v.swapAt(i, j)
    i += 1
  }
}

private func insertDownwards(_ v: inout [Int], _ position: Int, _ less: (Int, Int) -> Bool) {
  let value = v[position]
  var i = position
  while i > 0, less(value, v[i - 1]) {
    v[i] = v[i - 1]
    i -= 1
  }
  v[i] = value
}
