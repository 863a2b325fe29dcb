import Kernels

extension Context {
  /// The tests of `match`.
  func performMatch(_ step: Instruction, in frame: Frame) throws(Raised) {
    let value = frame[step.b]
    if let cause = value.poison { throw .unsupported(cause) }
    switch step.opcode {
    case .matchSequence:
      let isSequence = value.object is ListObject || value.object is TupleObject || value.object is RangeObject
      guard isSequence, case .object(let object) = value, let count = try object.length(in: self) else {
        frame[step.a] = false
        return
      }
      frame[step.a] = .bool(step.extra == 1 ? count >= Int(step.c) : count == Int(step.c))
    case .matchMapping: frame[step.a] = .bool(value.object is DictObject)
    case .matchClass:
      guard let type = frame[step.c].cast(to: TypeObject.self) else {
        throw .typeError("called match pattern must be a class")
      }
      frame[step.a] = .bool(value.type.isSubclass(of: type))
    case .matchKey: frame[step.a] = try positional(Int(step.extra), of: value, frame[step.c])
    default:
      let rest = DictObject()
      let known = try items(of: frame[step.c])
      for (key, item) in value.cast(to: DictObject.self)?.items ?? [] {
        var isKnown = false
        for other in known { if try equal(key, other) { isKnown = true } }
        if !isKnown { try rest.set(key, to: item, in: self) }
      }
      frame[step.a] = .object(rest)
    }
  }

  /// The value of a positional pattern: the object itself for built-in classes, else by `__match_args__`.
  private func positional(_ position: Int, of value: Value, _ type: Value) throws(Raised) -> Value {
    guard let type = type.cast(to: TypeObject.self), type.isUserDefined else { return value }
    guard let names = type.lookup("__match_args__")?.cast(to: TupleObject.self), position < names.items.count,
      case .string(let name) = names.items[position]
    else { throw .typeError("\(type.name)() accepts 0 positional sub-patterns (\(position + 1) given)") }
    return try attribute(of: value, named: name)
  }
}
