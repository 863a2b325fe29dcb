package import Kernels
package import PythonRuntime

extension Standard.Functools {
  static let reduce = Function("reduce(function, sequence, initial=None, /)") { call in
    var items = try call.list("sequence")
    var result: Value
    if call.isGiven("initial") {
      result = call[2]
    } else {
      guard !items.isEmpty else { throw Raised.typeError("reduce() of empty iterable with no initial value") }
      result = items.removeFirst()
    }
    for item in items { result = try call.context.call(call[0], [result, item]) }
    return result
  }

  static let partial = Function("partial(func, /, *args, **keywords)") { call in
    .object(PartialObject(call[0], CallArguments(call.variadic, keywords: call.keywords)))
  }

  static let wraps = Function("wraps(wrapped, *args, **kwargs)") { _ in .object(NativeFunctions.identity) }

  static let lruCache = Function("lru_cache(maxsize=128, typed=False)") { call in
    if call[0].object?.isCallable == true { return .object(CachedFunction(call[0])) }
    return NativeFunctions.cached.value(in: Types.object)
  }

  static let cache = Function("cache(user_function, /)") { call in .object(CachedFunction(call[0])) }

  static let cmpToKey = Function("cmp_to_key(mycmp)") { call in
    .object(PartialObject(NativeFunctions.compared.value(in: Types.object), CallArguments([call[0]])))
  }
}

/// Functions that other functions give back.
enum NativeFunctions {
  nonisolated(unsafe) static let identity = NativeFunction(
    Function("decorator(function, /)") { call in call[0] }.code, owner: nil, binding: .none)
  static let cached = Function("decorator(function, /)") { call in .object(CachedFunction(call[0])) }
  static let compared = Function("K(mycmp, obj, /)") { call in .object(ComparedObject(call[1], by: call[0])) }
}

/// `functools.partial`.
package final class PartialObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "partial", module: "functools", members: Standard.PartialClass.members)

  let function: Value
  let arguments: CallArguments

  init(_ function: Value, _ arguments: CallArguments) {
    self.function = function
    self.arguments = arguments
    super.init(type: PartialObject.type)
  }

  override package var isMutable: Bool { false }
  override package var isCallable: Bool { true }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    var all = self.arguments
    all.positional += arguments.positional
    all.keywords.removeAll { known in arguments.keywords.contains { $0.name == known.name } }
    all.keywords += arguments.keywords
    return try context.call(function, all)
  }
}

extension Standard.PartialClass {
  static let function = Property("func") { call in try call.receiver(as: PartialObject.self).function }
  static let args = Property("args") { call in .tuple(try call.receiver(as: PartialObject.self).arguments.positional) }
}

/// A function that remembers its results.
package final class CachedFunction: Object {
  private let function: Value
  private let results = DictObject()

  init(_ function: Value) {
    self.function = function
    super.init(type: Types.function)
  }

  override package var isMutable: Bool { false }
  override package var isCallable: Bool { true }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    let keywords = arguments.keywords.flatMap { [Value.string($0.name), $0.value] }
    let key = Value.tuple(arguments.positional + keywords)
    if let known = try results.value(for: key, in: context) { return known }
    let result = try context.call(function, arguments)
    try results.set(key, to: result, in: context)
    return result
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "__wrapped__" { return function }
    return try context.attributeIfAny(of: function, named: name)
  }
}

/// A value that is ordered by a function of two.
package final class ComparedObject: Object {
  private let value: Value
  private let function: Value

  init(_ value: Value, by function: Value) {
    self.value = value
    self.function = function
    super.init(type: Types.object)
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: ComparedObject.self) else { return nil }
    return try context.compare(operation, context.call(function, [value, other.value]), 0)
  }
}
