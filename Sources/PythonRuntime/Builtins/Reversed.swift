import Kernels

extension Builtins.ReversedClass {
  static let new = Constructor("reversed(cls, /, *arguments)") { call in
    let arguments = call.variadic
    guard arguments.count == 1 else {
      throw Raised.typeError("reversed expected 1 argument, got \(arguments.count)")
    }
    return try reversed(arguments[0], in: call.context)
  }

  private static func reversed(_ value: Value, in context: Context) throws(Raised) -> Value {
    if let object = value.object, let method = object.type.special("__reversed__") {
      if method.isNone { throw notReversible(value) }
      return try context.callSpecial(method, on: object, [])
    }
    switch (value.object as? DispatchingObject)?.native ?? value {
    case .string(let text):
      let items = text.codePoints.reversed().map { Value.string(PythonString(codePoints: [$0])) }
      return .object(ArrayIterator(items, type: NamedIterators.reversed))
    case .object(let object):
      if let iterator = try iterator(object, in: context) { return .object(iterator) }
      return .object(try byPositions(value, in: context))
    default: throw notReversible(value)
    }
  }

  private static func notReversible(_ value: Value) -> Raised {
    .typeError("'\(value.typeName)' object is not reversible")
  }

  private static func iterator(_ object: Object, in context: Context) throws(Raised) -> IteratorObject? {
    switch object {
    case let list as ListObject:
      return ReversedListIterator(list)
    case let range as RangeObject:
      guard range.count > 0 else { return RangeIterator(RangeObject(start: 0, stop: 0)) }
      let last = range.start &+ (range.count &- 1) &* range.step
      return RangeIterator(from: last, step: 0 &- range.step, count: range.count)
    case let range as LongRangeObject: return try context.iterate(range.reversed)
    case let tuple as TupleObject: return ArrayIterator(tuple.items.reversed(), type: NamedIterators.reversed)
    case let dict as DictObject: return reversed(dict, .keys)
    case let view as DictView: return reversed(view.dict, view.part)
    default: return nil
    }
  }

  private static func reversed(_ dict: DictObject, _ part: DictIterator.Part) -> IteratorObject {
    let size = dict.count
    var items = dict.items[...]
    let type =
      switch part {
      case .keys: NamedIterators.dictKeysReversed
      case .values: NamedIterators.dictValuesReversed
      case .items: NamedIterators.dictItemsReversed
      }
    return NativeIterator(type: type) { _ throws(Raised) in
      if dict.count != size { throw .runtimeError("dictionary changed size during iteration") }
      guard let (key, value) = items.popLast() else { return nil }
      switch part {
      case .keys: return key
      case .values: return value
      case .items: return .tuple([key, value])
      }
    }
  }

  /// Any other sequence, by its length and positions.
  private static func byPositions(_ value: Value, in context: Context) throws(Raised) -> IteratorObject {
    guard value.type.lookup("__getitem__") != nil || value.byteBuffer != nil, !(value.object is SetObject) else {
      throw notReversible(value)
    }
    var position = try context.length(value)
    return NativeIterator(type: NamedIterators.reversed) { context throws(Raised) in
      position -= 1
      return position >= 0 ? try context.item(of: value, at: .int(position)) : nil
    }
  }
}

/// Iteration over a list from its end.
final class ReversedListIterator: IteratorObject {
  private let list: ListObject
  private var position: Int

  init(_ list: ListObject) {
    self.list = list
    position = list.items.count
    super.init(type: NamedIterators.listReversed)
  }

  override func next(in context: Context) throws(Raised) -> Value? {
    guard position > 0, position <= list.items.count else {
      position = 0
      return nil
    }
    position -= 1
    return list.items[position]
  }

  override var lengthHint: Int? { position > list.items.count ? 0 : position }
}
