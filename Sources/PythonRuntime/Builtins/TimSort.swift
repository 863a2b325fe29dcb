/// Sorts positions by their keys with the very comparisons that CPython makes: where they contradict each other, as those of
/// NaN do, the order that comes out is still the same.
///
/// - SeeAlso: CPython 3.11, `Objects/listobject.c` and `listsort.txt`: runs, binary insertion, merges with galloping in the
///   order of powers.
struct TimSort {
  /// Positions, sorted in place.
  private(set) var order: [Int]
  private let keys: [Value]
  private let leading: LeadingIntegers?
  private let context: Context
  private var runs: [Run] = []
  private var gallopThreshold = TimSort.leastGallop

  private static let leastGallop = 7

  private struct Run {
    var start: Int
    var count: Int
    var power = 0
  }

  init(_ order: [Int], by keys: [Value], in context: Context) {
    self.order = order
    self.keys = keys
    leading = LeadingIntegers(keys, in: context)
    self.context = context
  }

  mutating func sort() throws(Raised) {
    guard order.count > 1 else { return }
    let least = leastRun(order.count)
    var start = 0
    while start < order.count {
      var count = try run(from: start)
      if count < least {
        let forced = min(order.count - start, least)
        try insert(from: start, to: start + forced, sorted: start + count)
        count = forced
      }
      try add(Run(start: start, count: count))
      start += count
      try context.checkStop()
    }
    while runs.count > 1 {
      var position = runs.count - 2
      if position > 0, runs[position - 1].count < runs[position + 1].count { position -= 1 }
      try merge(at: position)
    }
  }

  /// Whether the key of one position is less than that of another.
  private func isLess(_ a: Int, _ b: Int) throws(Raised) -> Bool {
    if let known = leading?.isLess(a, b) { return known }
    return try context.isLess(keys.slot(a), keys.slot(b))
  }

  private func leastRun(_ count: Int) -> Int {
    var (count, rest) = (count, 0)
    while count >= 64 {
      rest |= count & 1
      count >>= 1
    }
    return count + rest
  }

  // MARK: Runs

  /// The length of the run that begins here; one that descends is reversed.
  private mutating func run(from start: Int) throws(Raised) -> Int {
    guard start + 1 < order.count else { return 1 }
    var end = start + 2
    if try isLess(order[start + 1], order[start]) {
      while end < order.count, try isLess(order[end], order[end - 1]) { end += 1 }
      order[start..<end].reverse()
    } else {
      while end < order.count, try !isLess(order[end], order[end - 1]) { end += 1 }
    }
    return end - start
  }

  /// Sorts by binary insertion, up to `sorted` being sorted already.
  private mutating func insert(from start: Int, to end: Int, sorted: Int) throws(Raised) {
    for position in max(sorted, start + 1)..<max(end, sorted, start + 1) {
      let pivot = order[position]
      var (low, high) = (start, position)
      while low < high {
        let middle = low + (high - low) >> 1
        if try isLess(pivot, order[middle]) { high = middle } else { low = middle + 1 }
      }
      var place = position
      while place > low {
        order[place] = order[place - 1]
        place -= 1
      }
      order[low] = pivot
    }
  }

  private mutating func add(_ run: Run) throws(Raised) {
    if let last = runs.last {
      let power = power(last, run.count)
      while runs.count > 1, runs[runs.count - 2].power > power { try merge(at: runs.count - 2) }
      runs[runs.count - 1].power = power
    }
    runs.append(run)
  }

  /// The depth of the node between two neighbouring runs in a nearly optimal tree of merges.
  private func power(_ run: Run, _ next: Int) -> Int {
    let total = order.count
    var a = 2 * run.start + run.count
    var b = a + run.count + next
    var power = 0
    while true {
      power += 1
      if a >= total {
        a -= total
        b -= total
      } else if b >= total {
        return power
      }
      a <<= 1
      b <<= 1
    }
  }

  // MARK: Merging

  private mutating func merge(at position: Int) throws(Raised) {
    var (left, right) = (runs[position], runs[position + 1])
    runs[position].count = left.count + right.count
    runs.remove(at: position + 1)
    let skipped = try upperBound(order[right.start], in: order[left.start..<(left.start + left.count)], hint: 0)
    left.start += skipped
    left.count -= skipped
    guard left.count > 0 else { return }
    let last = order[left.start + left.count - 1]
    right.count = try lowerBound(
      last, in: order[right.start..<(right.start + right.count)], hint: right.count - 1)
    guard right.count > 0 else { return }
    if left.count <= right.count { try mergeUpwards(left, right) } else { try mergeDownwards(left, right) }
  }

  /// Merges from the front, the left run held apart.
  private mutating func mergeUpwards(_ left: Run, _ right: Run) throws(Raised) {
    let held = Array(order[left.start..<(left.start + left.count)])
    var (a, b, target) = (0, right.start, left.start)
    let (endOfA, endOfB) = (held.count, right.start + right.count)
    func takeB(_ order: inout [Int]) {
      order[target] = order[b]
      target += 1
      b += 1
    }
    func takeA(_ order: inout [Int]) {
      order[target] = held[a]
      target += 1
      a += 1
    }
    takeB(&order)
    merging: while b < endOfB, a < endOfA - 1 {
      var (countA, countB) = (0, 0)
      while true {
        if try isLess(order[b], held[a]) {
          takeB(&order)
          (countB, countA) = (countB + 1, 0)
          if b == endOfB { break merging }
          if countB >= gallopThreshold { break }
        } else {
          takeA(&order)
          (countA, countB) = (countA + 1, 0)
          if a == endOfA - 1 { break merging }
          if countA >= gallopThreshold { break }
        }
      }
      var threshold = gallopThreshold + 1
      repeat {
        if threshold > 1 { threshold -= 1 }
        gallopThreshold = threshold
        countA = try upperBound(order[b], in: held[a...], hint: 0)
        for _ in 0..<countA { takeA(&order) }
        if a >= endOfA - 1 { break merging }
        takeB(&order)
        if b == endOfB { break merging }
        countB = try lowerBound(held[a], in: order[b..<endOfB], hint: 0)
        for _ in 0..<countB { takeB(&order) }
        if b == endOfB { break merging }
        takeA(&order)
        if a == endOfA - 1 { break merging }
      } while countA >= TimSort.leastGallop || countB >= TimSort.leastGallop
      gallopThreshold = threshold + 1
    }
    // With one left of the left run, the rest of the right one goes before it.
    if a == endOfA - 1 { while b < endOfB { takeB(&order) } }
    while a < endOfA { takeA(&order) }
  }

  /// Merges from the back, the right run held apart.
  private mutating func mergeDownwards(_ left: Run, _ right: Run) throws(Raised) {
    let held = Array(order[right.start..<(right.start + right.count)])
    var (a, b, target) = (left.start + left.count, held.count, right.start + right.count)
    func takeA(_ order: inout [Int]) {
      target -= 1
      a -= 1
      order[target] = order[a]
    }
    func takeB(_ order: inout [Int]) {
      target -= 1
      b -= 1
      order[target] = held[b]
    }
    takeA(&order)
    merging: while a > left.start, b > 1 {
      var (countA, countB) = (0, 0)
      while true {
        if try isLess(held[b - 1], order[a - 1]) {
          takeA(&order)
          (countA, countB) = (countA + 1, 0)
          if a == left.start { break merging }
          if countA >= gallopThreshold { break }
        } else {
          takeB(&order)
          (countB, countA) = (countB + 1, 0)
          if b == 1 { break merging }
          if countB >= gallopThreshold { break }
        }
      }
      var threshold = gallopThreshold + 1
      repeat {
        if threshold > 1 { threshold -= 1 }
        gallopThreshold = threshold
        let rest = a - left.start
        countA = rest - (try upperBound(held[b - 1], in: order[left.start..<a], hint: rest - 1))
        for _ in 0..<countA { takeA(&order) }
        if a == left.start { break merging }
        takeB(&order)
        if b == 1 { break merging }
        countB = b - (try lowerBound(order[a - 1], in: held[..<b], hint: b - 1))
        for _ in 0..<countB { takeB(&order) }
        if b <= 1 { break merging }
        takeA(&order)
        if a == left.start { break merging }
      } while countA >= TimSort.leastGallop || countB >= TimSort.leastGallop
      gallopThreshold = threshold + 1
    }
    // With one left of the right run, the rest of the left one goes behind it.
    if b == 1 { while a > left.start { takeA(&order) } }
    while b > 0 { takeB(&order) }
  }

  // MARK: Galloping

  /// Where a key goes before its equals; searched for in growing steps from the hint.
  private func lowerBound(_ key: Int, in slice: ArraySlice<Int>, hint: Int) throws(Raised) -> Int {
    let (base, count) = (slice.startIndex, slice.count)
    var (last, offset) = (0, 1)
    if try isLess(slice[base + hint], key) {
      let limit = count - hint
      while offset < limit, try isLess(slice[base + hint + offset], key) { (last, offset) = (offset, offset << 1 + 1) }
      (last, offset) = (last + hint, min(offset, limit) + hint)
    } else {
      let limit = hint + 1
      while offset < limit, try !isLess(slice[base + hint - offset], key) { (last, offset) = (offset, offset << 1 + 1) }
      (last, offset) = (hint - min(offset, limit), hint - last)
    }
    last += 1
    while last < offset {
      let middle = last + (offset - last) >> 1
      if try isLess(slice[base + middle], key) { last = middle + 1 } else { offset = middle }
    }
    return offset
  }

  /// Where a key goes behind its equals; searched for in growing steps from the hint.
  private func upperBound(_ key: Int, in slice: ArraySlice<Int>, hint: Int) throws(Raised) -> Int {
    let (base, count) = (slice.startIndex, slice.count)
    var (last, offset) = (0, 1)
    if try isLess(key, slice[base + hint]) {
      let limit = hint + 1
      while offset < limit, try isLess(key, slice[base + hint - offset]) { (last, offset) = (offset, offset << 1 + 1) }
      (last, offset) = (hint - min(offset, limit), hint - last)
    } else {
      let limit = count - hint
      while offset < limit, try !isLess(key, slice[base + hint + offset]) { (last, offset) = (offset, offset << 1 + 1) }
      (last, offset) = (last + hint, min(offset, limit) + hint)
    }
    last += 1
    while last < offset {
      let middle = last + (offset - last) >> 1
      if try isLess(key, slice[base + middle]) { offset = middle } else { last = middle + 1 }
    }
    return offset
  }
}
