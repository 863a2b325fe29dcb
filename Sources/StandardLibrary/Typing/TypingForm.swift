import Kernels
import PythonRuntime

/// What `typing` has without arguments: `typing.List`, `typing.Union`, `typing.NoReturn`.
final class TypingForm: Object {
  enum Kind: Sendable, Hashable {
    /// Takes no arguments: `NoReturn`.
    case plain
    /// An alias of a class with a number of parameters; -1 for any number.
    case alias(count: Int)
    case optional, union, callable, tuple, literal, classVariable, final, annotated, guarded, concatenate, unpack,
      required
  }

  nonisolated(unsafe) private static let type = TypeObject(
    name: "_SpecialForm", module: "typing",
    members: [
      Method("__instancecheck__(self, obj)") { call in
        let form = try call.receiver(as: TypingForm.self)
        guard let origin = form.origin else {
          throw Raised.typeError("typing.\(form.name) cannot be used with isinstance()")
        }
        return .bool(try call.context.isInstance(call["obj"], ofAny: .object(origin)))
      },
      Method("__subclasscheck__(self, cls)") { call in
        let form = try call.receiver(as: TypingForm.self)
        guard let origin = form.origin else {
          throw Raised.typeError("typing.\(form.name) cannot be used with issubclass()")
        }
        return .bool(try call.context.isSubclass(call["cls"], ofAny: .object(origin)))
      },
    ])

  let name: String
  let kind: Kind
  /// The class that an alias stands for.
  let origin: TypeObject?

  init(_ name: String, _ kind: Kind, origin: TypeObject? = nil) {
    self.name = name
    self.kind = kind
    self.origin = origin
    super.init(type: TypingForm.type)
  }

  override var isMutable: Bool { false }
  override var isCallable: Bool { origin != nil }
  override var findsOwnAttributesFirst: Bool { true }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__origin__": return origin.map { .object($0) }
    case "__module__": return "typing"
    case "__name__", "_name", "__qualname__": return .text(self.name)
    case "__class__": return .object(type)
    case "__mro_entries__":
      return origin.map {
        .object(
          BoundMethod(TypingBases.shared, receiver: .object(TypingObject(.alias, self.name, origin: .object($0), []))))
      }
    default:
      if name.isDunder { return try super.attribute(name, in: context) }
      return try origin.flatMap { type throws(Raised) in try context.attributeIfAny(of: .object(type), named: name) }
    }
  }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    if let origin {
      throw .typeError("Type \(name) cannot be instantiated; use \(origin.name)() instead")
    }
    throw .typeError("Cannot instantiate typing.\(name)")
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .or else { return nil }
    return try TypingForms.union(reflected ? [other, .object(self)] : [.object(self), other], in: context)
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString(kind == .annotated ? "<class 'typing.\(name)'>" : "typing.\(name)")
  }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    let given = key.cast(to: TupleObject.self)?.items ?? [key]
    switch kind {
    case .plain: throw .typeError("typing.\(name) is not subscriptable")
    case .alias(let count): return try alias(given, count, in: context)
    case .optional:
      let type = try TypingForms.type(key, "typing.Optional requires a single type.", in: context)
      return try TypingForms.union([type, .object(Types.none)], in: context)
    case .union:
      if given.isEmpty { throw .typeError("Cannot take a Union of no types.") }
      return try TypingForms.union(given, in: context)
    case .callable: return try callable(given, in: context)
    case .tuple:
      if given.isEmpty { return .object(TypingObject(.alias, name, origin: .object(TupleObject.type), [])) }
      return .object(TypingObject(.alias, name, origin: .object(TupleObject.type), try types(given, in: context)))
    case .literal: return try literal(given, in: context)
    case .classVariable, .final, .required, .guarded:
      let type = try TypingForms.type(key, "typing.\(name) accepts only single type.", in: context)
      let kinds: [Kind: TypingObject.Kind] = [.classVariable: .classVariable, .final: .final]
      return .object(TypingObject(kinds[kind] ?? .required, name, origin: .object(self), [type]))
    case .unpack: return .object(TypingObject(.unpack, name, origin: .object(self), [key]))
    case .concatenate: return .object(TypingObject(.concatenate, name, origin: .object(self), given))
    case .annotated:
      guard given.count >= 2 else {
        throw .typeError(
          "Annotated[...] should be used with at least two arguments (a type and an annotation).")
      }
      let type = try TypingForms.type(given[0], "Annotated[t, ...]: t must be a type.", in: context)
      if let inner = type.object as? TypingObject, inner.kind == .annotated {
        return .object(
          TypingObject(
            .annotated, name, origin: inner.origin, inner.arguments, metadata: inner.metadata + given.dropFirst()))
      }
      return .object(TypingObject(.annotated, name, origin: type, [type], metadata: Array(given.dropFirst())))
    }
  }

  private func types(_ given: [Value], in context: Context) throws(Raised) -> [Value] {
    var result: [Value] = []
    for value in given {
      result.append(try TypingForms.type(value, "Parameters to generic types must be types.", in: context))
    }
    return result
  }

  private func alias(_ given: [Value], _ count: Int, in context: Context) throws(Raised) -> Value {
    guard let origin else { return .none }
    if count >= 0, given.count != count {
      let problem = given.count > count ? "many" : "few"
      throw .typeError("Too \(problem) arguments for typing.\(name); actual \(given.count), expected \(count)")
    }
    return .object(TypingObject(.alias, name, origin: .object(origin), try types(given, in: context)))
  }

  private func callable(_ given: [Value], in context: Context) throws(Raised) -> Value {
    guard given.count == 2 else { throw .typeError("Callable must be used as Callable[[arg, ...], result].") }
    let result = try TypingForms.type(
      given[1], "Callable[args, result]: result must be a type.", in: context)
    let callable = Value.object(CollectionClasses.callable)
    if let list = given[0].cast(to: ListObject.self) {
      var arguments: [Value] = []
      for value in list.items {
        arguments.append(
          try TypingForms.type(value, "Callable[[arg, ...], result]: each arg must be a type.", in: context))
      }
      return .object(TypingObject(.callable, name, origin: callable, arguments + [result]))
    }
    let isOpen =
      given[0].isIdentical(to: .ellipsis) || given[0].object is TypeVariable
      || (given[0].object as? TypingObject)?.kind == .concatenate
    guard isOpen else {
      throw .typeError(
        "Callable[args, result]: args must be a list. Got \(try context.repr(given[0]))")
    }
    return .object(TypingObject(.callable, name, origin: callable, [given[0], result]))
  }

  private func literal(_ given: [Value], in context: Context) throws(Raised) -> Value {
    var values: [Value] = []
    for value in given {
      let parts = (value.object as? TypingObject).flatMap { $0.kind == .literal ? $0.arguments : nil } ?? [value]
      for part in parts {
        var isKnown = false
        for known in values where !isKnown && known.type === part.type { isKnown = try context.equal(known, part) }
        if !isKnown { values.append(part) }
      }
    }
    return .object(TypingObject(.literal, name, origin: .object(self), values))
  }
}

/// What forms make of their arguments.
enum TypingForms {
  /// The argument as a type: None is its class, a string a forward reference.
  static func type(_ value: Value, _ message: String, in context: Context) throws(Raised) -> Value {
    switch value {
    case .none: return .object(Types.none)
    case .string(let text): return .object(ForwardReference(text))
    case .object(let object as TupleObject) where object.poison == nil:
      throw .typeError("\(message) Got \(try context.repr(value)).")
    default: return value
    }
  }

  /// The union of types; unions in it are spread, what is there twice counts once.
  static func union(_ given: [Value], in context: Context) throws(Raised) -> Value {
    var members: [Value] = []
    func add(_ value: Value) throws(Raised) {
      for known in members where try context.sameOrEqual(known, value) { return }
      members.append(value)
    }
    for value in given {
      let type = try type(value, "Union[arg, ...]: each arg must be a type.", in: context)
      switch type.object {
      case let union as TypingObject where union.kind == .union: for part in union.arguments { try add(part) }
      case let union as UnionObject: for part in union.members { try add(part.isNone ? .object(Types.none) : part) }
      default: try add(type)
      }
    }
    return members.count == 1 ? members[0] : .object(TypingObject(.union, "Union", origin: TypingNames.union, members))
  }
}
