package import Kernels

extension Builtins.Functions {
  static let open = Function(
    "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)"
  ) { call in
    if case .int = call["file"] { throw call.unsupported("'open' of a file descriptor") }
    return .object(
      try call.context.open(
        call.context.path(call["file"]), mode: call.text("mode"), encoding: call.optionalString("encoding"),
        errors: call.optionalString("errors"), newline: call.optionalString("newline")))
  }
}

extension Context {
  /// A path argument: a string, or an object with `__fspath__`.
  package func path(_ value: Value) throws(Raised) -> PythonString {
    if case .string(let text) = try value.supported() { return text }
    if let bytes = value.cast(to: BytesObject.self) { return PythonString(bytes: bytes.bytes) }
    if let method = value.type.lookup("__fspath__"), case .string(let text) = try call(method, [value]) { return text }
    throw .typeError("expected str, bytes or os.PathLike object, not \(value.typeName)")
  }

  /// `open(path, mode, …)`.
  package func open(
    _ path: PythonString, mode: String, encoding: PythonString? = nil, errors: PythonString? = nil,
    newline: PythonString? = nil
  ) throws(Raised) -> FileObject {
    try check(mode, encoding, errors, newline)
    let isBinary = mode.contains("b")
    let kind = mode.filter { "rwax".contains($0) }
    var contents: WrittenFiles.Contents?
    var cause: UnsupportedCause?
    var bytes: [UInt8] = []
    if kind == "r" || (kind == "a" && files.exists(path)) {
      // A file that the notebook wrote without bytes, such as a pickle, is opened all the same.
      cause = writtenFiles.written(path)?.cause
      if files.list(path) != nil { throw Context.osError(21, path) }
      if cause == nil { bytes = try files.read(path, in: self) }
    } else if kind == "x", files.exists(path) {
      throw Context.osError(17, path)
    }
    if kind != "r" || mode.contains("+") {
      contents = writtenFiles.opened(path)
      contents?.bytes = bytes
      if kind == "w" { contents?.cause = nil }
    }
    let text = try isBinary ? bytes : decoded(bytes, encoding ?? "utf-8", errors ?? "strict")
    let file = FileObject(
      path, mode: normal(mode), data: text, contents: contents, cause: cause,
      encoding: isBinary ? nil : encoding ?? "UTF-8", errors: errors ?? "strict")
    if !isBinary, try file.setNewline(newline) { file.data = StreamBuffer.translated(file.data) }
    return file
  }

  /// The mode as the file's `mode` shows it.
  private func normal(_ mode: String) -> String {
    let letters = mode.filter { $0 != "t" || !mode.contains("b") }
    return letters.contains("b") && letters.contains("+") ? "\(letters.filter { "rwax".contains($0) })b+" : letters
  }

  private func check(
    _ mode: String, _ encoding: PythonString?, _ errors: PythonString?, _ newline: PythonString?
  ) throws(Raised) {
    let letters = Set(mode)
    if letters.count != mode.count || !letters.isSubset(of: "rwaxbt+") {
      throw .valueError("invalid mode: '\(mode)'")
    }
    if letters.isSuperset(of: "bt") { throw .valueError("can't have text and binary mode at once") }
    if letters.intersection("rwax").count != 1 {
      throw .valueError(
        letters.intersection("rwax").isEmpty
          ? "Must have exactly one of create/read/write/append mode and at most one plus"
          : "must have exactly one of create/read/write/append mode")
    }
    guard letters.contains("b") else { return }
    if encoding != nil { throw .valueError("binary mode doesn't take an encoding argument") }
    if errors != nil { throw .valueError("binary mode doesn't take an errors argument") }
    if newline != nil { throw .valueError("binary mode doesn't take a newline argument") }
  }
}
