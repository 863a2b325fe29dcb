import Kernels
import PythonRuntime

extension Standard.Glob {
  private static func found(_ call: Call) throws(Raised) -> [Value] {
    let root = call.isNone("root_dir") ? PythonString("") : try call.context.path(call["root_dir"])
    let search = GlobSearch(
      context: call.context, isRecursive: try call.bool("recursive"), showsHidden: try call.bool("include_hidden"),
      root: root)
    return search.paths(try call.context.path(call[0])).map(Value.string)
  }

  static let glob = Function(
    "glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False)"
  ) { call in .list(try found(call)) }

  static let iglob = Function(
    "iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False)"
  ) { call in .object(ArrayIterator(try found(call))) }

  static let escape = Function("escape(pathname)") { call in
    var result: [UInt8] = []
    for byte in try call.string("pathname").bytes {
      result += ShellPattern.isPattern([byte]) ? [0x5B, byte, 0x5D] : [byte]
    }
    return .string(PythonString(bytes: result))
  }

  static let hasMagic = Function("has_magic(s)") { call in .bool(ShellPattern.isPattern(try call.string("s").bytes)) }
}

/// The paths that fit a pattern, in the order of their names.
struct GlobSearch {
  let context: Context
  let isRecursive: Bool
  let showsHidden: Bool
  let root: PythonString

  func paths(_ pattern: PythonString) -> [PythonString] {
    let (folder, name) = PosixPaths.split(pattern.bytes)
    guard ShellPattern.isPattern(pattern.bytes) else {
      if name.isEmpty { return isFolder(folder) ? [pattern] : [] }
      return exists(pattern.bytes) ? [pattern] : []
    }
    guard !folder.isEmpty else { return names(in: [], name).map { PythonString(bytes: $0) } }
    let folders =
      folder != pattern.bytes && ShellPattern.isPattern(folder)
      ? paths(PythonString(bytes: folder)).map(\.bytes) : [folder]
    var result: [PythonString] = []
    for folder in folders {
      for name in names(in: folder, name) { result.append(PythonString(bytes: PosixPaths.joined(folder, [name]))) }
    }
    return result
  }

  private func names(in folder: [UInt8], _ pattern: [UInt8]) -> [[UInt8]] {
    if isRecursive, pattern == Array("**".utf8) {
      return isFolder(folder) || folder.isEmpty ? [[]] + below(folder) : []
    }
    guard ShellPattern.isPattern(pattern) else {
      if pattern.isEmpty { return isFolder(folder) ? [[]] : [] }
      return exists(PosixPaths.joined(folder, [pattern])) ? [pattern] : []
    }
    let shell = ShellPattern(PythonString(bytes: pattern))
    return entries(folder).filter { name in
      (showsHidden || name.bytes.first != 0x2E || pattern.first == 0x2E) && shell.matches(name)
    }.map(\.bytes)
  }

  /// All files and folders below a folder, by their paths from there.
  private func below(_ folder: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    for name in entries(folder) where showsHidden || name.bytes.first != 0x2E {
      result.append(name.bytes)
      for inner in below(PosixPaths.joined(folder, [name.bytes])) {
        result.append(PosixPaths.joined(name.bytes, [inner]))
      }
    }
    return result
  }

  private func path(_ path: [UInt8]) -> PythonString {
    let whole = root.bytes.isEmpty ? path : PosixPaths.joined(root.bytes, [path])
    return whole.isEmpty ? "." : PythonString(bytes: whole)
  }

  private func entries(_ folder: [UInt8]) -> [PythonString] { context.files.list(path(folder)) ?? [] }
  private func isFolder(_ path: [UInt8]) -> Bool { FileSystem.isFolder(self.path(path), in: context) }
  private func exists(_ path: [UInt8]) -> Bool { FileSystem.exists(self.path(path), in: context) }
}
