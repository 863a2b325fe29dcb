import Kernels
import PythonRuntime

extension Standard.TypesModule {
  static let simpleNamespace = Constant("SimpleNamespace") { _ in .object(NamespaceObject.type) }
  static let mappingProxy = Constant("MappingProxyType") { _ in .object(ReadOnlyMapping.type) }
  static let functionType = Constant("FunctionType") { _ in .object(Types.function) }
  static let lambdaType = Constant("LambdaType") { _ in .object(Types.function) }
  static let builtinFunction = Constant("BuiltinFunctionType") { _ in .object(Types.builtinFunction) }
  static let builtinMethod = Constant("BuiltinMethodType") { _ in .object(Types.builtinFunction) }
  static let methodDescriptor = Constant("MethodDescriptorType") { _ in .object(Types.methodDescriptor) }
  static let coroutineType = Constant("CoroutineType") { _ in .object(Types.coroutine) }
  static let asyncGeneratorType = Constant("AsyncGeneratorType") { _ in .object(Types.asyncGenerator) }
  static let codeType = Constant("CodeType") { _ in .object(Types.code) }
  static let frameType = Constant("FrameType") { _ in .object(Types.frame) }
  static let tracebackType = Constant("TracebackType") { _ in .object(Types.traceback) }
  static let generator = Constant("GeneratorType") { _ in .object(Types.generator) }
  static let none = Constant("NoneType") { _ in .object(Types.none) }
  static let ellipsis = Constant("EllipsisType") { _ in .object(Value.ellipsis.type) }
  static let notImplemented = Constant("NotImplementedType") { _ in .object(Value.notImplemented.type) }
  static let cell = Constant("CellType") { _ in .object(Types.cell) }
  static let methodType = Constant("MethodType") { _ in .object(MethodConstruction.type) }
  static let moduleType = Constant("ModuleType") { _ in .object(ModuleConstruction.type) }

  static let newClass = Function("new_class(name, bases=(), kwds=None, exec_body=None)") { call in
    let namespace = DictObject()
    if !call.isNone("exec_body") { _ = try call.context.call(call["exec_body"], [.object(namespace)]) }
    var keywords: [(name: PythonString, value: Value)] = []
    for (key, value) in try call.optionalObject("kwds", as: DictObject.self)?.items ?? [] {
      if case .string(let name) = key { keywords.append((name, value)) }
    }
    let metaclass = keywords.first { $0.name == "metaclass" }?.value ?? .object(TypeObject.metatype)
    keywords.removeAll { $0.name == "metaclass" }
    return try call.context.call(
      metaclass,
      CallArguments([call["name"], .tuple(call.list("bases")), .object(namespace)], keywords: keywords))
  }
}

/// `types.MethodType(function, instance)`.
enum MethodConstruction {
  nonisolated(unsafe) static let type: TypeObject = {
    if Types.method.members.value(forString: "__new__") == nil { Types.method.install([new]) }
    return Types.method
  }()

  private static let new = Constructor("method(cls, function, instance, /)") { call in
    guard case .object(let function) = call[1], function.isCallable else {
      throw Raised.typeError("first argument must be callable")
    }
    if call[2].isNone { throw Raised.typeError("instance must not be None") }
    return .object(BoundMethod(function, receiver: call[2]))
  }
}

/// `types.ModuleType(name)`.
enum ModuleConstruction {
  nonisolated(unsafe) static let type: TypeObject = {
    Types.module.install([new])
    return Types.module
  }()

  private static let new = Constructor("module(cls, name, doc=None)") { call in
    let module = ModuleObject(ModuleDefinition.closed(try call.text("name")))
    module.attributes["__name__"] = call["name"]
    module.attributes["__doc__"] = call["doc"]
    return .object(module)
  }
}

/// `types.SimpleNamespace`.
final class NamespaceObject: Object, PrettyCall {
  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject(
      name: "SimpleNamespace", module: "types",
      members: [
        Constructor("SimpleNamespace(cls, /, **kwargs)") { call in
          let namespace = NamespaceObject(type: call.madeClass)
          for (name, value) in call.keywords { namespace.attributes[name] = value }
          return .object(namespace)
        }
      ])
    type.allocate = { NamespaceObject(type: $0) }
    return type
  }()
  let attributes = DictObject()

  override var ownAttributes: DictObject? { attributes }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let value = attributes[name] { return value }
    return try super.attribute(name, in: context)
  }

  override func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    attributes[name] = value
  }

  override func deleteAttribute(_ name: PythonString, in context: Context) throws(Raised) {
    guard attributes[name] != nil else { throw .attributeError("\(name)") }
    attributes[name] = nil
  }

  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.cast(to: NamespaceObject.self) else {
      return nil
    }
    return try context.compare(operation, .object(attributes), .object(other.attributes))
  }

  override func hash(in context: Context) throws(Raised) -> Int {
    throw .typeError("unhashable type: '\(type.qualifiedName)'")
  }

  override func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? {
    let copy = NamespaceObject(type: type)
    let copying = Copying(context)
    for (key, value) in attributes.items {
      try copy.attributes.set(key, to: deeply ? copying.deep(value) : value, in: context)
    }
    return .object(copy)
  }

  var prettyName: String { "namespace" }
  func prettyArguments(in context: Context) throws(Raised) -> [Value] { [] }
  func prettyKeywords(in context: Context) throws(Raised) -> [(name: PythonString, value: Value)] {
    attributes.items.map { ($0.key.stringValue ?? "", $0.value) }
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    let name = type === NamespaceObject.type ? "namespace" : type.name
    guard context.enterRepr(self) else { return PythonString("\(name)(...)") }
    defer { context.leaveRepr(self) }
    var parts: [String] = []
    for (key, value) in attributes.items { parts.append("\(key.stringValue ?? "")=\(try context.repr(value))") }
    return PythonString("\(name)(\(parts.joined(separator: ", ")))")
  }
}

/// `types.MappingProxyType`: a mapping that can only be read.
final class ReadOnlyMapping: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "mappingproxy",
    members: [
      Constructor("mappingproxy(cls, mapping, /)") { call in
        guard let mapping = call[1].object, !(mapping is ListObject), !(mapping is TupleObject) else {
          throw Raised.typeError("mappingproxy() argument must be a mapping, not \(call[1].typeName)")
        }
        return .object(ReadOnlyMapping(mapping, call.madeClass))
      },
      forwarding("get"), forwarding("keys"), forwarding("values"), forwarding("items"), forwarding("copy"),
    ])
  private let mapping: Object

  init(_ mapping: Object, _ type: TypeObject) {
    self.mapping = mapping
    super.init(type: type)
  }

  private static func forwarding(_ name: PythonString) -> any Member {
    ForwardingMember(name: name) { receiver in (receiver.object as? ReadOnlyMapping)?.mapping }
  }

  override var isMutable: Bool { false }
  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    try mapping.item(at: key, in: context)
  }
  override func length(in context: Context) throws(Raised) -> Int? { try mapping.length(in: context) }
  override func iterate(in context: Context) throws(Raised) -> IteratorObject { try mapping.iterate(in: context) }
  override func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    try mapping.contains(value, in: context)
  }
  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    try context.compare(
      operation, .object(mapping), (other.object as? ReadOnlyMapping).map { .object($0.mapping) } ?? other)
  }
  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .or else { return nil }
    let other = (other.object as? ReadOnlyMapping).map { Value.object($0.mapping) } ?? other
    return reflected
      ? try context.binary(.or, other, .object(mapping)) : try context.binary(.or, .object(mapping), other)
  }
  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("mappingproxy(\(try context.repr(.object(mapping))))")
  }
  override func str(in context: Context) throws(Raised) -> PythonString { try context.str(.object(mapping)) }
}

/// A method that another object has under the same name.
struct ForwardingMember: Member {
  let name: PythonString
  private let target: @Sendable (Value) -> Object?

  init(name: PythonString, target: @escaping @Sendable (Value) -> Object?) {
    self.name = name
    self.target = target
  }

  func value(in type: TypeObject) -> Value { .object(ForwardingDescriptor(name, target)) }
}

/// Looks an attribute up on the object behind the receiver.
final class ForwardingDescriptor: Object {
  private let name: PythonString
  private let target: @Sendable (Value) -> Object?

  init(_ name: PythonString, _ target: @escaping @Sendable (Value) -> Object?) {
    self.name = name
    self.target = target
    super.init(type: Types.methodDescriptor)
  }

  override var isMutable: Bool { false }

  override func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    guard let object = target(receiver) else {
      throw .typeError("descriptor '\(name)' doesn't apply to a '\(receiver.typeName)' object")
    }
    return try context.attribute(of: .object(object), named: name)
  }
}
