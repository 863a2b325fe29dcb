import Kernels
import PythonRuntime

/// The classes of `typing` from which notebooks derive.
enum GenericClasses {
  nonisolated(unsafe) static let generic = TypeObject(
    name: "Generic", module: "typing", members: Standard.GenericClass.members)

  nonisolated(unsafe) static let protocolMetaclass = TypeObject(
    name: "_ProtocolMeta", module: "typing", bases: [AbstractClass.metaclass],
    members: Standard.ProtocolMetaclass.members)

  nonisolated(unsafe) static let proto: TypeObject = {
    let type = TypeObject(name: "Protocol", module: "typing", bases: [generic], members: Standard.ProtocolClass.members)
    type.become(protocolMetaclass)
    type.define("_is_protocol", true)
    return type
  }()

  nonisolated(unsafe) static let io = TypeObject(name: "IO", module: "typing", bases: [generic])
  nonisolated(unsafe) static let textIO = TypeObject(name: "TextIO", module: "typing", bases: [io])
  nonisolated(unsafe) static let binaryIO = TypeObject(name: "BinaryIO", module: "typing", bases: [io])

  /// `SupportsInt` and its like: protocols of one method.
  static func supports(_ name: String, _ method: PythonString) -> TypeObject {
    let type = TypeObject(name: name, module: "typing", bases: [proto])
    type.become(protocolMetaclass)
    type.define("_is_protocol", true)
    type.define("_is_runtime_protocol", true)
    type.define(method, .object(AbstractMethod(method)))
    return type
  }

  static func isProtocol(_ type: TypeObject) -> Bool {
    type.members.value(forString: "_is_protocol")?.isIdentical(to: true) ?? false
  }

  /// The names that a class must have to count as one of a protocol.
  static func members(of proto: TypeObject) -> [PythonString] {
    let excluded: Set<PythonString> = [
      "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__",
      "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__", "__parameters__", "__orig_bases__",
      "_is_protocol", "_is_runtime_protocol", "__qualname__", "__init_subclass__", "__hash__",
    ]
    var names: [PythonString] = []
    for type in proto.order where type !== GenericClasses.proto && type !== generic && type !== Types.object {
      let hints = type.members.value(forString: "__annotations__")?.cast(to: DictObject.self)?.keys ?? []
      for case .string(let name) in type.members.keys + hints where !excluded.contains(name) {
        if name == "__hash__", type.members.value(forString: name)?.isNone == true { continue }
        if !names.contains(name) { names.append(name) }
      }
    }
    return names
  }
}

extension Standard.GenericClass {
  static let parameterize = ClassMethod("__class_getitem__(cls, params, /)") { call in
    let type = try call.object("cls", as: TypeObject.self)
    let given = call["params"].cast(to: TupleObject.self)?.items ?? [call["params"]]
    if type === GenericClasses.generic || type === GenericClasses.proto {
      guard given.allSatisfy({ $0.object is TypeVariable || $0.object is TypingObject }) else {
        throw Raised.typeError(
          "Parameters to \(type.name)[...] must all be type variables or parameter specification variables.")
      }
      if TypeVariables.found(in: given).count != given.count {
        throw Raised.typeError("Parameters to \(type.name)[...] must all be unique")
      }
      return .object(TypingObject(.generic, type.name, origin: .object(type), given))
    }
    let parameters = type.lookup("__parameters__")?.cast(to: TupleObject.self)?.items ?? []
    let shown = try call.context.repr(.object(type))
    if parameters.isEmpty, !type.isSubclass(of: GenericClasses.io) {
      throw Raised.typeError("\(shown) is not a generic class")
    }
    let isOpen = parameters.contains { ($0.object as? TypeVariable)?.kind != .variable }
    if given.count != parameters.count, !isOpen, !parameters.isEmpty {
      throw Raised.typeError(
        "Too \(given.count > parameters.count ? "many" : "few") arguments for \(shown); actual \(given.count), expected \(parameters.count)"
      )
    }
    var types: [Value] = []
    for value in given {
      types.append(try TypingForms.type(value, "Parameters to generic types must be types.", in: call.context))
    }
    return .object(TypingObject(.generic, nil, origin: .object(type), types))
  }

  static let prepareSubclass = ClassMethod("__init_subclass__(cls, /, *args, **kwargs)") { call in
    let type = try call.object("cls", as: TypeObject.self)
    GenericPreparation.prepare(type)
    return .none
  }
}

/// What deriving from a generic class sets.
enum GenericPreparation {
  static func prepare(_ type: TypeObject) {
    guard let bases = type.members.value(forString: "__orig_bases__")?.cast(to: TupleObject.self)?.items else {
      return
    }
    let generic = bases.first { base in
      guard let alias = base.object as? TypingObject else { return false }
      return alias.origin.object === GenericClasses.generic || alias.origin.object === GenericClasses.proto
    }
    let own = (generic?.object as? TypingObject)?.arguments ?? TypeVariables.found(in: bases)
    type.define("__parameters__", .tuple(own))
  }
}

extension Standard.ProtocolClass {
  static let prepareSubclass = ClassMethod("__init_subclass__(cls, /, *args, **kwargs)") { call in
    let type = try call.object("cls", as: TypeObject.self)
    GenericPreparation.prepare(type)
    if type.members.value(forString: "_is_protocol") == nil {
      type.define("_is_protocol", .bool(type.bases.contains { $0 === GenericClasses.proto }))
    }
    if GenericClasses.isProtocol(type), type.members.value(forString: "__init__") == nil {
      type.define("__init__", refusal.value(in: type))
    }
    return .none
  }

  private static let refusal = Method("__init__(self, *args, **kwargs)") { call in
    if GenericClasses.isProtocol(call.receiver.type) { throw Raised.typeError("Protocols cannot be instantiated") }
    return .none
  }
}

extension Standard.ProtocolMetaclass {
  static let instanceCheck = Method("__instancecheck__(cls, instance)") { call in
    let cls = try call.object("cls", as: TypeObject.self)
    let isProtocol = GenericClasses.isProtocol(cls)
    if call["instance"].type.isSubclass(of: cls) { return true }
    guard isProtocol else {
      return .bool(try AbstractClass.contains(call["instance"].type, in: cls, call.context))
    }
    guard cls.lookup("_is_runtime_protocol")?.isIdentical(to: true) == true else {
      throw Raised.typeError("Instance and class checks can only be used with @runtime_checkable protocols")
    }
    for name in GenericClasses.members(of: cls) {
      guard let value = try call.context.attributeIfAny(of: call["instance"], named: name) else { return false }
      if value.isNone, cls.lookup(name)?.object?.isCallable == true { return false }
    }
    return true
  }

  static let subclassCheck = Method("__subclasscheck__(cls, subclass)") { call in
    let cls = try call.object("cls", as: TypeObject.self)
    guard let other = call["subclass"].cast(to: TypeObject.self) else {
      throw Raised.typeError("issubclass() arg 1 must be a class")
    }
    if other.isSubclass(of: cls) { return true }
    guard GenericClasses.isProtocol(cls) else {
      return .bool(try AbstractClass.contains(other, in: cls, call.context))
    }
    guard cls.lookup("_is_runtime_protocol")?.isIdentical(to: true) == true else {
      throw Raised.typeError("Instance and class checks can only be used with @runtime_checkable protocols")
    }
    return .bool(GenericClasses.members(of: cls).allSatisfy { name in other.lookup(name).map { !$0.isNone } ?? false })
  }
}
