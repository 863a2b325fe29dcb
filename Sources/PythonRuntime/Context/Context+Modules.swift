import Kernels

extension Context {
  /// The module of this dotted name, made when it is first asked for; `nil` if no library has it.
  package func module(named name: String) -> Value? {
    if let module = moduleTable[PythonString(name)] { return module }
    if let definition = definitions[name] {
      let module = made(definition)
      moduleTable[PythonString(name)] = module
      return module
    }
    return sinkModule(named: name) ?? packageModule(named: name)
  }

  /// `import name`: a module of a library, or a value that remembers that it is unknown.
  package func importModule(_ name: String) -> Value {
    if let module = module(named: name) ?? unknownModules[name] { return module }
    let cause = firstCause(id: "unsupported-call", what: "'\(name)'")
    let touch = openAncestor(of: name).map { $0(name.split(separator: ".").last.map(String.init) ?? name) }
    let value = Value.object(Unsupported(cause, touch: touch ?? .everything))
    unknownModules[name] = value
    return value
  }

  /// `import name` in code of a module: of a library, or of a file beside the notebook.
  ///
  /// - Parameter name: dotted; dots in front lead to the package around.
  package func importModule(_ name: String, from globals: Namespace) throws(Raised) -> Value {
    guard name.hasPrefix(".") else { return try importAbsolute(name) }
    let level = name.prefix { $0 == "." }.count
    guard var package = globals.package?.split(separator: ".").map(String.init) else {
      throw .importError("attempted relative import with no known parent package")
    }
    guard package.count >= level else { throw .importError("attempted relative import beyond top-level package") }
    package.removeLast(level - 1)
    if name.count > level { package.append(String(name.dropFirst(level))) }
    return try importAbsolute(package.joined(separator: "."))
  }

  private func importAbsolute(_ name: String) throws(Raised) -> Value {
    if let absent = absentModules.first(where: { name == $0 || name.hasPrefix($0 + ".") }), !isOfNotebook(name) {
      throw Raised(Exceptions.moduleNotFoundError, "No module named '\(absent)'")
    }
    if let module = module(named: name) { return module }
    if let module = try sourceModule(named: name) { return .object(module) }
    let top = String(name.prefix { $0 != "." })
    if name != top, let known = moduleTable[PythonString(top)]?.cast(to: ModuleObject.self), let place = known.source {
      let help = place.packageFolder == nil ? "; '\(top)' is not a package" : ""
      throw Raised(Exceptions.moduleNotFoundError, "No module named '\(name)'\(help)")
    }
    return importModule(name)
  }

  /// Whether a module is inside of one that was read from a file.
  private func isOfNotebook(_ name: String) -> Bool {
    moduleTable[PythonString(String(name.prefix { $0 != "." }))]?.cast(to: ModuleObject.self)?.source != nil
  }

  /// `from module import name`.
  func importName(_ name: PythonString, from module: Value) throws(Raised) -> Value {
    if let cause = module.poison {
      return .object(Unsupported(cause, touch: module.object?.touchWhenPoisoned ?? .everything))
    }
    guard let module = module.cast(to: ModuleObject.self) else {
      if let value = try attributeIfAny(of: module, named: name) { return value }
      let title = try attributeIfAny(of: module, named: "__name__")?.stringValue ?? "<unknown module name>"
      throw .importError("cannot import name '\(name)' from '\(title)' (unknown location)")
    }
    if let value = try module.attribute(name, in: self) { return value }
    if module.source?.packageFolder != nil, let inner = try sourceModule(named: "\(module.name).\(name)") {
      return .object(inner)
    }
    throw .importError("cannot import name '\(name)' from '\(module.name)' (\(module.location))")
  }

  /// `from module import *`.
  package func importAll(from module: Value, into globals: Namespace) throws(Raised) {
    if module.poison != nil { return }
    guard let module = module.cast(to: ModuleObject.self) else { return try importAll(of: module, into: globals) }
    for name in module.publicNames(in: self) {
      do throws(Raised) {
        if let value = try module.attribute(name, in: self) { globals[name] = value }
      } catch { continue }
    }
  }

  /// `from module import *` where something else than a module was put into `sys.modules`.
  private func importAll(of object: Value, into globals: Namespace) throws(Raised) {
    var names: [PythonString] = []
    if let all = try attributeIfAny(of: object, named: "__all__") {
      names = try items(of: all).compactMap(\.stringValue)
    } else if let own = try attributeIfAny(of: object, named: "__dict__") {
      names = try items(of: own).compactMap(\.stringValue).filter { $0.bytes.first != UInt8(ascii: "_") }
    } else {
      throw .importError("from-import-* object has no __dict__ and no __all__")
    }
    for name in names { globals[name] = try attribute(of: object, named: name) }
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
        moduleTable[PythonString(name)] = module
        return module
      }
    }
    return nil
  }

  /// `sklearn` when only `sklearn.metrics` is defined.
  private func packageModule(named name: String) -> Value? {
    guard definitions.keys.contains(where: { $0.hasPrefix(name + ".") }) else { return nil }
    let module = Value.object(ModuleObject(ModuleDefinition(name, members: [])))
    moduleTable[PythonString(name)] = module
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
