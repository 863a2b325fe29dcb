import Kernels
import PythonRuntime

extension Standard.Functools {
  static let partial = Constant("partial") { _ in .object(PartialObject.type) }
  static let partialmethod = Constant("partialmethod") { _ in .object(PartialMethodObject.type) }
  static let cachedProperty = Constant("cached_property") { _ in .object(CachedPropertyObject.type) }

  static let reduce = Function("reduce(function, iterable, initial=None, /)") { call in
    let source: IteratorObject
    do throws(Raised) {
      source = try call.context.iterate(call[1])
    } catch {
      guard error.isException(of: Exceptions.typeError) else { throw error }
      throw Raised.typeError("reduce() arg 2 must support iteration")
    }
    guard var result = call.isGiven("initial") ? call[2] : try source.next(in: call.context) else {
      throw Raised.typeError("reduce() of empty iterable with no initial value")
    }
    while let item = try source.next(in: call.context) { result = try call.context.call(call[0], [result, item]) }
    return result
  }

  static let assignments = Constant("WRAPPER_ASSIGNMENTS") { _ in Wrapping.assignments }
  static let updates = Constant("WRAPPER_UPDATES") { _ in Wrapping.updates }

  static let updateWrapper = Function("update_wrapper(wrapper, wrapped, assigned=None, updated=None)") { call in
    try Wrapping.update(
      call["wrapper"], from: call["wrapped"],
      assigned: call.isGiven("assigned") ? call["assigned"] : Wrapping.assignments,
      updated: call.isGiven("updated") ? call["updated"] : Wrapping.updates, in: call.context)
  }

  static let wraps = Function("wraps(wrapped, assigned=None, updated=None)") { call in
    let assigned = call.isGiven("assigned") ? call["assigned"] : Wrapping.assignments
    let updated = call.isGiven("updated") ? call["updated"] : Wrapping.updates
    return .object(
      PartialObject(
        updateWrapper.value(in: Types.object),
        CallArguments(
          [],
          keywords: [("wrapped", call["wrapped"]), ("assigned", assigned), ("updated", updated)])))
  }

  static let cmpToKey = Function("cmp_to_key(mycmp)") { call in
    .object(PartialObject(compared.value(in: Types.object), CallArguments([call[0]])))
  }

  private static let compared = Function("K(mycmp, obj, /)") { call in .object(ComparedObject(call[1], by: call[0])) }
}

/// How one function takes on the looks of another.
enum Wrapping {
  static var assignments: Value {
    .tuple(["__module__", "__name__", "__qualname__", "__doc__", "__annotations__"])
  }
  static var updates: Value { .tuple(["__dict__"]) }

  /// `functools.update_wrapper`.
  static func update(
    _ wrapper: Value, from wrapped: Value, assigned: Value, updated: Value, in context: Context
  ) throws(Raised) -> Value {
    for name in try context.items(of: assigned) {
      guard case .string(let name) = name, let value = try context.attributeIfAny(of: wrapped, named: name),
        value.poison == nil
      else { continue }
      try context.setAttribute(of: wrapper, named: name, to: value)
    }
    for name in try context.items(of: updated) {
      guard case .string = name, let source = wrapped.object?.ownAttributes else { continue }
      for (key, value) in source.items {
        guard case .string(let key) = key, !key.isDunder || key == "__wrapped__" else { continue }
        try context.setAttribute(of: wrapper, named: key, to: value)
      }
    }
    try context.setAttribute(of: wrapper, named: "__wrapped__", to: wrapped)
    return wrapper
  }
}

/// A value that is ordered by a function of two.
final class ComparedObject: Object {
  nonisolated(unsafe) private static let type = TypeObject(
    name: "KeyWrapper", module: "functools",
    members: [Property("obj") { call in try call.receiver(as: ComparedObject.self).value }])
  private let value: Value
  private let function: Value

  init(_ value: Value, by function: Value) {
    self.value = value
    self.function = function
    super.init(type: ComparedObject.type)
  }

  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: ComparedObject.self) else {
      throw .typeError("other argument must be K instance")
    }
    return try context.compare(operation, context.call(function, [value, other.value]), 0)
  }

  override func hash(in context: Context) throws(Raised) -> Int {
    throw .typeError("unhashable type: 'functools.KeyWrapper'")
  }
}
