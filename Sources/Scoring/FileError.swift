import Glibc

/// A file that could not be read or written.
package struct FileError: Error, Hashable, Sendable {
  /// The path and the system's reason.
  package let message: String

  /// The fault that the system has just reported for `path`.
  package init(path: String, code: Int32 = errno) {
    message = "\(path): \(String(cString: strerror(code)))"
  }
}
