public import Kernels

/// An object whose operators are the special methods of its class, where that is written in Python.
open class DispatchingObject: Object {
  /// The value of the built-in class from which its class derives: of a class derived from `list`, the list.
  package final var native: Value?

  /// What calling a special method of the class gave; `nil` if it has none of its own or answers `NotImplemented`.
  package final func special(
    _ name: PythonString, _ arguments: Value..., in context: Context
  ) throws(Raised) -> Value? {
    guard let method = ownSpecialMethod(name), !method.isNone else { return nil }
    let result = try context.callSpecial(method, on: self, arguments)
    if case .object(let object) = result, object === NotImplementedObject.shared { return nil }
    return result
  }

  /// The special method of the class, unless it is what the built-in class has.
  package final func ownSpecialMethod(_ name: PythonString) -> Value? {
    let type = type
    return type === TypeObject.metatype ? nil : type.special(name)
  }

  /// An attribute without the hooks of the class; `nil` if there is none.
  package func ownAttribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? { nil }

  override open func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    guard type.asksForAttributes else { return try ownAttribute(name, in: context) }
    do throws(Raised) {
      if let method = ownSpecialMethod("__getattribute__") {
        return try context.callSpecial(method, on: self, [.string(name)])
      }
      if let value = try ownAttribute(name, in: context) { return value }
    } catch {
      guard error.isException(of: Exceptions.attributeError), ownSpecialMethod("__getattr__") != nil else {
        throw error
      }
    }
    guard let fallback = ownSpecialMethod("__getattr__") else { return nil }
    return try context.callSpecial(fallback, on: self, [.string(name)])
  }

  /// `repr` without a method of the class.
  open func ownRepr(in context: Context) throws(Raised) -> PythonString {
    guard let native else { return PythonString("<\(type.qualifiedName) object at \(address)>") }
    if let named = native.object as? any NamedRepr { return try named.repr(named: type.name, in: context) }
    if let set = native.object as? SetObject {
      // The name of the class is part of it.
      let items = try Sequences.repr(set.elements, open: "{", close: "}", in: context)
      return PythonString(bytes: Array("\(type.name)(".utf8) + (set.elements.isEmpty ? [] : items.bytes) + [0x29])
    }
    guard case .object(let object) = native, object.poison == nil else { return try context.repr(native) }
    return try object.repr(ofDerived: type, in: context)
  }

  /// `str` without a method of the class.
  open func ownStr(in context: Context) throws(Raised) -> PythonString {
    if case .string(let text)? = native { return text }
    if case .object(let object)? = native, object.hasOwnText { return try object.str(in: context) }
    return try repr(in: context)
  }

  // MARK: Operators

  override open func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    let name = reflected ? operation.reflectedMethodName : operation.methodName
    if let result = try special(name, other, in: context) { return result }
    return try ownBinary(operation, other, reflected: reflected, in: context)
  }

  /// The operator of the built-in part.
  package final func ownBinary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard let native else { return nil }
    var operand = other
    if let instance = other.object as? DispatchingObject {
      guard let theirs = instance.native else {
        return try native.object?.binary(operation, other, reflected: reflected, in: context)
      }
      operand = theirs
    }
    return reflected
      ? try context.binaryIfAny(operation, operand, native) : try context.binaryIfAny(operation, native, operand)
  }

  override open func inPlace(
    _ operation: BinaryOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    if let result = try special(operation.inPlaceMethodName, other, in: context) { return result }
    guard case .object(let object)? = native, let result = try object.inPlace(operation, other, in: context) else {
      return nil
    }
    return result.object === object ? .object(self) : result
  }

  override open func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    if let method = ownSpecialMethod(PythonString(operation.method)), !method.isNone {
      return try context.callSpecial(method, on: self, [])
    }
    return try native.map { value throws(Raised) in try context.unary(operation, value) }
  }

  override open func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    if let result = try special(operation.methodName, other, in: context) { return result }
    return try ownComparison(operation, other, in: context)
  }

  /// The comparison without a method of the class for it.
  package final func ownComparison(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    if let native {
      let operand = (other.object as? DispatchingObject)?.native ?? other
      if case .object(let object) = native, !(object is DispatchingObject) {
        return try object.compare(operation, operand, in: context)
      }
      return try context.compareInline(operation, native, operand)
    }
    guard operation == .notEqual, ownSpecialMethod("__ne__") == nil,
      let equal = try special("__eq__", other, in: context)
    else { return nil }
    return .bool(try !context.truth(equal))
  }

  // MARK: Containers

  override open func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let method = ownSpecialMethod("__getitem__"), !method.isNone {
      return try context.callSpecial(method, on: self, [key])
    }
    return try ownItem(at: key, in: context)
  }

  /// `self[key]` of the built-in part; what is missing in a dictionary is asked of the class.
  open func ownItem(at key: Value, in context: Context) throws(Raised) -> Value {
    guard let native else { return try super.item(at: key, in: context) }
    guard let dict = native.object as? DictObject, let missing = ownSpecialMethod("__missing__") else {
      return try context.item(of: native, at: key)
    }
    if let value = try dict.value(for: key, in: context) { return value }
    return try context.callSpecial(missing, on: self, [key])
  }

  override open func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    if let method = ownSpecialMethod("__setitem__"), !method.isNone {
      _ = try context.callSpecial(method, on: self, [key, value])
    } else if let native {
      try context.setItem(of: native, at: key, to: value)
    } else {
      try super.setItem(at: key, to: value, in: context)
    }
  }

  override open func deleteItem(at key: Value, in context: Context) throws(Raised) {
    if let method = ownSpecialMethod("__delitem__"), !method.isNone {
      _ = try context.callSpecial(method, on: self, [key])
    } else if let native {
      try context.deleteItem(of: native, at: key)
    } else {
      try super.deleteItem(at: key, in: context)
    }
  }

  override open func length(in context: Context) throws(Raised) -> Int? {
    guard let method = ownSpecialMethod("__len__"), !method.isNone else { return try ownLength(in: context) }
    let result = try context.callSpecial(method, on: self, []).supported()
    if result.object is BigIntObject { throw .overflowError("cannot fit 'int' into an index-sized integer") }
    let length = try context.index(result)
    if length < 0 { throw .valueError("__len__() should return >= 0") }
    return length
  }

  /// The length of the built-in part.
  package final func ownLength(in context: Context) throws(Raised) -> Int? {
    switch native {
    case .string?: try native.map { value throws(Raised) in try context.length(value) }
    case .object(let object)?: try object.length(in: context)
    default: nil
    }
  }

  override open func iterate(in context: Context) throws(Raised) -> IteratorObject {
    if let method = ownSpecialMethod("__iter__") {
      if method.isNone { throw .typeError("'\(type.name)' object is not iterable") }
      return try context.iterator(context.callSpecial(method, on: self, []), of: self)
    }
    if let native { return try context.iterate(native) }
    guard ownSpecialMethod("__getitem__") != nil else { return try super.iterate(in: context) }
    return sequenceIterator()
  }

  /// The items of a class with `__getitem__` and no `__iter__`.
  private func sequenceIterator() -> IteratorObject {
    var position = 0
    return NativeIterator { [self] context throws(Raised) in
      do throws(Raised) {
        let value = try item(at: .int(position), in: context)
        position += 1
        return value
      } catch {
        guard error.isException(of: Exceptions.indexError) || error.isException(of: Exceptions.stopIteration) else {
          throw error
        }
        return nil
      }
    }
  }

  override open func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    if let method = ownSpecialMethod("__contains__") {
      if method.isNone { throw .typeError("'\(type.name)' object is not a container") }
      return try context.truth(context.callSpecial(method, on: self, [value]))
    }
    guard let native, ownSpecialMethod("__iter__") == nil else { return nil }
    return try context.contains(native, value)
  }

  override open func enter(in context: Context) throws(Raised) -> Value? {
    guard let method = ownSpecialMethod("__enter__") else { return try native?.object?.enter(in: context) }
    guard type.lookup("__exit__") != nil else {
      throw .typeError(
        "'\(type.name)' object does not support the context manager protocol (missed __exit__ method)")
    }
    return try context.callSpecial(method, on: self, [])
  }

  override open func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    guard let method = ownSpecialMethod("__exit__") else {
      return try native?.object?.exit(raised, in: context) ?? false
    }
    let type: Value = raised.map { .object($0.type) } ?? .none
    let value: Value = raised.map { .object($0) } ?? .none
    let result = try context.callSpecial(method, on: self, [type, value, raised?.traceback ?? .none])
    return try context.truth(result)
  }

  // MARK: As a member of a class

  override open var isDataDescriptor: Bool {
    guard native == nil else { return native?.object?.isDataDescriptor ?? false }
    return ownSpecialMethod("__set__") != nil || ownSpecialMethod("__delete__") != nil
  }

  override open func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    guard let method = ownSpecialMethod("__get__") else {
      guard case .object(let object)? = native, object.isDataDescriptor else { return .object(self) }
      return try object.bound(to: receiver, type: type, in: context)
    }
    return try context.callSpecial(method, on: self, [receiver, .object(type)])
  }

  override open func boundToClass(_ type: TypeObject, in context: Context) throws(Raised) -> Value {
    guard let method = ownSpecialMethod("__get__") else { return .object(self) }
    return try context.callSpecial(method, on: self, [.none, .object(type)])
  }

  override open func setBound(_ receiver: Value, to value: Value, in context: Context) throws(Raised) {
    if let method = ownSpecialMethod("__set__") {
      _ = try context.callSpecial(method, on: self, [receiver, value])
    } else if case .object(let object)? = native {
      try object.setBound(receiver, to: value, in: context)
    } else {
      throw .attributeError("__set__")
    }
  }

  override open func deleteBound(_ receiver: Value, in context: Context) throws(Raised) {
    if let method = ownSpecialMethod("__delete__") {
      _ = try context.callSpecial(method, on: self, [receiver])
    } else if case .object(let object)? = native {
      try object.deleteBound(receiver, in: context)
    } else {
      throw .attributeError("__delete__")
    }
  }

  // MARK: Calls and conversions

  override open var isCallable: Bool { ownSpecialMethod("__call__") != nil }

  override open func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let method = ownSpecialMethod("__call__") else { return try super.call(arguments, in: context) }
    return try context.callSpecial(method, on: self, arguments)
  }

  override open func truth(in context: Context) throws(Raised) -> Bool? {
    if let result = try special("__bool__", in: context) {
      if case .bool(let isTrue) = try result.supported() { return isTrue }
      throw .typeError("__bool__ should return bool, returned \(result.typeName)")
    }
    if let native, ownSpecialMethod("__len__") == nil { return try context.truth(native) }
    return nil
  }

  override open func hash(in context: Context) throws(Raised) -> Int {
    if let method = ownSpecialMethod("__hash__") {
      if method.isNone { throw .typeError("unhashable type: '\(type.name)'") }
      let result = try context.callSpecial(method, on: self, []).supported()
      switch result {
      case .int(let hash): return hash == -1 ? -2 : hash
      case .bool(let value): return value ? 1 : 0
      default:
        guard result.type.isSubclass(of: Types.int) else {
          throw .typeError("__hash__ method should return an integer")
        }
        return try context.hash(result)
      }
    }
    return try ownHash(in: context)
  }

  /// The hash without a method of the class.
  open func ownHash(in context: Context) throws(Raised) -> Int {
    guard let native else { return try super.hash(in: context) }
    if case .object(let object) = native, object is ListObject || object is DictObject {
      throw .typeError("unhashable type: '\(type.name)'")
    }
    return try context.hash(native)
  }

  override open func repr(in context: Context) throws(Raised) -> PythonString {
    guard let result = try special("__repr__", in: context)?.supported() else { return try ownRepr(in: context) }
    if let text = result.stringValue { return text }
    throw .typeError("__repr__ returned non-string (type \(result.typeName))")
  }

  override open func str(in context: Context) throws(Raised) -> PythonString {
    guard let result = try special("__str__", in: context)?.supported() else { return try ownStr(in: context) }
    if let text = result.stringValue { return text }
    throw .typeError("__str__ returned non-string (type \(result.typeName))")
  }

  override open func format(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    guard let result = try special("__format__", .string(specification), in: context)?.supported() else {
      return try ownFormat(specification, in: context)
    }
    if let text = result.stringValue { return text }
    throw .typeError("__format__ must return a str, not \(result.typeName)")
  }

  package final func ownFormat(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    if specification.bytes.isEmpty { return try str(in: context) }
    guard let native else { return try super.format(specification, in: context) }
    return try context.format(native, specification)
  }

  override open func html(in context: Context) throws(Raised) -> PythonString? {
    try special("_repr_html_", in: context)?.stringValue
  }

  override open func float(in context: Context) throws(Raised) -> Double? {
    if let result = try special("__float__", in: context)?.supported() {
      if case .float(let number) = (result.object as? DispatchingObject)?.native ?? result { return number }
      throw .typeError("\(type.name).__float__ returned non-float (type \(result.typeName))")
    }
    if let native { return try context.double(native) }
    return try special("__index__", in: context).flatMap { value throws(Raised) in try context.double(value) }
  }

  override open func int(in context: Context) throws(Raised) -> Value? {
    if let result = try special("__int__", in: context)?.supported() {
      if result.isInteger { return (result.object as? DispatchingObject)?.native ?? result }
      throw .typeError("__int__ returned non-int (type \(result.typeName))")
    }
    if let native { return try context.call(.object(Types.int), [native]) }
    if let result = try indexValue(in: context) { return result }
    return try special("__trunc__", in: context)
  }

  override open func index(in context: Context) throws(Raised) -> Int? {
    guard let value = try indexValue(in: context) else { return nil }
    return try context.index(value)
  }

  /// What `operator.index` gives; `nil` if it is no integer.
  package final func indexValue(in context: Context) throws(Raised) -> Value? {
    if let native, native.isInteger { return native }
    guard let result = try special("__index__", in: context)?.supported() else { return nil }
    if result.isInteger { return (result.object as? DispatchingObject)?.native ?? result }
    throw .typeError("__index__ returned non-int (type \(result.typeName))")
  }
}

extension Value {
  /// Whether it is an `int`, a `bool`, or of a class derived from `int`.
  package var isInteger: Bool {
    switch self {
    case .int, .bool: true
    case .none, .float, .string: false
    case .object(let object): object.type.isSubclass(of: Types.int)
    }
  }
}

extension Context {
  /// Calls a special method that was found in the class of an object.
  package func callSpecial(
    _ method: Value, on object: Object, _ arguments: CallArguments
  ) throws(Raised) -> Value {
    switch method.object {
    case is FunctionObject, is NativeFunction: return try call(method, arguments.prepending(.object(object)))
    case let descriptor?:
      return try call(descriptor.bound(to: .object(object), type: object.type, in: self), arguments)
    case nil: return try call(method, arguments)
    }
  }

  package func callSpecial(_ method: Value, on object: Object, _ arguments: [Value]) throws(Raised) -> Value {
    try callSpecial(method, on: object, CallArguments(arguments))
  }

  /// A comparison that the operands decide between themselves; `nil` is `NotImplemented`.
  func compareInline(_ operation: ComparisonOperator, _ a: Value, _ b: Value) throws(Raised) -> Value? {
    switch (a, b) {
    case (_, .object(let other)): return try other.compare(operation.reflected, a, in: self)
    case (.string, .string), (.int, .int), (.int, .float), (.int, .bool), (.float, .int), (.float, .float),
      (.float, .bool):
      return try compare(operation, a, b)
    default: return nil
    }
  }
}
