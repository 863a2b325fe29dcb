import Kernels
import PythonRuntime

/// What `os`, `pathlib` and `shutil` do with files: reading what may be read, and pretending to change things.
enum FileSystem {
  static func isFolder(_ path: PythonString, in context: Context) -> Bool {
    !path.bytes.isEmpty && context.files.list(path) != nil
  }

  static func exists(_ path: PythonString, in context: Context) -> Bool {
    context.files.exists(path) || isFolder(path, in: context)
  }

  /// - Throws: FileNotFoundError.
  static func check(_ path: PythonString, in context: Context) throws(Raised) {
    guard exists(path, in: context) else { throw Context.fileNotFound(path) }
  }

  /// The names in a folder.
  static func names(_ path: PythonString, in context: Context) throws(Raised) -> [PythonString] {
    if let names = context.files.list(path) { return names }
    throw context.files.exists(path) ? Context.osError(20, path) : Context.fileNotFound(path)
  }

  static func size(_ path: PythonString, in context: Context) throws(Raised) -> Int {
    try check(path, in: context)
    // The size of a folder is the file system's affair.
    if isFolder(path, in: context) { throw context.unsupportedNow("the size of a folder") }
    return try context.files.read(path, in: context).count
  }

  static func makeFolder(
    _ path: PythonString, parents: Bool, existOk: Bool, in context: Context
  ) throws(Raised) {
    if exists(path, in: context) {
      if existOk, isFolder(path, in: context) { return }
      throw Context.osError(17, path)
    }
    let parent = PosixPaths.split(context.writtenFiles.normalized(path).bytes).head
    let hasParent =
      parent.count <= 1 || isFolder(PythonString(bytes: parent), in: context)
      || PythonString(bytes: parent) == context.writtenFiles.workingFolder
    guard parents || hasParent else { throw Context.fileNotFound(path) }
    context.writtenFiles.makeFolder(path)
  }

  static func removeFile(_ path: PythonString, in context: Context) throws(Raised) {
    if isFolder(path, in: context) { throw Context.osError(21, path) }
    try check(path, in: context)
    context.writtenFiles.remove(path)
  }

  static func removeFolder(_ path: PythonString, withContents: Bool = false, in context: Context) throws(Raised) {
    let names = try names(path, in: context)
    if !names.isEmpty, !withContents { throw Context.osError(39, path) }
    for name in names {
      let inner = PythonString(bytes: PosixPaths.joined(path.bytes, [name.bytes]))
      if isFolder(inner, in: context) {
        try removeFolder(inner, withContents: true, in: context)
      } else {
        context.writtenFiles.remove(inner)
      }
    }
    context.writtenFiles.remove(path)
  }

  /// Copies a file or folder; what cannot be read has contents that are not known.
  static func copy(_ source: PythonString, to target: PythonString, in context: Context) throws(Raised) {
    if isFolder(source, in: context) {
      context.writtenFiles.makeFolder(target)
      for name in try names(source, in: context) {
        try copy(
          PythonString(bytes: PosixPaths.joined(source.bytes, [name.bytes])),
          to: PythonString(bytes: PosixPaths.joined(target.bytes, [name.bytes])), in: context)
      }
      return
    }
    guard context.files.exists(source) else {
      let exception = Context.osError(2, source)
      throw exception
    }
    let known = context.writtenFiles.written(source)
    let bytes = try known?.cause == nil ? context.files.read(source, in: context) : []
    let contents = context.writtenFiles.opened(target)
    contents.bytes = bytes
    contents.cause = known?.cause
    // What was saved as an object is found under its new name too.
    if let saved = context.saved.last(where: { $0.fileName == source }) {
      context.saved.append(
        SavedObject(value: saved.value, fileName: target, function: saved.function, origin: saved.origin))
    }
  }

  static func rename(_ source: PythonString, to target: PythonString, in context: Context) throws(Raised) {
    guard exists(source, in: context) else { throw Context.osError(2, source, to: target) }
    try copy(source, to: target, in: context)
    if isFolder(source, in: context) {
      try removeFolder(source, withContents: true, in: context)
    } else {
      context.writtenFiles.remove(source)
    }
  }
}
