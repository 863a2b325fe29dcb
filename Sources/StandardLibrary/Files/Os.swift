import Foundation
import Kernels
import PythonRuntime

extension Standard.Os {
  static let separator = Constant("sep") { _ in "/" }
  static let alternative = Constant("altsep") { _ in .none }
  static let lineSeparator = Constant("linesep") { _ in "\n" }
  static let pathSeparator = Constant("pathsep") { _ in ":" }
  static let extensionSeparator = Constant("extsep") { _ in "." }
  static let current = Constant("curdir") { _ in "." }
  static let parent = Constant("pardir") { _ in ".." }
  static let devnull = Constant("devnull") { _ in "/dev/null" }
  static let name = Constant("name") { _ in "posix" }
  static let error = Constant("error") { _ in .object(Exceptions.osError) }
  static let existence = Constant("F_OK") { _ in 0 }
  static let readable = Constant("R_OK") { _ in 4 }
  static let writable = Constant("W_OK") { _ in 2 }
  static let executable = Constant("X_OK") { _ in 1 }

  /// The environment of a replay is empty; what the notebook sets is there.
  private final class Environment {
    let dict = DictObject()
  }
  private static func environment(_ context: Context) -> DictObject {
    context.state(Environment.self) { Environment() }.dict
  }

  static let environ = Constant("environ") { context in
    .object(context.map(environment) ?? DictObject())
  }
  static let getenv = Function("getenv(key, default=None)") { call in
    try environment(call.context).value(for: call[0], in: call.context) ?? call[1]
  }
  static let putenv = Function("putenv(name, value, /)") { _ in .none }

  /// A neutral machine, as in `platform`.
  static let uname = Function("uname()") { call in
    let type = try NamedTupleClass.shared(
      "posix.uname_result", ["sysname", "nodename", "release", "version", "machine"], call.context, isQualified: true)
    return .object(TupleObject(["Linux", "localhost", "6.1.0", "#1 SMP", "x86_64"], type: type))
  }

  static let getcwd = Function("getcwd()") { call in
    .string(call.context.clockText(call.context.writtenFiles.workingFolder))
  }
  static let chdir = Function("chdir(path)") { call in
    let path = try call.context.path(call[0])
    let target = call.context.writtenFiles.normalized(path)
    // Folders of another machine are taken as there: their files are found by their names.
    call.context.writtenFiles.workingFolder = target
    return .none
  }

  static let fspath = Function("fspath(path)") { call in .string(try call.context.path(call[0])) }

  static let listdir = Function("listdir(path='.')") { call in
    let path = call.isNone("path") ? "." : try call.context.path(call[0])
    return .list(try FileSystem.names(path, in: call.context).map(Value.string))
  }

  static let access = Function("access(path, mode)") { call in
    .bool(FileSystem.exists(try call.context.path(call[0]), in: call.context))
  }

  /// Nothing is written: a folder is made for this run only.
  static let makedirs = Function("makedirs(name, mode=511, exist_ok=False)") { call in
    try FileSystem.makeFolder(
      call.context.path(call[0]), parents: true, existOk: call.bool("exist_ok"), in: call.context)
    return .none
  }
  static let mkdir = Function("mkdir(path, mode=511)") { call in
    try FileSystem.makeFolder(call.context.path(call[0]), parents: false, existOk: false, in: call.context)
    return .none
  }
  static let remove = Function("remove(path)") { call in
    try FileSystem.removeFile(call.context.path(call[0]), in: call.context)
    return .none
  }
  static let unlink = Function("unlink(path)") { call in
    try FileSystem.removeFile(call.context.path(call[0]), in: call.context)
    return .none
  }
  static let rmdir = Function("rmdir(path)") { call in
    try FileSystem.removeFolder(call.context.path(call[0]), in: call.context)
    return .none
  }
  static let rename = Function("rename(src, dst)") { call in
    try FileSystem.rename(call.context.path(call[0]), to: call.context.path(call[1]), in: call.context)
    return .none
  }
  static let replace = Function("replace(src, dst)") { call in
    try FileSystem.rename(call.context.path(call[0]), to: call.context.path(call[1]), in: call.context)
    return .none
  }

  static let stat = Function("stat(path)") { call in
    try FileStatus.of(call.context.path(call[0]), in: call.context)
  }

  /// Folders below a folder, from the top or from the bottom.
  static let walk = Function("walk(top, topdown=True, onerror=None, followlinks=False)") { call in
    var result: [Value] = []
    let isTopDown = try call.bool("topdown")
    let context = call.context
    func visit(_ folder: PythonString) {
      guard let names = context.files.list(folder) else { return }
      let paths = names.map { PythonString(bytes: PosixPaths.joined(folder.bytes, [$0.bytes])) }
      let isFolder = paths.map { context.files.list($0) != nil }
      let folders = zip(names, isFolder).filter(\.1).map { Value.string($0.0) }
      let files = zip(names, isFolder).filter { !$0.1 }.map { Value.string($0.0) }
      let entry = Value.tuple([.string(folder), .list(folders), .list(files)])
      if isTopDown { result.append(entry) }
      for (path, isFolder) in zip(paths, isFolder) where isFolder { visit(path) }
      if !isTopDown { result.append(entry) }
    }
    visit(try context.path(call[0]))
    return .object(ArrayIterator(result, type: Types.generator))
  }

  static let scandir = Function("scandir(path='.')") { call in
    let folder = call.isNone("path") ? "." : try call.context.path(call[0])
    let entries = try FileSystem.names(folder, in: call.context).map { name in
      Value.object(FolderEntry(name, PythonString(bytes: PosixPaths.joined(folder.bytes, [name.bytes]))))
    }
    return .object(FolderScan(entries))
  }

  static let cpuCount = Function("cpu_count()") { call in
    call.context.clockReading(whole: ProcessInfo.processInfo.activeProcessorCount)
  }
  static let getpid = Function("getpid()") { call in
    call.context.clockReading(whole: Int(ProcessInfo.processInfo.processIdentifier))
  }
  static let getppid = Function("getppid()") { call in call.context.clockReading(whole: 1) }

  /// Bytes of a fixed seed, as all that is drawn without one.
  static let urandom = Function("urandom(size, /)") { call in
    let count = try call.int("size")
    if count < 0 { throw Raised.valueError("negative argument not allowed") }
    guard count < 1 << 28 else { throw Raised(Exceptions.memoryError, "") }
    call.context.hasDrawnUnseeded = true
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    return .object(
      BytesObject(
        (0..<count).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return UInt8(truncatingIfNeeded: state >> 33)
        }))
  }

  static let getTerminalSize = Function("get_terminal_size(fd=1, /)") { _ in
    .object(TupleObject([80, 24], type: FileStatus.terminalSize))
  }
  static let pathLike = Constant("PathLike") { _ in .object(FileStatus.pathLike) }
}

/// What `os.stat` and its like give.
enum FileStatus {
  nonisolated(unsafe) static let type = NamedTuples.made(
    "stat_result", module: "os",
    fields: [
      "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime",
    ])
  nonisolated(unsafe) static let terminalSize = NamedTuples.made(
    "terminal_size", module: "os", fields: ["columns", "lines"])
  nonisolated(unsafe) static let pathLike = TypeObject(name: "PathLike", module: "os")

  static func of(_ path: PythonString, in context: Context) throws(Raised) -> Value {
    try FileSystem.check(path, in: context)
    let isFolder = FileSystem.isFolder(path, in: context)
    let size: Value = isFolder ? context.clockReading(whole: 4096) : .int(try FileSystem.size(path, in: context))
    let moment = context.clockReading(whole: 1_700_000_000)
    let inode = context.clockReading(whole: 1)
    return .object(
      TupleObject(
        [.int(isFolder ? 0o40755 : 0o100644), inode, inode, inode, inode, inode, size, moment, moment, moment],
        type: type))
  }
}

/// `os.DirEntry`.
final class FolderEntry: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "DirEntry", module: "posix", members: Standard.FolderEntryClass.members)

  let name: PythonString
  let path: PythonString

  init(_ name: PythonString, _ path: PythonString) {
    self.name = name
    self.path = path
    super.init(type: FolderEntry.type)
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<DirEntry \(try context.repr(.string(name)))>")
  }
}

/// What `os.scandir` gives: an iterator that `with` closes.
final class FolderScan: IteratorObject {
  private var entries: ArraySlice<Value>

  init(_ entries: [Value]) {
    self.entries = entries[...]
    super.init(type: Types.iterator)
  }

  override func next(in context: Context) throws(Raised) -> Value? { entries.popFirst() }
  override func enter(in context: Context) throws(Raised) -> Value? { .object(self) }
}

extension Standard.FolderEntryClass {
  static let name = Property("name") { call in .string(try call.receiver(as: FolderEntry.self).name) }
  static let path = Property("path") { call in .string(try call.receiver(as: FolderEntry.self).path) }
  static let fspath = Method("__fspath__(self)") { call in .string(try call.receiver(as: FolderEntry.self).path) }
  static let isDir = Method("is_dir(self, *, follow_symlinks=True)") { call in
    .bool(FileSystem.isFolder(try call.receiver(as: FolderEntry.self).path, in: call.context))
  }
  static let isFile = Method("is_file(self, *, follow_symlinks=True)") { call in
    .bool(!FileSystem.isFolder(try call.receiver(as: FolderEntry.self).path, in: call.context))
  }
  static let isSymlink = Method("is_symlink(self)") { _ in false }
  static let stat = Method("stat(self, *, follow_symlinks=True)") { call in
    try FileStatus.of(call.receiver(as: FolderEntry.self).path, in: call.context)
  }
}
