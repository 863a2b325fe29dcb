import Glibc

/// Writes a file in one step: it is there with all its bytes, or not at all.
///
/// - Parameter force: whether an existing file is replaced; else it is an error, and the file stays as it is.
package func writeFile(_ bytes: [UInt8], to path: String, force: Bool = false) throws(BundleError) {
  if !force, access(path, F_OK) == 0 { throw BundleError(.exists, "exists", entry: path) }
  let temporary = temporaryName(beside: path)
  defer { unlink(temporary) }
  try create(temporary, bytes: bytes, mode: 0o644, synchronized: true)
  guard !force else {
    guard rename(temporary, path) == 0 else { throw systemError("cannot be written", path) }
    return
  }
  // unlike a rename, a link does not replace what another process wrote meanwhile
  if link(temporary, path) == 0 { return }
  guard errno != EEXIST else { throw BundleError(.exists, "exists", entry: path) }
  guard rename(temporary, path) == 0 else { throw systemError("cannot be written", path) }
}

/// A hidden name in the same folder that nobody else uses.
func temporaryName(beside path: String) -> String {
  let end = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
  return path[..<end] + ".\(path[end...].prefix(80)).\(getpid()).\(UInt32.random(in: .min ... .max))"
}

/// Creates a new file; `synchronized` waits until its bytes have reached the disk.
func create(_ path: String, bytes: [UInt8], mode: mode_t, synchronized: Bool = false) throws(BundleError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
  guard descriptor >= 0 else { throw systemError("cannot be written", path) }
  defer { close(descriptor) }
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes {
      Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
    }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { throw systemError("cannot be written", path) }
    written += count
  }
  guard !synchronized || fsync(descriptor) == 0 else { throw systemError("cannot be written", path) }
}
