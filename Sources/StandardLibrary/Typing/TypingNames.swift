import Kernels
import PythonRuntime

/// The forms of `typing`.
enum TypingNames {
  nonisolated(unsafe) private static let forms: [TypingForm] =
    aliases + [
      TypingForm("Any", .plain), TypingForm("NoReturn", .plain), TypingForm("Never", .plain),
      TypingForm("Self", .plain), TypingForm("LiteralString", .plain), TypingForm("TypeAlias", .plain),
      TypingForm("Optional", .optional), TypingForm("Union", .union), TypingForm("Literal", .literal),
      TypingForm("ClassVar", .classVariable), TypingForm("Final", .final), TypingForm("Annotated", .annotated),
      TypingForm("TypeGuard", .guarded), TypingForm("Concatenate", .concatenate), TypingForm("Unpack", .unpack),
      TypingForm("Required", .required), TypingForm("NotRequired", .required),
      TypingForm("Callable", .callable, origin: CollectionClasses.callable),
      TypingForm("Tuple", .tuple, origin: TupleObject.type),
    ]

  nonisolated(unsafe) private static let aliases: [TypingForm] = [
    TypingForm("List", .alias(count: 1), origin: ListObject.type),
    TypingForm("Dict", .alias(count: 2), origin: DictObject.type),
    TypingForm("Set", .alias(count: 1), origin: SetObject.type),
    TypingForm("FrozenSet", .alias(count: 1), origin: SetObject.frozenType),
    TypingForm("Type", .alias(count: 1), origin: TypeObject.metatype),
    TypingForm("Deque", .alias(count: 1), origin: DequeObject.type),
    TypingForm("DefaultDict", .alias(count: 2), origin: DefaultDictObject.defaultType),
    TypingForm("OrderedDict", .alias(count: 2), origin: OrderedDictObject.orderedType),
    TypingForm("Counter", .alias(count: 1), origin: CounterObject.counterType),
    TypingForm("ChainMap", .alias(count: 2), origin: UserClasses.chainMap),
    TypingForm("Pattern", .alias(count: 1), origin: PatternObject.type),
    TypingForm("Match", .alias(count: 1), origin: MatchObject.type),
    TypingForm("Iterable", .alias(count: 1), origin: CollectionClasses.iterable),
    TypingForm("Iterator", .alias(count: 1), origin: CollectionClasses.iterator),
    TypingForm("Generator", .alias(count: 3), origin: CollectionClasses.generator),
    TypingForm("Sequence", .alias(count: 1), origin: CollectionClasses.sequence),
    TypingForm("MutableSequence", .alias(count: 1), origin: CollectionClasses.mutableSequence),
    TypingForm("Mapping", .alias(count: 2), origin: CollectionClasses.mapping),
    TypingForm("MutableMapping", .alias(count: 2), origin: CollectionClasses.mutableMapping),
    TypingForm("AbstractSet", .alias(count: 1), origin: CollectionClasses.set),
    TypingForm("MutableSet", .alias(count: 1), origin: CollectionClasses.mutableSet),
    TypingForm("Collection", .alias(count: 1), origin: CollectionClasses.collection),
    TypingForm("Container", .alias(count: 1), origin: CollectionClasses.container),
    TypingForm("Reversible", .alias(count: 1), origin: CollectionClasses.reversible),
    TypingForm("Hashable", .alias(count: 0), origin: CollectionClasses.hashable),
    TypingForm("Sized", .alias(count: 0), origin: CollectionClasses.sized),
    TypingForm("KeysView", .alias(count: 1), origin: CollectionClasses.keysView),
    TypingForm("ItemsView", .alias(count: 2), origin: CollectionClasses.itemsView),
    TypingForm("ValuesView", .alias(count: 1), origin: CollectionClasses.valuesView),
    TypingForm("MappingView", .alias(count: 1), origin: CollectionClasses.mappingView),
    TypingForm("ByteString", .alias(count: 0), origin: CollectionClasses.byteString),
    TypingForm("Awaitable", .alias(count: 1), origin: CollectionClasses.awaitable),
    TypingForm("Coroutine", .alias(count: 3), origin: CollectionClasses.coroutine),
    TypingForm("AsyncIterable", .alias(count: 1), origin: CollectionClasses.asyncIterable),
    TypingForm("AsyncIterator", .alias(count: 1), origin: CollectionClasses.asyncIterator),
    TypingForm("AsyncGenerator", .alias(count: 2), origin: CollectionClasses.asyncGenerator),
    TypingForm("ContextManager", .alias(count: 1), origin: ContextClasses.abstractManager),
  ]

  /// `typing.Union`
  static var union: Value { form("Union") }

  static func form(_ name: String) -> Value {
    forms.first { $0.name == name }.map { .object($0) } ?? .none
  }

  /// The forms as members of the module.
  static let members: [any Member] = forms.map { FormMember(name: PythonString($0.name)) }
}

/// A form under its name.
private struct FormMember: Member {
  let name: PythonString

  func value(in type: TypeObject) -> Value { TypingNames.form(name.description) }
}

extension Standard.Typing {
  static let generic = Constant("Generic") { _ in .object(GenericClasses.generic) }
  static let proto = Constant("Protocol") { _ in .object(GenericClasses.proto) }
  static let namedTuple = Constant("NamedTuple") { _ in .object(TypedNamedTuple.shared) }
  static let typedDict = Constant("TypedDict") { _ in .object(TypedDictForm.shared) }
  static let typeVar = Constant("TypeVar") { _ in .object(TypeVariable.variableType) }
  static let paramSpec = Constant("ParamSpec") { _ in .object(TypeVariable.parametersType) }
  static let typeVarTuple = Constant("TypeVarTuple") { _ in .object(TypeVariable.tupleType) }
  static let forwardRef = Constant("ForwardRef") { _ in .object(ForwardReference.type) }
  static let newType = Constant("NewType") { _ in .object(NewTypeObject.type) }
  static let typeChecking = Constant("TYPE_CHECKING") { _ in false }
  static let text = Constant("Text") { _ in .object(Types.str) }
  static let anyStr = Constant("AnyStr") { _ in
    .object(
      TypeVariable(.variable, "AnyStr", constraints: [.object(BytesObject.type), .object(Types.str)]))
  }
  static let io = Constant("IO") { _ in .object(GenericClasses.io) }
  static let textIO = Constant("TextIO") { _ in .object(GenericClasses.textIO) }
  static let binaryIO = Constant("BinaryIO") { _ in .object(GenericClasses.binaryIO) }
  static let supportsInt = Constant("SupportsInt") { _ in .object(GenericClasses.supports("SupportsInt", "__int__")) }
  static let supportsFloat = Constant("SupportsFloat") { _ in
    .object(GenericClasses.supports("SupportsFloat", "__float__"))
  }
  static let supportsIndex = Constant("SupportsIndex") { _ in
    .object(GenericClasses.supports("SupportsIndex", "__index__"))
  }
  static let supportsAbs = Constant("SupportsAbs") { _ in .object(GenericClasses.supports("SupportsAbs", "__abs__")) }
  static let supportsRound = Constant("SupportsRound") { _ in
    .object(GenericClasses.supports("SupportsRound", "__round__"))
  }

  static let cast = Function("cast(typ, val)") { call in call["val"] }
  static let overload = Function("overload(func)") { call in .object(OverloadStub(call[0])) }
  static let final = Function("final(f)") { call in call[0] }
  static let noTypeCheck = Function("no_type_check(arg)") { call in call[0] }
  static let assertType = Function("assert_type(val, typ, /)") { call in call[0] }
  static let isTypeddict = Function("is_typeddict(tp)") { call in
    .bool(call[0].object?.type === TypedDictForm.metaclass)
  }

  static let assertNever = Function("assert_never(arg, /)") { call in
    throw Raised(
      Exceptions.assertionError,
      PythonString("Expected code to be unreachable, but got: \(try call.context.repr(call[0]))"))
  }

  static let dataclassTransform = Function("dataclass_transform(**kwargs)") { _ in
    .object(OverloadStub.identity)
  }

  static let runtimeCheckable = Function("runtime_checkable(cls)") { call in
    guard let type = call[0].cast(to: TypeObject.self), GenericClasses.isProtocol(type) else {
      throw Raised.typeError(
        "@runtime_checkable can be only applied to protocol classes, got \(try call.context.repr(call[0]))")
    }
    type.define("_is_runtime_protocol", true)
    return call[0]
  }

  static let getOrigin = Function("get_origin(tp)") { call in
    switch call[0].object {
    case let alias as TypingObject: alias.kind == .annotated ? TypingNames.form("Annotated") : alias.origin
    case let alias as GenericAliasObject: alias.origin
    case is UnionObject: .object(UnionObject.unionType)
    case let form as TypingForm: form.origin.map { .object($0) } ?? .none
    case let type as TypeObject where type === GenericClasses.generic: call[0]
    default: .none
    }
  }

  static let getArgs = Function("get_args(tp)") { call in
    switch call[0].object {
    case let alias as TypingObject:
      if alias.kind == .annotated { return .tuple([alias.origin] + alias.metadata) }
      if alias.kind == .callable, let result = alias.arguments.last, !alias.arguments[0].isIdentical(to: .ellipsis) {
        return .tuple([.list(Array(alias.arguments.dropLast())), result])
      }
      return .tuple(alias.arguments)
    case let alias as GenericAliasObject: return .tuple(alias.arguments)
    case let union as UnionObject: return .tuple(union.members.map { $0.isNone ? .object(Types.none) : $0 })
    default: return .tuple([])
    }
  }
}

/// What `overload` leaves of a function: it must not be called.
final class OverloadStub: WrappedFunction {
  nonisolated(unsafe) static let identity = NativeFunction(
    Function("decorator(cls_or_fn)") { call in call[0] }.code, owner: nil, binding: .none)

  init(_ function: Value) { super.init(function) }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    throw Raised(
      Exceptions.notImplementedError,
      "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should always be followed by an implementation that is not @overload-ed."
    )
  }
}
