import Kernels

extension Context {
  /// Keeps a hint: of a function in register `a`, of the class whose body runs, or of the module.
  func annotate(_ step: Instruction, in frame: Frame) throws(Raised) {
    let name = frame.code.names[Int(step.c)]
    let hint = frame[step.b]
    if step.extra == 1 {
      frame[step.a].cast(to: FunctionObject.self)?.annotations[name] = hint
    } else if let mapping = frame.classMapping {
      let known = try contains(mapping, "__annotations__")
      if !known { try setItem(of: mapping, at: "__annotations__", to: .object(DictObject())) }
      try setItem(of: item(of: mapping, at: "__annotations__"), at: .string(name), to: hint)
    } else if let names = frame.classNames {
      annotations(of: names["__annotations__"]) { names["__annotations__"] = $0 }[name] = hint
    } else {
      let globals = frame.code.globals
      annotations(of: globals["__annotations__"]) { globals["__annotations__"] = $0 }[name] = hint
    }
  }

  private func annotations(of known: Value?, _ store: (Value) -> Void) -> DictObject {
    if let dict = known?.cast(to: DictObject.self) { return dict }
    let dict = DictObject()
    store(.object(dict))
    return dict
  }
}
