import Kernels

extension Context {
  /// A new cause at the statement that runs; remembered in `causes`.
  package func firstCause(id: String, what: String, help: String? = nil) -> UnsupportedCause {
    let cause = UnsupportedCause(id: id, what: what, origin: origin, help: help)
    remember(cause)
    return cause
  }

  /// Remembers that something is not known.
  package func remember(_ cause: UnsupportedCause) {
    causes.append(cause)
    metCause = cause
  }

  /// The signal that something is not known to the replay: throw it.
  package func unsupportedNow(_ what: String, id: String = "unsupported-call", help: String? = nil) -> Raised {
    .unsupported(firstCause(id: id, what: what, help: help))
  }

  /// What is computed from a poisoned object: unsupported with the same first cause.
  package func unsupported(from object: Object, _ cause: UnsupportedCause) -> Value {
    metCause = cause
    return .object(Unsupported(cause, touch: object.touchWhenPoisoned))
  }

  /// Calls something unknown: poisons what it may touch, gives an unsupported value.
  func callUnknown(_ callee: Object, _ cause: UnsupportedCause, _ arguments: CallArguments) -> Value {
    let receiver = (callee as? Unsupported)?.receiver
    switch callee.touchWhenPoisoned {
    case .nothing: break
    case .receiver:
      if let receiver { poison(.object(receiver), with: cause) }
    case .everything:
      if let receiver { poison(.object(receiver), with: cause) }
      for value in arguments.positional { poison(value, with: cause) }
      for keyword in arguments.keywords { poison(keyword.value, with: cause) }
    }
    return unsupported(from: callee, cause)
  }

  /// Marks an object, and every mutable object that it holds, as possibly changed by something unknown.
  package func poison(_ value: Value, with cause: UnsupportedCause) {
    guard case .object(let object) = value, object.poison == nil || object.isPartlyPoisoned else { return }
    if let tuple = object as? TupleObject {
      for item in tuple.items { poison(item, with: cause) }
    }
    guard object.isMutable else { return }
    object.poison = cause
    object.isPartlyPoisoned = false
    switch object {
    case let list as ListObject: for item in list.items { poison(item, with: cause) }
    case let dict as DictObject: for item in dict.values { poison(item, with: cause) }
    case let instance as InstanceObject:
      for item in instance.attributes.values { poison(item, with: cause) }
      if let native = instance.native { poison(native, with: cause) }
    default: break
    }
  }
}
