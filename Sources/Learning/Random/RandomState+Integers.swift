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

  /// `shuffle`: exchanges in place, from the last element to the second.
  package func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for i in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(i, Int(bounded(UInt64(i))))
    }
  }
}
