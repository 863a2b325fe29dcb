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
      frame[step.a] = try buildClass(function, bases: bases.items, keywords: keywords)
    case .superObject:
      guard case .object(let object)? = frame.cell(step.b).value, let type = object as? TypeObject else {
        throw .runtimeError("super(): empty __class__ cell")
      }
      frame[step.a] = .object(try SuperObject(type, receiver: frame[step.c]))
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

}
