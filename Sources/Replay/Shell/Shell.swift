import Diagnostics
import Foundation
import Kernels
import NotebookReader
import PythonRuntime
import PythonSyntax

/// IPython's part of the cells: magics and shell commands. What reaches outside is left out, and its text is unsupported.
final class Shell {
  let interpreter: Interpreter
  var context: Context { interpreter.context }
  /// Whether changed modules are read again before each cell: `%autoreload`.
  private(set) var reloadsModules = false
  /// The values of environment variables that the notebook set.
  var environment: [String: String] = [:]

  init(_ interpreter: Interpreter) {
    self.interpreter = interpreter
    let shell = ShellObject(self)
    context.builtins["get_ipython"] = .object(NativeCallable("get_ipython") { _ in .object(shell) })
  }

  /// What stands for the magics in the Python text of a cell, by their places.
  func escapes(of source: CellSource, cell: Int) -> [Int: Escape] {
    var escapes: [Int: Escape] = [:]
    for magic in source.magics where !magic.runsPython && magic.kind != .cell {
      escapes[magic.span.start.offset] = Escape { [unowned self] _ throws(Raised) in
        try value(of: magic, cell: cell)
      }
    }
    return escapes
  }

  /// What a magic gives; as a statement, what it shows.
  private func value(of magic: Magic, cell: Int) throws(Raised) -> Value {
    switch magic.kind {
    case .shell:
      return magic.placeholder != nil || magic.name == "!!"
        ? try lines(of: magic.arguments) : try system(magic.arguments)
    case .help:
      describe(magic.arguments)
      return .none
    case .line, .cell: return try line(magic.name, magic.arguments, isAssigned: magic.placeholder != nil)
    }
  }

  /// Reads modules again that have changed, if `%autoreload` is on; one that fails stays as it was.
  func reloadChangedModules() {
    guard reloadsModules else { return }
    do throws(Raised) { try context.reloadChangedModules() } catch { return }
  }

  /// A line magic.
  func line(_ name: String, _ arguments: String, isAssigned: Bool = false) throws(Raised) -> Value {
    switch name {
    case "run": return try runFile(arguments)
    case "reset": return try reset(arguments)
    case "reset_selective": return try resetSelective(arguments)
    case "who": return writeNames(arguments)
    case "who_ls": return .list(interactiveNames(arguments).map { .text($0) })
    case "env", "set_env": return try environment(name, arguments)
    case "store": return try store(arguments)
    case "timeit", "prun", "memit": return try measure(name, arguments)
    case "pylab": return try pylab()
    case "cd":
      return enterFolder(unquoted(arguments))
    case "precision": return try precision(arguments)
    case "autoreload":
      reloadsModules = !["0", "off"].contains(arguments)
      return .none
    case "system", "sx": return try lines(of: arguments)
    case "load_ext", "reload_ext", "unload_ext", "matplotlib", "config", "colors", "load", "loadpy", "autosave",
      "autoawait", "gui", "rehashx", "pdb", "debug", "logstop", "logoff", "doctest_mode", "bookmark", "tb", "edit",
      "pinfo", "pinfo2", "pdoc", "pdef", "psource", "pfile", "page", "pycat", "time", "automagic":
      return .none
    case "pip", "conda", "mamba", "micromamba", "uv", "mkdir", "rm", "rmdir", "cp", "mv":
      return try system("\(name) \(arguments)")
    case "cat", "ls", "ll", "lf", "lx", "la": return try system("\(name) \(arguments)")
    case "pwd", "macro", "alias", "dirs", "dhist", "popd", "pushd", "lsmagic":
      throw unsupported("%\(name)")
    default:
      // Text that shows the session, or the magic of an extension that may do anything.
      if isAssigned { throw unsupported("%\(name)") }
      return unknownText("%\(name)")
    }
  }

  /// `%cd`: relative paths start there, if it is a folder that is known; what it prints depends on the machine.
  private func enterFolder(_ path: String) -> Value {
    let files = context.writtenFiles
    if !path.isEmpty, files.list(PythonString(path)) != nil {
      files.workingFolder = files.normalized(PythonString(path))
    }
    return unknownText("%cd \(path)")
  }

  func unsupported(_ what: String) -> Raised { context.unsupportedNow("'\(what)'", id: "unsupported-magic") }

  /// Notes that something unknown was printed.
  func unknownText(_ what: String) -> Value {
    context.writeUnsupported(context.firstCause(id: "unsupported-magic", what: "'\(what)'"))
    return .none
  }

  func unquoted(_ text: String) -> String {
    guard let first = text.first, first == "\"" || first == "'", text.count > 1, text.last == first else { return text }
    return String(text.dropFirst().dropLast())
  }

  /// `object?`: the help goes to a pager, which notebooks do not keep; that there is no such object is printed.
  private func describe(_ object: String) {
    let name = object.trimmingCharacters(in: .whitespaces)
    guard !name.isEmpty, name.utf8.allSatisfy(\.isIdentifierByte), context.globals[PythonString(name)] == nil,
      context.builtins[PythonString(name)] == nil
    else { return }
    context.write(PythonString("Object `\(name)` not found.\n"))
  }
}

extension UInt8 {
  /// A letter, digit or underscore, or a byte of a character beyond ASCII.
  var isIdentifierByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
      true
    default: false
    }
  }
}
