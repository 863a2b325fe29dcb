import Kernels

extension Context {
  /// Making functions and classes, importing modules.
  func performDefinition(_ step: Instruction, in frame: Frame) throws(Raised) {
    switch step.opcode {
    case .makeFunction: frame[step.a] = .object(makeFunction(step, in: frame))
    case .makeClass: frame[step.a] = try makeClass(frame[step.b], bases: frame[step.c])
    case .superObject:
      guard case .object(let object)? = frame.cell(step.b).value, let type = object as? TypeObject else {
        throw .runtimeError("super(): empty __class__ cell")
      }
      frame[step.a] = .object(SuperObject(type, receiver: frame[step.c]))
    case .importName:
      let name = frame.code.names[Int(step.b)].description
      let module = try importModule(name, from: frame.code.globals)
      // `import a.b` binds `a`, which the import of `a.b` has made.
      frame[step.a] = step.extra == 1 ? module : importModule(String(name.prefix { $0 != "." }))
    case .importFrom: frame[step.a] = try importName(frame.code.names[Int(step.c)], from: frame[step.b])
    default: importAll(from: frame[step.a], into: frame.code.globals)
    }
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

  private func makeClass(_ body: Value, bases: Value) throws(Raised) -> Value {
    guard let function = body.cast(to: FunctionObject.self), let bases = bases.cast(to: ListObject.self) else {
      return .none
    }
    for base in bases.items {
      if let cause = base.poison { return .unsupported(cause) }
    }
    let names = DictObject()
    let frame = self.frame(for: function)
    frame.classNames = names
    names["__module__"] = function.code.globals.moduleName
    names["__qualname__"] = .text(function.code.qualifiedName)
    names["__doc__"] = function.code.documentation.map(Value.string) ?? Value.none
    _ = try execute(frame)
    let type = try makeClass(
      function.code.name, module: function.code.globals.moduleName.stringValue?.description, bases: bases.items)
    for (key, value) in names.items { if case .string(let name) = key { type.define(name, value) } }
    if case .cell(let register)? = function.code.locations["__class__"] {
      frame.cell(Int32(truncatingIfNeeded: register)).value = .object(type)
    }
    if let hook = type.lookup("__init_subclass__", after: type)?.object {
      _ = try call(.object(BoundMethod(hook, receiver: .object(type))), [])
    }
    return .object(type)
  }
}
