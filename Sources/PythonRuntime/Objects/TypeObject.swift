public import Kernels

/// A Python class, native or the notebook's own.
public final class TypeObject: Object {
  /// `type`, the class of classes.
  nonisolated(unsafe) package static let metatype: TypeObject = TypeObject(metatype: ())

  /// `__name__`.
  package let name: String
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
  /// What an unknown method of this name may change, if the class is open.
  package var touchOfUnknown: @Sendable (String) -> Touch = { _ in .everything }
  /// Makes an empty instance of a class of the notebook that derives from this native class.
  package var allocate: (@Sendable (TypeObject) -> Object)?
  /// The class's own `__new__`, found without hashing.
  private var ownConstructor: Object?
  /// Changes with every assignment to a class attribute; call sites compare it.
  package private(set) var version = 0

  /// A class written in Swift. Its members may be installed later, by the library that implements them.
  package init(
    name: String, module: String = "", bases: [TypeObject] = [Types.object], isOpen: Bool = false,
    members: [any Member] = []
  ) {
    self.name = name
    self.module = module
    self.bases = bases
    self.isUserDefined = false
    super.init(type: nil)
    self.isOpen = isOpen
    order = [self] + (TypeObject.linearized(bases) ?? bases)
    install(members)
  }

  /// A class of the notebook.
  ///
  /// - Throws: TypeError if the bases have no consistent order.
  package init(named name: String, module: String, bases: [TypeObject]) throws(Raised) {
    self.name = name
    self.module = module
    self.bases = bases
    self.isUserDefined = true
    super.init(type: nil)
    guard let rest = TypeObject.linearized(bases) else {
      let names = bases.map(\.name).joined(separator: ", ")
      throw .typeError("Cannot create a consistent method resolution\norder (MRO) for bases \(names)")
    }
    order = [self] + rest
  }

  /// `object` and `type`, which other classes need in order to exist.
  init(root name: String) {
    self.name = name
    module = ""
    bases = []
    isUserDefined = false
    super.init(type: nil)
    order = [self]
  }

  private init(metatype: ()) {
    name = "type"
    module = ""
    bases = [Types.object]
    isUserDefined = false
    super.init(type: nil)
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
    if name == "__new__" { ownConstructor = value.object }
  }

  /// `__new__` of the class or of the nearest base that has one.
  var constructor: Object? {
    for type in order { if let constructor = type.ownConstructor { return constructor } }
    return nil
  }

  /// The attribute of the class or its bases, unbound.
  package func lookup(_ name: PythonString) -> Value? {
    for type in order {
      if let value = type.members.value(forString: name) { return value }
    }
    return nil
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
    for type in order where type === other { return true }
    return false
  }

  /// The nearest class written in Swift: it decides how instances are stored.
  package var layout: TypeObject {
    for type in order where !type.isUserDefined && type !== Types.object && type.allocate != nil { return type }
    return Types.object
  }

  override public var isMutable: Bool { false }
  override public var findsOwnAttributesFirst: Bool { true }
  override public var isCallable: Bool { true }
  override public var ownAttributes: DictObject? {
    let result = DictObject()
    result.table = members
    return result
  }

  override public func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let member = lookup(name) { return try member.object?.boundToClass(self, in: context) ?? member }
    switch name {
    case "__name__", "__qualname__": return .text(self.name)
    case "__module__": return .text(module.isEmpty ? "builtins" : module)
    case "__mro__": return .tuple(order.map(Value.object))
    case "__bases__": return .tuple(bases.map(Value.object))
    default: return try super.attribute(name, in: context)
    }
  }

  override public func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    guard isUserDefined else {
      throw .typeError("cannot set '\(name)' attribute of immutable type '\(self.name)'")
    }
    define(name, value)
    context.classesChanged()
  }

  override public func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    try context.construct(self, arguments)
  }

  override public func repr(in context: Context) throws(Raised) -> PythonString {
    let module = moduleIn?(context, module) ?? module
    return PythonString(module.isEmpty || module == "builtins" ? "<class '\(name)'>" : "<class '\(module).\(name)'>")
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
