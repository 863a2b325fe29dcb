import Kernels

extension Slots {
  /// What every object has.
  static let object: [(PythonString, Slot)] =
    equality + [
      ("__lt__", never), ("__le__", never), ("__gt__", never), ("__ge__", never),
      ("__hash__", Slot(0) { _, receiver, _ in .int(identityHash(receiver)) }),
      ("__repr__", Slot(0) { _, receiver, _ in .string(plainRepr(receiver)) }),
      ("__str__", Slot(0) { context, receiver, _ in .string(try context.repr(receiver)) }),
      (
        "__format__",
        Slot(1) { context, receiver, arguments in
          guard let specification = arguments.positional[0].stringValue else {
            throw Raised.typeError(
              "__format__() argument must be str, not \(arguments.positional[0].typeName)")
          }
          if specification.bytes.isEmpty { return .string(try context.str(receiver)) }
          throw Raised.typeError("unsupported format string passed to \(receiver.typeName).__format__")
        }
      ),
      ("__init__", Slot(0...Int.max, initialize)),
      ("__getattribute__", Slot(1, attribute)),
      ("__setattr__", Slot(2, setAttribute)),
      ("__delattr__", Slot(1, deleteAttribute)),
      ("__dir__", Slot(0) { context, receiver, _ in .list(try context.directory(of: receiver)) }),
      (
        "__sizeof__",
        Slot(0) { context, receiver, _ in throw context.unsupportedNow("'object.__sizeof__'") }
      ),
    ]

  /// What classes have by `type`.
  static let type: [(PythonString, Slot)] = [
    repr, call, ("__getattribute__", Slot(1, attribute)), ("__setattr__", Slot(2, setAttribute)),
    ("__delattr__", Slot(1, deleteAttribute)),
    ("__init__", Slot(0...Int.max) { _, _, _ in .none }),
    (
      "__instancecheck__",
      Slot(1) { _, receiver, arguments in
        .bool((receiver.object as? TypeObject).map { arguments.positional[0].type.isSubclass(of: $0) } ?? false)
      }
    ),
    (
      "__subclasscheck__",
      Slot(1) { _, receiver, arguments in
        guard let type = receiver.object as? TypeObject, let other = arguments.positional[0].object as? TypeObject
        else { throw Raised.typeError("issubclass() arg 1 must be a class") }
        return .bool(other.isSubclass(of: type))
      }
    ),
  ]

  private static let never = Slot(1) { _, _, _ in .notImplemented }

  private static func identityHash(_ receiver: Value) -> Int {
    receiver.object.map { Int(bitPattern: UInt(bitPattern: ObjectIdentifier($0)) >> 4) } ?? 0
  }

  private static func plainRepr(_ receiver: Value) -> PythonString {
    PythonString("<\(receiver.type.qualifiedName) object at \(receiver.object?.address ?? "0x0")>")
  }

  @Sendable private static func initialize(
    _ context: Context, _ receiver: Value, _ arguments: CallArguments
  ) throws(Raised) -> Value {
    if arguments.positional.isEmpty && arguments.keywords.isEmpty { return .none }
    let type = receiver.type
    if !((type.lookup("__init__")?.object as? SlotWrapper)?.owner === Types.object) {
      throw .typeError("object.__init__() takes exactly one argument (the instance to initialize)")
    }
    if type.constructor == nil { throw .typeError("\(type.name)() takes no arguments") }
    return .none
  }

  @Sendable private static func attribute(
    _ context: Context, _ receiver: Value, _ arguments: CallArguments
  ) throws(Raised) -> Value {
    let name = try attributeName(arguments.positional[0])
    let found: Value? =
      switch receiver.object {
      case let instance as InstanceObject: try instance.ownAttribute(name, in: context)
      case let type as TypeObject: try type.ownAttribute(name, in: context)
      default: try context.attributeIfAny(of: receiver, named: name)
      }
    if let found { return found }
    throw context.missingAttribute(of: receiver, named: name)
  }

  @Sendable private static func setAttribute(
    _ context: Context, _ receiver: Value, _ arguments: CallArguments
  ) throws(Raised) -> Value {
    let name = try attributeName(arguments.positional[0])
    switch receiver.object {
    case let instance as InstanceObject: try instance.setOwn(name, to: arguments.positional[1], in: context)
    case let type as TypeObject: try type.setOwn(name, to: arguments.positional[1], in: context)
    default: try context.setAttribute(of: receiver, named: name, to: arguments.positional[1])
    }
    return .none
  }

  @Sendable private static func deleteAttribute(
    _ context: Context, _ receiver: Value, _ arguments: CallArguments
  ) throws(Raised) -> Value {
    let name = try attributeName(arguments.positional[0])
    switch receiver.object {
    case let instance as InstanceObject: try instance.deleteOwn(name, in: context)
    case let type as TypeObject: try type.deleteOwn(name, in: context)
    default: try context.deleteAttribute(of: receiver, named: name)
    }
    return .none
  }

  private static func attributeName(_ value: Value) throws(Raised) -> PythonString {
    if let name = value.stringValue { return name }
    throw .typeError("attribute name must be string, not '\(value.typeName)'")
  }
}
