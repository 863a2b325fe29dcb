import Kernels

/// Sorts `values` and moves `samples` along, by the very steps of scikit-learn's introsort, so that equal values end in the
/// same order: sums of weights over them then have the same bits.
///
/// - Parameter insertion: whether parts of up to 15 are sorted by insertion (the modern code) or by partition to the end.
func sortSimultaneously(
  _ values: UnsafeMutablePointer<Float>, _ samples: UnsafeMutablePointer<Int32>, count: Int, insertion: Bool
) {
  guard count > 0 else { return }
  let logarithm = insertion ? binaryLogarithm(Double(count)) : naturalLogarithm(Double(count)) / ln2
  introsort(values, samples, count, 2 * Int(logarithm), insertion ? 15 : 1)
}

private func introsort(
  _ values: UnsafeMutablePointer<Float>, _ samples: UnsafeMutablePointer<Int32>, _ count: Int, _ depth: Int,
  _ small: Int
) {
  var values = values
  var samples = samples
  var n = count
  var depth = depth
  while n > small {
    if depth <= 0 {
      heapsort(values, samples, n)
      return
    }
    depth -= 1
    let pivot = median(values[0], values[n / 2], values[n - 1])
    var i = 0
    var l = 0
    var r = n
    while i < r {
      if values[i] < pivot {
        exchange(values, samples, i, l)
        i &+= 1
        l &+= 1
      } else if values[i] > pivot {
        r &-= 1
        exchange(values, samples, i, r)
      } else {
        i &+= 1
      }
    }
    introsort(values, samples, l, depth, small)
    values += r
    samples += r
    n -= r
  }
  if small > 1 { insertionSort(values, samples, n) }
}

private func median(_ a: Float, _ b: Float, _ c: Float) -> Float {
  if a < b {
    return b < c ? b : a < c ? c : a
  }
  return b < c ? (a < c ? a : c) : b
}

@inline(__always)
private func exchange(
  _ values: UnsafeMutablePointer<Float>, _ samples: UnsafeMutablePointer<Int32>, _ i: Int, _ j: Int
) {
  let (value, sample) = (values[i], samples[i])
  values[i] = values[j]
  samples[i] = samples[j]
  values[j] = value
  samples[j] = sample
}

private func insertionSort(_ values: UnsafeMutablePointer<Float>, _ samples: UnsafeMutablePointer<Int32>, _ n: Int) {
  var i = 1
  while i < n {
    let (value, sample) = (values[i], samples[i])
    var j = i
    while j > 0 && values[j - 1] > value {
      values[j] = values[j - 1]
      samples[j] = samples[j - 1]
      j &-= 1
    }
    values[j] = value
    samples[j] = sample
    i &+= 1
  }
}

private func heapsort(_ values: UnsafeMutablePointer<Float>, _ samples: UnsafeMutablePointer<Int32>, _ n: Int) {
  var start = (n - 2) / 2
  while true {
    siftDown(values, samples, start, n)
    if start == 0 { break }
    start -= 1
  }
  var end = n - 1
  while end > 0 {
    exchange(values, samples, 0, end)
    siftDown(values, samples, 0, end)
    end -= 1
  }
}

private func siftDown(
  _ values: UnsafeMutablePointer<Float>, _ samples: UnsafeMutablePointer<Int32>, _ start: Int, _ end: Int
) {
  var root = start
  while true {
    let child = root * 2 + 1
    var largest = root
    if child < end && values[largest] < values[child] { largest = child }
    if child + 1 < end && values[largest] < values[child + 1] { largest = child + 1 }
    if largest == root { return }
    exchange(values, samples, root, largest)
    root = largest
  }
}
