import Kernels

extension Context {
  /// Building, filling and unpacking containers.
  func performDisplay(_ step: Instruction, in frame: Frame) throws(Raised) {
    switch step.opcode {
    case .buildList: frame[step.a] = .list(values(frame, step))
    case .buildTuple: frame[step.a] = .tuple(values(frame, step))
    case .buildSet:
      let set = try SetObject(values(frame, step), in: self)
      if step.extra == 1 {
        // CPython's compiler builds the constant twice, the second time in the order of the first.
        let constant = try SetObject(set.elements, in: self)
        var table = SetTable()
        try table.formUnion(constant.table, in: self)
        set.table = table
      }
      frame[step.a] = .object(set)
    case .buildDict: frame[step.a] = .object(DictObject())
    case .buildSlice:
      frame[step.a] = .object(SliceObject(start: frame[step.b], stop: frame[step.b + 1], step: frame[step.b + 2]))
    case .buildString: frame[step.a] = try joined(values(frame, step))
    case .formatValue: frame[step.a] = try formatted(step, in: frame)
    case .setAdd: try frame[step.a].cast(to: SetObject.self)?.table.insert(frame[step.b], in: self)
    case .dictSet:
      if let dict = frame[step.a].cast(to: DictObject.self) {
        try setItem(of: .object(dict), at: frame[step.b], to: frame[step.c])
      }
    case .listExtend: try extend(frame[step.a], with: frame[step.b], of: step.c < 0 ? nil : frame[step.c])
    case .setUpdate:
      guard let set = frame[step.a].cast(to: SetObject.self) else { return }
      for item in try items(of: frame[step.b]) { try set.table.insert(item, in: self) }
    case .dictMerge: try merge(frame[step.b], into: frame[step.a], of: step.extra == 1 ? frame[step.c] : nil)
    case .listToTuple: frame[step.a] = .tuple(frame[step.b].cast(to: ListObject.self)?.items ?? [])
    case .unpack: put(try unpack(frame[step.b], count: Int(step.c)), in: frame, at: step.a)
    default:
      put(try unpack(frame[step.b], before: Int(step.c), after: Int(step.extra)), in: frame, at: step.a)
    }
  }

  private func values(_ frame: Frame, _ step: Instruction) -> [Value] {
    let count = Int(step.c)
    let first = frame.registers + Int(step.b)
    return [Value].filled(count) { i, place in place.store(first[i] ?? .none) }
  }

  private func put(_ items: [Value], in frame: Frame, at first: Int32) {
    for (i, item) in items.enumerated() { frame.registers[Int(first) + i] = item }
  }

  private func joined(_ parts: [Value]) throws(Raised) -> Value {
    var count = 0
    for part in parts {
      if let cause = part.poison { return .unsupported(cause) }
      if case .string(let text) = part { count += text.bytes.count }
    }
    let bytes = [UInt8].joined(count: count) { append in
      for part in parts { if case .string(let text) = part { append(text.bytes) } }
    }
    return .string(PythonString(bytes: bytes))
  }

  private func formatted(_ step: Instruction, in frame: Frame) throws(Raised) -> Value {
    var value = frame[step.b]
    switch step.extra {
    case 1: value = .string(try str(value))
    case 2: value = .string(try repr(value))
    case 3: value = .string(StringRepr.ascii(try repr(value)))
    default: break
    }
    let specification = step.c < 0 ? "" : frame[step.c].stringValue ?? ""
    if let quick = QuickFormat.formatted(value, specification.bytes) { return .string(quick) }
    return .string(try format(value, specification))
  }

  private func extend(_ list: Value, with value: Value, of callee: Value?) throws(Raised) {
    guard let list = list.cast(to: ListObject.self) else { return }
    do throws(Raised) {
      list.items += try items(of: value)
    } catch {
      if let cause = error.cause { return poison(.object(list), with: cause) }
      guard error.isException(of: Exceptions.typeError) else { throw error }
      guard let callee else { throw .typeError("Value after * must be an iterable, not \(value.typeName)") }
      throw .typeError("\(try callTitle(callee)) argument after * must be an iterable, not \(value.typeName)")
    }
  }

  /// What is called, as errors name it: `__main__.f()`, `len()`.
  private func callTitle(_ callee: Value) throws(Raised) -> String {
    guard let name = try attributeIfAny(of: callee, named: "__qualname__")?.stringValue else {
      return try str(callee).description
    }
    let module = try attributeIfAny(of: callee, named: "__module__")?.stringValue ?? "builtins"
    return module.bytes.isEmpty || module == "builtins" ? "\(name)()" : "\(module).\(name)()"
  }

  /// `{**mapping}`, `f(**mapping)`.
  private func merge(_ mapping: Value, into target: Value, of callee: Value?) throws(Raised) {
    guard let target = target.cast(to: DictObject.self) else { return }
    if let cause = mapping.poison { return poison(.object(target), with: cause) }
    var message = "'\(mapping.typeName)' object is not a mapping"
    if let callee, !(mapping.object is DictObject) {
      message = "\(try callTitle(callee)) argument after ** must be a mapping, not \(mapping.typeName)"
    }
    for (key, value) in try pairs(of: mapping, message: message) {
      if let callee, try target.value(for: key, in: self) != nil {
        throw .typeError("\(try callTitle(callee)) got multiple values for keyword argument '\(try str(key))'")
      }
      try target.set(key, to: value, in: self)
    }
  }

  /// The entries of a mapping: a dictionary, or anything with `keys` and items.
  package func pairs(of mapping: Value, message: String) throws(Raised) -> [(key: Value, value: Value)] {
    if let dict = try mapping.supported().cast(to: DictObject.self) {
      // A class may say of its own what its keys are.
      guard let instance = mapping.object as? DispatchingObject, instance.ownSpecialMethod("__iter__") != nil else {
        return dict.items
      }
    }
    guard let keys = try attributeIfAny(of: mapping, named: "keys") else { throw .typeError(message) }
    var result: [(key: Value, value: Value)] = []
    for key in try items(of: call(keys, [])) { result.append((key, try item(of: mapping, at: key))) }
    return result
  }
}
