import Columns

/// Order-preserving bits of doubles that are not NaN; zeros are equal, and the two extremes stay free.
@inline(__always)
func orderedBits(_ value: Double) -> UInt64 {
  let bits = (value + 0.0).bitPattern
  return bits >> 63 == 1 ? ~bits : bits | 1 << 63
}

extension Column {
  /// Numbers whose order is the values' order; `nil` where the values are no numbers. Those of missing rows mean nothing.
  func orderedBits(_ dtype: DType) -> [UInt64]? {
    if dtype.categories != nil { return nil }
    switch storage {
    case .int64(let values):
      let flip: UInt64 = dtype == .uint64 ? 0 : 1 << 63
      return values.map { UInt64(bitPattern: $0) ^ flip }
    case .float64(let values): return values.map { DataFrames.orderedBits($0) }
    case .float32(let values): return values.map { DataFrames.orderedBits(Double($0)) }
    case .bool(let values): return values.map { $0 ? 1 : 0 }
    case .string, .object: return nil
    }
  }
}

/// The positions of `keys` in their order; equal keys keep theirs. Linear: one pass for each byte in which keys differ.
func radixSorted(_ keys: [UInt64]) -> [Int] { radixSorted(Array(keys.indices)) { keys[$0] } }

/// The rows in the order of their keys; rows of equal keys keep theirs.
func radixSorted(_ rows: [Int], by key: (Int) -> UInt64) -> [Int] {
  struct Entry {
    var key: UInt64
    var row: Int
  }
  let count = rows.count
  guard count > 1 else { return rows }
  var entries = [Entry](unsafeUninitializedCapacity: count) { buffer, length in
    for (i, row) in rows.enumerated() { buffer.initializeElement(at: i, to: Entry(key: key(row), row: row)) }
    length = count
  }
  if count < 64 {
    for i in 1..<count {
      let entry = entries[i]
      var j = i
      while j > 0 && entry.key < entries[j - 1].key {
        entries[j] = entries[j - 1]
        j -= 1
      }
      entries[j] = entry
    }
    return entries.map(\.row)
  }
  let base = entries[0].key
  let differing = entries.reduce(UInt64(0)) { $0 | ($1.key ^ base) }
  var other = entries
  var starts = [Int](repeating: 0, count: 256)
  for shift in stride(from: UInt64(0), to: 64, by: 8) where (differing >> shift) & 0xff != 0 {
    for digit in 0..<256 { starts[digit] = 0 }
    entries.withUnsafeBufferPointer { from in
      other.withUnsafeMutableBufferPointer { to in
        starts.withUnsafeMutableBufferPointer { starts in
          for i in 0..<count { starts[Int(truncatingIfNeeded: (from[i].key >> shift) & 0xff)] &+= 1 }
          var next = 0
          for digit in 0..<256 {
            let size = starts[digit]
            starts[digit] = next
            next &+= size
          }
          for i in 0..<count {
            let digit = Int(truncatingIfNeeded: (from[i].key >> shift) & 0xff)
            to[starts[digit]] = from[i]
            starts[digit] &+= 1
          }
        }
      }
    }
    swap(&entries, &other)
  }
  return entries.map(\.row)
}
