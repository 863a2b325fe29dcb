import Glibc

/// A file that is read from its start to its end.
package final class FileInput {
  private let path: String
  private let descriptor: Int32

  /// The file at `path`; `-` is standard input.
  package init(path: String) throws(FileError) {
    self.path = path
    descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw FileError(path: path) }
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  /// Reads up to `count` bytes to `target`; 0 at the end.
  package func read(into target: UnsafeMutableRawPointer, count: Int) throws(FileError) -> Int {
    while true {
      let got = Glibc.read(descriptor, target, count)
      if got >= 0 { return got }
      if errno != EINTR { throw FileError(path: path) }
    }
  }

  /// The file that is read is the one at `path`, perhaps by another name.
  func isFile(at path: String) -> Bool {
    var ours = stat()
    var other = stat()
    guard fstat(descriptor, &ours) == 0, stat(path, &other) == 0 else { return false }
    return ours.st_dev == other.st_dev && ours.st_ino == other.st_ino && ours.st_mode & S_IFMT == S_IFREG
  }

  /// All bytes of the file at `path`.
  package static func bytes(of path: String) throws(FileError) -> [UInt8] {
    let file = try FileInput(path: path)
    let portion = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { portion.deallocate() }
    var bytes: [UInt8] = []
    guard let start = portion.baseAddress else { return bytes }
    while true {
      let count = try file.read(into: start, count: portion.count)
      if count == 0 { return bytes }
      bytes.append(contentsOf: portion[..<count])
    }
  }
}
