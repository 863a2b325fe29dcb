import Kernels
import PythonRuntime

extension Standard.RandomClass {
  static let choice = Method("choice(self, seq)") { call in
    let count = try call.context.length(call[1])
    if count == 0 { throw Raised.indexError("Cannot choose from an empty sequence") }
    let index = try call.receiver(as: RandomObject.self).below(count, in: call.context)
    return try call.context.item(of: call[1], at: .int(index))
  }

  static let shuffle = Method("shuffle(self, x)") { call in
    let generator = try call.receiver(as: RandomObject.self)
    if let list = call[1].cast(to: ListObject.self), list.type === ListObject.type {
      for i in stride(from: list.items.count - 1, to: 0, by: -1) {
        list.items.swapAt(i, try generator.below(i + 1, in: call.context))
      }
      return .none
    }
    let count = try call.context.length(call[1])
    for i in stride(from: count - 1, to: 0, by: -1) {
      let j = try generator.below(i + 1, in: call.context)
      let other = try call.context.item(of: call[1], at: .int(j))
      let own = try call.context.item(of: call[1], at: .int(i))
      try call.context.setItem(of: call[1], at: .int(i), to: other)
      try call.context.setItem(of: call[1], at: .int(j), to: own)
    }
    return .none
  }

  static let sample = Method("sample(self, population, k, *, counts=None)") { call in
    let generator = try call.receiver(as: RandomObject.self)
    guard isSequence(call[1]) else {
      if call[1].object is InstanceObject { throw call.unsupported("'random.sample' of an object of the notebook") }
      throw Raised.typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
    }
    let count = try call.context.length(call[1])
    var result: [Value] = []
    if call.isNone("counts") {
      for i in try positions(generator, below: count, call) {
        result.append(try call.context.item(of: call[1], at: .int(i)))
      }
      return .list(result)
    }
    let limits = try accumulated(call.context.items(of: call["counts"]), call)
    guard limits.count == count else {
      throw Raised.valueError("The number of counts does not match the population")
    }
    guard let last = limits.last else { throw Raised.indexError("pop from empty list") }
    guard last.bigInt != nil else { throw Raised.typeError("Counts must be integers") }
    let total = try call.context.index(last)
    if total <= 0 { throw Raised.valueError("Total of counts must be greater than zero") }
    for draw in try positions(generator, below: total, call) {
      let i = try Bisection.right(limits.dropLast(), .int(draw), in: call.context)
      result.append(try call.context.item(of: call[1], at: .int(i)))
    }
    return .list(result)
  }

  /// `k` different positions: from a pool where it is smaller than a set of those chosen, else by drawing again.
  private static func positions(_ generator: RandomObject, below count: Int, _ call: Call) throws -> [Int] {
    let k = try call.int("k")
    guard k >= 0, k <= count else { throw Raised.valueError("Sample larger than population or is negative") }
    var limit = 21
    if k > 5 { limit += Int(power(4, (naturalLogarithm(Double(k * 3)) / naturalLogarithm(4)).rounded(.up))) }
    var result: [Int] = []
    if count <= limit {
      var pool = Array(0..<count)
      for i in 0..<k {
        let j = try generator.below(count - i, in: call.context)
        result.append(pool[j])
        pool[j] = pool[count - i - 1]
      }
      return result
    }
    var chosen: Set<Int> = []
    while result.count < k {
      let j = try generator.below(count, in: call.context)
      if chosen.insert(j).inserted { result.append(j) }
    }
    return result
  }

  private static func isSequence(_ value: Value) -> Bool {
    switch value {
    case .string: return true
    case .object(let object):
      return [ListObject.type, TupleObject.type, RangeObject.type, BytesObject.type, DequeObject.type]
        .contains { object.type.isSubclass(of: $0) }
    default: return false
    }
  }

  static let choices = Method("choices(self, population, weights=None, *, cum_weights=None, k=1)") { call in
    let context = call.context
    let generator = try call.receiver(as: RandomObject.self)
    let count = try context.length(call[1])
    if call.isNone("weights"), call.isNone("cum_weights") {
      let k = try call.int("k")
      var result: [Value] = []
      for _ in 0..<max(0, k) {
        let position = Int((try generator.unit(in: context) * Double(count)).rounded(.down))
        result.append(try context.item(of: call[1], at: .int(position)))
      }
      return .list(result)
    }
    let limits = try cumulativeWeights(call)
    guard limits.count == count else {
      throw Raised.valueError("The number of weights does not match the population")
    }
    guard let last = limits.last else { throw Raised.indexError("list index out of range") }
    guard case .float(let total) = try context.binary(.add, last, 0.0) else {
      throw call.unsupported("weights that are no floats")
    }
    if total <= 0 { throw Raised.valueError("Total of weights must be greater than zero") }
    if !total.isFinite { throw Raised.valueError("Total of weights must be finite") }
    var result: [Value] = []
    for _ in 0..<max(0, try call.int("k")) {
      let draw = Value.float(try generator.unit(in: context) * total)
      let position = try Bisection.right(limits.dropLast(), draw, in: context)
      result.append(try context.item(of: call[1], at: .int(position)))
    }
    return .list(result)
  }

  private static func cumulativeWeights(_ call: Call) throws -> [Value] {
    if call.isNone("cum_weights") {
      if let k = call["weights"].bigInt {
        throw Raised.typeError("The number of choices must be a keyword argument: k=\(k)")
      }
      return try accumulated(call.context.items(of: call["weights"]), call)
    }
    if !call.isNone("weights") { throw Raised.typeError("Cannot specify both weights and cumulative weights") }
    return try call.context.items(of: call["cum_weights"])
  }

  /// The running sums.
  private static func accumulated(_ values: [Value], _ call: Call) throws -> [Value] {
    var result: [Value] = []
    for value in values {
      result.append(try result.last.map { try call.context.binary(.add, $0, value) } ?? value)
    }
    return result
  }
}
