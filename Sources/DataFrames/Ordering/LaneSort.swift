/// The order in which numpy 2 puts equal values: `argsort(kind='quicksort')` of 32- and 64-bit numbers on a processor with
/// AVX-512, whose vectors of eight lanes decide it.
///
/// Already sorted values stay where they are; up to 256 go through a bitonic network; more are partitioned around the
/// median of eight first, by `std::sort` where that does not help. Written from the algorithm, lane by lane; other processors may order equal values otherwise.
/// - SeeAlso: x86-simd-sort, `xss-common-argsort.h`, `xss-network-keyvaluesort.hpp`.
struct LaneSort {
  private let less: (Int, Int) -> Bool
  private var order: [Int]
  private static let lanes = 8

  /// The rows `0..<count` in order.
  static func sorted(count: Int, _ less: @escaping (Int, Int) -> Bool) -> [Int] {
    var sort = LaneSort(count: count, less)
    guard !zip(0..<count, (0..<count).dropFirst()).allSatisfy({ !less($1, $0) }) else { return sort.order }
    sort.sort(0, count - 1, 2 * (Int.bitWidth - 1 - count.leadingZeroBitCount))
    return sort.order
  }

  private init(count: Int, _ less: @escaping (Int, Int) -> Bool) {
    self.less = less
    order = Array(0..<count)
  }

  private mutating func sort(_ left: Int, _ right: Int, _ depth: Int) {
    guard depth > 0 else {
      standardSort(&order, left..<(right + 1), less)
      return
    }
    if right + 1 - left <= 256 {
      sortByNetwork(left, right + 1 - left)
      return
    }
    let pivot = medianOfEight(left, right)
    let rows = order[left...right]
    let pivotIsLeast = !rows.contains { less($0, pivot) }
    let pivotIsGreatest = !rows.contains { less(pivot, $0) }
    let split = partition(left, right + 1, pivot)
    if !pivotIsLeast { sort(left, split - 1, depth - 1) }
    if !pivotIsGreatest { sort(split, right, depth - 1) }
  }

  private func medianOfEight(_ left: Int, _ right: Int) -> Int {
    let size = (right - left) / 8
    let sample = (1...8).map { order[left + $0 * size] }
    return sample.sorted { less($0, $1) }[4]
  }
}

extension LaneSort {
  /// Sorts `count` rows from `start` on; lanes without a row are larger than every row.
  private mutating func sortByNetwork(_ start: Int, _ count: Int) {
    var vectors = 32
    while vectors > 1 && count * 2 <= vectors * Self.lanes { vectors /= 2 }
    var cells = [Int](repeating: -1, count: vectors * Self.lanes)
    for i in 0..<count { cells[i] = order[start + i] }
    func exchange(_ low: Int, _ high: Int) {
      let a = cells[low]
      let b = cells[high]
      if b >= 0 && (a < 0 || less(b, a)) { cells.swapAt(low, high) }
    }
    /// Compares each lane with the one whose number differs in `bits`.
    func exchangeLanes(_ bits: Int) {
      for cell in cells.indices where cell & (Self.lanes - 1) < (cell & (Self.lanes - 1)) ^ bits {
        exchange(cell, cell ^ bits)
      }
    }
    for bits in [1, 3, 1, 7, 2, 1] { exchangeLanes(bits) }
    var width = 2
    while width <= vectors {
      let size = width * Self.lanes
      for base in stride(from: 0, to: cells.count, by: size) {
        for i in 0..<(size / 2) { exchange(base + i, base + size - 1 - i) }
      }
      var step = width / 2
      while step >= 2 {
        for base in stride(from: 0, to: cells.count, by: step * Self.lanes) {
          for i in 0..<(step / 2 * Self.lanes) { exchange(base + i, base + i + step / 2 * Self.lanes) }
        }
        step /= 2
      }
      for bits in [4, 2, 1] { exchangeLanes(bits) }
      width *= 2
    }
    for i in 0..<count { order[start + i] = cells[i] }
  }

  /// Puts rows below the pivot before the others; gives where these begin.
  private mutating func partition(_ left: Int, _ right: Int, _ pivot: Int) -> Int {
    let unroll = right - left <= 256 ? 1 : 4
    let block = unroll * Self.lanes
    var left = left
    var right = right
    for _ in 0..<((right - left) % block) {
      if less(order[left], pivot) {
        left += 1
      } else {
        right -= 1
        order.swapAt(left, right)
      }
    }
    if left == right { return left }
    let firstBlock = Array(order[left..<(left + block)])
    let lastBlock = Array(order[(right - block)..<right])
    var leftStore = left
    var rightStore = right - Self.lanes
    if right - left == block {
      store(firstBlock, &leftStore, &rightStore, pivot)
      return leftStore
    }
    left += block
    right -= block
    while left != right {
      let loaded: [Int]
      if rightStore + Self.lanes - right < left - leftStore {
        right -= block
        loaded = Array(order[right..<(right + block)])
      } else {
        loaded = Array(order[left..<(left + block)])
        left += block
      }
      store(loaded, &leftStore, &rightStore, pivot)
    }
    store(firstBlock, &leftStore, &rightStore, pivot)
    store(lastBlock, &leftStore, &rightStore, pivot)
    return leftStore
  }

  /// Stores vectors to both ends of the free space, each in the order of its lanes.
  private mutating func store(_ rows: [Int], _ leftStore: inout Int, _ rightStore: inout Int, _ pivot: Int) {
    for start in stride(from: 0, to: rows.count, by: Self.lanes) {
      let vector = rows[start..<(start + Self.lanes)]
      let low = vector.filter { less($0, pivot) }
      let high = vector.filter { !less($0, pivot) }
      for (i, row) in low.enumerated() { order[leftStore + i] = row }
      let end = rightStore + Self.lanes
      for (i, row) in high.enumerated() { order[end - high.count + i] = row }
      leftStore += low.count
      rightStore -= high.count
    }
  }
}
