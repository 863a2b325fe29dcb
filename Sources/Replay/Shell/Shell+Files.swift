import Diagnostics
import Foundation
import Kernels
import NotebookReader
import PythonRuntime
import PythonSyntax

extension Shell {
  /// `%run script.py arguments`, `%run other.ipynb`.
  func runFile(_ arguments: String) throws(Raised) -> Value {
    var words = arguments.split(separator: " ").map(String.init)
    var shares = false
    var isMain = true
    while let option = words.first, option.hasPrefix("-") {
      switch option {
      case "-i": shares = true
      case "-n": isMain = false
      case "-e", "-t", "-G": break
      default: throw unsupported("%run \(option)")
      }
      words.removeFirst()
    }
    guard let path = words.first.map(unquoted) else { throw unsupported("%run") }
    let names = path.hasSuffix(".py") || path.hasSuffix(".ipynb") ? [path] : [path + ".py", path]
    guard let file = names.lazy.compactMap({ self.context.files.source(at: $0) }).first else {
      throw Raised(Exceptions.exception, "File `'\(names[0])'` not found.")
    }
    if file.name.hasSuffix(".ipynb") {
      try reporting { () throws(Raised) in try runNotebook(file) }
    } else {
      try setArguments([path] + words.dropFirst())
      let globals = shares ? context.globals : Namespace(isMain ? "__main__" : "script", file: file)
      try reporting { () throws(Raised) in
        if shares { try runShared(file) } else { try runScript(file, globals) }
      }
    }
    return .none
  }

  /// Runs a script with names of its own and takes over what it leaves behind.
  private func runScript(_ file: SourceFile, _ globals: Namespace) throws(Raised) {
    globals["__file__"] = .text(file.name)
    defer {
      for binding in globals.bindings where !binding.name.isDunder { context.globals[binding.name] = binding.value }
    }
    try context.runScript(file, into: globals)
  }

  private func runShared(_ file: SourceFile) throws(Raised) {
    try runPython(file, mode: .file, escapes: [:])
  }

  /// Runs the code cells of another notebook over the names of this one.
  private func runNotebook(_ file: SourceFile) throws(Raised) {
    guard let notebook = readNotebook(file).notebook else {
      throw unsupported("%run \(file.name)")
    }
    for cell in notebook.cells where cell.kind == .code {
      let source = CellSource(notebook.sourceFile(of: cell), isBound: isBound)
      if source.isPython {
        try runPython(source.python, mode: .cell, escapes: escapes(of: source, cell: cell.number))
      } else if let magic = source.magics.first {
        _ = try self.cell(magic.name, magic.arguments, body: source.body)
      }
    }
  }

  private func runPython(_ file: SourceFile, mode: ParseMode, escapes: [Int: Escape]) throws(Raised) {
    let (module, diagnostics) = parse(file, mode: mode)
    if let first = diagnostics.first(where: { $0.severity == .error }) {
      throw Raised(first.exceptionType, Context.message(of: first, in: file))
    }
    try context.runInside(module.body, file: file, escapes: escapes)
  }

  /// An exception in a file that `%run` runs is shown, and the cell goes on.
  private func reporting(_ body: () throws(Raised) -> Void) throws(Raised) {
    do throws(Raised) {
      try body()
    } catch {
      guard case .exception(let exception) = error else { throw error }
      if exception.type === Exceptions.systemExit { return }
      context.show(exception)
    }
  }

  private func setArguments(_ arguments: [String]) throws(Raised) {
    let system = context.importModule("sys")
    guard system.poison == nil else { return }
    try context.setAttribute(of: system, named: "argv", to: .list(arguments.map { .text($0) }))
  }

  /// Whether the notebook has a value of this name, so that a word is no magic.
  func isBound(_ name: String) -> Bool {
    context.globals[PythonString(name)] != nil || context.builtins[PythonString(name)] != nil
  }

  // MARK: Cell magics

  /// A cell magic over a body that is not the notebook's Python.
  func cell(_ name: String, _ arguments: String, body: [UInt8]) throws(Raised) -> Value {
    switch name {
    case "writefile", "file": return try write(arguments, body)
    case "html", "HTML": return show(body, html: true)
    case "markdown", "latex", "svg", "SVG", "javascript", "js":
      return show(body, html: false)
    case "bash", "sh", "script", "cmd", "perl", "ruby", "pypy", "python", "python2", "python3", "system", "sx", "!":
      return captured(name, arguments)
    default:
      // A magic of an extension may bind any name.
      return unknownText("%%\(name)")
    }
  }

  /// `%%writefile [-a] path`: the file exists for this run only.
  private func write(_ arguments: String, _ body: [UInt8]) throws(Raised) -> Value {
    var words = arguments.split(separator: " ").map(String.init)
    let appends = words.contains("-a") || words.contains("--append")
    words.removeAll { $0.hasPrefix("-") }
    guard words.count == 1, let path = words.first.map(unquoted), !path.contains("$"), !path.contains("{") else {
      throw unsupported("%%writefile \(arguments)")
    }
    let known = context.files.source(at: path)?.bytes
    // A saved notebook has no newline at the end of a cell; the kernel writes one.
    var bytes = body
    if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    context.files.keep(appends ? (known ?? []) + bytes : bytes, at: PythonString(path))
    context.write(PythonString("\(appends ? "Appending to" : known == nil ? "Writing" : "Overwriting") \(path)\n"))
    return .none
  }

  private func show(_ body: [UInt8], html: Bool) -> Value {
    let text = PythonString(bytes: body)
    context.outputs.append(
      .display(
        DisplayedValue(
          value: .none, text: html ? "<IPython.core.display.HTML object>" : "<IPython.core.display object>",
          html: html ? text : nil, isResult: false, cause: nil)))
    return .none
  }

  /// A script of another language: its output is not known, nor are the variables that take it.
  private func captured(_ name: String, _ arguments: String) -> Value {
    let words = arguments.split(separator: " ").map(String.init)
    let cause = context.firstCause(id: "unsupported-magic", what: "'%%\(name)'")
    var isTaken = false
    for (option, variable) in zip(words, words.dropFirst()) where option == "--out" || option == "--err" {
      context.globals[PythonString(variable)] = .unsupported(cause)
      isTaken = isTaken || option == "--out"
    }
    if !isTaken { context.writeUnsupported(cause) }
    return .none
  }

  // MARK: Measuring

  /// `%timeit statement`, `%prun statement`, `%memit statement`: runs it once; what is measured cannot be compared.
  ///
  /// What `%timeit` and `%memit` assign is local to them.
  func measure(_ name: String, _ arguments: String) throws(Raised) -> Value {
    var words = arguments[...]
    while words.hasPrefix("-") {
      let option = words.prefix { $0 != " " }
      if option == "-o" { throw unsupported("%\(name) -o") }
      words = words.dropFirst(option.count).drop { $0 == " " }
      // `-n 10`: the option's value stands apart.
      if option.count == 2, "nrtpslTDm".contains(option.last ?? " "), option != "-t" {
        words = words.drop { $0 != " " }.drop { $0 == " " }
      }
    }
    guard !words.isEmpty else { return .none }
    let origin = context.notebookOrigin
    let padding = String(repeating: "\n", count: max(0, origin.line - 1))
    try measure(
      SourceFile(name: "%\(name)", text: padding + words), keepsNames: name == "prun", isShown: name != "prun")
    return .none
  }

  private func measure(_ file: SourceFile, keepsNames: Bool, isShown: Bool) throws(Raised) {
    let (module, diagnostics) = parse(file, mode: .cell)
    if let first = diagnostics.first(where: { $0.severity == .error }) {
      throw Raised(first.exceptionType, Context.message(of: first, in: file))
    }
    let names = context.globals.snapshot()
    let count = context.outputs.count
    defer { if !keepsNames { context.globals.restore(names) } }
    try context.runInside(module.body, file: nil)
    if isShown {
      context.dropOutputs(from: count)
      context.writeMeasurement()
    }
  }
}
