import Glibc

/// The files below an unpacked bundle's folder, sorted by path; links, devices and the like are refused.
package func filesInFolder(
  _ folder: String, limits: BundleLimits = BundleLimits()
) throws(BundleError) -> [BundleFile] {
  let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw systemError("cannot be opened", folder) }
  var walk = FolderWalk(limits: limits)
  try walk.visit(descriptor, prefix: "", depth: 16)
  try checkPaths(of: walk.files)
  return walk.files.sortedByPath()
}

/// Collects files by descriptors, so that nothing can be swapped for a link between looking and reading.
private struct FolderWalk {
  let limits: BundleLimits
  var files: [BundleFile] = []
  private var totalBytes = 0

  init(limits: BundleLimits) { self.limits = limits }

  /// Reads the folder behind `descriptor`, and closes it.
  mutating func visit(_ descriptor: Int32, prefix: String, depth: Int) throws(BundleError) {
    guard depth > 0, let folder = fdopendir(descriptor) else {
      close(descriptor)
      throw BundleError(.tooLarge, "is nested too deeply", entry: prefix)
    }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let name else { throw BundleError(.unsafeEntry, "holds a name that is not UTF-8", entry: prefix) }
      if name != "." && name != ".." { try add(name, in: descriptor, prefix: prefix, depth: depth) }
    }
  }

  private mutating func add(
    _ name: String, in folder: Int32, prefix: String, depth: Int
  ) throws(BundleError) {
    let path = prefix + name
    // without O_NONBLOCK, opening a named pipe would wait for a writer
    let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ELOOP || errno == ENXIO { throw BundleError(.unsafeEntry, "is not a plain file", entry: path) }
      throw systemError("cannot be opened", path)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      throw systemError("cannot be read", path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: try visit(descriptor, prefix: path + "/", depth: depth - 1)
    case S_IFREG:
      defer { close(descriptor) }
      try addFile(descriptor, path: path, status: status)
    default:
      close(descriptor)
      throw BundleError(.unsafeEntry, "is not a plain file", entry: path)
    }
  }

  private mutating func addFile(_ descriptor: Int32, path: String, status: stat) throws(BundleError) {
    guard files.count < limits.files else {
      throw BundleError(.tooLarge, "the folder holds more than \(limits.files) files")
    }
    let bytes = try content(of: descriptor, atMost: limits.fileBytes, path: path)
    totalBytes += bytes.count
    guard totalBytes <= limits.totalBytes else {
      throw BundleError(.tooLarge, "the folder holds more than \(limits.totalBytes) bytes")
    }
    files.append(BundleFile(path: path, bytes: bytes, isExecutable: status.st_mode & 0o111 != 0))
  }
}

/// The bytes of a file.
func content(ofFile path: String, atMost limit: Int) throws(BundleError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { throw systemError("cannot be opened", path) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
    throw BundleError(.inputOutput, "is not a plain file", entry: path)
  }
  return try content(of: descriptor, atMost: limit, path: path)
}

private func content(of descriptor: Int32, atMost limit: Int, path: String) throws(BundleError) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw systemError("cannot be read", path) }
    guard count > 0 else { return bytes }
    guard bytes.count + count <= limit else {
      throw BundleError(.tooLarge, "holds more than \(limit) bytes", entry: path)
    }
    bytes.append(contentsOf: chunk[..<count])
  }
}

/// What the system last complained about.
func systemError(_ what: String, _ path: String) -> BundleError {
  BundleError(.inputOutput, "\(what): \(String(cString: strerror(errno)))", entry: path)
}
