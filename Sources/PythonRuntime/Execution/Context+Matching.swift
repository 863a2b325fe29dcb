import Kernels

extension TypeObject {
  /// What `match` takes instances for.
  package enum PatternKind { case sequence, mapping }
}

extension Context {
  /// The tests of `match`.
  func performMatch(_ step: Instruction, in frame: Frame) throws(Raised) {
    let value = frame[step.b]
    if let cause = value.poison { throw .unsupported(cause) }
    switch step.opcode {
    case .matchSequence:
      guard value.type.order.contains(where: { $0.patternKind == .sequence }) else {
        frame[step.a] = false
        return
      }
      let count = try length(value)
      frame[step.a] = .bool(step.extra == 1 ? count >= Int(step.c) : count == Int(step.c))
    case .matchMapping: frame[step.a] = .bool(value.type.order.contains { $0.patternKind == .mapping })
    case .matchClass:
      let names = frame[step.c + 1].cast(to: TupleObject.self)?.items ?? []
      let parts = try classParts(Int(step.extra), names, of: value, frame[step.c])
      frame[step.a] = .bool(parts != nil)
      frame[step.a + 1] = .tuple(parts ?? [])
    default:
      let rest = DictObject()
      let known = try items(of: frame[step.c])
      for (key, item) in try pairs(of: value, message: "'\(value.typeName)' object is not a mapping") {
        var isKnown = false
        for other in known { if try equal(key, other) { isKnown = true } }
        if !isKnown { try rest.set(key, to: item, in: self) }
      }
      frame[step.a] = .object(rest)
    }
  }

  /// The attributes that a class pattern asks for; `nil` if the value is no instance or lacks one.
  private func classParts(
    _ count: Int, _ names: [Value], of value: Value, _ type: Value
  ) throws(Raised) -> [Value]? {
    if let cause = type.poison { throw .unsupported(cause) }
    guard let type = type.cast(to: TypeObject.self) else {
      throw .typeError("called match pattern must be a type")
    }
    guard try isInstance(value, ofAny: .object(type)) else { return nil }
    var asked: [PythonString] = []
    var result: [Value] = []
    if count > 0 {
      if let own = try positionalNames(count, of: type) { asked = own } else { result = [value] }
    }
    for case .string(let name) in names {
      if asked.contains(name) {
        throw .typeError("\(type.name)() got multiple sub-patterns for attribute \(StringRepr.quoted(name))")
      }
      asked.append(name)
    }
    for name in asked {
      do throws(Raised) {
        guard let part = try attributeIfAny(of: value, named: name) else { return nil }
        result.append(part)
      } catch {
        guard error.isException(of: Exceptions.attributeError) else { throw error }
        return nil
      }
    }
    return result
  }

  /// The names of the first positional patterns; `nil` where the one stands for the object itself.
  private func positionalNames(_ count: Int, of type: TypeObject) throws(Raised) -> [PythonString]? {
    var names: [Value] = []
    var allowed = 0
    if let own = type.lookup("__match_args__") {
      guard let tuple = own.cast(to: TupleObject.self) else {
        throw .typeError("\(type.name).__match_args__ must be a tuple (got \(own.typeName))")
      }
      names = tuple.items
      allowed = names.count
    } else if Context.selfMatching.contains(where: { type.isSubclass(of: $0) }) {
      allowed = 1
    }
    guard count <= allowed else {
      throw .typeError(
        "\(type.name)() accepts \(allowed) positional sub-pattern\(allowed == 1 ? "" : "s") (\(count) given)")
    }
    if names.isEmpty { return nil }
    var result: [PythonString] = []
    for name in names.prefix(count) {
      guard let text = name.stringValue else {
        throw .typeError("__match_args__ elements must be strings (got \(name.typeName))")
      }
      if result.contains(text) {
        throw .typeError("\(type.name)() got multiple sub-patterns for attribute \(StringRepr.quoted(text))")
      }
      result.append(text)
    }
    return result
  }

  /// The classes whose one positional pattern is for the object itself.
  private static var selfMatching: [TypeObject] {
    [
      Types.bool, ByteArrayObject.type, BytesObject.type, DictObject.type, Types.float, SetObject.frozenType, Types.int,
      ListObject.type, SetObject.type, Types.str, TupleObject.type,
    ]
  }
}
