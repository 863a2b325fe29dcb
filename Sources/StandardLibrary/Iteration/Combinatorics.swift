import PythonRuntime

extension Standard.Itertools {
  static let product = Constant("product") { _ in .object(productClass) }
  static let combinations = Constant("combinations") { _ in .object(combinationsClass) }
  static let combinationsWithReplacement = Constant("combinations_with_replacement") { _ in
    .object(combinationsWithReplacementClass)
  }
  static let permutations = Constant("permutations") { _ in .object(permutationsClass) }

  nonisolated(unsafe) private static let productClass = TypeObject.iterator(newProduct)
  nonisolated(unsafe) private static let combinationsClass = TypeObject.iterator(newCombinations)
  nonisolated(unsafe) private static let combinationsWithReplacementClass = TypeObject.iterator(
    newCombinationsWithReplacement)
  nonisolated(unsafe) private static let permutationsClass = TypeObject.iterator(newPermutations)

  private static let newProduct = Constructor("product(cls, *iterables, repeat=1)") { call in
    var pools: [[Value]] = []
    for value in call.variadic { pools.append(try call.context.items(of: value)) }
    let times = try call.int("repeat")
    if times < 0 { throw Raised.valueError("repeat argument cannot be negative") }
    if times > 1 << 20 { throw Raised(Exceptions.memoryError, "") }
    let all = (0..<times).flatMap { _ in pools }
    if all.contains(where: \.isEmpty) { return .object(ArrayIterator([], type: call.madeClass)) }
    return positions(call.madeClass, start: [Int](repeating: 0, count: all.count)) { positions in
      var i = positions.count - 1
      while i >= 0 {
        positions[i] += 1
        if positions[i] < all[i].count { return true }
        positions[i] = 0
        i -= 1
      }
      return false
    } value: { positions in
      zip(all, positions).map { $0[$1] }
    }
  }

  private static let newCombinations = Constructor("combinations(cls, iterable, r)") { call in
    let items = try call.list("iterable")
    let r = try length(call)
    if r > items.count { return .object(ArrayIterator([], type: call.madeClass)) }
    return positions(call.madeClass, start: Array(0..<r)) { positions in
      guard let i = positions.indices.last(where: { positions[$0] != $0 + items.count - r }) else { return false }
      positions[i] += 1
      for j in (i + 1)..<max(r, i + 1) { positions[j] = positions[j - 1] + 1 }
      return true
    } value: { positions in
      positions.map { items[$0] }
    }
  }

  private static let newCombinationsWithReplacement = Constructor("combinations_with_replacement(cls, iterable, r)") {
    call in
    let items = try call.list("iterable")
    let r = try length(call)
    if items.isEmpty, r > 0 { return .object(ArrayIterator([], type: call.madeClass)) }
    return positions(call.madeClass, start: [Int](repeating: 0, count: r)) { positions in
      guard let i = positions.indices.last(where: { positions[$0] != items.count - 1 }) else { return false }
      let next = positions[i] + 1
      for j in i..<r { positions[j] = next }
      return true
    } value: { positions in
      positions.map { items[$0] }
    }
  }

  private static let newPermutations = Constructor("permutations(cls, iterable, r=None)") { call in
    let items = try call.list("iterable")
    let r = call.isNone("r") ? items.count : try length(call)
    if r > items.count { return .object(ArrayIterator([], type: call.madeClass)) }
    return positions(call.madeClass, start: Array(0..<r)) { positions in
      nextArrangement(&positions, of: items.count)
    } value: { positions in
      positions.map { items[$0] }
    }
  }

  /// The next choice of different positions in lexicographic order.
  private static func nextArrangement(_ positions: inout [Int], of count: Int) -> Bool {
    var i = positions.count - 1
    while i >= 0 {
      let used = Set(positions[..<i])
      if let next = ((positions[i] + 1)..<max(count, positions[i] + 1)).first(where: { !used.contains($0) }) {
        positions[i] = next
        var taken = used.union([next])
        for j in (i + 1)..<max(positions.count, i + 1) {
          guard let free = (0..<count).first(where: { !taken.contains($0) }) else { return false }
          positions[j] = free
          taken.insert(free)
        }
        return true
      }
      i -= 1
    }
    return false
  }

  private static func length(_ call: Call) throws -> Int {
    let r = try call.int("r")
    if r < 0 { throw Raised.valueError("r must be non-negative") }
    return r
  }

  /// An iterator over tuples that `value` makes of positions, which `advance` moves until it says that there are no more.
  private static func positions(
    _ type: TypeObject, start: [Int], advance: @escaping (inout [Int]) -> Bool, value: @escaping ([Int]) -> [Value]
  ) -> Value {
    var current: [Int]? = start
    return .object(
      NativeIterator(type: type) { context throws(Raised) in
        guard var positions = current else { return nil }
        let result = Value.tuple(value(positions))
        current = advance(&positions) ? positions : nil
        return result
      })
  }
}
