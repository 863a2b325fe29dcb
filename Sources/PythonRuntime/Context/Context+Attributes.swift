package import Kernels

extension Context {
  /// `value.name`.
  ///
  /// An unknown name is AttributeError, or unsupported where the class is open (see `TypeObject.isOpen`).
  package func attribute(of value: Value, named name: PythonString) throws(Raised) -> Value {
    if let found = try attributeIfAny(of: value, named: name) { return found }
    throw missingAttribute(of: value, named: name)
  }

  /// `value.name`; `nil` where Python raises AttributeError.
  package func attributeIfAny(of value: Value, named name: PythonString) throws(Raised) -> Value? {
    guard case .object(let object) = value else { return try inlineAttribute(of: value, named: name) }
    if let cause = object.poison, !object.isPartlyPoisoned {
      return .object(Unsupported(cause, touch: object.touchWhenPoisoned, receiver: object))
    }
    if let found = try object.attribute(name, in: self) { return found }
    guard let open = object.type.order.first(where: \.isOpen), !name.isDunder else { return nil }
    if object.type.order.contains(where: { $0.classNames?.isAbsent(name, from: $0.name) == true }) { return nil }
    let cause = firstCause(id: "unsupported-call", what: "'\(open.name).\(name)'")
    return .object(Unsupported(cause, touch: open.touchOfUnknown(name.description), receiver: object))
  }

  /// `value.name = newValue`.
  package func setAttribute(of value: Value, named name: PythonString, to newValue: Value) throws(Raised) {
    guard case .object(let object) = value else {
      throw .attributeError("'\(value.typeName)' object has no attribute '\(name)'")
    }
    if let cause = object.poison { return poison(value, with: cause) }
    try object.setAttribute(name, to: newValue, in: self)
    if hasDrawnUnseeded { noteChanged(value) }
  }

  /// `del value.name`.
  package func deleteAttribute(of value: Value, named name: PythonString) throws(Raised) {
    guard case .object(let object) = value else {
      throw .attributeError("'\(value.typeName)' object has no attribute '\(name)'")
    }
    if let cause = object.poison { return poison(value, with: cause) }
    try object.deleteAttribute(name, in: self)
    if hasDrawnUnseeded { noteChanged(value) }
  }

  /// Calls a method by name.
  package func callMethod(
    _ receiver: Value, _ name: PythonString, _ arguments: CallArguments = CallArguments()
  ) throws(Raised) -> Value {
    try call(attribute(of: receiver, named: name), arguments)
  }

  /// A special method of the value's class, unbound; `nil` if it has none.
  package func specialMethod(_ name: PythonString, of value: Value) -> Value? { value.type.lookup(name) }

  /// The local names of the running code: those of a function are a copy; `nil` where they are the module's.
  var localNames: DictObject? {
    guard let frame = currentFrame else { return nil }
    if let names = frame.classNames { return names }
    if frame.code.locations.isEmpty, frame.code.tree == nil { return nil }
    var found: [(Int, PythonString, Value)] = []
    for (name, location) in frame.code.locations {
      switch location {
      case .register(let register):
        if let value = frame.registers[register] { found.append((register, PythonString(name), value)) }
      case .cell(let register):
        let value = frame.cell(Int32(truncatingIfNeeded: register)).value
        if let value { found.append((register, PythonString(name), value)) }
      case .global, .className: break
      }
    }
    return DictObject(found.sorted { $0.0 < $1.0 }.map { ($0.1, $0.2) })
  }

  /// What `locals()` gives.
  package var locals: DictObject { localNames ?? currentGlobals.dictionary }

  private func inlineAttribute(of value: Value, named name: PythonString) throws(Raised) -> Value? {
    let type = value.type
    guard let member = type.lookup(name) else {
      switch name {
      case "__class__": return .object(type)
      case "__doc__": return Value.none
      case "real" where !value.isNone: return value
      default: return nil
      }
    }
    guard case .object(let descriptor) = member else { return member }
    return try descriptor.bound(to: value, type: type, in: self)
  }

  /// AttributeError for a name that the value does not have.
  package func missingAttribute(of value: Value, named name: PythonString) -> Raised {
    guard case .exception(let exception) = missing(value, name) else { return missing(value, name) }
    exception.fields["name"] = .string(name)
    exception.fields["obj"] = value
    return .exception(exception)
  }

  private func missing(_ value: Value, _ name: PythonString) -> Raised {
    if let type = value.cast(to: TypeObject.self) {
      return .attributeError("type object '\(type.errorName)' has no attribute '\(name)'")
    }
    if let module = value.cast(to: ModuleObject.self) {
      return .attributeError("module '\(module.name)' has no attribute '\(name)'")
    }
    if let method = value.cast(to: BoundMethod.self) {
      return missing(.object(method.function), name)
    }
    return .attributeError("'\(value.typeName)' object has no attribute '\(name)'")
  }
}

extension PythonString {
  /// Whether it is a special name, `__name__`.
  package var isDunder: Bool {
    let underscore = UInt8(ascii: "_")
    return bytes.count > 4 && bytes.starts(with: [underscore, underscore])
      && bytes.suffix(2).elementsEqual([underscore, underscore])
  }
}
