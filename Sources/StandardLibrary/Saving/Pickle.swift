import Kernels
import PythonRuntime

extension Standard.Pickle {
  static let dump = Function("dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)") { call in
    guard let file = call["file"].cast(to: FileObject.self) else { return .none }
    call.context.save(call[0], as: file.path, by: "pickle.dump")
    file.contents?.cause = UnsupportedCause(
      id: "unsupported-call", what: "the bytes of a pickle", origin: call.context.origin)
    return .none
  }

  static let load = Function("load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())") { call in
    let file = try call.object("file", as: FileObject.self)
    if let value = call.context.savedValue(as: file.path) { return value }
    throw call.unsupported("'pickle.load' of a file that the notebook did not write")
  }

  static let highestProtocol = Constant("HIGHEST_PROTOCOL") { _ in 5 }
}

extension Standard.Joblib {
  static let dump = Function("dump(value, filename, compress=0, protocol=None, cache_size=None)") { call in
    let path = try call["filename"].cast(to: FileObject.self)?.path ?? call.context.path(call["filename"])
    call.context.save(call[0], as: path, by: "joblib.dump")
    return .list([.string(path)])
  }

  static let load = Function("load(filename, mmap_mode=None)") { call in
    let path = try call["filename"].cast(to: FileObject.self)?.path ?? call.context.path(call["filename"])
    if let value = call.context.savedValue(as: path) { return value }
    throw call.unsupported("'joblib.load' of a file that the notebook did not write")
  }
}

extension Context {
  /// Remembers an object that the notebook saves.
  func save(_ value: Value, as fileName: PythonString, by function: String) {
    saved.append(SavedObject(value: value, fileName: fileName, function: function, origin: origin))
  }

  /// What the notebook saved last under a name.
  func savedValue(as fileName: PythonString) -> Value? { saved.last { $0.fileName == fileName }?.value }
}
