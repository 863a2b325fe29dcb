import Kernels
import PythonRuntime

/// A path of `pathlib`.
final class PathObject: Object {
  nonisolated(unsafe) static let pure = TypeObject(
    name: "PurePath", module: "pathlib", bases: [FileStatus.pathLike], members: Standard.PurePathClass.members)
  nonisolated(unsafe) static let purePosix = TypeObject(name: "PurePosixPath", module: "pathlib", bases: [pure])
  nonisolated(unsafe) static let pureWindows = TypeObject(name: "PureWindowsPath", module: "pathlib", bases: [pure])
  nonisolated(unsafe) static let concrete = TypeObject(
    name: "Path", module: "pathlib", bases: [pure], members: Standard.PathClass.members)
  nonisolated(unsafe) static let posix = TypeObject(
    name: "PosixPath", module: "pathlib", bases: [concrete, purePosix])
  nonisolated(unsafe) static let windows = TypeObject(
    name: "WindowsPath", module: "pathlib", bases: [concrete, pureWindows])

  let path: PurePath

  init(_ path: PurePath, type: TypeObject) {
    self.path = path
    super.init(type: type)
  }

  /// Another path of the same class.
  func made(_ path: PurePath) -> Value { .object(PathObject(path, type: type)) }

  var text: PythonString { PythonString(bytes: path.text) }

  override var isMutable: Bool { false }

  override func hash(in context: Context) throws(Raised) -> Int {
    NumberHash.ofTuple(path.key.map { PythonString(bytes: $0).pythonHash })
  }

  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let other = other.cast(to: PathObject.self), other.path.isWindows == path.isWindows else { return nil }
    let (mine, theirs) = (path.key, other.path.key)
    if operation == .equal || operation == .notEqual { return .bool((mine == theirs) == (operation == .equal)) }
    let isLess = mine.lexicographicallyPrecedes(theirs) { $0.lexicographicallyPrecedes($1) }
    let order = mine == theirs ? 0 : isLess ? -1 : 1
    return .bool(operation.holds(order, 0))
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .divide else { return nil }
    guard case .string(let text) = other else {
      guard !reflected, let right = other.cast(to: PathObject.self) else { return nil }
      return made(path.joined([right.text]))
    }
    return made(reflected ? PurePath([text, self.text], isWindows: path.isWindows) : path.joined([text]))
  }

  override func str(in context: Context) throws(Raised) -> PythonString { text }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    let shown = PythonString(bytes: path.text.map { $0 == path.separator ? 0x2F : $0 })
    return PythonString(bytes: Array("\(type.name)(".utf8) + StringRepr.quoted(shown).bytes + [0x29])
  }
}

/// Arguments of paths.
enum PathArguments {
  static func text(_ value: Value, _ context: Context) throws(Raised) -> PythonString {
    if case .string(let text) = try value.supported() { return text }
    if let path = value.cast(to: PathObject.self) { return path.text }
    if value.cast(to: BytesObject.self) == nil, value.type.lookup("__fspath__") != nil {
      return try context.path(value)
    }
    if value.cast(to: BytesObject.self) != nil {
      throw .typeError(
        "argument should be a str object or an os.PathLike object returning str, not <class 'bytes'>")
    }
    throw .typeError("expected str, bytes or os.PathLike object, not \(value.typeName)")
  }

  static func texts(_ call: Call) throws(Raised) -> [PythonString] {
    var texts: [PythonString] = []
    for value in call.variadic { texts.append(try text(value, call.context)) }
    return texts
  }
}

extension Standard.Pathlib {
  static let pure = Constant("PurePath") { _ in .object(PathObject.pure) }
  static let purePosix = Constant("PurePosixPath") { _ in .object(PathObject.purePosix) }
  static let pureWindows = Constant("PureWindowsPath") { _ in .object(PathObject.pureWindows) }
  static let path = Constant("Path") { _ in .object(PathObject.concrete) }
  static let posix = Constant("PosixPath") { _ in .object(PathObject.posix) }
  static let windows = Constant("WindowsPath") { _ in .object(PathObject.windows) }
}
