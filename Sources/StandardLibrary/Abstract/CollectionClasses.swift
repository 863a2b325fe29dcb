import Kernels
import PythonRuntime

/// The classes of `collections.abc`.
enum CollectionClasses {
  private static func make(
    _ name: String, _ bases: [TypeObject] = [], _ abstract: [PythonString] = [], hooked: Bool = false,
    _ members: [any Member] = []
  ) -> TypeObject {
    let type = AbstractClass.make(name, bases, abstract: abstract, members + [genericAlias])
    if hooked { type.define("__subclasshook__", .object(MethodHook(abstract, of: type))) }
    return type
  }

  private static let genericAlias = ClassMethod("__class_getitem__(cls, item, /)") { call in
    GenericAliasObject.of(call[0], call[1])
  }

  nonisolated(unsafe) static let hashable = make("Hashable", [], ["__hash__"], hooked: true)
  nonisolated(unsafe) static let awaitable = make("Awaitable", [], ["__await__"], hooked: true)
  nonisolated(unsafe) static let coroutine = make(
    "Coroutine", [awaitable], ["send", "throw"], Standard.GeneratorMixin.members)
  nonisolated(unsafe) static let asyncIterable = make("AsyncIterable", [], ["__aiter__"], hooked: true)
  nonisolated(unsafe) static let asyncIterator = make("AsyncIterator", [asyncIterable], ["__anext__"])
  nonisolated(unsafe) static let asyncGenerator = make("AsyncGenerator", [asyncIterator], ["asend", "athrow"])
  nonisolated(unsafe) static let iterable = make("Iterable", [], ["__iter__"], hooked: true)
  nonisolated(unsafe) static let iterator: TypeObject = {
    let type = make("Iterator", [iterable], ["__next__"], [Method("__iter__(self)") { call in call.receiver }])
    type.define("__subclasshook__", .object(MethodHook(["__iter__", "__next__"], of: type)))
    return type
  }()
  nonisolated(unsafe) static let reversible: TypeObject = {
    let type = make("Reversible", [iterable], ["__reversed__"])
    type.define("__subclasshook__", .object(MethodHook(["__reversed__", "__iter__"], of: type)))
    return type
  }()
  nonisolated(unsafe) static let generator: TypeObject = {
    let type = make("Generator", [iterator], ["send", "throw"], Standard.GeneratorMixin.members)
    type.define(
      "__subclasshook__", .object(MethodHook(["__iter__", "__next__", "send", "throw", "close"], of: type)))
    return type
  }()
  nonisolated(unsafe) static let sized = make("Sized", [], ["__len__"], hooked: true)
  nonisolated(unsafe) static let container = make("Container", [], ["__contains__"], hooked: true)
  nonisolated(unsafe) static let collection: TypeObject = {
    let type = make("Collection", [sized, iterable, container])
    type.define("__subclasshook__", .object(MethodHook(["__len__", "__iter__", "__contains__"], of: type)))
    return type
  }()
  nonisolated(unsafe) static let callable = make("Callable", [], ["__call__"], hooked: true)

  nonisolated(unsafe) static let sequence: TypeObject = {
    let type = make("Sequence", [reversible, collection], ["__getitem__"], Standard.SequenceMixin.members)
    type.patternKind = .sequence
    return type
  }()
  nonisolated(unsafe) static let mutableSequence = make(
    "MutableSequence", [sequence], ["__setitem__", "__delitem__", "insert"], Standard.MutableSequenceMixin.members)
  nonisolated(unsafe) static let byteString = make("ByteString", [sequence])
  nonisolated(unsafe) static let set = make("Set", [collection], [], Standard.SetMixin.members)
  nonisolated(unsafe) static let mutableSet = make(
    "MutableSet", [set], ["add", "discard"], Standard.MutableSetMixin.members)
  nonisolated(unsafe) static let mapping: TypeObject = {
    let type = make("Mapping", [collection], ["__getitem__"], Standard.MappingMixin.members)
    type.patternKind = .mapping
    return type
  }()
  nonisolated(unsafe) static let mutableMapping = make(
    "MutableMapping", [mapping], ["__setitem__", "__delitem__"], Standard.MutableMappingMixin.members)
  nonisolated(unsafe) static let mappingView = make("MappingView", [sized], [], Standard.MappingViewMixin.members)
  nonisolated(unsafe) static let keysView = make("KeysView", [mappingView, set], [], Standard.KeysViewMixin.members)
  nonisolated(unsafe) static let itemsView = make("ItemsView", [mappingView, set], [], Standard.ItemsViewMixin.members)
  nonisolated(unsafe) static let valuesView = make(
    "ValuesView", [mappingView, collection], [], Standard.ValuesViewMixin.members)

  /// The built-in classes that are registered with an abstract one, and the abstract ones below it.
  static func registered(with cls: TypeObject) -> [TypeObject] {
    if let known = registrations.first(where: { $0.0 === cls }) { return known.1 }
    return []
  }

  nonisolated(unsafe) private static let registrations: [(TypeObject, [TypeObject])] = [
    (
      sequence,
      [TupleObject.type, Types.str, RangeObject.type, BytesObject.type, mutableSequence, byteString]
    ),
    (mutableSequence, [ListObject.type, DequeObject.type, ByteArrayObject.type]),
    (byteString, [BytesObject.type, ByteArrayObject.type]),
    (set, [SetObject.frozenType, mutableSet, keysView, itemsView] + [DictView.keysType, DictView.itemsType]),
    (mutableSet, [SetObject.type]),
    (mapping, [mutableMapping, ReadOnlyMapping.type, MappingProxyObject.proxyType]),
    (mutableMapping, [DictObject.type]),
    (iterable, [DequeObject.type, iterator, collection, reversible]),
    (sized, [DequeObject.type, collection, mappingView]),
    (container, [DequeObject.type, collection]),
    (collection, [DequeObject.type, sequence, set, mapping, valuesView]),
    (reversible, [DequeObject.type, sequence]),
    (iterator, [Types.iterator, generator]),
    (generator, [Types.generator]),
    (keysView, [DictView.keysType]),
    (itemsView, [DictView.itemsType]),
    (valuesView, [DictView.valuesType]),
    (mappingView, [keysView, itemsView, valuesView]),
    (callable, [Types.function, Types.method, Types.builtinFunction, Types.methodDescriptor, TypeObject.metatype]),
  ]
}

/// `__subclasshook__`: a class with all of these methods counts as derived; a method that is None says that it does not.
final class MethodHook: Object {
  private let methods: [PythonString]
  private unowned let owner: TypeObject

  init(_ methods: [PythonString], of owner: TypeObject) {
    self.methods = methods
    self.owner = owner
    super.init(type: Types.classMethod)
  }

  override var isMutable: Bool { false }
  override var isCallable: Bool { true }

  override func boundToClass(_ type: TypeObject, in context: Context) throws(Raised) -> Value {
    .object(BoundMethod(self, receiver: .object(type)))
  }

  override func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    .object(BoundMethod(self, receiver: .object(type)))
  }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard arguments.positional.count == 2, arguments.positional[0].object === owner,
      let type = arguments.positional[1].cast(to: TypeObject.self)
    else { return .notImplemented }
    for method in methods {
      guard let member = type.lookup(method), !member.isNone else { return .notImplemented }
    }
    return true
  }
}

extension Standard.CollectionsAbc {
  static let all: [any Member] = {
    let types = [
      CollectionClasses.hashable, CollectionClasses.awaitable, CollectionClasses.coroutine,
      CollectionClasses.asyncIterable, CollectionClasses.asyncIterator, CollectionClasses.asyncGenerator,
      CollectionClasses.iterable, CollectionClasses.iterator, CollectionClasses.reversible,
      CollectionClasses.generator, CollectionClasses.sized, CollectionClasses.container,
      CollectionClasses.collection, CollectionClasses.callable, CollectionClasses.sequence,
      CollectionClasses.mutableSequence, CollectionClasses.byteString, CollectionClasses.set,
      CollectionClasses.mutableSet, CollectionClasses.mapping, CollectionClasses.mutableMapping,
      CollectionClasses.mappingView, CollectionClasses.keysView, CollectionClasses.itemsView,
      CollectionClasses.valuesView,
    ]
    return types.map(ClassMember.init)
  }()
}

/// A class as the member of a module, under its own name.
struct ClassMember: Member {
  nonisolated(unsafe) private let type: TypeObject

  init(_ type: TypeObject) { self.type = type }

  var name: PythonString { PythonString(type.name) }

  func value(in type: TypeObject) -> Value { .object(self.type) }
}
