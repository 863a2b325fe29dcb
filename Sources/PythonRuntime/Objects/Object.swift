public import Kernels

/// A Python object. Classes of libraries derive from it and override what their values can do.
///
/// Every hook gets the context for what it may call in turn. Hooks are asked through `Context` (`context.binary(…)`,
/// `context.item(of:at:)`), which looks at poison, inline values and reflected operands first.
open class Object {
  /// The class. Unowned: classes written in Swift live for ever, classes of the notebook are kept by their context.
  unowned(unsafe) private final var storedType: TypeObject?
  /// Why this object must not be used any more, if something unknown may have changed it.
  package final var poison: UnsupportedCause?

  /// Whether the poison spoils only a part: items and attributes are the object's affair, everything else is refused.
  package final var isPartlyPoisoned = false

  /// An object of this class; `nil` only for `type` itself.
  package init(type: TypeObject?) {
    storedType = type
  }

  /// The class, as `type(object)` gives it.
  @inline(__always)
  package final var type: TypeObject { storedType ?? TypeObject.metatype }

  /// `object.__class__ = type`.
  package final func become(_ type: TypeObject) { storedType = type }

  /// Whether an unknown call could have changed it. Immutable values override this.
  open var isMutable: Bool { true }

  // MARK: Attributes

  /// The attribute, bound to this object; `nil` if there is none.
  open func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    guard let member = type.lookup(name) else { return try commonAttribute(name, in: context) }
    guard case .object(let descriptor) = member else { return member }
    return try descriptor.bound(to: .object(self), type: type, in: context)
  }

  /// `object.name = value`.
  open func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    let member = type.lookup(name)
    if case .object(let descriptor)? = member, descriptor.isDataDescriptor {
      return try descriptor.setBound(.object(self), to: value, in: context)
    }
    if member != nil { throw .attributeError("'\(type.name)' object attribute '\(name)' is read-only") }
    throw .attributeError("'\(type.name)' object has no attribute '\(name)'")
  }

  /// `del object.name`.
  open func deleteAttribute(_ name: PythonString, in context: Context) throws(Raised) {
    let member = type.lookup(name)
    if case .object(let descriptor)? = member, descriptor.isDataDescriptor {
      return try descriptor.deleteBound(.object(self), in: context)
    }
    if member != nil { throw .attributeError("'\(type.name)' object attribute '\(name)' is read-only") }
    throw .attributeError("'\(type.name)' object has no attribute '\(name)'")
  }

  /// The names that `dir` and `vars` list besides those of the class.
  open var ownAttributes: DictObject? { nil }

  /// What this object, found in a class, becomes as an attribute of an instance: functions bind it, properties are read.
  open func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    .object(self)
  }

  /// What this object, found in a class, becomes as an attribute of the class.
  open func boundToClass(_ type: TypeObject, in context: Context) throws(Raised) -> Value { .object(self) }

  /// Whether this object, found in a class, takes part in assignment, and goes before an instance's own attributes.
  open var isDataDescriptor: Bool { false }

  /// `receiver.name = value`, where this object is found in the class under that name.
  open func setBound(_ receiver: Value, to value: Value, in context: Context) throws(Raised) {
    throw .attributeError("__set__")
  }

  /// `del receiver.name`, where this object is found in the class under that name.
  open func deleteBound(_ receiver: Value, in context: Context) throws(Raised) {
    throw .attributeError("__delete__")
  }

  /// Whether an attribute of the object itself hides one of its class: modules, classes, functions.
  open var findsOwnAttributesFirst: Bool { false }

  /// The objects that this one holds and shows through: the steps of a pipeline, the frame behind a group-by.
  open var parts: [Value] { [] }

  /// What calling an unsupported attribute of this object may change, once the object is poisoned.
  open var touchWhenPoisoned: Touch { .nothing }

  // MARK: Operators

  /// `self op other`, or `other op self` if reflected; `nil` is `NotImplemented`.
  open func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? { nil }

  /// `self op= other`; `nil` falls back on `binary`.
  open func inPlace(_ operation: BinaryOperator, _ other: Value, in context: Context) throws(Raised) -> Value? {
    nil
  }

  /// `-self`, `+self`, `~self`.
  open func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? { nil }

  /// `self op other`; `nil` is `NotImplemented`. Equality falls back on identity.
  open func compare(_ operation: ComparisonOperator, _ other: Value, in context: Context) throws(Raised) -> Value? {
    nil
  }

  // MARK: Containers

  /// `self[key]`; several indices come as a tuple, ranges as slices.
  open func item(at key: Value, in context: Context) throws(Raised) -> Value {
    throw .typeError("'\(type.name)' object is not subscriptable")
  }

  /// `self[key] = value`.
  open func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    throw .typeError("'\(type.name)' object does not support item assignment")
  }

  /// `del self[key]`.
  open func deleteItem(at key: Value, in context: Context) throws(Raised) {
    throw .typeError("'\(type.name)' object doesn't support item deletion")
  }

  /// `len(self)`; `nil` if it has none.
  open func length(in context: Context) throws(Raised) -> Int? { nil }

  /// `iter(self)`.
  open func iterate(in context: Context) throws(Raised) -> IteratorObject {
    throw .typeError("'\(type.name)' object is not iterable")
  }

  /// `value in self`; `nil` falls back on iteration.
  open func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? { nil }

  // MARK: Calls and conversions

  /// Whether `callable(self)`.
  open var isCallable: Bool { false }

  /// `self(…)`.
  open func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    throw .typeError("'\(type.name)' object is not callable")
  }

  /// `bool(self)`; `nil` falls back on the length, then on true.
  open func truth(in context: Context) throws(Raised) -> Bool? { nil }

  /// `hash(self)`: by identity.
  open func hash(in context: Context) throws(Raised) -> Int {
    Int(bitPattern: UInt(bitPattern: ObjectIdentifier(self)) >> 4)
  }

  /// `repr(self)`.
  open func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<\(type.qualifiedName) object at \(address)>")
  }

  /// `repr` of an instance of a derived class whose built-in part this is; the name of that class may be in it.
  open func repr(ofDerived type: TypeObject, in context: Context) throws(Raised) -> PythonString {
    try repr(in: context)
  }

  /// Whether its class has a `__str__` besides `__repr__`.
  open var hasOwnText: Bool { false }

  /// `str(self)`.
  open func str(in context: Context) throws(Raised) -> PythonString { try repr(in: context) }

  /// `format(self, specification)`.
  open func format(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    guard specification.bytes.isEmpty else {
      throw .typeError("unsupported format string passed to \(type.name).__format__")
    }
    return try str(in: context)
  }

  /// What a notebook shows as HTML beside the text; `nil` for text only.
  open func html(in context: Context) throws(Raised) -> PythonString? { nil }

  /// `float(self)`; `nil` if it is no number.
  open func float(in context: Context) throws(Raised) -> Double? { nil }

  /// `int(self)` for numbers that are not integers too; `nil` if it is no number.
  open func int(in context: Context) throws(Raised) -> Value? { nil }

  /// `operator.index(self)`; `nil` if it is no integer.
  open func index(in context: Context) throws(Raised) -> Int? { nil }

  /// `__enter__` of `with`; `nil` if it is no context manager.
  open func enter(in context: Context) throws(Raised) -> Value? { nil }

  /// `__exit__` of `with`: whether the exception is swallowed.
  open func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool { false }

  /// A copy that shares nothing (deep) or its parts (shallow) with this object; `nil` if that is not known.
  open func copied(deeply: Bool, in context: Context) throws(Raised) -> Value? { nil }

  /// As Python writes an address: never comparable between runs.
  package final var address: String { "0x" + String(UInt(bitPattern: ObjectIdentifier(self)), radix: 16) }

  /// Special attributes that every object has: `__class__`, `__dict__`, `__doc__`.
  final func commonAttribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__class__": return .object(type)
    case "__dict__": return ownAttributes.map(Value.object)
    case "__doc__": return Value.none
    case "__module__": return .text(type.module)
    default: return nil
    }
  }
}
