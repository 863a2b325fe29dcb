/// The median of values without NaN, which are put into another order; NaN of none.
///
/// - SeeAlso: pandas, `_libs/algos.pyx`, `kth_smallest_c`.
func selectedMedian(_ values: UnsafeMutableBufferPointer<Double>) -> Double {
  let count = values.count
  guard count > 0 else { return .nan }
  let upper = kthSmallest(values, count / 2)
  return count % 2 == 1 ? upper : (upper + kthSmallest(values, count / 2 - 1)) / 2
}

/// The value that would stand at `k` if the values were sorted; those before it are not larger, those behind not smaller.
private func kthSmallest(_ values: UnsafeMutableBufferPointer<Double>, _ k: Int) -> Double {
  var left = 0
  var right = values.count - 1
  while left < right {
    let pivot = values[k]
    var i = left
    var j = right
    repeat {
      while values[i] < pivot { i &+= 1 }
      while pivot < values[j] { j &-= 1 }
      if i <= j {
        let value = values[i]
        values[i] = values[j]
        values[j] = value
        i &+= 1
        j &-= 1
      }
    } while i <= j
    if j < k { left = i }
    if k < i { right = j }
  }
  return values[k]
}
