package import Diagnostics
package import Kernels

/// The files that the notebook may read: what it wrote itself, kept in memory, before what lies on the disk.
package final class WrittenFiles: FileAccess {
  /// The bytes of one file that was written.
  package final class Contents {
    package var bytes: [UInt8]
    /// Why its contents are not known, if something was written that the replay could not compute or has no bytes for.
    package var cause: UnsupportedCause?

    package init(_ bytes: [UInt8] = []) { self.bytes = bytes }
  }

  /// Where what was not written is read.
  package var underlying: any FileAccess = NoFiles()
  /// The folder that relative paths start from: none of the machine's, so that nothing depends on it.
  package var workingFolder: PythonString = "/notebook"

  private var contents: [PythonString: Contents] = [:]
  private var folders: Set<PythonString> = []
  private var removed: Set<PythonString> = []

  package init() {}

  /// The one name of a path: absolute, without `.`, `..` and repeated slashes.
  package func normalized(_ path: PythonString) -> PythonString {
    let whole = path.bytes.first == 0x2F ? path.bytes : workingFolder.bytes + [0x2F] + path.bytes
    var parts: [ArraySlice<UInt8>] = []
    for part in whole.split(separator: 0x2F) where part != [0x2E] {
      if part == [0x2E, 0x2E] { _ = parts.popLast() } else { parts.append(part) }
    }
    return PythonString(bytes: [0x2F] + parts.joined(separator: [0x2F]))
  }

  /// The path as the disk is asked for it: relative where it lies below the working folder.
  private func located(_ path: PythonString) -> PythonString {
    let name = normalized(path)
    if name == normalized("/notebook") { return "." }
    let prefix: PythonString = "/notebook/"
    return name.bytes.starts(with: prefix.bytes)
      ? PythonString(bytes: Array(name.bytes[prefix.bytes.count...])) : path
  }

  /// The file of this name, empty if it is new.
  package func opened(_ path: PythonString) -> Contents {
    let name = normalized(path)
    removed.remove(name)
    if let known = contents[name] { return known }
    let made = Contents()
    contents[name] = made
    return made
  }

  /// What the notebook wrote under this name.
  package func written(_ path: PythonString) -> Contents? { contents[normalized(path)] }

  /// Makes a folder with those above it; nothing reaches the disk.
  package func makeFolder(_ path: PythonString) {
    var name = normalized(path).bytes
    while name.count > 1 {
      folders.insert(PythonString(bytes: name))
      removed.remove(PythonString(bytes: name))
      name = Array(name[..<(name.lastIndex(of: 0x2F) ?? 0)])
    }
  }

  /// Forgets a file or folder; one on the disk is hidden.
  package func remove(_ path: PythonString) {
    let name = normalized(path)
    contents[name] = nil
    folders.remove(name)
    removed.insert(name)
  }

  package func read(_ path: PythonString, in context: Context) throws(Raised) -> [UInt8] {
    let name = normalized(path)
    if let known = contents[name] {
      if let cause = known.cause { throw .unsupported(cause) }
      return known.bytes
    }
    if removed.contains(name) { throw Context.fileNotFound(path) }
    return try underlying.read(located(path), in: context)
  }

  package func keep(_ bytes: [UInt8], at path: PythonString) { opened(path).bytes = bytes }

  package func source(at path: String) -> SourceFile? {
    if let known = contents[normalized(PythonString(path))], known.cause == nil {
      return SourceFile(name: path, bytes: known.bytes)
    }
    return underlying.source(at: located(PythonString(path)).description)
  }

  package func exists(_ path: PythonString) -> Bool {
    let name = normalized(path)
    if contents[name] != nil || isOwnFolder(name) { return true }
    return !removed.contains(name) && underlying.exists(located(path))
  }

  package func list(_ path: PythonString) -> [PythonString]? {
    let name = normalized(path)
    if removed.contains(name) { return nil }
    let below = name == "/" ? name.bytes : name.bytes + [0x2F]
    var names: Set<PythonString> = []
    for known in Array(contents.keys) + Array(folders)
    where known.bytes.count > below.count && known.bytes.starts(with: below) {
      names.insert(PythonString(bytes: Array(known.bytes[below.count...].prefix { $0 != 0x2F })))
    }
    let listed = underlying.list(located(path))
    guard listed != nil || !names.isEmpty || folders.contains(name) else { return nil }
    for other in listed ?? [] where !removed.contains(PythonString(bytes: below + other.bytes)) { names.insert(other) }
    return names.sorted()
  }

  private func isOwnFolder(_ name: PythonString) -> Bool {
    folders.contains(name) || contents.keys.contains { $0.bytes.starts(with: name.bytes + [0x2F]) }
  }
}
