extension RandomState {
  /// `randint(low, high)` for 64-bit (the default) and 32-bit types: low ≤ result < high; `low < high` is required.
  package func integer(from low: Int, below high: Int) -> Int {
    low &+ Int(truncatingIfNeeded: bounded(UInt64(bitPattern: Int64(high &- 1 &- low))))
  }

  /// `randint(low, high, count)`.
  package func integers(from low: Int, below high: Int, count: Int) -> [Int] {
    let range = UInt64(bitPattern: Int64(high &- 1 &- low))
    return (0..<count).map { _ in low &+ Int(truncatingIfNeeded: bounded(range)) }
  }

  /// The seed that scikit-learn draws for a sub-estimator: `randint(np.iinfo(np.int32).max)`.
  package func estimatorSeed() -> UInt32 {
    UInt32(integer(from: 0, below: Int(Int32.max)))
  }

  /// A number from 0 to `range`, both included, by masking and rejection; a range of 0 draws nothing.
  private func bounded(_ range: UInt64) -> UInt64 {
    if range == 0 { return 0 }
    let mask = UInt64.max >> UInt64(range.leadingZeroBitCount)
    if range <= 0xffff_ffff {
      let mask = UInt32(mask)
      while true {
        let value = next32() & mask
        if value <= range { return UInt64(value) }
      }
    }
    while true {
      let value = next64() & mask
      if value <= range { return value }
    }
  }

  private func next64() -> UInt64 {
    let upper = UInt64(next32())
    return upper << 32 | UInt64(next32())
  }

  /// `shuffle`: exchanges in place, from the last element to the second.
  package func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for i in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(i, Int(bounded(UInt64(i))))
    }
  }

  /// `permutation(count)`: the numbers below `count`, shuffled.
  package func permutation(_ count: Int) -> [Int] {
    var result = Array(0..<count)
    shuffle(&result)
    return result
  }
}
