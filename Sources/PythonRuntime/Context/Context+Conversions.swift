import BigInt
package import Kernels

extension Context {
  /// `bool(value)`.
  package func truth(_ value: Value) throws(Raised) -> Bool {
    switch value {
    case .none: return false
    case .bool(let value): return value
    case .int(let value): return value != 0
    case .float(let value): return value != 0
    case .string(let value): return !value.bytes.isEmpty
    case .object(let object):
      if let cause = object.poison { throw .unsupported(cause) }
      if let result = try object.truth(in: self) { return result }
      if let length = try object.length(in: self) { return length != 0 }
      return true
    }
  }

  /// `repr(value)`.
  package func repr(_ value: Value) throws(Raised) -> PythonString {
    switch value {
    case .none: return "None"
    case .bool(let value): return value ? "True" : "False"
    case .int(let value): return PythonString(String(value))
    case .float(let value): return FloatRepr.text(value)
    case .string(let value): return StringRepr.quoted(value)
    case .object(let object):
      if let cause = object.poison { throw .unsupported(cause) }
      try nest(" while getting the repr of an object")
      defer { unnest() }
      return try object.repr(in: self)
    }
  }

  /// `str(value)`.
  package func str(_ value: Value) throws(Raised) -> PythonString {
    switch value {
    case .string(let text): return text
    case .object(let object):
      if let cause = object.poison { throw .unsupported(cause) }
      return try object.str(in: self)
    default: return try repr(value)
    }
  }

  /// `format(value, specification)`.
  package func format(_ value: Value, _ specification: PythonString) throws(Raised) -> PythonString {
    if case .object(let object) = value {
      if let cause = object.poison { throw .unsupported(cause) }
      if !(object is BigIntObject) { return try object.format(specification, in: self) }
    }
    if specification.bytes.isEmpty { return try str(value) }
    return try FormatSpecification(parsing: specification, of: value).formatted(value, in: self)
  }

  /// `hash(value)`.
  package func hash(_ value: Value) throws(Raised) -> Int {
    switch value {
    case .none: return 0xFCA8_6420
    case .bool(let value): return value ? 1 : 0
    case .int(let value): return NumberHash.of(value)
    case .float(let value): return NumberHash.of(value)
    case .string(let value): return value.pythonHash
    case .object(let object):
      if let cause = object.poison { throw .unsupported(cause) }
      try checkStack()
      return try object.hash(in: self)
    }
  }

  /// `operator.index(value)`.
  package func index(_ value: Value, orElse message: String? = nil) throws(Raised) -> Int {
    if value.object is BigIntObject {
      throw Raised(Exceptions.indexError, "cannot fit 'int' into an index-sized integer")
    }
    if let index = try indexIfInteger(value) { return index }
    throw .typeError(message ?? "'\(value.typeName)' object cannot be interpreted as an integer")
  }

  /// The value as an integer; `nil` if it is none.
  ///
  /// - Throws: OverflowError for an integer of more than 64 bits.
  package func indexIfInteger(_ value: Value) throws(Raised) -> Int? {
    switch value {
    case .int(let value): return value
    case .bool(let value): return value ? 1 : 0
    case .object(let object):
      if let cause = object.poison { throw .unsupported(cause) }
      if object is BigIntObject { throw .overflowError("cannot fit 'int' into an index-sized integer") }
      return try object.index(in: self)
    default: return nil
    }
  }

  /// The value as an index, unbounded integers clamped, as slices do.
  func clampedIndex(_ value: Value, orElse message: String) throws(Raised) -> Int {
    if let big = value.cast(to: BigIntObject.self) { return big.value < 0 ? Int.min / 2 : Int.max / 2 }
    return try index(value, orElse: message)
  }

  /// The value as a float; `nil` if it is no number.
  package func double(_ value: Value) throws(Raised) -> Double? {
    switch value {
    case .int(let value): return Double(value)
    case .bool(let value): return value ? 1 : 0
    case .float(let value): return value
    case .object(let object):
      if let cause = object.poison { throw .unsupported(cause) }
      return try object.float(in: self)
    case .none, .string: return nil
    }
  }

  /// `isinstance(value, type)` for one class.
  package func isInstance(_ value: Value, of type: TypeObject) -> Bool { value.type.isSubclass(of: type) }

  /// Whether a value is what a parameter's default says.
  func isLiteral(_ value: Value, _ standard: Parameter.Default) -> Bool {
    switch (value, standard) {
    case (.none, .none): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a == b
    case (.int(let a), .float(let b)): Double(a) == b
    case (.string(let a), .string(let b)): a == b
    case (.object(let a), .name(let name)): (a as? DefaultName)?.name == name
    case (.float(let a), .name(let name)): a.isNaN && name.hasSuffix("nan")
    default: false
    }
  }

  /// Notes that an object's repr is under way; `false` if it contains itself.
  package func enterRepr(_ object: Object) -> Bool { reprsUnderWay.insert(ObjectIdentifier(object)).inserted }

  /// Ends what `enterRepr` began.
  package func leaveRepr(_ object: Object) { reprsUnderWay.remove(ObjectIdentifier(object)) }
}

extension Value {
  /// The string, also that of an instance of a class that derives from `str`.
  package var stringValue: PythonString? {
    switch self {
    case .string(let text): return text
    case .object(let object):
      if case .string(let text)? = (object as? DispatchingObject)?.native { return text }
      return nil
    default: return nil
    }
  }
}
