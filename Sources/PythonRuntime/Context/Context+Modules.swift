import Kernels

extension Context {
  /// The module of this dotted name, made when it is first asked for; `nil` if no library has it.
  package func module(named name: String) -> Value? {
    if let module = modules[name] { return module }
    if let definition = definitions[name] {
      let module = made(definition)
      modules[name] = module
      return module
    }
    return sinkModule(named: name) ?? packageModule(named: name)
  }

  /// `import name`: a known module, or a value that remembers that it is unknown.
  package func importModule(_ name: String) -> Value {
    if let module = module(named: name) { return module }
    let cause = firstCause(id: "unsupported-call", what: "'\(name)'")
    let touch = openAncestor(of: name).map { $0(name.split(separator: ".").last.map(String.init) ?? name) }
    let value = Value.object(Unsupported(cause, touch: touch ?? .everything))
    modules[name] = value
    return value
  }

  private func made(_ definition: ModuleDefinition) -> Value {
    if case .sink = definition.openness, definition.members.isEmpty { return .object(SinkObject(definition.name)) }
    return .object(ModuleObject(definition))
  }

  /// A submodule of a sink is a sink.
  private func sinkModule(named name: String) -> Value? {
    var ancestor = name[...]
    while let dot = ancestor.lastIndex(of: ".") {
      ancestor = ancestor[..<dot]
      if let definition = definitions[String(ancestor)], case .sink = definition.openness {
        let module = made(.sink(name))
        modules[name] = module
        return module
      }
    }
    return nil
  }

  /// `sklearn` when only `sklearn.metrics` is defined.
  private func packageModule(named name: String) -> Value? {
    guard definitions.keys.contains(where: { $0.hasPrefix(name + ".") }) else { return nil }
    let module = Value.object(ModuleObject(ModuleDefinition(name, members: [])))
    modules[name] = module
    return module
  }

  private func openAncestor(of name: String) -> (@Sendable (String) -> Touch)? {
    var ancestor = name[...]
    while let dot = ancestor.lastIndex(of: ".") {
      ancestor = ancestor[..<dot]
      if let definition = definitions[String(ancestor)], case .open(let touch) = definition.openness { return touch }
    }
    return nil
  }
}
