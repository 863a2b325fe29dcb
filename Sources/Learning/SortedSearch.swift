/// How many of ascending numbers are below `value`: `searchsorted(side="left")`.
func lowerBound(_ sorted: [Double], _ value: Double) -> Int {
  partitionPoint(sorted) { $0 < value }
}

/// How many of ascending numbers are at most `value`: `searchsorted(side="right")`.
func upperBound(_ sorted: [Double], _ value: Double) -> Int {
  partitionPoint(sorted) { !(value < $0) }
}

private func partitionPoint(_ sorted: [Double], _ isBefore: (Double) -> Bool) -> Int {
  var (low, high) = (0, sorted.count)
  while low < high {
    let middle = (low + high) / 2
    if isBefore(sorted[middle]) { low = middle + 1 } else { high = middle }
  }
  return low
}
