import Kernels
import PythonRuntime

/// `dataclasses.Field`.
final class DataclassField: Object {
  /// What a hint makes of a name.
  enum Kind: String { case field = "_FIELD", classVariable = "_FIELD_CLASSVAR", initVariable = "_FIELD_INITVAR" }

  nonisolated(unsafe) static let type = TypeObject(name: "Field", module: "dataclasses")

  var name: PythonString = ""
  var hint: Value = .none
  var kind = Kind.field
  /// `MISSING` if there is none.
  let standard: Value
  let factory: Value
  let isInit: Bool
  let isShown: Bool
  /// None means as `compare` says.
  let hash: Value
  let isCompared: Bool
  let metadata: Value
  var keywordOnly: Value

  init(
    standard: Value = DataclassMarkers.missing, factory: Value = DataclassMarkers.missing, isInit: Bool = true,
    isShown: Bool = true, hash: Value = .none, isCompared: Bool = true, metadata: Value? = nil,
    keywordOnly: Value = DataclassMarkers.missing
  ) {
    self.standard = standard
    self.factory = factory
    self.isInit = isInit
    self.isShown = isShown
    self.hash = hash
    self.isCompared = isCompared
    self.metadata = metadata ?? .object(ReadOnlyMapping(DictObject(), ReadOnlyMapping.type))
    self.keywordOnly = keywordOnly
    super.init(type: DataclassField.type)
  }

  override var isMutable: Bool { false }

  var hasDefault: Bool { !DataclassMarkers.isMissing(standard) }
  var hasFactory: Bool { !DataclassMarkers.isMissing(factory) }
  var isKeywordOnly: Bool { keywordOnly.isIdentical(to: true) }

  /// Whether it is part of the hash.
  func isHashed(in context: Context) throws(Raised) -> Bool { hash.isNone ? isCompared : try context.truth(hash) }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "name": return .string(self.name)
    case "type": return hint
    case "default": return standard
    case "default_factory": return factory
    case "init": return .bool(isInit)
    case "repr": return .bool(isShown)
    case "hash": return hash
    case "compare": return .bool(isCompared)
    case "metadata": return metadata
    case "kw_only": return keywordOnly
    case "_field_type": return .text(kind.rawValue)
    default: return try super.attribute(name, in: context)
    }
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    func shown(_ value: Value) throws(Raised) -> PythonString { try context.repr(value) }
    return PythonString(
      "Field(name=\(StringRepr.quoted(name)),type=\(try shown(hint)),default=\(try shown(standard)),"
        + "default_factory=\(try shown(factory)),init=\(try shown(.bool(isInit))),repr=\(try shown(.bool(isShown))),"
        + "hash=\(try shown(hash)),compare=\(try shown(.bool(isCompared))),metadata=\(try shown(metadata)),"
        + "kw_only=\(try shown(keywordOnly)),_field_type=\(kind.rawValue))")
  }
}

/// The values of `dataclasses` that stand for something.
enum DataclassMarkers {
  nonisolated(unsafe) private static let missingObject = InstanceObject(
    of: TypeObject(name: "_MISSING_TYPE", module: "dataclasses"))
  nonisolated(unsafe) private static let keywordOnlyObject = InstanceObject(
    of: TypeObject(name: "_KW_ONLY_TYPE", module: "dataclasses"))

  /// `MISSING`
  static var missing: Value { .object(missingObject) }
  /// `KW_ONLY`
  static var keywordOnly: Value { .object(keywordOnlyObject) }

  static func isMissing(_ value: Value) -> Bool { value.object === missingObject }
  static func isKeywordOnly(_ value: Value) -> Bool { value.object === keywordOnlyObject }
}

/// `dataclasses.InitVar[int]`.
final class InitVariable: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "InitVar", module: "dataclasses",
    members: [
      ClassMethod("__class_getitem__(cls, type, /)") { call in .object(InitVariable(call[1])) },
      Constructor("InitVar(cls, type)") { call in .object(InitVariable(call["type"])) },
    ])
  private let hint: Value

  init(_ hint: Value) {
    self.hint = hint
    super.init(type: InitVariable.type)
  }

  override var isMutable: Bool { false }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "type" { return hint }
    return try super.attribute(name, in: context)
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("dataclasses.InitVar[\(try TypeHints.text(hint, in: context))]")
  }
}
