import Kernels
import PythonRuntime

extension Standard.Copy {
  static let copy = Function("copy(x)") { call in try Copying(call.context).shallow(call[0].supported()) }

  static let deepcopy = Function("deepcopy(x, memo=None, _nil=None)") { call in
    let memo = try call.optionalObject("memo", as: DictObject.self)
    return try Copying(call.context, memo: memo).deep(call[0].supported())
  }

  static let error = Constant("Error") { _ in .object(Copying.error) }
}

/// One call of `copy` or `deepcopy`.
final class Copying {
  nonisolated(unsafe) static let error = Exceptions.make("Error", module: "copy")
  let context: Context
  /// Copies by the identity of their originals, which are kept alive.
  private let memo: DictObject

  init(_ context: Context, memo: DictObject? = nil) {
    self.context = context
    self.memo = memo ?? DictObject()
  }

  func shallow(_ value: Value) throws(Raised) -> Value {
    guard case .object(let object) = value, object.isMutable || object is TupleObject else { return value }
    if let method = context.specialMethod("__copy__", of: value) { return try context.call(method, [value]) }
    switch object {
    case let list as ListObject where list.type === ListObject.type: return .list(list.items)
    case is TupleObject: return value
    case let dict as DictObject where !dict.type.isUserDefined:
      let copy = dict.emptyCopy()
      copy.table = dict.table
      return .object(copy)
    case let array as ByteArrayObject: return .object(ByteArrayObject(array.bytes))
    case let set as SetObject where !set.type.isUserDefined:
      return set.isFrozen ? value : .object(SetObject(set.table, type: set.type))
    default: break
    }
    if let copy = try object.copied(deeply: false, in: context) { return copy }
    return try rebuilt(object, deeply: false)
  }

  func deep(_ value: Value) throws(Raised) -> Value {
    guard case .object(let object) = value, object.isMutable || object is TupleObject else { return value }
    let key = Value.int(Int(bitPattern: ObjectIdentifier(object)))
    try context.nest()
    defer { context.unnest() }
    if let known = try memo.value(for: key, in: context) { return known }
    if let method = context.specialMethod("__deepcopy__", of: value) {
      let copy = try context.call(method, [value, .object(memo)])
      try remember(copy, for: object)
      return copy
    }
    switch object {
    case let list as ListObject where list.type === ListObject.type:
      let copy = ListObject([])
      try remember(.object(copy), for: object)
      for item in list.items { copy.items.append(try deep(item)) }
      return .object(copy)
    case let tuple as TupleObject: return try deepTuple(tuple, key)
    case let dict as DictObject where !dict.type.isUserDefined:
      let copy = dict.emptyCopy()
      try remember(.object(copy), for: object)
      for (key, item) in dict.items { try copy.set(deep(key), to: deep(item), in: context) }
      return .object(copy)
    case let set as SetObject where !set.type.isUserDefined: return try deepSet(set)
    case let array as ByteArrayObject:
      let copy = Value.object(ByteArrayObject(array.bytes))
      try remember(copy, for: object)
      return copy
    case let deque as DequeObject where !deque.type.isUserDefined:
      let copy = DequeObject(maximum: deque.maximum)
      try remember(.object(copy), for: object)
      for item in deque.items.values { copy.append(try deep(item)) }
      return .object(copy)
    default: break
    }
    if let copy = try object.copied(deeply: true, in: context) {
      try remember(copy, for: object)
      return copy
    }
    return try rebuilt(object, deeply: true)
  }

  func remember(_ copy: Value, for object: Object) throws(Raised) {
    try memo.set(.int(Int(bitPattern: ObjectIdentifier(object))), to: copy, in: context)
    // Keeps the original, so that its identity stays its own.
    let own = Value.int(Int(bitPattern: ObjectIdentifier(memo)))
    if let kept = try memo.value(for: own, in: context)?.cast(to: ListObject.self) {
      kept.items.append(.object(object))
    } else {
      try memo.set(own, to: .list([.object(object)]), in: context)
    }
  }

  /// A tuple whose items are their own copies is its own copy.
  private func deepTuple(_ tuple: TupleObject, _ key: Value) throws(Raised) -> Value {
    var items: [Value] = []
    for item in tuple.items { items.append(try deep(item)) }
    // The tuple may have been copied on the way, if it holds itself.
    if let known = try memo.value(for: key, in: context) { return known }
    let isSame = zip(items, tuple.items).allSatisfy { $0.isIdentical(to: $1) }
    let copy = isSame ? Value.object(tuple) : .object(TupleObject(items, type: tuple.type))
    try remember(copy, for: tuple)
    return copy
  }

  private func deepSet(_ set: SetObject) throws(Raised) -> Value {
    var table = SetTable()
    for element in set.elements { _ = try table.insert(deep(element), in: context) }
    let copy = Value.object(SetObject(table, type: set.type))
    try remember(copy, for: set)
    return copy
  }
}
