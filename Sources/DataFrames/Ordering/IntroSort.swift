/// numpy's `argsort(kind='quicksort')`: median-of-three partitions down to 16 values, insertion below, heapsort where it degenerates.
///
/// Not stable, but its order of equal values is the one that pandas shows.
/// - SeeAlso: numpy 1.23, `npysort/quicksort.cpp`, `aquicksort_`.
func introSorted(count: Int, _ less: (Int, Int) -> Bool) -> [Int] {
  var order = Array(0..<count)
  guard count > 1 else { return order }
  var stack: [(left: Int, right: Int, depth: Int)] = []
  var left = 0
  var right = count - 1
  var depth = 2 * (Int.bitWidth - 1 - count.leadingZeroBitCount)
  order.withUnsafeMutableBufferPointer { v in
    while true {
      if depth < 0 {
        heapSort(v, left, right, less)
      } else {
        while right - left > 15 {
          let split = partition(v, left, right, less)
          depth -= 1
          if split - left < right - split {
            stack.append((split + 1, right, depth))
            right = split - 1
          } else {
            stack.append((left, split - 1, depth))
            left = split + 1
          }
        }
        insertionSort(v, left, right, less)
      }
      guard let next = stack.popLast() else { break }
      (left, right, depth) = next
    }
  }
  return order
}

private func partition(
  _ v: UnsafeMutableBufferPointer<Int>, _ left: Int, _ right: Int, _ less: (Int, Int) -> Bool
) -> Int {
  let middle = left + (right - left) / 2
  if less(v[middle], v[left]) { v.swapAt(middle, left) }
  if less(v[right], v[middle]) { v.swapAt(right, middle) }
  if less(v[middle], v[left]) { v.swapAt(middle, left) }
  let pivot = v[middle]
  var i = left
  var j = right - 1
  v.swapAt(middle, j)
  while true {
    repeat { i += 1 } while less(v[i], pivot)
    repeat { j -= 1 } while less(pivot, v[j])
    if i >= j { break }
    v.swapAt(i, j)
  }
  v.swapAt(i, right - 1)
  return i
}

private func insertionSort(
  _ v: UnsafeMutableBufferPointer<Int>, _ left: Int, _ right: Int, _ less: (Int, Int) -> Bool
) {
  guard left < right else { return }
  for i in (left + 1)...right {
    let value = v[i]
    var j = i
    while j > left && less(value, v[j - 1]) {
      v[j] = v[j - 1]
      j -= 1
    }
    v[j] = value
  }
}

private func heapSort(_ v: UnsafeMutableBufferPointer<Int>, _ left: Int, _ right: Int, _ less: (Int, Int) -> Bool) {
  let base = left - 1
  var n = right - left + 1
  func sift(_ start: Int, _ value: Int) {
    var i = start
    var j = 2 * start
    while j <= n {
      if j < n && less(v[base + j], v[base + j + 1]) { j += 1 }
      guard less(value, v[base + j]) else { break }
      v[base + i] = v[base + j]
      i = j
      j += j
    }
    v[base + i] = value
  }
  for start in stride(from: n / 2, to: 0, by: -1) { sift(start, v[base + start]) }
  while n > 1 {
    let value = v[base + n]
    v[base + n] = v[base + 1]
    n -= 1
    sift(1, value)
  }
}
