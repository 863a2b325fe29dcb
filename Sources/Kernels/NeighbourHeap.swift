/// The nearest rows found so far: a heap whose first distance is the largest, sorted at the end.
///
/// Equal distances keep the very order that scikit-learn's heap and sort leave them in: it decides who is a neighbour and in
/// which order sums run.
struct NeighbourHeap {
  let distances: UnsafeMutablePointer<Double>
  let rows: UnsafeMutablePointer<UInt32>
  let count: Int

  /// An empty heap: every distance is infinite.
  func clear() {
    distances.initialize(repeating: .infinity, count: count)
    rows.initialize(repeating: 0, count: count)
  }

  /// Takes a row in, if it is nearer than the farthest one.
  func push(_ distance: Double, _ row: UInt32) {
    guard count > 0, distance < distances[0] else { return }
    var current = 0
    while true {
      let left = 2 &* current &+ 1
      let right = left &+ 1
      var next = left
      if left >= count { break }
      if right < count && !(distances[left] >= distances[right]) { next = right }
      let isLarger = right >= count ? distances[left] > distance : distance < distances[next]
      if !isLarger { break }
      distances[current] = distances[next]
      rows[current] = rows[next]
      current = next
    }
    distances[current] = distance
    rows[current] = row
  }

  /// Takes the rows out and in again: scikit-learn's brute force fills one heap for each thread and moves its rows to
  /// a second one, which decides the order of equal distances.
  ///
  /// With more rows than a chunk of 256 its order depends on the number of threads; ours is that of one thread.
  func refill() {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { distanceBuffer in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { rowBuffer in
        guard let oldDistances = distanceBuffer.baseAddress, let oldRows = rowBuffer.baseAddress else { return }
        oldDistances.initialize(from: distances, count: count)
        oldRows.initialize(from: rows, count: count)
        clear()
        for k in 0..<count { push(oldDistances[k], oldRows[k]) }
      }
    }
  }

  /// Sorts by distance: by partition to the end up to scikit-learn 1.2, by introsort later.
  func sort(byIntrosort: Bool) {
    let all = NeighbourSlice(values: distances, rows: rows, count: count)
    if byIntrosort {
      let depth = count > 0 ? 2 &* (Int.bitWidth &- 1 &- count.leadingZeroBitCount) : 0
      all.introsort(depth)
    } else {
      all.quicksort()
    }
  }
}

/// Some neighbours side by side, sorted by scikit-learn's steps.
///
/// - SeeAlso: scikit-learn 1.2 and 1.9, `sklearn/utils/_sorting.pyx`.
struct NeighbourSlice {
  let values: UnsafeMutablePointer<Double>
  let rows: UnsafeMutablePointer<UInt32>
  let count: Int

  private func part(from start: Int, count: Int) -> NeighbourSlice {
    NeighbourSlice(values: values + start, rows: rows + start, count: count)
  }

  private func exchange(_ i: Int, _ j: Int) {
    let (value, row) = (values[i], rows[i])
    values[i] = values[j]
    rows[i] = rows[j]
    values[j] = value
    rows[j] = row
  }

  func quicksort() {
    if count <= 1 { return }
    if count <= 3 {
      if values[0] > values[1] { exchange(0, 1) }
      if count == 3 && values[1] > values[2] {
        exchange(1, 2)
        if values[0] > values[1] { exchange(0, 1) }
      }
      return
    }
    let pivot = medianToTheEnd()
    var store = 0
    var i = 0
    while i < count &- 1 {
      if values[i] < pivot {
        exchange(i, store)
        store &+= 1
      }
      i &+= 1
    }
    exchange(store, count &- 1)
    if store > 1 { part(from: 0, count: store).quicksort() }
    if store &+ 2 < count { part(from: store &+ 1, count: count &- store &- 1).quicksort() }
  }

  func introsort(_ limit: Int) {
    var rest = self
    var depth = limit
    while rest.count > 15 {
      if depth <= 0 { return rest.heapsort() }
      depth &-= 1
      let pivot = rest.partitioned()
      rest.part(from: 0, count: pivot).introsort(depth)
      rest = rest.part(from: pivot &+ 1, count: rest.count &- pivot &- 1)
    }
    rest.insertionSort()
  }

  /// Where the pivot stands after smaller and larger values changed sides.
  private func partitioned() -> Int {
    let pivot = medianToTheEnd()
    var i = 1
    var j = count &- 2
    while true {
      while i <= j && values[i] < pivot { i &+= 1 }
      while i <= j && values[j] > pivot { j &-= 1 }
      if i >= j { break }
      exchange(i, j)
      i &+= 1
      j &-= 1
    }
    exchange(i, count &- 1)
    return i
  }

  /// Puts the median of first, middle and last value last.
  private func medianToTheEnd() -> Double {
    let middle = count / 2
    let last = count &- 1
    if values[0] > values[last] { exchange(0, last) }
    if values[last] > values[middle] {
      exchange(last, middle)
      if values[0] > values[last] { exchange(0, last) }
    }
    return values[last]
  }

  private func insertionSort() {
    var i = 1
    while i < count {
      let (value, row) = (values[i], rows[i])
      var j = i
      while j > 0 && values[j &- 1] > value {
        values[j] = values[j &- 1]
        rows[j] = rows[j &- 1]
        j &-= 1
      }
      values[j] = value
      rows[j] = row
      i &+= 1
    }
  }

  private func heapsort() {
    var start = (count &- 2) / 2
    while start >= 0 {
      siftDown(start, count)
      start &-= 1
    }
    var end = count &- 1
    while end > 0 {
      exchange(0, end)
      siftDown(0, end)
      end &-= 1
    }
  }

  private func siftDown(_ start: Int, _ end: Int) {
    var root = start
    while true {
      let child = root &* 2 &+ 1
      var largest = root
      if child < end && values[largest] < values[child] { largest = child }
      if child &+ 1 < end && values[largest] < values[child &+ 1] { largest = child &+ 1 }
      if largest == root { return }
      exchange(root, largest)
      root = largest
    }
  }
}
