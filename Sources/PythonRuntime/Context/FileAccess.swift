package import Diagnostics
package import Kernels

/// What the replay may read.
package protocol FileAccess {
  /// The bytes of a file, as the notebook names it.
  ///
  /// - Throws: FileNotFoundError, or unsupported for what lies outside of the allowed folders.
  func read(_ path: PythonString, in context: Context) throws(Raised) -> [UInt8]
  /// Whether the file or folder is there.
  func exists(_ path: PythonString) -> Bool
  /// The names in a folder; `nil` if there is none.
  func list(_ path: PythonString) -> [PythonString]?
  /// The source of a module at exactly this path; `nil` if there is none or it must not be read.
  func source(at path: String) -> SourceFile?
  /// Remembers what the notebook writes to a file: nothing is written, but what is read afterwards is this.
  func keep(_ bytes: [UInt8], at path: PythonString)
}

extension FileAccess {
  package func source(at path: String) -> SourceFile? { nil }
  package func keep(_ bytes: [UInt8], at path: PythonString) {}
}

/// No file can be read.
package struct NoFiles: FileAccess {
  package init() {}
  package func read(_ path: PythonString, in context: Context) throws(Raised) -> [UInt8] {
    throw Context.fileNotFound(path)
  }
  package func exists(_ path: PythonString) -> Bool { false }
  package func list(_ path: PythonString) -> [PythonString]? { nil }
}

extension Context {
  /// `FileNotFoundError: [Errno 2] No such file or directory: 'path'`.
  package static func fileNotFound(_ path: PythonString) -> Raised { osError(2, path) }

  /// The exception of an error number of the system.
  package static func osError(_ number: Int, _ path: PythonString, to other: PythonString? = nil) -> Raised {
    let (type, message): (TypeObject, PythonString) =
      switch number {
      case 1: (Exceptions.permissionError, "Operation not permitted")
      case 2: (Exceptions.fileNotFoundError, "No such file or directory")
      case 13: (Exceptions.permissionError, "Permission denied")
      case 17: (Exceptions.fileExistsError, "File exists")
      case 20: (Exceptions.notADirectoryError, "Not a directory")
      case 21: (Exceptions.isADirectoryError, "Is a directory")
      case 39: (Exceptions.osError, "Directory not empty")
      default: (Exceptions.osError, "Input/output error")
      }
    let exception = ExceptionObject(type, [.int(number), .string(message)])
    exception.fields["filename"] = .string(path)
    exception.fields["errno"] = .int(number)
    exception.fields["strerror"] = .string(message)
    if let other { exception.fields["filename2"] = .string(other) }
    return .exception(exception)
  }
}
