import Kernels
import PythonRuntime

extension Standard.CounterClass {
  static let new = Constructor("Counter(cls, iterable=None, /, **kwds)") { call in
    let counter = CounterObject(type: call.receivingClass ?? CounterObject.counterType)
    try change(counter, sign: 1, call)
    return .object(counter)
  }

  /// Counts what a call of `Counter`, `update` or `subtract` names.
  private static func change(_ counter: CounterObject, sign: Int, _ call: Call) throws {
    if !call.isNone("iterable") { try counter.count(call[1], sign: sign, in: call.context) }
    if !call.keywords.isEmpty {
      try counter.count(
        .object(DictObject(call.keywords.map { ($0.name, $0.value) })), sign: sign, in: call.context)
    }
  }

  static let mostCommon = Method("most_common(self, n=None)") { call in
    let entries = try call.receiver(as: CounterObject.self).mostCommon(in: call.context)
    let count = try call.optionalInt("n") ?? entries.count
    return .list(entries.prefix(max(0, count)).map { .tuple([$0.key, $0.value]) })
  }

  static let update = Method("update(self, iterable=None, /, **kwds)", mutates: true) { call in
    try change(call.receiver(as: CounterObject.self), sign: 1, call)
    return .none
  }

  static let subtract = Method("subtract(self, iterable=None, /, **kwds)", mutates: true) { call in
    try change(call.receiver(as: CounterObject.self), sign: -1, call)
    return .none
  }

  static let elements = Method("elements(self)") { call in
    let entries = try call.receiver(as: CounterObject.self).items
    var position = 0
    var rest: Int?
    return .object(
      NativeIterator(type: ItertoolsTypes.chain(call.context)) { context throws(Raised) in
        while position < entries.count {
          var left = rest ?? 0
          if rest == nil { left = try context.index(entries[position].value) }
          if left > 0 {
            rest = left - 1
            return entries[position].key
          }
          rest = nil
          position += 1
        }
        return nil
      })
  }

  static let total = Method("total(self)") { call in
    var total: Value = 0
    for value in try call.receiver(as: CounterObject.self).values {
      total = try call.context.binary(.add, total, value)
    }
    return total
  }

  static let copy = Method("copy(self)") { call in
    let counter = try call.receiver(as: CounterObject.self)
    let copy = counter.emptyCopy()
    copy.table = counter.table
    return .object(copy)
  }

  static let missing = Method("__missing__(self, key)") { _ in 0 }

  static let fromkeys = ClassMethod("fromkeys(cls, iterable, v=None)") { _ in
    throw Raised(
      Exceptions.notImplementedError, "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")
  }
}

/// Classes of `itertools` that other modules give instances of.
enum ItertoolsTypes {
  /// `itertools.chain`.
  static func chain(_ context: Context) -> TypeObject {
    Standard.Itertools.chain.value(in: Types.object).cast(to: TypeObject.self) ?? Types.iterator
  }
}
