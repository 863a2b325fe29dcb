package import Diagnostics
import Kernels
package import PythonSyntax

extension Context {
  /// The module that a `.py` file or a folder with `__init__.py` holds, run when it is first asked for; `nil` if the
  /// notebook has no such file.
  func sourceModule(named name: String) throws(Raised) -> ModuleObject? {
    if let known = moduleTable[PythonString(name)] { return known.cast(to: ModuleObject.self) }
    var parent: ModuleObject?
    if let dot = name.lastIndex(of: ".") {
      guard let found = try sourceModule(named: String(name[..<dot])), found.globals != nil else { return nil }
      parent = found
      // The parent may have imported it.
      if let known = moduleTable[PythonString(name)] { return known.cast(to: ModuleObject.self) }
    }
    guard let place = sourcePlace(of: name) else { return nil }
    let module = ModuleObject(source: place, named: name)
    moduleTable[PythonString(name)] = .object(module)
    do throws(Raised) {
      try run(module)
    } catch {
      moduleTable[PythonString(name)] = nil
      throw error
    }
    if let parent, let globals = parent.globals {
      globals[PythonString(String(name[name.index(after: name.lastIndex(of: ".") ?? name.startIndex)...]))] =
        .object(module)
    }
    return module
  }

  /// `importlib.reload`: runs the file again, over the names that the module has.
  package func reload(_ module: ModuleObject) throws(Raised) {
    guard module.globals != nil, let place = sourcePlace(of: module.name) else { return }
    module.source = place
    try run(module)
  }

  /// Runs again those modules whose files have changed since, as `%autoreload` does before a cell.
  package func reloadChangedModules() throws(Raised) {
    for value in moduleTable.values {
      guard let module = value.cast(to: ModuleObject.self), let source = module.source,
        let place = sourcePlace(of: module.name), place.file.bytes != source.file.bytes
      else { continue }
      try reload(module)
    }
  }

  /// Runs a script with names of its own, as `%run` does.
  package func runScript(_ file: SourceFile, into globals: Namespace) throws(Raised) {
    let module = try parsed(file)
    if let documentation = module.documentation { globals["__doc__"] = .string(documentation) }
    let code = Compiler.compile(module.body, cell: 0, showsLast: false, globals: globals, in: self)
    _ = try execute(Frame(code))
  }

  /// Runs statements inside of the cell that runs, over the notebook's names; nothing of them is displayed.
  package func runInside(
    _ body: [Statement], file: SourceFile?, globals: Namespace? = nil, escapes: [Int: Escape] = [:]
  ) throws(Raised) {
    let code = Compiler.compile(
      body, cell: file == nil ? notebookOrigin.cell : 0, showsLast: false, globals: globals, file: file,
      escapes: escapes, in: self)
    _ = try execute(Frame(code))
  }

  private func run(_ module: ModuleObject) throws(Raised) {
    guard let source = module.source, let globals = module.globals else { return }
    try runScript(source.file, into: globals)
  }

  /// The syntax of a file; SyntaxError as Python raises it.
  private func parsed(_ file: SourceFile) throws(Raised) -> Module {
    let (module, diagnostics) = parse(file)
    guard let first = diagnostics.first else { return module }
    throw syntaxError(first, in: file)
  }

  /// The exception for text that Python does not accept.
  package func syntaxError(_ diagnostic: Diagnostic, in file: SourceFile) -> Raised {
    let place: [Value] = [
      .text(file.name), .int(diagnostic.span?.start.line ?? 1), .int((diagnostic.span?.start.column ?? 0) + 1), .none,
    ]
    let exception = ExceptionObject(diagnostic.exceptionType, [.text(diagnostic.message), .tuple(place)])
    exception.fields["msg"] = .text(diagnostic.message)
    for (name, value) in zip(["filename", "lineno", "offset", "text"] as [PythonString], place) {
      exception.fields[name] = value
    }
    return .exception(exception)
  }

  /// A syntax error as `str` shows it: `invalid syntax (tools.py, line 3)`.
  package static func message(of diagnostic: Diagnostic, in file: SourceFile) -> String {
    let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
    return "\(diagnostic.message) (\(name), line \(diagnostic.span?.start.line ?? 1))"
  }

  /// Where the source of a module is: in the folders of `sys.path`, or in that of its package.
  private func sourcePlace(of name: String) -> SourcePlace? {
    let parts = name.split(separator: ".").map(String.init)
    guard let last = parts.last else { return nil }
    var folders: [String]
    if parts.count > 1,
      let parent = moduleTable[PythonString(parts.dropLast().joined(separator: "."))]?.cast(to: ModuleObject.self)
    {
      guard let folder = parent.source?.packageFolder else { return nil }
      folders = [folder]
    } else {
      folders = searchPath.items.compactMap { $0.stringValue?.description }
    }
    for folder in folders {
      let base = folder.isEmpty || folder == "." ? last : folder.hasSuffix("/") ? folder + last : "\(folder)/\(last)"
      if let file = files.source(at: base + "/__init__.py") { return SourcePlace(file: file, packageFolder: base) }
      if let file = files.source(at: base + ".py") { return SourcePlace(file: file, packageFolder: nil) }
    }
    return nil
  }
}

/// The file of a module of the notebook's.
package struct SourcePlace {
  package let file: SourceFile
  /// Of a package: the folder in which its modules are.
  package let packageFolder: String?
}

extension Module {
  /// The docstring.
  fileprivate var documentation: PythonString? {
    guard case .expr(let value)? = body.first?.kind, case .constant(.string(let bytes), _) = value.kind else {
      return nil
    }
    return PythonString(bytes: bytes)
  }
}
