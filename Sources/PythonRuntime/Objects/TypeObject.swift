public import Kernels

/// A Python class, native or the notebook's own.
public final class TypeObject: DispatchingObject {
  /// `type`, the class of classes.
  nonisolated(unsafe) package static let metatype: TypeObject = TypeObject(metatype: ())

  /// How an instance of a class of the notebook that derives from this native class is made.
  package enum Derivation: Sendable {
    /// Without a value of this class: by `allocate`, or with attributes only.
    case plain
    /// Around a value of this class, which the constructor makes of its arguments: `int`, `tuple`.
    case immutable
    /// Around a value of this class, which is made empty and filled by `__init__`: `list`, `dict`.
    case filled
  }

  /// `__name__`.
  package private(set) var name: String
  /// `__qualname__`
  package private(set) var nestedName: String
  /// `__module__`; empty for built-ins.
  package let module: String
  /// What `__module__` is in this run, where it depends on the run, given what it is else.
  package var moduleIn: (@Sendable (Context, String) -> String)?
  /// The direct bases; `object` alone has none.
  package let bases: [TypeObject]
  /// The order of attribute lookup, starting with the class itself (C3).
  package private(set) var order: [TypeObject] = []
  /// The class's own attributes, in the order of definition.
  package private(set) var members = HashTable()
  /// Whether the notebook defined it.
  package let isUserDefined: Bool
  /// Whether the reference has names that we do not implement: an unknown attribute is unsupported, not an error.
  package var isOpen = false
  /// What the reference's classes have, where that is known: what this one does not have there is an error here too.
  package var classNames: ClassNames?
  /// What an unknown method of this name may change, if the class is open.
  package var touchOfUnknown: @Sendable (String) -> Touch = { _ in .everything }
  /// Makes an empty instance of a class of the notebook that derives from this native class.
  package var allocate: (@Sendable (TypeObject) -> Object)?
  /// How instances of derived classes hold a value of this class.
  package var derivation = Derivation.plain
  /// What `match` takes instances for, those of derived classes too.
  package var patternKind: PatternKind?
  /// Whether a notebook shows instances as a call of their class with their `data`: `UserList`.
  package var showsData = false
  /// Whether the notebook can derive from it.
  package var isFinal = false
  /// Whether instances have a `__dict__`.
  package private(set) var hasInstanceDictionary = true
  /// Whether the class has `__getattr__` or `__getattribute__`.
  private(set) var asksForAttributes = false
  /// Whether instances can be raised.
  let isExceptionClass: Bool
  /// Whether instances are exceptions that keep more than their arguments.
  let keepsFields: Bool
  /// The classes that name this one as a base.
  package private(set) var subclasses: [TypeObject] = []
  /// The class's own `__new__`, found without hashing.
  private var ownConstructor: Object?
  /// Changes with every assignment to a class attribute; call sites compare it.
  package private(set) var version = 0
  /// The functions for operators, as far as they have been looked up.
  private var operators = OperatorFunctions()
  /// What instances of a class of the notebook look like before any attribute is set.
  private(set) lazy var rootShape = Shape()

  /// A class written in Swift. Its members may be installed later, by the library that implements them.
  package init(
    name: String, module: String = "", bases: [TypeObject] = [Types.object], isOpen: Bool = false,
    members: [any Member] = [], classNames: ClassNames? = nil
  ) {
    self.name = name
    nestedName = name
    self.module = module
    self.bases = bases
    self.isUserDefined = false
    isExceptionClass =
      bases.contains(where: \.isExceptionClass) || module.isEmpty && name == "BaseException"
    keepsFields =
      bases.contains(where: \.keepsFields) || module.isEmpty && ExceptionFields.classNames.contains(name)
    super.init(type: nil)
    self.isOpen = isOpen
    self.classNames = classNames
    order = [self] + (TypeObject.linearized(bases) ?? bases)
    Counting.immortalize(self)
    install(members)
  }

  /// A class of the notebook.
  ///
  /// - Parameter metaclass: its class, if that is not `type`.
  /// - Throws: TypeError if the bases have no consistent order.
  package init(
    named name: String, module: String, bases: [TypeObject], metaclass: TypeObject? = nil
  ) throws(Raised) {
    self.name = name
    nestedName = name
    self.module = module
    self.bases = bases
    self.isUserDefined = true
    isExceptionClass = bases.contains(where: \.isExceptionClass)
    keepsFields = bases.contains(where: \.keepsFields)
    super.init(type: metaclass)
    guard let rest = TypeObject.linearized(bases) else {
      throw .typeError(
        "Cannot create a consistent method resolution\norder (MRO) for bases \(bases.map(\.name).joined(separator: ", "))"
      )
    }
    order = [self] + rest
    asksForAttributes = rest.contains(where: \.asksForAttributes)
    for base in bases { base.subclasses.append(self) }
  }

  /// `object` and `type`, which other classes need in order to exist.
  init(root name: String) {
    self.name = name
    nestedName = name
    module = ""
    bases = []
    isUserDefined = false
    isExceptionClass = false
    keepsFields = false
    super.init(type: nil)
    Counting.immortalize(self)
    order = [self]
  }

  private init(metatype: ()) {
    name = "type"
    nestedName = "type"
    module = ""
    bases = [Types.object]
    isUserDefined = false
    isExceptionClass = false
    keepsFields = false
    super.init(type: nil)
    Counting.immortalize(self)
    order = [self, Types.object]
  }

  /// Whether error messages name it with its module, as they do with classes that CPython writes in C.
  package var isNamedInFull = false

  /// The name in error messages.
  package var errorName: String { isNamedInFull ? qualifiedName : name }

  /// `module.name` as reprs write it.
  package var qualifiedName: String { module.isEmpty || module == "builtins" ? name : "\(module).\(name)" }

  /// Adds members of a library; called once, before any cell runs.
  package func install(_ members: [any Member]) {
    for member in members { define(member.name, member.value(in: self)) }
  }

  /// Sets an attribute of a class that is being made.
  package func define(_ name: PythonString, _ value: Value) {
    members.set(string: name, to: value)
    version += 1
    switch name {
    case "__new__": ownConstructor = value.object
    case "__getattr__",
      "__getattribute__" where !(value.object is SlotWrapper):
      noteAttributeHook()
    default: break
    }
  }

  /// Removes an attribute; `false` if the class itself has none of that name.
  func undefine(_ name: PythonString) -> Bool {
    guard members.value(forString: name) != nil else { return false }
    members.remove(string: name)
    version += 1
    if name == "__new__" { ownConstructor = nil }
    return true
  }

  /// Sets `__qualname__`.
  func qualify(_ name: PythonString) { nestedName = name.description }

  /// Instances of a class with `__slots__` have no `__dict__`, unless a base gives them one.
  func setInstanceDictionary(_ has: Bool) { hasInstanceDictionary = has }

  private func noteAttributeHook() {
    asksForAttributes = true
    for type in subclasses { type.noteAttributeHook() }
  }

  /// `__new__` of the class or of the nearest base but `object` that has one.
  var constructor: Object? {
    for type in order where type !== Types.object {
      if let constructor = type.ownConstructor { return constructor }
    }
    return nil
  }

  /// The attribute of the class or its bases, unbound.
  package func lookup(_ name: PythonString) -> Value? {
    let hash = name.pythonHash
    for type in order {
      if let value = type.members.value(forString: name, hash: hash) { return value }
    }
    return nil
  }

  /// A special method, unless it is one that the built-in classes have; those are hooks of the objects themselves.
  package func special(_ name: PythonString) -> Value? {
    guard let member = lookup(name) else { return nil }
    if case .object(let object) = member, object is SlotWrapper { return nil }
    return member
  }

  /// The function of the notebook that an operator calls on instances of this class, one of the notebook's; `nil` where
  /// it is not just that.
  ///
  /// - Parameter version: that of all classes, with which what is known changes.
  func function(for operation: BinaryOperator, inPlace: Bool, version: Int) -> UnsafeMutableRawPointer? {
    let key = Int(operation.rawValue) + (inPlace ? OperatorFunctions.inPlace : 0)
    switch operators.known(key, version) {
    case .function(let known): return known
    case .other: return nil
    case .unknown: break
    }
    let method = inPlace && special(operation.inPlaceMethodName) != nil ? nil : special(operation.methodName)
    return operators.note(method?.object as? FunctionObject, for: key, version)
  }

  /// `__enter__` or `__exit__` of a class of the notebook, if it is a function of the notebook.
  func contextFunction(isExit: Bool, version: Int) -> UnsafeMutableRawPointer? {
    let key = isExit ? OperatorFunctions.exit : OperatorFunctions.enter
    switch operators.known(key, version) {
    case .function(let known): return known
    case .other: return nil
    case .unknown: break
    }
    let function = special(isExit ? "__exit__" : "__enter__")?.object as? FunctionObject
    return operators.note(function, for: key, version)
  }

  /// Whether calling this class of the notebook makes an exception that only keeps its arguments.
  var makesPlainExceptions: Bool {
    guard isUserDefined, type === TypeObject.metatype, isSubclass(of: Exceptions.baseException),
      constructor.map({ ($0 as? NativeFunction)?.owner === Exceptions.baseException }) ?? true,
      lookup("__abstractmethods__") == nil, let wrapper = lookup("__init__")?.object as? SlotWrapper,
      wrapper.owner === Exceptions.baseException
    else { return false }
    return !keepsFields
  }

  /// Whether an attribute of an instance that is there is found without asking the class.
  var hasPlainAttributes: Bool { !asksForAttributes || special("__getattribute__") == nil }

  /// Whether `instance.name = value` sets the instance's own attribute, without any hook.
  func storesPlainly(_ name: PythonString) -> Bool {
    guard hasInstanceDictionary, special("__setattr__") == nil, name != "__class__", name != "__dict__" else {
      return false
    }
    if case .object(let member)? = lookup(name) { return !member.isDataDescriptor }
    return true
  }

  /// `__init__`, if it is a function of the notebook and nothing else takes part in making an instance.
  var plainInitializer: Value? {
    guard isUserDefined, type === TypeObject.metatype, constructor == nil, layout === Types.object,
      lookup("__abstractmethods__") == nil, !isSubclass(of: Exceptions.baseException),
      case .object(let function as FunctionObject)? = lookup("__init__")
    else { return nil }
    return .object(function)
  }

  /// The attribute that comes after `type` in the order of lookup: what `super()` finds.
  package func lookup(_ name: PythonString, after type: TypeObject) -> Value? {
    guard let position = order.firstIndex(where: { $0 === type }) else { return nil }
    for type in order[(position + 1)...] {
      if let value = type.members.value(forString: name) { return value }
    }
    return nil
  }

  /// `issubclass(self, other)`.
  @inline(__always)
  package func isSubclass(of other: TypeObject) -> Bool {
    if self === other { return true }
    let wanted = UnsafeRawPointer(Unmanaged.passUnretained(other).toOpaque())
    return order.withUnsafeBytes { order in
      for i in 0..<(order.count / MemoryLayout<UnsafeRawPointer>.stride)
      where order.load(fromByteOffset: i * MemoryLayout<UnsafeRawPointer>.stride, as: UnsafeRawPointer.self) == wanted {
        return true
      }
      return false
    }
  }

  /// The nearest class written in Swift: it decides how instances are stored.
  package var layout: TypeObject {
    for type in order where !type.isUserDefined && type !== Types.object && type.allocate != nil { return type }
    return Types.object
  }

  /// The built-in class that decides how instances are stored; `object` for attributes only.
  package var nativeBase: TypeObject {
    for type in order where !type.isUserDefined && (type.derivation != .plain || type.allocate != nil) { return type }
    return Types.object
  }

  override public var isMutable: Bool { false }
  override public var findsOwnAttributesFirst: Bool { true }
  override public var isCallable: Bool { true }
  override public var ownAttributes: DictObject? { MappingProxyObject(members) }

  // MARK: Attributes

  /// `type.__getattribute__`: data descriptors of the metaclass, members of the class, members of the metaclass.
  override package func ownAttribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__name__": return .text(self.name)
    case "__qualname__": return .text(nestedName)
    case "__mro__": return .tuple(order.map(Value.object))
    case "__bases__": return .tuple(bases.map(Value.object))
    case "__base__": return bases.first.map(Value.object) ?? Value.none
    case "__dict__": return ownAttributes.map(Value.object)
    case "__class__": return .object(type)
    case "__module__" where members.value(forString: name) == nil:
      return .text(module.isEmpty ? "builtins" : moduleIn?(context, module) ?? module)
    case "__doc__" where members.value(forString: name) == nil && isUserDefined: return Value.none
    case "__annotations__" where isUserDefined: return annotations
    case "__abstractmethods__" where members.value(forString: name) == nil: return nil
    default: break
    }
    let metaclass = type
    let inherited = metaclass.lookup(name)
    if metaclass !== TypeObject.metatype, case .object(let descriptor)? = inherited, descriptor.isDataDescriptor {
      return try descriptor.bound(to: .object(self), type: metaclass, in: context)
    }
    if let member = lookup(name) { return try member.object?.boundToClass(self, in: context) ?? member }
    guard let inherited else { return try commonAttribute(name, in: context) }
    return try inherited.object?.bound(to: .object(self), type: metaclass, in: context) ?? inherited
  }

  /// `__annotations__` of this class itself, made when it is first asked for.
  private var annotations: Value {
    if let known = members.value(forString: "__annotations__") { return known }
    let made = Value.object(DictObject())
    members.set(string: "__annotations__", to: made)
    return made
  }

  override public func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    if let method = ownSpecialMethod("__setattr__") {
      _ = try context.callSpecial(method, on: self, [.string(name), value])
    } else {
      try setOwn(name, to: value, in: context)
    }
  }

  /// `type.__setattr__`.
  package func setOwn(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    guard isUserDefined else {
      throw .typeError("cannot set '\(name)' attribute of immutable type '\(qualifiedName)'")
    }
    if type !== TypeObject.metatype, case .object(let descriptor)? = type.lookup(name), descriptor.isDataDescriptor {
      return try descriptor.setBound(.object(self), to: value, in: context)
    }
    switch name {
    case "__name__":
      guard let text = value.stringValue else {
        throw .typeError("can only assign string to \(self.name).__name__, not '\(value.typeName)'")
      }
      self.name = text.description
    case "__qualname__":
      guard let text = value.stringValue else {
        throw .typeError("can only assign string to \(self.name).__qualname__, not '\(value.typeName)'")
      }
      nestedName = text.description
    case "__class__":
      if let metaclass = value.object as? TypeObject { become(metaclass) }
    case "__bases__": throw context.unsupportedNow("assignment to '__bases__'")
    default:
      define(name, value)
    }
    context.classesChanged()
  }

  override public func deleteAttribute(_ name: PythonString, in context: Context) throws(Raised) {
    if let method = ownSpecialMethod("__delattr__") {
      _ = try context.callSpecial(method, on: self, [.string(name)])
    } else {
      try deleteOwn(name, in: context)
    }
  }

  /// `type.__delattr__`.
  package func deleteOwn(_ name: PythonString, in context: Context) throws(Raised) {
    guard isUserDefined else {
      throw .typeError("cannot delete '\(name)' attribute of immutable type '\(qualifiedName)'")
    }
    if type !== TypeObject.metatype, case .object(let descriptor)? = type.lookup(name), descriptor.isDataDescriptor {
      return try descriptor.deleteBound(.object(self), in: context)
    }
    guard undefine(name) else {
      throw .attributeError("type object '\(self.name)' has no attribute '\(name)'")
    }
    context.classesChanged()
  }

  // MARK: Calls and conversions

  override public func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    if let method = ownSpecialMethod("__call__") { return try context.callSpecial(method, on: self, arguments) }
    return try context.construct(self, arguments)
  }

  override public func ownRepr(in context: Context) throws(Raised) -> PythonString {
    var module = moduleIn?(context, module) ?? module
    if isUserDefined, let own = members.value(forString: "__module__")?.stringValue { module = own.description }
    let title = module.isEmpty || module == "builtins" ? nestedName : "\(module).\(nestedName)"
    return PythonString("<class '\(title)'>")
  }

  override public func ownItem(at key: Value, in context: Context) throws(Raised) -> Value {
    if let method = lookup("__class_getitem__") {
      let bound = try method.object?.boundToClass(self, in: context) ?? method
      return try context.call(bound, [key])
    }
    if TypeObject.generics.contains(name), !isUserDefined, module.isEmpty || module == "collections" {
      return GenericAliasObject.of(.object(self), key)
    }
    throw .typeError("type '\(isUserDefined ? name : qualifiedName)' is not subscriptable")
  }

  /// The built-in classes that take type arguments.
  private static let generics: Set<String> = [
    "list", "dict", "tuple", "set", "frozenset", "type", "deque", "defaultdict", "OrderedDict", "Counter", "enumerate",
  ]

  override public func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    if let result = try super.binary(operation, other, reflected: reflected, in: context) { return result }
    guard operation == .or else { return nil }
    return UnionObject.union(reflected ? other : .object(self), reflected ? .object(self) : other)
  }

  /// The C3 merge of the bases' orders; `nil` if there is none.
  private static func linearized(_ bases: [TypeObject]) -> [TypeObject]? {
    var sequences = bases.map { ArraySlice($0.order) } + [ArraySlice(bases)]
    var result: [TypeObject] = []
    while true {
      sequences.removeAll(where: \.isEmpty)
      if sequences.isEmpty { return result }
      let next = sequences.lazy.compactMap(\.first).first { candidate in
        !sequences.contains { $0.dropFirst().contains { $0 === candidate } }
      }
      guard let next else { return nil }
      result.append(next)
      for i in sequences.indices where sequences[i].first === next { sequences[i].removeFirst() }
    }
  }
}
