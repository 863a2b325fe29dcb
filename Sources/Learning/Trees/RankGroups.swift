/// A node's samples grouped by the rank of one feature, ascending: by counting where the ranks lie close together, by sorting
/// keys where they do not.
struct RankGroups {
  private let classes: Int
  /// Ranks of the groups.
  private let groupRanks: UnsafeMutablePointer<UInt32>
  /// Samples of each group.
  private let groupCounts: UnsafeMutablePointer<UInt32>
  /// Weight of each group by class.
  private let groupWeights: UnsafeMutablePointer<UInt32>
  /// Histogram over ranks; zero between calls.
  private let counts: UnsafeMutablePointer<UInt32>
  private let weights: UnsafeMutablePointer<UInt32>
  private let keys: UnsafeMutablePointer<UInt64>
  private let spare: UnsafeMutablePointer<UInt64>

  init(rows: Int, classes: Int, ranks: Int) {
    self.classes = classes
    groupRanks = UnsafeMutablePointer<UInt32>.allocate(capacity: rows + 1)
    groupCounts = UnsafeMutablePointer<UInt32>.allocate(capacity: rows + 1)
    groupWeights = UnsafeMutablePointer<UInt32>.allocate(capacity: (rows + 1) * classes)
    counts = UnsafeMutablePointer<UInt32>.allocate(capacity: ranks + 1)
    counts.initialize(repeating: 0, count: ranks + 1)
    weights = UnsafeMutablePointer<UInt32>.allocate(capacity: (ranks + 1) * classes)
    weights.initialize(repeating: 0, count: (ranks + 1) * classes)
    keys = UnsafeMutablePointer<UInt64>.allocate(capacity: rows + 1)
    spare = UnsafeMutablePointer<UInt64>.allocate(capacity: rows + 1)
  }

  func deallocate() {
    groupRanks.deallocate()
    groupCounts.deallocate()
    groupWeights.deallocate()
    counts.deallocate()
    weights.deallocate()
    keys.deallocate()
    spare.deallocate()
  }

  /// The rank of a group.
  @inline(__always)
  func rank(_ group: Int) -> Int { Int(groupRanks[group]) }

  /// Adds a group's weights; returns its samples.
  @inline(__always)
  func add(_ group: Int, to sums: UnsafeMutablePointer<Double>, weight: inout Double) -> Int {
    let start = groupWeights + group &* classes
    for k in 0..<classes {
      let w = Double(start[k])
      sums[k] += w
      weight += w
    }
    return Int(groupCounts[group])
  }

  /// Groups `count` samples; returns the number of groups.
  func collect(
    _ samples: UnsafePointer<Int32>, count: Int, ranks: UnsafePointer<UInt32>, labelled: UnsafePointer<UInt64>
  ) -> Int {
    var least = UInt32.max
    var most: UInt32 = 0
    for i in 0..<count {
      let rank = ranks[Int(samples[i])]
      keys[i] = UInt64(rank) << 32 | UInt64(UInt32(bitPattern: samples[i]))
      least = min(least, rank)
      most = max(most, rank)
    }
    if least >= most { return count > 0 ? 1 : 0 }
    let range = Int(most - least) + 1
    if range <= count * 2 || range <= 64 {
      return countRanks(count, from: Int(least), range: range, labelled)
    }
    if count <= 40 {
      insertionSort(count)
    } else {
      radixSort(count, below: least, bits: UInt32.bitWidth - (most - least).leadingZeroBitCount)
    }
    return groupKeys(count, labelled)
  }

  private func countRanks(_ count: Int, from least: Int, range: Int, _ labelled: UnsafePointer<UInt64>) -> Int {
    for i in 0..<count {
      let rank = Int(keys[i] >> 32) &- least
      let row = labelled[Int(keys[i] & 0xffff_ffff)]
      counts[rank] &+= 1
      weights[rank &* classes &+ Int(row & 0xffff_ffff)] &+= UInt32(row >> 32)
    }
    var groups = 0
    for rank in 0..<range where counts[rank] != 0 {
      groupRanks[groups] = UInt32(rank &+ least)
      groupCounts[groups] = counts[rank]
      counts[rank] = 0
      let (from, to) = (weights + rank &* classes, groupWeights + groups &* classes)
      for k in 0..<classes {
        to[k] = from[k]
        from[k] = 0
      }
      groups &+= 1
    }
    return groups
  }

  private func groupKeys(_ count: Int, _ labelled: UnsafePointer<UInt64>) -> Int {
    var groups = -1
    var last = UInt32.max
    for i in 0..<count {
      let rank = UInt32(keys[i] >> 32)
      if rank != last || groups < 0 {
        groups &+= 1
        last = rank
        groupRanks[groups] = rank
        groupCounts[groups] = 0
        (groupWeights + groups &* classes).update(repeating: 0, count: classes)
      }
      let row = labelled[Int(keys[i] & 0xffff_ffff)]
      groupCounts[groups] &+= 1
      groupWeights[groups &* classes &+ Int(row & 0xffff_ffff)] &+= UInt32(row >> 32)
    }
    return groups &+ 1
  }

  private func insertionSort(_ count: Int) {
    var i = 1
    while i < count {
      let key = keys[i]
      var j = i
      while j > 0 && keys[j &- 1] > key {
        keys[j] = keys[j &- 1]
        j &-= 1
      }
      keys[j] = key
      i &+= 1
    }
  }

  /// Sorts the keys by rank, eight bits at a time.
  private func radixSort(_ count: Int, below least: UInt32, bits: Int) {
    var from = keys
    var to = spare
    let base = UInt64(least) << 32
    var shift: UInt64 = 32
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { starts in
      guard let starts = starts.baseAddress else { return }
      while shift < 32 + UInt64(bits) {
        starts.initialize(repeating: 0, count: 256)
        for i in 0..<count { starts[Int(((from[i] &- base) >> shift) & 0xff)] &+= 1 }
        var sum: UInt32 = 0
        for digit in 0..<256 {
          let size = starts[digit]
          starts[digit] = sum
          sum &+= size
        }
        for i in 0..<count {
          let digit = Int(((from[i] &- base) >> shift) & 0xff)
          to[Int(starts[digit])] = from[i]
          starts[digit] &+= 1
        }
        (from, to) = (to, from)
        shift += 8
      }
    }
    if from != keys { keys.update(from: from, count: count) }
  }
}
