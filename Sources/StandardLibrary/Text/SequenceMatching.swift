/// Ratcliff and Obershelp's matching of two sequences, as `difflib` does it.
///
/// - SeeAlso: CPython 3.11, `Lib/difflib.py`.
struct SequenceMatching {
  let a: [Int]
  let b: [Int]
  private var positions: [Int: [Int]] = [:]
  private let junk: Set<Int>
  private(set) var popular: Set<Int> = []

  /// - Parameters:
  ///   - junk: elements that begin no match.
  ///   - autojunk: whether elements that a long `b` holds often are left out too.
  init(_ a: [Int], _ b: [Int], junk: Set<Int> = [], autojunk: Bool = true) {
    self.a = a
    self.b = b
    self.junk = junk
    for (i, element) in b.enumerated() where !junk.contains(element) { positions[element, default: []].append(i) }
    if autojunk, b.count >= 200 {
      let limit = b.count / 100 + 1
      for (element, places) in positions where places.count > limit { popular.insert(element) }
      for element in popular { positions[element] = nil }
    }
  }

  struct Block: Hashable {
    var a: Int
    var b: Int
    var size: Int
  }

  /// The longest block that both ranges share; of equal ones the first.
  func longest(_ aRange: Range<Int>, _ bRange: Range<Int>) -> Block {
    var best = Block(a: aRange.lowerBound, b: bRange.lowerBound, size: 0)
    var lengths: [Int: Int] = [:]
    for i in aRange {
      var next: [Int: Int] = [:]
      for j in positions[a[i]] ?? [] {
        if j < bRange.lowerBound { continue }
        if j >= bRange.upperBound { break }
        let size = (lengths[j - 1] ?? 0) + 1
        next[j] = size
        if size > best.size { best = Block(a: i - size + 1, b: j - size + 1, size: size) }
      }
      lengths = next
    }
    extend(&best, aRange, bRange, overJunk: false)
    extend(&best, aRange, bRange, overJunk: true)
    return best
  }

  private func extend(_ block: inout Block, _ aRange: Range<Int>, _ bRange: Range<Int>, overJunk: Bool) {
    while block.a > aRange.lowerBound, block.b > bRange.lowerBound, a[block.a - 1] == b[block.b - 1],
      junk.contains(b[block.b - 1]) == overJunk
    {
      block = Block(a: block.a - 1, b: block.b - 1, size: block.size + 1)
    }
    while block.a + block.size < aRange.upperBound, block.b + block.size < bRange.upperBound,
      a[block.a + block.size] == b[block.b + block.size], junk.contains(b[block.b + block.size]) == overJunk
    {
      block.size += 1
    }
  }

  /// The blocks that both share, in order, an empty one at the end.
  func blocks() -> [Block] {
    var queue = [(0..<a.count, 0..<b.count)]
    var found: [Block] = []
    while let (aRange, bRange) = queue.popLast() {
      let block = longest(aRange, bRange)
      guard block.size > 0 else { continue }
      found.append(block)
      if aRange.lowerBound < block.a, bRange.lowerBound < block.b {
        queue.append((aRange.lowerBound..<block.a, bRange.lowerBound..<block.b))
      }
      if block.a + block.size < aRange.upperBound, block.b + block.size < bRange.upperBound {
        queue.append(((block.a + block.size)..<aRange.upperBound, (block.b + block.size)..<bRange.upperBound))
      }
    }
    found.sort { ($0.a, $0.b, $0.size) < ($1.a, $1.b, $1.size) }
    var joined: [Block] = []
    for block in found {
      if let last = joined.last, last.a + last.size == block.a, last.b + last.size == block.b {
        joined[joined.count - 1].size += block.size
      } else {
        joined.append(block)
      }
    }
    return joined + [Block(a: a.count, b: b.count, size: 0)]
  }

  struct Step {
    var tag: String
    var a: Range<Int>
    var b: Range<Int>
  }

  /// How `a` becomes `b`.
  func steps() -> [Step] {
    var steps: [Step] = []
    var (i, j) = (0, 0)
    for block in blocks() {
      let tag = i < block.a ? (j < block.b ? "replace" : "delete") : j < block.b ? "insert" : ""
      if !tag.isEmpty { steps.append(Step(tag: tag, a: i..<block.a, b: j..<block.b)) }
      (i, j) = (block.a + block.size, block.b + block.size)
      if block.size > 0 { steps.append(Step(tag: "equal", a: block.a..<i, b: block.b..<j)) }
    }
    return steps
  }

  static func ratio(_ matches: Int, _ length: Int) -> Double {
    length == 0 ? 1 : 2 * Double(matches) / Double(length)
  }

  var ratio: Double { SequenceMatching.ratio(blocks().reduce(0) { $0 + $1.size }, a.count + b.count) }

  /// An upper bound of the ratio: the elements that both have, without regard to order.
  var quickRatio: Double {
    var available: [Int: Int] = [:]
    for element in b { available[element, default: 0] += 1 }
    var matches = 0
    for element in a {
      let left = available[element] ?? 0
      available[element] = left - 1
      if left > 0 { matches += 1 }
    }
    return SequenceMatching.ratio(matches, a.count + b.count)
  }

  var realQuickRatio: Double { SequenceMatching.ratio(min(a.count, b.count), a.count + b.count) }

  /// The steps in groups with `context` equal elements around them.
  func grouped(_ context: Int) -> [[Step]] {
    var steps = steps()
    if steps.isEmpty { steps = [Step(tag: "equal", a: 0..<1, b: 0..<1)] }
    if steps[0].tag == "equal" {
      let first = steps[0]
      steps[0].a = max(first.a.lowerBound, first.a.upperBound - context)..<first.a.upperBound
      steps[0].b = max(first.b.lowerBound, first.b.upperBound - context)..<first.b.upperBound
    }
    let last = steps[steps.count - 1]
    if last.tag == "equal" {
      steps[steps.count - 1].a = last.a.lowerBound..<min(last.a.upperBound, last.a.lowerBound + context)
      steps[steps.count - 1].b = last.b.lowerBound..<min(last.b.upperBound, last.b.lowerBound + context)
    }
    var groups: [[Step]] = []
    var group: [Step] = []
    for step in steps {
      var rest = step
      if step.tag == "equal", step.a.count > 2 * context {
        group.append(
          Step(
            tag: "equal", a: step.a.lowerBound..<min(step.a.upperBound, step.a.lowerBound + context),
            b: step.b.lowerBound..<min(step.b.upperBound, step.b.lowerBound + context)))
        groups.append(group)
        group = []
        rest.a = max(step.a.lowerBound, step.a.upperBound - context)..<step.a.upperBound
        rest.b = max(step.b.lowerBound, step.b.upperBound - context)..<step.b.upperBound
      }
      group.append(rest)
    }
    if !group.isEmpty, !(group.count == 1 && group[0].tag == "equal") { groups.append(group) }
    return groups
  }
}
