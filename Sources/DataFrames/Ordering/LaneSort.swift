/// The order in which numpy 2 puts equal values: `argsort(kind='quicksort')` of 32- and 64-bit numbers on a processor with
/// AVX-512, whose vectors of eight lanes decide it.
///
/// Already sorted values stay where they are; up to 256 go through a bitonic network; more are partitioned around the
/// median of eight first, by `std::sort` where that does not help. Written from the algorithm, lane by lane; other processors may order equal values otherwise.
/// - SeeAlso: x86-simd-sort, `xss-common-argsort.h`, `xss-network-keyvaluesort.hpp`.
struct LaneSort {
  /// A row with its key, which travel together: rows in between are never looked up.
  private struct Entry {
    var key: UInt64
    /// -1 for a lane without a row.
    var row: Int
  }

  private let entries: UnsafeMutablePointer<Entry>
  /// The cells of a network, or the rows of a block that is being stored.
  private let cells: UnsafeMutablePointer<Entry>
  private static let lanes = 8
  private static let networkRows = 256

  /// The positions of `keys` in order.
  static func sorted(_ keys: [UInt64]) -> [Int] {
    let count = keys.count
    guard !zip(keys, keys.dropFirst()).allSatisfy({ $0 <= $1 }) else { return Array(0..<count) }
    return withUnsafeTemporaryAllocation(of: Entry.self, capacity: count + 2 * networkRows) { memory in
      guard let base = memory.baseAddress else { return [] }
      memory.initialize(repeating: Entry(key: 0, row: -1))
      for row in 0..<count { base[row] = Entry(key: keys[row], row: row) }
      let sort = LaneSort(entries: base, cells: base + count)
      sort.sort(0, count - 1, 2 * (Int.bitWidth - 1 - count.leadingZeroBitCount))
      return (0..<count).map { base[$0].row }
    }
  }

  private func sort(_ left: Int, _ right: Int, _ depth: Int) {
    let count = right + 1 - left
    guard depth > 0 else { return sortAsStandard(left, count) }
    if count <= Self.networkRows { return sortByNetwork(left, count) }
    let pivot = medianOfEight(left, right)
    var least = UInt64.max
    var greatest = UInt64.min
    for i in left...right {
      least = min(least, entries[i].key)
      greatest = max(greatest, entries[i].key)
    }
    let split = partition(left, right + 1, pivot)
    if least < pivot { sort(left, split - 1, depth - 1) }
    if greatest > pivot { sort(split, right, depth - 1) }
  }

  private func medianOfEight(_ left: Int, _ right: Int) -> UInt64 {
    let size = (right - left) / 8
    return (1...8).map { entries[left + $0 * size].key }.sorted()[4]
  }

  private func sortAsStandard(_ start: Int, _ count: Int) {
    let old = (0..<max(count, 0)).map { entries[start + $0] }
    var order = Array(old.indices)
    standardSort(&order, 0..<old.count) { old[$0].key < old[$1].key }
    for (i, position) in order.enumerated() { entries[start + i] = old[position] }
  }
}

extension LaneSort {
  /// Puts the lower of two cells first; lanes without a row are larger than every row.
  @inline(__always)
  private func exchange(_ low: Int, _ high: Int) {
    let a = cells[low]
    let b = cells[high]
    let swaps = b.key < a.key || (b.key == a.key && a.row < 0 && b.row >= 0)
    cells[low] = swaps ? b : a
    cells[high] = swaps ? a : b
  }

  /// Compares each lane with the one whose number differs in `bits`.
  @inline(__always)
  private func exchangeLanes(_ count: Int, _ bits: Int) {
    var base = 0
    while base < count {
      for lane in 0..<Self.lanes where lane < lane ^ bits { exchange(base &+ lane, base &+ (lane ^ bits)) }
      base &+= Self.lanes
    }
  }

  private func sortByNetwork(_ start: Int, _ count: Int) {
    var vectors = Self.networkRows / Self.lanes
    while vectors > 1 && count * 2 <= vectors * Self.lanes { vectors /= 2 }
    let size = vectors * Self.lanes
    for i in 0..<size { cells[i] = i < count ? entries[start + i] : Entry(key: .max, row: -1) }
    exchangeLanes(size, 1)
    exchangeLanes(size, 3)
    exchangeLanes(size, 1)
    exchangeLanes(size, 7)
    exchangeLanes(size, 2)
    exchangeLanes(size, 1)
    var width = 2
    while width <= vectors {
      merge(size, width)
      width *= 2
    }
    for i in 0..<count { entries[start + i] = cells[i] }
  }

  /// Merges sorted runs of half of `width` vectors.
  private func merge(_ count: Int, _ width: Int) {
    let run = width * Self.lanes
    var base = 0
    while base < count {
      for i in 0..<(run / 2) { exchange(base &+ i, base &+ run &- 1 &- i) }
      base &+= run
    }
    var step = width / 2
    while step >= 2 {
      let half = step / 2 * Self.lanes
      base = 0
      while base < count {
        for i in 0..<half { exchange(base &+ i, base &+ i &+ half) }
        base &+= 2 &* half
      }
      step /= 2
    }
    exchangeLanes(count, 4)
    exchangeLanes(count, 2)
    exchangeLanes(count, 1)
  }
}

extension LaneSort {
  /// Puts rows below the pivot before the others; gives where these begin.
  private func partition(_ left: Int, _ right: Int, _ pivot: UInt64) -> Int {
    let block = (right - left <= Self.networkRows ? 1 : 4) * Self.lanes
    var left = left
    var right = right
    for _ in 0..<((right - left) % block) {
      if entries[left].key < pivot {
        left += 1
      } else {
        right -= 1
        let entry = entries[left]
        entries[left] = entries[right]
        entries[right] = entry
      }
    }
    if left == right { return left }
    var ends = Ends(left: left, right: right - Self.lanes)
    // The outermost blocks make room; they are stored last.
    let (first, last, loaded) = (cells, cells + block, cells + 2 * block)
    first.update(from: entries + left, count: block)
    last.update(from: entries + (right - block), count: block)
    if right - left == block {
      store(first, block, &ends, pivot)
      return ends.left
    }
    left += block
    right -= block
    while left != right {
      if ends.right + Self.lanes - right < left - ends.left {
        right -= block
        loaded.update(from: entries + right, count: block)
      } else {
        loaded.update(from: entries + left, count: block)
        left += block
      }
      store(loaded, block, &ends, pivot)
    }
    store(first, block, &ends, pivot)
    store(last, block, &ends, pivot)
    return ends.left
  }

  /// Where the next lower and the next higher rows go.
  private struct Ends {
    var left: Int
    var right: Int
  }

  /// Stores vectors to both ends of the free space, each in the order of its lanes.
  @inline(__always)
  private func store(_ rows: UnsafeMutablePointer<Entry>, _ count: Int, _ ends: inout Ends, _ pivot: UInt64) {
    var start = 0
    while start < count {
      var high = 0
      for lane in 0..<Self.lanes where rows[start &+ lane].key >= pivot { high &+= 1 }
      var low = ends.left
      var upper = ends.right &+ Self.lanes &- high
      for lane in 0..<Self.lanes {
        let entry = rows[start &+ lane]
        let isHigh = entry.key >= pivot
        entries[isHigh ? upper : low] = entry
        upper &+= isHigh ? 1 : 0
        low &+= isHigh ? 0 : 1
      }
      ends.left = low
      ends.right &-= high
      start &+= Self.lanes
    }
  }
}
