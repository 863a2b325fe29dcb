import Dispatch
import Kernels

/// Sorts values and moves their samples along, by the very steps of scikit-learn's introsort, so that equal values end in the
/// same order: sums of weights over them then have the same bits.
///
/// A value and its sample travel as one key: the value's bits, in their order, above the sample's. Partitions are made
/// without branches that depend on values, and large parts are sorted side by side where processors are free.
struct SimultaneousSort {
  private let keys: UnsafeMutablePointer<UInt64>
  /// Up to which size parts are sorted by insertion (the modern code), or by partition to the end.
  private let small: Int
  private let usesProcessors: Bool

  /// - Parameter usesProcessors: whether other processors have nothing else to do.
  init(capacity: Int, insertion: Bool, usesProcessors: Bool) {
    keys = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, capacity))
    small = insertion ? 15 : 1
    self.usesProcessors = usesProcessors
  }

  func deallocate() { keys.deallocate() }

  /// - Parameter values: no NaN among them.
  func sort(_ values: UnsafeMutablePointer<Float>, _ samples: UnsafeMutablePointer<Int32>, count: Int) {
    guard count > 0 else { return }
    for i in 0..<count {
      keys[i] = UInt64(ordered(values[i])) << 32 | UInt64(UInt32(bitPattern: samples[i]))
    }
    let logarithm = small > 1 ? binaryLogarithm(Double(count)) : naturalLogarithm(Double(count)) / ln2
    KeyPart(keys: keys, count: count, small: small).introsort(2 * Int(logarithm), forks: usesProcessors ? 3 : 0)
    for i in 0..<count {
      values[i] = unordered(UInt32(truncatingIfNeeded: keys[i] >> 32))
      samples[i] = Int32(truncatingIfNeeded: keys[i])
    }
  }
}

/// Bits that order as values do; both zeros are one value.
@inline(__always)
private func ordered(_ value: Float) -> UInt32 {
  let bits = (value + 0).bitPattern
  return bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 0x8000_0000)
}

@inline(__always)
private func unordered(_ bits: UInt32) -> Float {
  Float(bitPattern: bits ^ (UInt32(bitPattern: Int32(bitPattern: ~bits) >> 31) | 0x8000_0000))
}

/// Some keys side by side; only their upper halves are compared.
private struct KeyPart: @unchecked Sendable {
  var keys: UnsafeMutablePointer<UInt64>
  var count: Int
  let small: Int

  /// Parts that are worth another processor.
  private static var large: Int { 8192 }

  /// - Parameter forks: how many times the work may still be divided between processors.
  func introsort(_ limit: Int, forks: Int) {
    var rest = self
    var depth = limit
    while rest.count > small {
      if depth <= 0 { return rest.heapsort() }
      depth -= 1
      let (less, greater) = rest.partitioned()
      let before = KeyPart(keys: rest.keys, count: less, small: small)
      rest = KeyPart(keys: rest.keys + greater, count: rest.count - greater, small: small)
      if forks > 0 && min(before.count, rest.count) > KeyPart.large {
        let (depth, after) = (depth, rest)
        DispatchQueue.concurrentPerform(iterations: 2) { side in
          (side == 0 ? before : after).introsort(depth, forks: forks - 1)
        }
        return
      }
      before.introsort(depth, forks: forks)
    }
    if small > 1 { rest.insertionSort() }
  }

  /// Puts smaller values before those equal to the pivot, greater ones behind; returns where the equal ones begin and end.
  private func partitioned() -> (less: Int, greater: Int) {
    let pivot = median(keys[0] >> 32, keys[count / 2] >> 32, keys[count &- 1] >> 32) << 32
    let last = pivot | 0xffff_ffff
    var i = 0
    var l = 0
    var r = count
    var key = keys[0]
    while i < r {
      let isLess = key < pivot ? 1 : 0
      let isGreater = key > last ? 1 : 0
      r &-= isGreater
      let target = i ^ ((i ^ l) & (0 &- isLess)) ^ ((i ^ r) & (0 &- isGreater))
      let other = keys[target]
      keys[i] = other
      keys[target] = key
      l &+= isLess
      i &+= 1 &- isGreater
      key = i < r ? keys[i] : 0
    }
    return (l, r)
  }

  private func median(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    max(min(a, b), min(max(a, b), c))
  }

  private func insertionSort() {
    var i = 1
    while i < count {
      let key = keys[i]
      let last = key | 0xffff_ffff
      var j = i
      while j > 0 && keys[j &- 1] > last {
        keys[j] = keys[j &- 1]
        j &-= 1
      }
      keys[j] = key
      i &+= 1
    }
  }

  private func heapsort() {
    var start = (count - 2) / 2
    while true {
      siftDown(start, count)
      if start == 0 { break }
      start -= 1
    }
    var end = count - 1
    while end > 0 {
      (keys[0], keys[end]) = (keys[end], keys[0])
      siftDown(0, end)
      end -= 1
    }
  }

  private func siftDown(_ start: Int, _ end: Int) {
    var root = start
    while true {
      let child = root * 2 + 1
      var largest = root
      if child < end && keys[largest] >> 32 < keys[child] >> 32 { largest = child }
      if child + 1 < end && keys[largest] >> 32 < keys[child + 1] >> 32 { largest = child + 1 }
      if largest == root { return }
      (keys[root], keys[largest]) = (keys[largest], keys[root])
      root = largest
    }
  }
}
