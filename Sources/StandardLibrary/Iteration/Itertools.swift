import Kernels
import PythonRuntime

extension Standard.Itertools {
  static let chain = Constant("chain") { _ in .object(ChainFunction()) }

  static let count = Function("count(start=0, step=1)") { call in
    var next = call["start"]
    let step = call["step"]
    return .object(
      NativeIterator { context throws(Raised) in
        let value = next
        next = try context.binary(.add, value, step)
        try context.checkStop()
        return value
      })
  }

  static let cycle = Function("cycle(iterable, /)") { call in
    let items = try call.list("iterable")
    var position = 0
    return .object(
      NativeIterator { context throws(Raised) in
        if items.isEmpty { return nil }
        try context.checkStop()
        position += 1
        return items[(position - 1) % items.count]
      })
  }

  static let `repeat` = Function("repeat(object, times=None)") { call in
    let value = call[0]
    var rest = try call.optionalInt("times")
    return .object(
      NativeIterator { context throws(Raised) in
        try context.checkStop()
        if let known = rest {
          guard known > 0 else { return nil }
          rest = known - 1
        }
        return value
      })
  }

  static let islice = Function("islice(iterable, start, stop=None, step=None, /)") { call in
    let source = try call.context.iterate(call[0])
    let hasStop = call.isGiven("stop")
    let first = hasStop ? try call.optionalInt("start") ?? 0 : 0
    let last = hasStop ? try call.optionalInt("stop") : try call.optionalInt("start")
    let step = try call.optionalInt("step") ?? 1
    if first < 0 || step < 1 || (last ?? 0) < 0 {
      throw Raised.valueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    }
    var position = 0
    var wanted = first
    return .object(
      NativeIterator { context throws(Raised) in
        if let last, wanted >= last { return nil }
        while let value = try source.next(in: context) {
          position += 1
          if position - 1 == wanted {
            wanted = wanted.addingReportingOverflow(step).overflow ? Int.max : wanted + step
            return value
          }
        }
        return nil
      })
  }

  static let accumulate = Function("accumulate(iterable, func=None, *, initial=None)") { call in
    let source = try call.context.iterate(call[0])
    let function = call["func"]
    var total: Value? = call.isNone("initial") ? nil : call["initial"]
    var isFirst = total != nil
    return .object(
      NativeIterator { context throws(Raised) in
        if isFirst {
          isFirst = false
          return total
        }
        guard let value = try source.next(in: context) else { return nil }
        guard let known = total else {
          total = value
          return value
        }
        let next =
          function.isNone ? try context.binary(.add, known, value) : try context.call(function, [known, value])
        total = next
        return next
      })
  }

  static let starmap = Function("starmap(function, iterable, /)") { call in
    let function = call[0]
    let source = try call.context.iterate(call[1])
    return .object(
      NativeIterator { context throws(Raised) in
        guard let value = try source.next(in: context) else { return nil }
        return try context.call(function, context.items(of: value))
      })
  }

  static let takewhile = Function("takewhile(predicate, iterable, /)") { call in
    let predicate = call[0]
    let source = try call.context.iterate(call[1])
    return .object(
      NativeIterator { context throws(Raised) in
        guard let value = try source.next(in: context) else { return nil }
        if try context.truth(context.call(predicate, [value])) { return value }
        return nil
      })
  }

  static let dropwhile = Function("dropwhile(predicate, iterable, /)") { call in
    let predicate = call[0]
    let source = try call.context.iterate(call[1])
    var isDropping = true
    return .object(
      NativeIterator { context throws(Raised) in
        while let value = try source.next(in: context) {
          if isDropping, try context.truth(context.call(predicate, [value])) { continue }
          isDropping = false
          return value
        }
        return nil
      })
  }

  static let zipLongest = Function("zip_longest(*iterables, fillvalue=None)") { call in
    var lists: [[Value]] = []
    for value in call.variadic { lists.append(try call.context.items(of: value)) }
    let count = lists.map(\.count).max() ?? 0
    let fill = call["fillvalue"]
    return .object(
      ArrayIterator((0..<count).map { i in .tuple(lists.map { i < $0.count ? $0[i] : fill }) }))
  }

  static let groupby = Function("groupby(iterable, key=None)") { call in
    var groups: [(Value, [Value])] = []
    for item in try call.list("iterable") {
      let key = call.isNone("key") ? item : try call.context.call(call["key"], [item])
      if let last = groups.last, try call.context.equal(last.0, key) {
        groups[groups.count - 1].1.append(item)
      } else {
        groups.append((key, [item]))
      }
    }
    return .object(ArrayIterator(groups.map { .tuple([$0.0, .object(ArrayIterator($0.1))]) }))
  }

  static let tee = Function("tee(iterable, n=2, /)") { call in
    let items = try call.list("iterable")
    return .tuple((0..<(try call.int("n"))).map { _ in .object(ArrayIterator(items)) })
  }
}

/// `itertools.chain`, which has a method of its own.
final class ChainFunction: Object {
  init() { super.init(type: Types.builtinFunction) }

  override var isMutable: Bool { false }
  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    .object(ChainFunction.chained(ArrayIterator(arguments.positional)))
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    guard name == "from_iterable" else { return try super.attribute(name, in: context) }
    return ChainFunction.fromIterable.value(in: Types.object)
  }

  private static let fromIterable = Function("from_iterable(iterable, /)") { call in
    .object(chained(try call.context.iterate(call[0])))
  }

  private static func chained(_ sources: IteratorObject) -> IteratorObject {
    var current: IteratorObject?
    return NativeIterator { context throws(Raised) in
      while true {
        if let value = try current?.next(in: context) { return value }
        guard let next = try sources.next(in: context) else { return nil }
        current = try context.iterate(next)
      }
    }
  }
}
