package import Kernels

/// A function or method written in Swift.
package final class NativeFunction: Object {
  /// What an attribute access binds in front of the arguments.
  package enum Binding: Sendable { case none, receiver, receivingClass, constructor }

  package let code: NativeCode
  /// The class it belongs to, for messages.
  package unowned(unsafe) let owner: TypeObject?
  package let binding: Binding
  /// Whether it needs no import: in CPython it is written in C then.
  package var isBuiltin: Bool
  /// How the machine calls it with the frequent kinds of operands.
  let shortcut: Shortcut

  package convenience init(_ code: NativeCode, owner: TypeObject?, binding: Binding) {
    self.init(
      code, owner: owner, binding: binding,
      shortcut: owner.map { Shortcut.ofMethod(code.signature.name, in: $0) } ?? .none)
  }

  init(_ code: NativeCode, owner: TypeObject?, binding: Binding, shortcut: Shortcut) {
    self.code = code
    self.shortcut = shortcut
    self.owner = owner
    self.binding = binding
    isBuiltin = owner.map { $0.module.isEmpty } ?? false
    super.init(type: binding == .receiver ? Types.methodDescriptor : Types.builtinFunction)
    if owner != nil { Counting.immortalize(self) }
  }

  override package var isMutable: Bool { false }
  override package var isCallable: Bool { true }

  override package func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    switch binding {
    case .receiver: .object(BoundMethod(self, receiver: receiver))
    case .receivingClass: .object(BoundMethod(self, receiver: .object(type)))
    case .none, .constructor: .object(self)
    }
  }

  override package func boundToClass(_ type: TypeObject, in context: Context) throws(Raised) -> Value {
    binding == .receivingClass ? .object(BoundMethod(self, receiver: .object(type))) : .object(self)
  }

  /// Calls it with the values in registers side by side; `nil` if the arguments must be bound the general way.
  func call(_ first: Slot, _ count: Int, in context: Context) throws(Raised) -> Value? {
    guard binding == .none || binding == .receiver, code.signature.accepts(count) else { return nil }
    for i in 0..<count {
      let argument = Slot(first.memory + i * Slot.stride)
      if argument.isUnbound { return nil }
      if argument.isObject, !ObjectMemory(argument.reference).isSound { return nil }
    }
    // An instance of a class of the notebook may hold the value that the method works on.
    if binding == .receiver, first.isObject, first.object.type.isUserDefined { return nil }
    let values = code.signature.values(first, count)
    let call = Call(
      context: context, signature: code.signature, receivingClass: nil, values: values,
      given: count >= 64 ? UInt64.max : (1 << UInt64(count)) - 1)
    do {
      let result = try code.body(call)
      if context.hasDrawnUnseeded { noteChanged(CallArguments(Array(values.prefix(count))), result, in: context) }
      return result
    } catch {
      let raised = Raised(error)
      guard let cause = raised.cause else { throw raised }
      return poisoned(CallArguments(Array(values.prefix(count))), cause, in: context)
    }
  }

  override package func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    if !code.acceptsUnsupported, let cause = arguments.poison { return poisoned(arguments, cause, in: context) }
    if binding == .constructor, let owner, let type = arguments.positional.first?.cast(to: TypeObject.self),
      type !== owner, type.isUserDefined, owner.derivation != .plain
    {
      return try derived(type, from: owner, arguments, in: context)
    }
    var arguments = arguments
    if binding == .receiver, let owner, owner !== Types.object,
      let instance = arguments.positional.first?.object as? DispatchingObject, let native = instance.native,
      native.type.isSubclass(of: owner)
    {
      // Of an instance of a derived class, the built-in part.
      arguments.positional[0] = native
    }
    let receivingClass: TypeObject? =
      switch binding {
      case .receivingClass, .constructor: arguments.positional.first?.cast(to: TypeObject.self)
      case .none, .receiver: nil
      }
    do throws(Raised) {
      let call = try bound(arguments, receivingClass, in: context)
      let result: Value
      do { result = try code.body(call) } catch { throw Raised(error) }
      if context.hasDrawnUnseeded { noteChanged(arguments, result, in: context) }
      return result
    } catch {
      guard let cause = error.cause else { throw error }
      return poisoned(arguments, cause, in: context)
    }
  }

  /// The call with its arguments bound; what does not fit is said as CPython says it of functions in C.
  private func bound(
    _ arguments: CallArguments, _ receivingClass: TypeObject?, in context: Context
  ) throws(Raised) -> Call {
    do throws(Raised) {
      return try code.signature.bind(arguments, owner: title, receivingClass: receivingClass, in: context)
    } catch {
      guard isBuiltin else { throw error }
      let wording = NativeWording(code.signature, owner: title, receivers: binding == .none ? 0 : 1, arguments)
      throw wording.failure ?? error
    }
  }

  /// An instance of a class of the notebook that derives from the built-in class whose constructor this is.
  private func derived(
    _ type: TypeObject, from owner: TypeObject, _ arguments: CallArguments, in context: Context
  ) throws(Raised) -> Value {
    var own = CallArguments([.object(owner)])
    // What is filled by `__init__` begins empty.
    if owner.derivation == .immutable {
      own.positional += arguments.positional.dropFirst()
      own.keywords = arguments.keywords
    }
    let native = try call(own, in: context)
    if let cause = native.poison { return .unsupported(cause) }
    return .object(InstanceObject(of: type, native: native))
  }

  /// Notes what a call changed in a statement that depends on draws without a seed: its receiver, or, where a function
  /// gives nothing back, its arguments (`shuffle`, `heappush`).
  private func noteChanged(_ arguments: CallArguments, _ result: Value, in context: Context) {
    if binding == .receiver {
      if code.mutates || asksInPlace(arguments), let receiver = arguments.positional.first {
        context.noteChanged(receiver)
      }
      // `random.shuffle` is a method of a generator that nobody sees.
      if result.isNone, !code.acceptsUnsupported {
        for argument in arguments.positional.dropFirst() { context.noteChanged(argument) }
      }
    } else if binding == .none, !code.acceptsUnsupported, result.isNone || code.signature.name.hasPrefix("heap") {
      for argument in arguments.positional { context.noteChanged(argument) }
    }
  }

  /// The unsupported result; a receiver that the call would have changed is poisoned.
  private func poisoned(_ arguments: CallArguments, _ cause: UnsupportedCause, in context: Context) -> Value {
    if case .object(let receiver)? = arguments.positional.first, receiver.isMutable {
      if code.mutates || asksInPlace(arguments) { context.poison(.object(receiver), with: cause) }
    }
    return .object(Unsupported(cause, touch: .nothing))
  }

  private func asksInPlace(_ arguments: CallArguments) -> Bool {
    switch arguments[keyword: "inplace"] {
    case nil, .bool(false)?: false
    default: true
    }
  }

  private var title: String? { owner.map { $0 === Types.object ? nil : $0.name } ?? nil }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__name__": return .text(code.signature.name)
    case "__qualname__": return .text(title.map { "\($0).\(code.signature.name)" } ?? code.signature.name)
    default: return try super.attribute(name, in: context)
    }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    switch binding {
    case .receiver: PythonString("<method '\(code.signature.name)' of '\(owner?.name ?? "object")' objects>")
    default: PythonString("<built-in function \(code.signature.name)>")
    }
  }
}

/// A computed attribute written in Swift.
package final class NativeProperty: Object {
  private let name: PythonString
  private let getter: Property.Getter
  private let setter: Property.Setter?
  private let signature: Signature

  init(_ name: PythonString, owner: TypeObject, getter: @escaping Property.Getter, setter: Property.Setter?) {
    self.name = name
    self.getter = getter
    self.setter = setter
    signature = Signature(
      name: name.description, parameters: [Parameter(name: "self", kind: .positionalOnly, defaultValue: nil)])
    super.init(type: Types.property)
  }

  override package var isMutable: Bool { false }

  override package func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    if let cause = receiver.poison { return .unsupported(cause) }
    do throws(Raised) {
      do { return try getter(call(on: receiver, in: context)) } catch { throw Raised(error) }
    } catch {
      guard let cause = error.cause else { throw error }
      return .unsupported(cause)
    }
  }

  override package var isDataDescriptor: Bool { true }

  override package func deleteBound(_ receiver: Value, in context: Context) throws(Raised) {
    if setter != nil { throw .typeError("cannot delete attribute '\(name)'") }
    throw .attributeError("property '\(name)' of '\(receiver.typeName)' object has no deleter")
  }

  override package func setBound(_ receiver: Value, to value: Value, in context: Context) throws(Raised) {
    guard let setter else {
      throw .attributeError("property '\(name)' of '\(receiver.typeName)' object has no setter")
    }
    do { try setter(call(on: receiver, in: context), value) } catch { throw Raised(error) }
  }

  private func call(on receiver: Value, in context: Context) -> Call {
    Call(context: context, signature: signature, receivingClass: nil, values: [receiver], given: 1)
  }
}
