import Kernels

extension Context {
  /// Making functions and classes, importing modules.
  func performDefinition(_ step: Instruction, in frame: Frame) throws(Raised) {
    switch step.opcode {
    case .makeFunction: frame[step.a] = .object(makeFunction(step, in: frame))
    case .annotate: try annotate(step, in: frame)
    case .makeClass:
      guard let function = frame[step.b].object as? FunctionObject, let bases = frame[step.c].object as? ListObject,
        let keywords = frame[step.c + 1].object as? DictObject
      else { return }
      if let own = try ownClass(function, bases.items, keywords) { return frame[step.a] = own }
      frame[step.a] = try buildClass(function, bases: bases.items, keywords: keywords)
    case .superObject:
      guard case .object(let object)? = frame.cell(step.b).value, let type = object as? TypeObject else {
        throw .runtimeError("super(): empty __class__ cell")
      }
      frame[step.a] = .object(try SuperObject(type, receiver: frame[step.c]))
    case .importName:
      let name = frame.code.names[Int(step.b)].description
      if let own = replacedBuiltin("__import__") { return frame[step.a] = try imported(name, by: own, step, in: frame) }
      let module = try importModule(name, from: frame.code.globals)
      // `import a.b` binds `a`, which the import of `a.b` has made.
      frame[step.a] = step.extra == 1 ? module : importModule(String(name.prefix { $0 != "." }))
    case .importFrom: frame[step.a] = try importName(frame.code.names[Int(step.c)], from: frame[step.b])
    default: try importAll(from: frame[step.a], into: frame.code.globals)
    }
  }

  /// What the notebook put in the place of a built-in that statements call.
  private func replacedBuiltin(_ name: PythonString) -> Value? {
    guard let value = builtins[name] else { return nil }
    return (value.object as? NativeFunction)?.isBuiltin == true ? nil : value
  }

  /// What `builtins.__build_class__` of the notebook makes of a class statement.
  private func ownClass(_ function: FunctionObject, _ bases: [Value], _ keywords: DictObject) throws(Raised) -> Value? {
    guard let own = replacedBuiltin("__build_class__") else { return nil }
    let named = keywords.items.map { (name: $0.key.stringValue ?? "", value: $0.value) }
    return try call(own, CallArguments([.object(function), .text(function.code.name)] + bases, keywords: named))
  }

  /// What `builtins.__import__` of the notebook gives for an import statement.
  private func imported(
    _ name: String, by function: Value, _ step: Instruction, in frame: Frame
  ) throws(Raised) -> Value {
    let level = name.prefix { $0 == "." }.count
    let names: Value = step.c >= 0 ? frame.code.constants[Int(step.c)] : .none
    let globals = Value.object(frame.code.globals.dictionary)
    let path = String(name.dropFirst(level))
    var result = try call(function, [.text(path), globals, .object(locals), names, .int(level)])
    if step.c < 0, step.extra == 1 {
      for part in path.split(separator: ".").dropFirst() {
        result = try attribute(of: result, named: PythonString(String(part)))
      }
    }
    return result
  }

  private func makeFunction(_ step: Instruction, in frame: Frame) -> FunctionObject {
    let site = frame.code.sites[Int(step.c)]
    let code = frame.code.functions[frame.code.functionOfSite[Int(step.c)] ?? 0]
    var register = step.b
    func next() -> Value {
      defer { register += 1 }
      return frame[register]
    }
    let defaults = (0..<site.argumentCount).map { _ in next() }
    let keywordDefaults = site.keywordNames.map { (name: $0, value: next()) }
    var closure: [CellObject] = []
    for _ in code.freeNames {
      closure.append(frame.cell(register))
      register += 1
    }
    return FunctionObject(code: code, defaults: defaults, keywordDefaults: keywordDefaults, closure: closure)
  }

}
