import Kernels
import PythonRuntime

/// The arguments of `dataclass`.
struct DataclassOptions {
  var isInit = true
  var isShown = true
  var isEquatable = true
  var isOrdered = false
  var isHashForced = false
  var isFrozen = false
  var hasMatchArguments = true
  var isKeywordOnly = false
  var hasSlots = false

  init(_ call: Call) throws(Raised) {
    isInit = try call.bool("init")
    isShown = try call.bool("repr")
    isEquatable = try call.bool("eq")
    isOrdered = try call.bool("order")
    isHashForced = try call.bool("unsafe_hash")
    isFrozen = try call.bool("frozen")
    hasMatchArguments = try call.bool("match_args")
    isKeywordOnly = try call.bool("kw_only")
    hasSlots = try call.bool("slots")
  }

  /// `__dataclass_params__`
  func shown() -> Value {
    .object(
      DataclassParameters([
        ("init", isInit), ("repr", isShown), ("eq", isEquatable), ("order", isOrdered),
        ("unsafe_hash", isHashForced), ("frozen", isFrozen),
      ]))
  }
}

/// `__dataclass_params__` of a class.
final class DataclassParameters: Object {
  nonisolated(unsafe) private static let type = TypeObject(name: "_DataclassParams", module: "dataclasses")
  private let values: [(name: PythonString, value: Bool)]

  init(_ values: [(name: PythonString, value: Bool)]) {
    self.values = values
    super.init(type: DataclassParameters.type)
  }

  override var isMutable: Bool { false }

  /// Whether an option was chosen.
  subscript(name: PythonString) -> Bool { values.first { $0.name == name }?.value ?? false }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let value = values.first(where: { $0.name == name }) { return .bool(value.value) }
    return try super.attribute(name, in: context)
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    let parts = values.map { "\($0.name)=\($0.value ? "True" : "False")" }
    return PythonString("_DataclassParams(\(parts.joined(separator: ",")))")
  }
}

extension Standard.Dataclasses {
  static let dataclass = Function(
    "dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False)"
  ) { call in
    let options = try DataclassOptions(call)
    if call[0].isNone { return .object(DataclassDecorator(options)) }
    return try DataclassMaking(call.object("cls", as: TypeObject.self), options, call.context).result()
  }

  static let field = Function(
    "field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING)"
  ) { call in
    func given(_ name: String) -> Value { call.isGiven(name) ? call[name] : DataclassMarkers.missing }
    let (standard, factory) = (given("default"), given("default_factory"))
    if !DataclassMarkers.isMissing(standard), !DataclassMarkers.isMissing(factory) {
      throw Raised.valueError("cannot specify both default and default_factory")
    }
    let metadata = try call.optionalObject("metadata", as: Object.self).map {
      ReadOnlyMapping($0, ReadOnlyMapping.type)
    }
    return .object(
      DataclassField(
        standard: standard, factory: factory, isInit: try call.bool("init"), isShown: try call.bool("repr"),
        hash: call["hash"], isCompared: try call.bool("compare"), metadata: metadata.map { .object($0) },
        keywordOnly: given("kw_only")))
  }

  static let fieldClass = Constant("Field") { _ in .object(DataclassField.type) }
  static let initVar = Constant("InitVar") { _ in .object(InitVariable.type) }
  static let missing = Constant("MISSING") { _ in DataclassMarkers.missing }
  static let keywordOnly = Constant("KW_ONLY") { _ in DataclassMarkers.keywordOnly }
  static let frozenError = Constant("FrozenInstanceError") { _ in .object(DataclassMaking.frozenError) }
}

/// What `dataclass(order=True)` gives: the decorator.
final class DataclassDecorator: Object {
  private let options: DataclassOptions

  init(_ options: DataclassOptions) {
    self.options = options
    super.init(type: Types.function)
  }

  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let type = arguments.positional.first?.cast(to: TypeObject.self) else {
      throw .typeError("dataclass() should be used on a class")
    }
    return try DataclassMaking(type, options, context).result()
  }
}
