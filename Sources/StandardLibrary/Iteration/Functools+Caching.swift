package import Kernels
package import PythonRuntime

extension Standard.Functools {
  static let lruCache = Function("lru_cache(maxsize=128, typed=False)") { call in
    let isTyped = try call.bool("typed")
    if call[0].object?.isCallable == true { return .object(CachedFunction(call[0], maximum: 128, isTyped: isTyped)) }
    if !call.isNone("maxsize"), try call.context.indexIfInteger(call[0]) == nil {
      throw Raised.typeError("Expected first argument to be an integer, a callable, or None")
    }
    let maximum = try call.optionalInt("maxsize").map { max(0, $0) }
    return .object(
      PartialObject(
        cached.value(in: Types.object), CallArguments([maximum.map(Value.int) ?? .none, .bool(isTyped)])))
  }

  private static let cached = Function("decorating_function(maxsize, typed, user_function, /)") { call in
    .object(CachedFunction(call[2], maximum: try call.optionalInt("maxsize"), isTyped: try call.bool("typed")))
  }

  static let cache = Function("cache(user_function, /)") { call in
    .object(CachedFunction(call[0], maximum: nil, isTyped: false))
  }
}

/// A function that remembers its results.
package final class CachedFunction: WrappedFunction {
  nonisolated(unsafe) static let type = TypeObject(
    name: "_lru_cache_wrapper", module: "functools", members: Standard.CachedFunctionClass.members)

  let maximum: Int?
  let isTyped: Bool
  /// The results by arguments, the one that was used last at the end.
  let results = DictObject()
  var hits = 0
  var misses = 0

  init(_ function: Value, maximum: Int?, isTyped: Bool) {
    self.maximum = maximum
    self.isTyped = isTyped
    super.init(function, type: CachedFunction.type)
  }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    if let cause = arguments.poison { return .unsupported(cause) }
    if maximum == 0 {
      misses += 1
      return try context.call(function, arguments)
    }
    let key = key(arguments)
    if let known = try results.value(for: key, in: context) {
      hits += 1
      if maximum != nil {
        try results.remove(key, in: context)
        try results.set(key, to: known, in: context)
      }
      return known
    }
    misses += 1
    let result = try context.call(function, arguments)
    if try results.value(for: key, in: context) == nil, let maximum, results.count >= maximum,
      let oldest = results.firstKey
    {
      try results.remove(oldest, in: context)
    }
    try results.set(key, to: result, in: context)
    return result
  }

  private func key(_ arguments: CallArguments) -> Value {
    var parts = arguments.positional
    if !arguments.keywords.isEmpty {
      parts.append(.object(CachedFunction.type))
      for (name, value) in arguments.keywords { parts += [.string(name), value] }
    }
    if isTyped {
      parts += arguments.positional.map { .object($0.type) }
      parts += arguments.keywords.map { .object($0.value.type) }
    } else if parts.count == 1 {
      // A single number or string is its own key, so that `1` and `1.0` are one.
      return parts[0]
    }
    return .tuple(parts)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<functools._lru_cache_wrapper object at \(address)>")
  }
}

extension DictObject {
  /// The key that was stored first.
  var firstKey: Value? { table.first?.key }
}

extension Standard.CachedFunctionClass {
  static let info = Method("cache_info(self)") { call in
    let cached = try call.receiver(as: CachedFunction.self)
    let type = try NamedTupleClass.shared(
      "functools.CacheInfo", ["hits", "misses", "maxsize", "currsize"], call.context)
    return .object(
      TupleObject(
        [.int(cached.hits), .int(cached.misses), cached.maximum.map(Value.int) ?? .none, .int(cached.results.count)],
        type: type))
  }

  static let clear = Method("cache_clear(self)") { call in
    let cached = try call.receiver(as: CachedFunction.self)
    cached.results.table.removeAll()
    cached.hits = 0
    cached.misses = 0
    return .none
  }

  static let parameters = Method("cache_parameters(self)") { call in
    let cached = try call.receiver(as: CachedFunction.self)
    return .object(
      DictObject([("maxsize", cached.maximum.map(Value.int) ?? .none), ("typed", .bool(cached.isTyped))]))
  }
}

/// `functools.cached_property`: computed once, then an attribute of the instance.
final class CachedPropertyObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "cached_property", module: "functools",
    members: [
      Constructor("cached_property(cls, func)") { call in .object(CachedPropertyObject(call["func"])) },
      Method("__set_name__(self, owner, name)") { call in
        let property = try call.receiver(as: CachedPropertyObject.self)
        if property.name == nil { property.name = try call.string("name") }
        return .none
      },
      Property("func") { call in try call.receiver(as: CachedPropertyObject.self).function },
      Property("attrname") { call in
        try call.receiver(as: CachedPropertyObject.self).name.map(Value.string) ?? .none
      },
    ])
  private let function: Value
  private var name: PythonString?

  init(_ function: Value) {
    self.function = function
    super.init(type: CachedPropertyObject.type)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "__doc__" { return try context.attributeIfAny(of: function, named: name) }
    return try super.attribute(name, in: context)
  }

  override func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    let plain = try context.attributeIfAny(of: function, named: "__name__")?.stringValue
    guard let name = name ?? plain else {
      throw .typeError("Cannot use cached_property instance without calling __set_name__ on it.")
    }
    guard let attributes = receiver.object?.ownAttributes else {
      throw .typeError(
        "No '__dict__' attribute on '\(receiver.typeName)' instance to cache '\(name)' property.")
    }
    if let value = attributes[name] { return value }
    let value = try context.call(function, [receiver])
    attributes[name] = value
    return value
  }
}
