import Kernels
import PythonRuntime

extension Standard.PathClass {
  private static func path(_ call: Call) throws(Raised) -> PathObject { try call.receiver(as: PathObject.self) }

  static let cwd = ClassMethod("cwd(cls)") { call in
    let folder = call.context.clockText(call.context.writtenFiles.workingFolder)
    return .object(PathObject(PurePath([folder], isWindows: false), type: PathObject.posix))
  }
  static let home = ClassMethod("home(cls)") { call in
    let folder = call.context.clockText("/notebook")
    return .object(PathObject(PurePath([folder], isWindows: false), type: PathObject.posix))
  }

  static let exists = Method("exists(self)") { call in
    .bool(FileSystem.exists(try path(call).text, in: call.context))
  }
  static let isFile = Method("is_file(self)") { call in
    let text = try path(call).text
    return .bool(call.context.files.exists(text) && !FileSystem.isFolder(text, in: call.context))
  }
  static let isDir = Method("is_dir(self)") { call in
    .bool(FileSystem.isFolder(try path(call).text, in: call.context))
  }
  static let isSymlink = Method("is_symlink(self)") { _ in false }
  static let stat = Method("stat(self, *, follow_symlinks=True)") { call in
    try FileStatus.of(path(call).text, in: call.context)
  }

  static let iterdir = Method("iterdir(self)") { call in
    let own = try path(call)
    let names = try FileSystem.names(own.text, in: call.context)
    return .object(ArrayIterator(names.map { own.made(own.path.joined([$0])) }, type: Types.generator))
  }

  static let glob = Method("glob(self, pattern)") { call in try found(call, isRecursive: false) }
  static let rglob = Method("rglob(self, pattern)") { call in try found(call, isRecursive: true) }

  private static func found(_ call: Call, isRecursive: Bool) throws(Raised) -> Value {
    let own = try path(call)
    let text = try call.string("pattern")
    let pattern = PurePath([text], isWindows: false)
    if text.bytes.isEmpty, !isRecursive { throw .valueError("Unacceptable pattern: ''") }
    if !pattern.root.isEmpty {
      throw Raised(Exceptions.notImplementedError, "Non-relative patterns are unsupported")
    }
    let pieces = (isRecursive ? [Array("**".utf8)] : []) + pattern.parts
    var result: [PurePath] = []
    PathSearch(context: call.context).collect(own.path, pieces[...], into: &result)
    return .object(ArrayIterator(result.map(own.made), type: Types.generator))
  }

  static let open = Method("open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None)") { call in
    .object(
      try call.context.open(
        path(call).text, mode: call.text("mode"), encoding: call.optionalString("encoding"),
        errors: call.optionalString("errors"), newline: call.optionalString("newline")))
  }
  static let readText = Method("read_text(self, encoding=None, errors=None)") { call in
    let file = try call.context.open(
      path(call).text, mode: "r", encoding: call.optionalString("encoding"), errors: call.optionalString("errors"))
    return try call.context.callMethod(.object(file), "read")
  }
  static let readBytes = Method("read_bytes(self)") { call in
    try call.context.callMethod(.object(call.context.open(path(call).text, mode: "rb")), "read")
  }
  static let writeText = Method(
    "write_text(self, data, encoding=None, errors=None, newline=None)", acceptsUnsupported: true
  ) { call in
    if call["data"].poison == nil, call["data"].stringValue == nil {
      throw Raised.typeError("data must be str, not \(call["data"].typeName)")
    }
    let file = try call.context.open(
      path(call).text, mode: "w", encoding: call.optionalString("encoding"), errors: call.optionalString("errors"),
      newline: call.optionalString("newline"))
    return try call.context.callMethod(.object(file), "write", CallArguments([call["data"]]))
  }
  static let writeBytes = Method("write_bytes(self, data)", acceptsUnsupported: true) { call in
    let file = try call.context.open(path(call).text, mode: "wb")
    return try call.context.callMethod(.object(file), "write", CallArguments([call["data"]]))
  }

  static let mkdir = Method("mkdir(self, mode=511, parents=False, exist_ok=False)") { call in
    try FileSystem.makeFolder(
      path(call).text, parents: call.bool("parents"), existOk: call.bool("exist_ok"), in: call.context)
    return .none
  }
  static let rmdir = Method("rmdir(self)") { call in
    try FileSystem.removeFolder(path(call).text, in: call.context)
    return .none
  }
  static let unlink = Method("unlink(self, missing_ok=False)") { call in
    let text = try path(call).text
    if try call.bool("missing_ok"), !FileSystem.exists(text, in: call.context) { return .none }
    try FileSystem.removeFile(text, in: call.context)
    return .none
  }
  static let touch = Method("touch(self, mode=438, exist_ok=True)") { call in
    let text = try path(call).text
    if call.context.files.exists(text) {
      if try !call.bool("exist_ok") { throw Context.osError(17, text) }
      return .none
    }
    _ = call.context.writtenFiles.opened(text)
    return .none
  }

  private static func renamed(_ call: Call) throws(Raised) -> Value {
    let own = try path(call)
    let target = try PathArguments.text(call["target"], call.context)
    try FileSystem.rename(own.text, to: target, in: call.context)
    return own.made(PurePath([target], isWindows: false))
  }
  static let rename = Method("rename(self, target)") { call in try renamed(call) }
  static let replace = Method("replace(self, target)") { call in try renamed(call) }

  private static func absolute(_ call: Call, normalizing: Bool) throws(Raised) -> Value {
    let own = try path(call)
    let folder = call.context.writtenFiles.workingFolder
    let text =
      normalizing
      ? PosixPaths.absolute(own.path.text, from: folder) : PosixPaths.joined(folder.bytes, [own.path.text])
    let isMine = own.path.isAbsolute
    let path = PythonString(bytes: text)
    return own.made(PurePath([isMine ? path : call.context.clockText(path)], isWindows: false))
  }
  static let resolve = Method("resolve(self, strict=False)") { call in try absolute(call, normalizing: true) }
  static let absoluteMethod = Method("absolute(self)") { call in try absolute(call, normalizing: false) }
  static let expanduser = Method("expanduser(self)") { call in
    let own = try path(call)
    guard own.path.parts.first == [0x7E], own.path.root.isEmpty else { return call.receiver }
    let home = call.context.clockText("/notebook")
    return own.made(
      PurePath([home], isWindows: false).joined(own.path.parts.dropFirst().map { PythonString(bytes: $0) }))
  }
  static let samefile = Method("samefile(self, other_path)") { call in
    let files = call.context.writtenFiles
    let other = try PathArguments.text(call["other_path"], call.context)
    return .bool(files.normalized(try path(call).text) == files.normalized(other))
  }
}

/// The files and folders below a folder that fit a pattern.
struct PathSearch {
  let context: Context

  func collect(_ folder: PurePath, _ pattern: ArraySlice<[UInt8]>, into result: inout [PurePath]) {
    guard let first = pattern.first else { return add(folder, to: &result) }
    let rest = pattern.dropFirst()
    if first == Array("**".utf8) {
      for inner in folders(from: folder) { collect(inner, rest, into: &result) }
      return
    }
    guard ShellPattern.isPattern(first) || !rest.isEmpty else {
      let path = folder.joined([PythonString(bytes: first)])
      if FileSystem.exists(PythonString(bytes: path.text), in: context) { add(path, to: &result) }
      return
    }
    let shell = ShellPattern(PythonString(bytes: first))
    for name in context.files.list(PythonString(bytes: folder.text)) ?? [] where shell.matches(name) {
      let path = folder.joined([name])
      if rest.isEmpty {
        add(path, to: &result)
      } else if FileSystem.isFolder(PythonString(bytes: path.text), in: context) {
        collect(path, rest, into: &result)
      }
    }
  }

  private func add(_ path: PurePath, to result: inout [PurePath]) {
    if !result.contains(path) { result.append(path) }
  }

  /// The folder and all folders below it.
  private func folders(from folder: PurePath) -> [PurePath] {
    guard let names = context.files.list(PythonString(bytes: folder.text)) else { return [] }
    var result = [folder]
    for name in names {
      let path = folder.joined([name])
      if FileSystem.isFolder(PythonString(bytes: path.text), in: context) { result += folders(from: path) }
    }
    return result
  }
}
