package import Kernels

/// An instance of a class of the notebook.
package final class InstanceObject: Object {
  package let attributes = DictObject()

  package init(of type: TypeObject) {
    super.init(type: type)
  }

  override package var ownAttributes: DictObject? { attributes }
  /// Methods of the notebook's classes may change anything they are given.
  override package var touchWhenPoisoned: Touch { .everything }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    let member = type.lookup(name)
    if case .object(let descriptor)? = member, descriptor is any Settable {
      return try descriptor.bound(to: .object(self), type: type, in: context)
    }
    if let value = attributes[name] { return value }
    if let member {
      guard case .object(let descriptor) = member else { return member }
      return try descriptor.bound(to: .object(self), type: type, in: context)
    }
    if let found = try super.attribute(name, in: context) { return found }
    guard let fallback = type.lookup("__getattr__") else { return nil }
    return try context.call(fallback, [.object(self), .string(name)])
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    if let method = type.lookup("__setattr__") {
      _ = try context.call(method, [.object(self), .string(name), value])
    } else {
      try setOwn(name, to: value, in: context)
    }
  }

  /// `object.__setattr__`.
  package func setOwn(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    if case .object(let member)? = type.lookup(name), let property = member as? any Settable {
      try property.set(.object(self), to: value, in: context)
    } else {
      attributes[name] = value
    }
  }

  override package func deleteAttribute(_ name: PythonString, in context: Context) throws(Raised) {
    guard attributes[name] != nil else {
      throw .attributeError("'\(type.name)' object has no attribute '\(name)'")
    }
    attributes[name] = nil
  }

  // MARK: Special methods

  /// Calls a special method of the class; `nil` if it has none or answers `NotImplemented`.
  private func special(_ name: PythonString, _ arguments: Value..., in context: Context) throws(Raised) -> Value? {
    guard let method = type.lookup(name) else { return nil }
    if case .object(let function) = method, function is NotImplementedObject { return nil }
    if method.isNone { return nil }
    let result = try context.call(method, [.object(self)] + arguments)
    if case .object(let object) = result, object === NotImplementedObject.shared { return nil }
    return result
  }

  override package func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    try special(reflected ? operation.reflectedMethodName : operation.methodName, other, in: context)
  }

  override package func inPlace(
    _ operation: BinaryOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    try special(operation.inPlaceMethodName, other, in: context)
  }

  override package func unary(_ operation: PrefixOperator, in context: Context) throws(Raised) -> Value? {
    try special(PythonString(operation.method), in: context)
  }

  override package func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    if let result = try special(operation.methodName, other, in: context) { return result }
    guard operation == .notEqual, let equal = try special("__eq__", other, in: context) else { return nil }
    return .bool(try !context.truth(equal))
  }

  override package func item(at key: Value, in context: Context) throws(Raised) -> Value {
    if let result = try special("__getitem__", key, in: context) { return result }
    return try super.item(at: key, in: context)
  }

  override package func setItem(at key: Value, to value: Value, in context: Context) throws(Raised) {
    if try special("__setitem__", key, value, in: context) == nil {
      try super.setItem(at: key, to: value, in: context)
    }
  }

  override package func deleteItem(at key: Value, in context: Context) throws(Raised) {
    if try special("__delitem__", key, in: context) == nil { try super.deleteItem(at: key, in: context) }
  }

  override package func length(in context: Context) throws(Raised) -> Int? {
    guard let result = try special("__len__", in: context) else { return nil }
    return try context.index(result)
  }

  override package func iterate(in context: Context) throws(Raised) -> IteratorObject {
    if let result = try special("__iter__", in: context) { return try context.iterator(result, of: self) }
    guard type.lookup("__getitem__") != nil else { return try super.iterate(in: context) }
    var position = 0
    return NativeIterator { [self] context throws(Raised) in
      do throws(Raised) {
        let value = try item(at: .int(position), in: context)
        position += 1
        return value
      } catch {
        guard error.isException(of: Exceptions.indexError) else { throw error }
        return nil
      }
    }
  }

  override package func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? {
    guard let result = try special("__contains__", value, in: context) else { return nil }
    return try context.truth(result)
  }

  override package var isCallable: Bool { type.lookup("__call__") != nil }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let method = type.lookup("__call__") else { return try super.call(arguments, in: context) }
    return try context.call(method, arguments.prepending(.object(self)))
  }

  override package func truth(in context: Context) throws(Raised) -> Bool? {
    guard let result = try special("__bool__", in: context) else { return nil }
    return try context.truth(result)
  }

  override package func hash(in context: Context) throws(Raised) -> Int {
    if let result = try special("__hash__", in: context) { return try context.index(result) }
    if type.lookup("__eq__") != nil { throw .typeError("unhashable type: '\(type.name)'") }
    return try super.hash(in: context)
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    if let result = try special("__repr__", in: context) {
      guard case .string(let text) = result else {
        throw .typeError("__repr__ returned non-string (type \(result.typeName))")
      }
      return text
    }
    return PythonString("<\(type.qualifiedName) object at \(address)>")
  }

  override package func str(in context: Context) throws(Raised) -> PythonString {
    if let result = try special("__str__", in: context) {
      guard case .string(let text) = result else {
        throw .typeError("__str__ returned non-string (type \(result.typeName))")
      }
      return text
    }
    return try repr(in: context)
  }

  override package func format(_ specification: PythonString, in context: Context) throws(Raised) -> PythonString {
    guard let result = try special("__format__", .string(specification), in: context) else {
      return try super.format(specification, in: context)
    }
    return result.stringValue ?? ""
  }

  override package func html(in context: Context) throws(Raised) -> PythonString? {
    try special("_repr_html_", in: context)?.stringValue
  }

  override package func float(in context: Context) throws(Raised) -> Double? {
    guard let result = try special("__float__", in: context) else { return nil }
    return try context.double(result)
  }

  override package func int(in context: Context) throws(Raised) -> Value? { try special("__int__", in: context) }

  override package func index(in context: Context) throws(Raised) -> Int? {
    guard let result = try special("__index__", in: context) else { return nil }
    return try context.index(result)
  }

  override package func enter(in context: Context) throws(Raised) -> Value? { try special("__enter__", in: context) }

  override package func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    let type: Value = raised.map { .object($0.type) } ?? .none
    let value: Value = raised.map { .object($0) } ?? .none
    guard let result = try special("__exit__", type, value, .none, in: context) else { return false }
    return try context.truth(result)
  }
}

/// An iterator whose class the notebook defined.
package final class InstanceIterator: IteratorObject {
  private let instance: Value
  private let method: Value

  init(_ instance: Value, method: Value) {
    self.instance = instance
    self.method = method
    super.init(type: Types.iterator)
  }

  override package func next(in context: Context) throws(Raised) -> Value? {
    do throws(Raised) {
      return try context.call(method, [instance])
    } catch {
      guard error.isException(of: Exceptions.stopIteration) else { throw error }
      return nil
    }
  }
}
