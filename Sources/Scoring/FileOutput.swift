import Glibc

/// A file that is written from its start to its end.
package final class FileOutput {
  private let path: String
  private let descriptor: Int32

  /// The file at `path`, made or emptied; nil is standard output.
  package init(path: String?) throws(FileError) {
    self.path = path ?? "standard output"
    descriptor = path.map { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666) } ?? 1
    if descriptor < 0 { throw FileError(path: self.path) }
  }

  deinit { if descriptor > 2 { close(descriptor) } }

  /// Writes all bytes of `output`, and empties it.
  package func write(_ output: OutputBytes) throws(FileError) {
    var rest = output.bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno != EINTR {
        throw FileError(path: path)
      }
    }
    output.removeAll()
  }
}
