import Kernels
import PythonRuntime

extension TypeObject {
  /// A class of `itertools`: calling it makes an iterator. The signature names it.
  static func iterator(_ new: Constructor, _ more: any Member...) -> TypeObject {
    TypeObject(
      name: new.code.signature.name, module: "itertools", bases: [Types.iterator], members: [new] + more)
  }
}

extension Call {
  /// The class that the call makes an instance of.
  var madeClass: TypeObject { receivingClass ?? Types.object }
}

extension Standard.Itertools {
  static let count = Constant("count") { _ in .object(countClass) }
  static let cycle = Constant("cycle") { _ in .object(cycleClass) }
  static let `repeat` = Constant("repeat") { _ in .object(repeatClass) }
  static let chain = Constant("chain") { _ in .object(chainClass) }
  static let starmap = Constant("starmap") { _ in .object(starmapClass) }

  nonisolated(unsafe) private static let countClass = TypeObject.iterator(
    Constructor("count(cls, start=0, step=1)") { call in
      for value in [call["start"], call["step"]] where try call.context.double(value) == nil {
        throw Raised.typeError("a number is required")
      }
      return .object(CountIterator(call["start"], step: call["step"], type: call.madeClass))
    })

  nonisolated(unsafe) private static let cycleClass = TypeObject.iterator(
    Constructor("cycle(cls, iterable, /)") { call in
      var source: IteratorObject? = try call.context.iterate(call[1])
      var saved: [Value] = []
      var position = 0
      return .object(
        NativeIterator(type: call.madeClass) { context throws(Raised) in
          if let value = try source?.next(in: context) {
            saved.append(value)
            return value
          }
          source = nil
          if saved.isEmpty { return nil }
          try context.checkStop()
          defer { position = (position + 1) % saved.count }
          return saved[position]
        })
    })

  nonisolated(unsafe) private static let repeatClass = TypeObject.iterator(
    Constructor("repeat(cls, object, times=None)", acceptsUnsupported: true) { call in
      let times = call.isGiven("times") ? max(0, try call.int("times")) : nil
      return .object(RepeatIterator(call["object"], times: times, type: call.madeClass))
    })

  nonisolated(unsafe) private static let chainClass = TypeObject.iterator(
    Constructor("chain(cls, *iterables)") { call in
      .object(chained(ArrayIterator(call.variadic), call.madeClass))
    },
    ClassMethod("from_iterable(cls, iterable, /)") { call in
      .object(chained(try call.context.iterate(call[1]), call.madeClass))
    })

  private static func chained(_ sources: IteratorObject, _ type: TypeObject) -> IteratorObject {
    var current: IteratorObject?
    return NativeIterator(type: type) { context throws(Raised) in
      while true {
        if let value = try current?.next(in: context) { return value }
        guard let next = try sources.next(in: context) else { return nil }
        current = try context.iterate(next)
      }
    }
  }

  nonisolated(unsafe) private static let starmapClass = TypeObject.iterator(
    Constructor("starmap(cls, function, iterable, /)") { call in
      let function = call[1]
      let source = try call.context.iterate(call[2])
      return .object(
        NativeIterator(type: call.madeClass) { context throws(Raised) in
          guard let value = try source.next(in: context) else { return nil }
          return try context.call(function, context.items(of: value))
        })
    })
}

/// `itertools.count`, which shows where it stands.
final class CountIterator: IteratorObject {
  private var current: Value
  private let step: Value

  init(_ start: Value, step: Value, type: TypeObject) {
    current = start
    self.step = step
    super.init(type: type)
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    try context.checkStop()
    let value = current
    current = try context.binary(.add, value, step)
    return value
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    if case .int(1) = step { return PythonString("count(\(try context.repr(current)))") }
    return PythonString("count(\(try context.repr(current)), \(try context.repr(step)))")
  }
}

/// `itertools.repeat`, which shows how many are left.
final class RepeatIterator: IteratorObject {
  private let value: Value
  private var rest: Int?

  init(_ value: Value, times: Int?, type: TypeObject) {
    self.value = value
    rest = times
    super.init(type: type)
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    try context.checkStop()
    if let known = rest {
      guard known > 0 else { return nil }
      rest = known - 1
    }
    return value
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    let times = rest.map { ", \($0)" } ?? ""
    return PythonString("repeat(\(try context.repr(value))\(times))")
  }
}
