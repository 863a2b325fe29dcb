import Kernels

/// What `map` gives.
final class MapIterator: IteratorObject {
  private let call: RepeatedCall
  private let sources: [IteratorObject]

  init(_ function: Value, _ sources: [IteratorObject]) {
    call = RepeatedCall(function)
    self.sources = sources
    super.init(type: NamedIterators.map)
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    if sources.count == 1 {
      guard try context.nextValue(of: sources[0], into: call.argument) else {
        result = sources[0].takeResult()
        return nil
      }
      return try ending { () throws(Raised) in try context.call(call) }
    }
    var items: [Value] = []
    items.reserveCapacity(sources.count)
    for source in sources {
      guard let value = try source.next(in: context) else {
        result = source.takeResult()
        return nil
      }
      items.append(value)
    }
    return try ending { () throws(Raised) in try context.call(call.callee.value, items) }
  }
}

/// What `filter` gives.
final class FilterIterator: IteratorObject {
  private let call: RepeatedCall
  private let source: IteratorObject

  init(_ function: Value, _ source: IteratorObject) {
    call = RepeatedCall(function)
    self.source = source
    super.init(type: NamedIterators.filter)
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    while let value = try source.next(in: context) {
      let verdict = call.callee.isNone ? value : try ending { () throws(Raised) in try context.call(call, with: value) }
      guard let verdict else { return nil }
      if try context.truth(verdict) { return value }
    }
    result = source.takeResult()
    return nil
  }
}

extension IteratorObject {
  /// What a function gives; where it raises `StopIteration` the iteration is over, `nil`.
  fileprivate func ending(_ body: () throws(Raised) -> Value) throws(Raised) -> Value? {
    do throws(Raised) {
      return try body()
    } catch {
      guard case .exception(let exception) = error, exception.type.isSubclass(of: Exceptions.stopIteration) else {
        throw error
      }
      result = exception.field("value")
      return nil
    }
  }
}

extension Builtins.MapClass {
  static let new = Constructor("map(cls, /, *arguments)") { call in
    let arguments = call.variadic
    guard arguments.count >= 2 else { throw Raised.typeError("map() must have at least two arguments.") }
    var sources: [IteratorObject] = []
    for value in arguments.dropFirst() { sources.append(try call.context.iterate(value)) }
    return .object(MapIterator(arguments[0], sources))
  }
}

extension Builtins.FilterClass {
  static let new = Constructor("filter(cls, function, iterable, /)") { call in
    .object(FilterIterator(call[1], try call.context.iterate(call[2])))
  }
}
