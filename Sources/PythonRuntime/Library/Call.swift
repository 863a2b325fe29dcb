import BigInt
package import Kernels

/// One call of a function written in Swift: its bound arguments, by the names of the signature.
package struct Call {
  /// The interpreter, for everything that the function calls in turn.
  package let context: Context
  package let signature: Signature
  /// The class through which a class method or constructor was called.
  package let receivingClass: TypeObject?
  /// In the order of the signature's parameters; `*args` a tuple, `**kwargs` a dictionary.
  package let values: [Value]
  /// Bit i tells whether parameter i got an argument.
  package let given: UInt64

  /// The argument, or the parameter's default. A name that is not in the signature is our own bug.
  package subscript(name: String) -> Value {
    values[signature.position(of: name)]
  }

  /// The argument of the parameter at this position.
  package subscript(position: Int) -> Value { values[position] }

  /// Whether the caller passed the argument.
  package func isGiven(_ name: String) -> Bool {
    given & (1 << UInt64(signature.position(of: name))) != 0
  }

  /// Whether the argument is `None` or was left out with a default of `None`.
  package func isNone(_ name: String) -> Bool { self[name].isNone }

  /// `self`.
  package var receiver: Value { values[0] }

  /// `self` as the Swift class that implements it.
  package func receiver<T: Object>(as type: T.Type) throws(Raised) -> T {
    let value = try values[0].supported()
    if let object = value.cast(to: type) { return object }
    throw .typeError("descriptor '\(signature.name)' doesn't apply to a '\(value.typeName)' object")
  }

  // MARK: Typed arguments

  /// The argument as an instance of a Swift class; TypeError for anything else.
  package func object<T: Object>(_ name: String, as type: T.Type) throws(Raised) -> T {
    let value = try self[name].supported()
    if let object = value.cast(to: type) { return object }
    throw wrongType(name, value)
  }

  /// The argument as an instance of a Swift class, `nil` for None; TypeError for anything else.
  package func optionalObject<T: Object>(_ name: String, as type: T.Type) throws(Raised) -> T? {
    isNone(name) ? nil : try object(name, as: type)
  }

  /// The argument as a string; TypeError for anything else.
  package func string(_ name: String) throws(Raised) -> PythonString {
    let value = try self[name].supported()
    if let string = value.stringValue { return string }
    throw wrongType(name, value, expected: "str")
  }

  /// The argument as a string, `nil` for None.
  package func optionalString(_ name: String) throws(Raised) -> PythonString? {
    isNone(name) ? nil : try string(name)
  }

  /// The argument as Swift text, for keywords such as `how='left'`.
  package func text(_ name: String) throws(Raised) -> String { try string(name).description }

  /// The argument as an integer (`operator.index`); TypeError for anything else.
  package func int(_ name: String) throws(Raised) -> Int {
    let value = try self[name].supported()
    if value.object is BigIntObject { throw .overflowError("Python int too large to convert to C ssize_t") }
    return try context.index(value)
  }

  /// The argument as an integer, clamped to 64 bits.
  func clampedInt(_ name: String) throws(Raised) -> Int {
    if let big = try self[name].supported().cast(to: BigIntObject.self)?.value { return Int(clamping: big) }
    return try int(name)
  }

  /// The argument as an integer, `nil` for None.
  package func optionalInt(_ name: String) throws(Raised) -> Int? {
    isNone(name) ? nil : try int(name)
  }

  /// The argument as a float; TypeError for what is no number.
  package func double(_ name: String) throws(Raised) -> Double {
    let value = try self[name].supported()
    if let number = try context.double(value) { return number }
    throw .typeError("must be real number, not \(value.typeName)")
  }

  /// The argument as a float, `nil` for None.
  package func optionalDouble(_ name: String) throws(Raised) -> Double? {
    isNone(name) ? nil : try double(name)
  }

  /// The truth of the argument.
  package func bool(_ name: String) throws(Raised) -> Bool {
    try context.truth(self[name].supported())
  }

  /// The items of an iterable argument.
  package func list(_ name: String) throws(Raised) -> [Value] {
    try context.items(of: self[name].supported())
  }

  /// The surplus positional arguments, if the signature has `*args`.
  package var variadic: [Value] {
    guard let position = signature.variadic else { return [] }
    return values[position].cast(to: TupleObject.self)?.items ?? []
  }

  /// The surplus keyword arguments, if the signature has `**kwargs`.
  package var keywords: [(name: PythonString, value: Value)] {
    guard let position = signature.keywordVariadic, let dict = values[position].cast(to: DictObject.self) else {
      return []
    }
    return dict.items.map { (name: $0.key.stringValue ?? "", value: $0.value) }
  }

  // MARK: What is not supported

  /// The signal that the call needs something that is not implemented: throw it.
  ///
  /// The call's result becomes unsupported. Nothing may have been changed before; the receiver is poisoned if the
  /// method was declared with `mutates` or was asked to work `inplace`.
  /// - Parameter what: the thing as diagnostics name it, e.g. `argument 'method' of 'fillna'`.
  package func unsupported(_ what: String, argument: String? = nil, help: String? = nil) -> Raised {
    let id = argument == nil ? "unsupported-call" : "unsupported-argument"
    return .unsupported(context.firstCause(id: id, what: what, help: help))
  }

  /// Refuses every one of these arguments that was passed with something else than its default.
  package func refuse(_ names: String...) throws(Raised) {
    for name in names where isGiven(name) {
      let position = signature.position(of: name)
      if let standard = signature.parameters[position].defaultValue, context.isLiteral(self[name], standard) {
        continue
      }
      throw unsupported("argument '\(name)' of '\(signature.name)'", argument: name)
    }
  }

  private func wrongType(_ name: String, _ value: Value, expected: String? = nil) -> Raised {
    if let expected, signature.parameters[signature.position(of: name)].isPositionalOnly {
      // Arguments without names are counted, unless there is only one.
      let receivers = signature.parameters.first?.name == "self" || signature.parameters.first?.name == "cls" ? 1 : 0
      let count = signature.parameters.count - receivers
      let number = count == 1 ? "" : " \(signature.position(of: name) - receivers + 1)"
      return .typeError("\(signature.name)() argument\(number) must be \(expected), not \(value.typeName)")
    }
    let must = expected.map { "must be \($0), not" } ?? "has unexpected type"
    return .typeError("\(signature.name)() argument '\(name)' \(must) \(value.typeName)")
  }
}
