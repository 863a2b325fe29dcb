import Kernels
import PythonRuntime

extension Standard.Pickle {
  static let dump = Function("dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)") { call in
    guard let file = call["file"].cast(to: FileObject.self) else {
      if let snapshot = try Snapshots.copy(call[0], in: call.context) {
        _ = try call.context.callMethod(call["file"], "write", CallArguments([.object(PickledObject(snapshot))]))
      }
      return .none
    }
    call.context.save(call[0], as: file.path, by: "pickle.dump")
    try Snapshots.of(call.context).add(call[0], to: file.path, writer: file, in: call.context)
    file.contents?.cause = UnsupportedCause(
      id: "unsupported-call", what: "the bytes of a pickle", origin: call.context.origin)
    return .none
  }

  static let load = Function("load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())") { call in
    let file = try call.object("file", as: FileObject.self)
    if let value = try Snapshots.of(call.context).next(of: file.path, reader: file, in: call.context) { return value }
    if let value = call.context.savedValue(as: file.path) { return value }
    throw call.unsupported("'pickle.load' of a file that the notebook did not write")
  }

  static let dumps = Function("dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None)") { call in
    try Pickling.check(call[0], in: call.context)
    return .object(PickledObject(try Copying(call.context).deep(call[0])))
  }

  static let loads = Function("loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())") {
    call in
    if let pickled = call[0].object as? PickledObject { return try Copying(call.context).deep(pickled.value) }
    guard call[0].object is BytesObject else {
      throw Raised.typeError("a bytes-like object is required, not '\(call[0].typeName)'")
    }
    throw call.unsupported("'pickle.loads' of bytes that the notebook did not make")
  }

  static let highestProtocol = Constant("HIGHEST_PROTOCOL") { _ in 5 }
  static let defaultProtocol = Constant("DEFAULT_PROTOCOL") { _ in 4 }
  static let error = Constant("PickleError") { _ in .object(Pickling.error) }
  static let picklingError = Constant("PicklingError") { _ in .object(Pickling.picklingError) }
  static let unpicklingError = Constant("UnpicklingError") { _ in .object(Pickling.unpicklingError) }
}

/// What can be pickled.
enum Pickling {
  nonisolated(unsafe) static let error = Exceptions.make("PickleError", module: "_pickle")
  nonisolated(unsafe) static let picklingError = Exceptions.make("PicklingError", module: "_pickle", error)
  nonisolated(unsafe) static let unpicklingError = Exceptions.make("UnpicklingError", module: "_pickle", error)

  /// Functions and classes are pickled by name, so they must be found under it.
  static func check(_ value: Value, in context: Context, depth: Int = 0) throws(Raised) {
    guard depth < 100, case .object(let object) = value else { return }
    switch object {
    case let list as ListObject: for item in list.items { try check(item, in: context, depth: depth + 1) }
    case let tuple as TupleObject: for item in tuple.items { try check(item, in: context, depth: depth + 1) }
    case let dict as DictObject: for item in dict.values { try check(item, in: context, depth: depth + 1) }
    case let function as FunctionObject:
      let name = try context.str(context.attribute(of: value, named: "__qualname__"))
      if name.bytes.contains(UInt8(ascii: "<")) {
        if function.code.name == "<lambda>" || !name.description.contains("<locals>") {
          let shown = try context.repr(value)
          throw Raised(
            picklingError, PythonString("Can't pickle \(shown): attribute lookup \(name) on __main__ failed"))
        }
        throw .attributeError("Can't pickle local object '\(name)'")
      }
    case is GeneratorObject: throw .typeError("cannot pickle 'generator' object")
    case is ModuleObject: throw .typeError("cannot pickle 'module' object")
    case is FileObject: throw .typeError("cannot pickle '\(object.type.name)' object")
    default: break
    }
  }
}

/// What `pickle.dumps` gives: bytes of which only `pickle.loads` knows what they say.
final class PickledObject: Object {
  let value: Value

  init(_ value: Value) {
    self.value = value
    super.init(type: BytesObject.type)
  }

  override var isMutable: Bool { false }

  private func refusal(_ context: Context) -> Raised { context.unsupportedNow("the bytes of a pickle") }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "__class__" { return .object(type) }
    throw refusal(context)
  }
  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? { throw refusal(context) }
  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? { throw refusal(context) }
  override func item(at key: Value, in context: Context) throws(Raised) -> Value { throw refusal(context) }
  override func length(in context: Context) throws(Raised) -> Int? { throw refusal(context) }
  override func truth(in context: Context) throws(Raised) -> Bool? { true }
  override func iterate(in context: Context) throws(Raised) -> IteratorObject { throw refusal(context) }
  override func contains(_ value: Value, in context: Context) throws(Raised) -> Bool? { throw refusal(context) }
  override func hash(in context: Context) throws(Raised) -> Int { throw refusal(context) }
  override func repr(in context: Context) throws(Raised) -> PythonString { throw refusal(context) }
}

/// Copies of what was saved, as it was then.
final class Snapshots {
  private struct Entry {
    var writer: ObjectIdentifier
    var values: [Value?]
  }

  private var entries: [PythonString: Entry] = [:]
  /// How many values a file object has read; the files are kept, so that their identities stay theirs.
  private var positions: [ObjectIdentifier: (file: Object, count: Int)] = [:]
  private var writers: [Object] = []

  static func of(_ context: Context) -> Snapshots { context.state(Snapshots.self, make: Snapshots.init) }

  /// Whether a value consists of Python's own classes and those of the notebook: what libraries made is kept as it is,
  /// since its identity tells what is served.
  private static func isPlain(_ value: Value, depth: Int = 0) -> Bool {
    guard case .object(let object) = value else { return true }
    guard depth < 50, object.poison == nil else { return false }
    switch object {
    case let list as ListObject: return list.items.allSatisfy { isPlain($0, depth: depth + 1) }
    case let tuple as TupleObject: return tuple.items.allSatisfy { isPlain($0, depth: depth + 1) }
    case let dict as DictObject: return dict.values.allSatisfy { isPlain($0, depth: depth + 1) }
    case is SetObject, is BytesObject, is BigIntObject, is TypeObject, is FunctionObject: return true
    case let instance as InstanceObject where Swift.type(of: object) == InstanceObject.self:
      return instance.attributes.values.allSatisfy { isPlain($0, depth: depth + 1) }
    default: return false
    }
  }

  /// A deep copy; `nil` for what cannot be copied or must stay itself.
  static func copy(_ value: Value, in context: Context) throws(Raised) -> Value? {
    guard isPlain(value) else { return nil }
    do throws(Raised) {
      return try Copying(context).deep(value)
    } catch {
      guard error.cause != nil else { throw error }
      return nil
    }
  }

  func add(_ value: Value, to path: PythonString, writer: Object, in context: Context) throws(Raised) {
    let copy = try Snapshots.copy(value, in: context)
    writers.append(writer)
    if var entry = entries[path], entry.writer == ObjectIdentifier(writer) {
      entry.values.append(copy)
      entries[path] = entry
    } else {
      entries[path] = Entry(writer: ObjectIdentifier(writer), values: [copy])
    }
  }

  /// The next value of a file; `nil` if only the object itself is known.
  func next(of path: PythonString, reader: Object, in context: Context) throws(Raised) -> Value? {
    guard let entry = entries[path] else { return nil }
    let count = positions[ObjectIdentifier(reader)]?.count ?? 0
    positions[ObjectIdentifier(reader)] = (reader, count + 1)
    guard count < entry.values.count else { throw Raised(Exceptions.eofError, "Ran out of input") }
    guard let value = entry.values[count] else { return nil }
    return try Copying(context).deep(value)
  }
}

extension Standard.Joblib {
  static let dump = Function("dump(value, filename, compress=0, protocol=None, cache_size=None)") { call in
    let file = call["filename"].cast(to: FileObject.self)
    var path: PythonString = ""
    if let file { path = file.path } else { path = try call.context.path(call["filename"]) }
    call.context.save(call[0], as: path, by: "joblib.dump")
    try Snapshots.of(call.context).add(call[0], to: path, writer: file ?? DictObject(), in: call.context)
    return .list([.string(path)])
  }

  static let load = Function("load(filename, mmap_mode=None)") { call in
    let file = call["filename"].cast(to: FileObject.self)
    var path: PythonString = ""
    if let file { path = file.path } else { path = try call.context.path(call["filename"]) }
    let reader = file ?? DictObject()
    if let value = try Snapshots.of(call.context).next(of: path, reader: reader, in: call.context) { return value }
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
