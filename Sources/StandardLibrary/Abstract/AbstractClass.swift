import Kernels
import PythonRuntime

/// Abstract base classes: what is registered with them, and which classes count as derived from them.
enum AbstractClass {
  /// `abc.ABCMeta`.
  nonisolated(unsafe) static let metaclass: TypeObject = {
    let type = TypeObject(
      name: "ABCMeta", module: "abc", bases: [TypeObject.metatype], members: Standard.AbstractMetaclass.members)
    return type
  }()

  /// `abc.ABC`.
  nonisolated(unsafe) static let abc = make("ABC", module: "abc", [], abstract: [], [])

  /// An abstract class written in Swift.
  ///
  /// - Parameter abstract: the methods that derived classes must have.
  static func make(
    _ name: String, module: String = "collections.abc", _ bases: [TypeObject], abstract: [PythonString],
    _ members: [any Member]
  ) -> TypeObject {
    let type = TypeObject(
      name: name, module: module, bases: bases.isEmpty ? [Types.object] : bases, members: members)
    type.become(metaclass)
    for name in abstract { type.define(name, .object(AbstractMethod(name))) }
    var names: [PythonString] = abstract
    for base in bases {
      for name in abstractNames(of: base) where !names.contains(name) {
        if type.lookup(name)?.object is AbstractMethod { names.append(name) }
      }
    }
    type.define("__abstractmethods__", .object(TupleObject(names.map(Value.string))))
    return type
  }

  /// The names of a class's abstract methods.
  static func abstractNames(of type: TypeObject) -> [PythonString] {
    switch type.lookup("__abstractmethods__")?.object {
    case let tuple as TupleObject: tuple.items.compactMap(\.stringValue)
    case let set as SetObject: set.elements.compactMap(\.stringValue)
    default: []
    }
  }

  /// Finds the methods of a class of the notebook that are still abstract.
  static func findAbstract(in type: TypeObject, _ context: Context) throws(Raised) {
    var names: [Value] = []
    for (key, value) in type.members.items where try context.isAbstract(value) { names.append(key) }
    for base in type.bases {
      for name in abstractNames(of: base) {
        guard let value = type.lookup(name), try context.isAbstract(value) else { continue }
        if !names.contains(where: { $0.isIdentical(to: .string(name)) }) { names.append(.string(name)) }
      }
    }
    type.define("__abstractmethods__", .object(try SetObject(names, isFrozen: true, in: context)))
  }

  /// `cls.register(subclass)` of this run.
  final class Registry {
    var entries: [ObjectIdentifier: [TypeObject]] = [:]
  }

  static func registry(in context: Context) -> Registry { context.state(Registry.self, make: Registry.init) }

  /// `issubclass(type, cls)`.
  static func contains(_ type: TypeObject, in cls: TypeObject, _ context: Context) throws(Raised) -> Bool {
    if type === cls { return true }
    if let hook = cls.lookup("__subclasshook__"), let bound = try hook.object?.boundToClass(cls, in: context) {
      let answer = try context.call(bound, [.object(type)])
      if case .bool(let isSubclass) = answer { return isSubclass }
    }
    if type.isSubclass(of: cls) { return true }
    let known = registry(in: context).entries[ObjectIdentifier(cls)] ?? []
    for other in known where try context.isSubclass(type, of: .object(other)) { return true }
    if NumberClasses.containsScalar(type, in: cls) { return true }
    let builtIn = CollectionClasses.registered(with: cls) + NumberClasses.registered(with: cls)
    for other in builtIn where try context.isSubclass(type, of: .object(other)) {
      return true
    }
    for other in cls.subclasses where other !== type && other.type.isSubclass(of: metaclass) {
      if try context.isSubclass(type, of: .object(other)) { return true }
    }
    return false
  }
}

/// A method that a class derived from an abstract one must have.
final class AbstractMethod: Object {
  private let name: PythonString

  init(_ name: PythonString) {
    self.name = name
    super.init(type: Types.function)
  }

  override var isCallable: Bool { true }
  override var isMutable: Bool { false }

  override func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    .object(BoundMethod(self, receiver: receiver))
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__isabstractmethod__": return true
    case "__name__", "__qualname__": return .string(self.name)
    default: return try super.attribute(name, in: context)
    }
  }

  /// What the bodies of the abstract methods of `collections.abc` do.
  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    switch name {
    case "__getitem__": throw .keyError(arguments.positional.dropFirst().first ?? .none)
    case "__setitem__", "__delitem__": throw .keyError(arguments.positional.dropFirst().first ?? .none)
    case "__len__", "__hash__": return 0
    case "__contains__": return false
    case "insert": throw .indexError("")
    case "add", "discard": throw Raised(Exceptions.notImplementedError, "")
    case "__next__": throw .stopIteration()
    default: return .none
    }
  }
}

extension Standard.AbstractMetaclass {
  static let new = Constructor("ABCMeta(mcls, name, bases, namespace, /, **kwargs)") { call in
    guard let make = TypeObject.metatype.lookup("__new__") else { throw call.unsupported("'ABCMeta'") }
    let made = try call.context.call(
      make,
      CallArguments(
        [.object(call.receivingClass ?? AbstractClass.metaclass), call[1], call[2], call[3]],
        keywords: call.keywords))
    if let type = made.cast(to: TypeObject.self) { try AbstractClass.findAbstract(in: type, call.context) }
    return made
  }

  static let register = Method("register(cls, subclass)") { call in
    let cls = try call.object("cls", as: TypeObject.self)
    guard let subclass = call["subclass"].cast(to: TypeObject.self) else {
      throw Raised.typeError("Can only register classes")
    }
    if try AbstractClass.contains(subclass, in: cls, call.context) { return call["subclass"] }
    if try call.context.isSubclass(cls, of: .object(subclass)) {
      throw Raised.runtimeError("Refusing to create an inheritance cycle")
    }
    AbstractClass.registry(in: call.context).entries[ObjectIdentifier(cls), default: []].append(subclass)
    return call["subclass"]
  }

  static let instanceCheck = Method("__instancecheck__(cls, instance)") { call in
    let cls = try call.object("cls", as: TypeObject.self)
    return .bool(try call.context.isSubclass(call["instance"].type, of: .object(cls)))
  }

  static let subclassCheck = Method("__subclasscheck__(cls, subclass)") { call in
    let cls = try call.object("cls", as: TypeObject.self)
    guard let subclass = call["subclass"].cast(to: TypeObject.self) else {
      throw Raised.typeError("issubclass() arg 1 must be a class")
    }
    return .bool(try AbstractClass.contains(subclass, in: cls, call.context))
  }
}

extension Standard.Abc {
  static let abc = Constant("ABC") { _ in .object(AbstractClass.abc) }
  static let abcMeta = Constant("ABCMeta") { _ in .object(AbstractClass.metaclass) }

  static let abstractmethod = Function("abstractmethod(funcobj)") { call in
    try call.context.setAttribute(of: call[0], named: "__isabstractmethod__", to: true)
    return call[0]
  }

  static let abstractproperty = Constant("abstractproperty") { _ in .object(AbstractWrappers.property) }
  static let abstractclassmethod = Function("abstractclassmethod(callable)") { call in
    try call.context.setAttribute(of: call[0], named: "__isabstractmethod__", to: true)
    return .object(ClassMethodObject(call[0]))
  }
  static let abstractstaticmethod = Function("abstractstaticmethod(callable)") { call in
    try call.context.setAttribute(of: call[0], named: "__isabstractmethod__", to: true)
    return .object(StaticMethodObject(call[0]))
  }

  static let getCacheToken = Function("get_cache_token()") { _ in 0 }
  static let updateAbstractmethods = Function("update_abstractmethods(cls)") { call in
    if let type = call[0].cast(to: TypeObject.self), type.lookup("__abstractmethods__") != nil {
      try AbstractClass.findAbstract(in: type, call.context)
    }
    return call[0]
  }
}

/// Old ways of marking members as abstract.
enum AbstractWrappers {
  nonisolated(unsafe) static let property = TypeObject(
    name: "abstractproperty", module: "abc", bases: [Types.property],
    members: [
      Constructor("abstractproperty(cls, fget=None, fset=None, fdel=None, doc=None)") { call in
        if call["fget"].object is FunctionObject {
          try call.context.setAttribute(of: call["fget"], named: "__isabstractmethod__", to: true)
        }
        return .object(
          PropertyObject(
            getter: call["fget"], setter: call["fset"], deleter: call["fdel"], documentation: call["doc"]))
      }
    ])
}
