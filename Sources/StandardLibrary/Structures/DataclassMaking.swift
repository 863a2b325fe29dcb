import Kernels
import PythonRuntime

/// Makes a data class of a class with hints.
final class DataclassMaking {
  nonisolated(unsafe) static let frozenError = Exceptions.make(
    "FrozenInstanceError", module: "dataclasses", Exceptions.attributeError)

  private let type: TypeObject
  private let options: DataclassOptions
  private let context: Context
  private var fields: [DataclassField] = []

  init(_ type: TypeObject, _ options: DataclassOptions, _ context: Context) {
    self.type = type
    self.options = options
    self.context = context
  }

  private func has(_ name: PythonString) -> Bool { type.members.value(forString: name) != nil }

  func result() throws(Raised) -> Value {
    try inheritFields()
    let own = try ownFields()
    try finishDefaults(own)
    let dictionary = DictObject()
    for field in fields { dictionary[field.name] = .object(field) }
    type.define("__dataclass_fields__", .object(dictionary))
    type.define("__dataclass_params__", options.shown())
    if options.isOrdered, !options.isEquatable { throw .valueError("eq must be true if order is true") }
    // Whether there is a hash of its own is asked before `__eq__` is added.
    let explicitHash = type.members.value(forString: "__hash__").map { !($0.isNone && has("__eq__")) } ?? false
    let shown = fields.filter { $0.kind == .field }
    try addInit()
    addMethods(shown)
    try addOrder(shown)
    if options.isFrozen { try addFreezing(shown) }
    try addHash(explicitHash, shown)
    try addDocumentation()
    if options.hasMatchArguments, !has("__match_args__") {
      let names = fields.filter { $0.isInit && !$0.isKeywordOnly && $0.kind != .classVariable }
      type.define("__match_args__", .tuple(names.map { .string($0.name) }))
    }
    let made = options.hasSlots ? try withSlots(own) : .object(type)
    if let made = made.cast(to: TypeObject.self), made.lookup("__abstractmethods__") != nil {
      try AbstractClass.findAbstract(in: made, context)
    }
    return made
  }

  // MARK: Fields

  private func inheritFields() throws(Raised) {
    var hasFrozen = false
    var hasOther = false
    for base in type.order.dropFirst().reversed() {
      guard let inherited = base.members.value(forString: "__dataclass_fields__")?.cast(to: DictObject.self) else {
        continue
      }
      for value in inherited.values { if let field = value.object as? DataclassField { add(field) } }
      let isFrozen = (base.members.value(forString: "__dataclass_params__")?.object as? DataclassParameters)?["frozen"]
      if isFrozen == true { hasFrozen = true } else { hasOther = true }
    }
    if hasFrozen, !options.isFrozen { throw .typeError("cannot inherit non-frozen dataclass from a frozen one") }
    if hasOther, options.isFrozen { throw .typeError("cannot inherit frozen dataclass from a non-frozen one") }
  }

  private func add(_ field: DataclassField) {
    if let known = fields.firstIndex(where: { $0.name == field.name }) {
      fields[known] = field
    } else {
      fields.append(field)
    }
  }

  private func ownFields() throws(Raised) -> [DataclassField] {
    let hints = type.members.value(forString: "__annotations__")?.cast(to: DictObject.self)?.items ?? []
    var own: [DataclassField] = []
    var isKeywordOnly = options.isKeywordOnly
    var hasMarker = false
    for (key, hint) in hints {
      guard case .string(let name) = key else { continue }
      if DataclassMarkers.isKeywordOnly(hint) || DataclassHints.isKeywordOnly(hint) {
        if hasMarker {
          throw .typeError("\(StringRepr.quoted(name)) is KW_ONLY, but KW_ONLY has already been specified")
        }
        hasMarker = true
        isKeywordOnly = true
        continue
      }
      own.append(try field(name, hint, isKeywordOnly))
    }
    return own
  }

  private func field(_ name: PythonString, _ hint: Value, _ isKeywordOnly: Bool) throws(Raised) -> DataclassField {
    var standard = type.lookup(name) ?? DataclassMarkers.missing
    if standard.type === Types.memberDescriptor { standard = DataclassMarkers.missing }
    let field = standard.object as? DataclassField ?? DataclassField(standard: standard)
    field.name = name
    field.hint = hint
    field.kind = DataclassHints.kind(of: hint)
    if field.kind != .field, field.hasFactory {
      throw .typeError("field \(name) cannot have a default factory")
    }
    if field.kind == .classVariable {
      if !DataclassMarkers.isMissing(field.keywordOnly) {
        throw .typeError("field \(name) is a ClassVar but specifies kw_only")
      }
    } else if DataclassMarkers.isMissing(field.keywordOnly) {
      field.keywordOnly = .bool(isKeywordOnly)
    }
    if field.kind == .field, field.hasDefault, field.standard.type.lookup("__hash__")?.isNone == true {
      throw .valueError(
        "mutable default \(try context.repr(.object(field.standard.type))) for field \(name) is not allowed: use default_factory"
      )
    }
    return field
  }

  /// Puts defaults where the fields stood.
  private func finishDefaults(_ own: [DataclassField]) throws(Raised) {
    for field in own {
      add(field)
      guard type.lookup(field.name)?.object is DataclassField else { continue }
      if field.hasDefault {
        type.define(field.name, field.standard)
      } else if has(field.name) {
        try context.deleteAttribute(of: .object(type), named: field.name)
      }
    }
    for (key, value) in type.members.items where value.object is DataclassField {
      throw .typeError("\(try context.repr(key)) is a field but has no type annotation")
    }
  }

  // MARK: Methods

  private func addInit() throws(Raised) {
    var seenDefault = false
    let taken = fields.filter { $0.isInit && $0.kind != .classVariable }
    for field in taken where !field.isKeywordOnly {
      if field.hasDefault || field.hasFactory {
        seenDefault = true
      } else if seenDefault {
        throw .typeError("non-default argument \(StringRepr.quoted(field.name)) follows default argument")
      }
    }
    guard options.isInit, !has("__init__") else { return }
    type.define(
      "__init__", .object(DataclassInitializer(type, fields, isFrozen: options.isFrozen, hasSlots: options.hasSlots)))
  }

  private func addMethods(_ shown: [DataclassField]) {
    if options.isShown, !has("__repr__") {
      type.define("__repr__", .object(DataclassMethod(.represent, shown.filter(\.isShown), type)))
    }
    if options.isEquatable, !has("__eq__") {
      type.define("__eq__", .object(DataclassMethod(.compare(.equal), shown.filter(\.isCompared), type)))
    }
  }

  private func addOrder(_ shown: [DataclassField]) throws(Raised) {
    guard options.isOrdered else { return }
    for operation in [ComparisonOperator.less, .lessOrEqual, .greater, .greaterOrEqual] {
      let name = operation.methodName
      if has(name) {
        throw .typeError(
          "Cannot overwrite attribute \(name) in class \(type.name). Consider using functools.total_ordering")
      }
      type.define(name, .object(DataclassMethod(.compare(operation), shown.filter(\.isCompared), type)))
    }
  }

  private func addFreezing(_ shown: [DataclassField]) throws(Raised) {
    for (name, kind) in [("__setattr__", .store), ("__delattr__", .delete)] as [(PythonString, DataclassMethod.Kind)] {
      if has(name) { throw .typeError("Cannot overwrite attribute \(name) in class \(type.name)") }
      type.define(name, .object(DataclassMethod(kind, shown, type)))
    }
  }

  private func addHash(_ explicit: Bool, _ shown: [DataclassField]) throws(Raised) {
    if options.isHashForced, explicit { throw .typeError("Cannot overwrite attribute __hash__ in class \(type.name)") }
    let adds = options.isHashForced || (options.isEquatable && options.isFrozen && !explicit)
    if adds {
      var hashed: [DataclassField] = []
      for field in shown where try field.isHashed(in: context) { hashed.append(field) }
      type.define("__hash__", .object(DataclassMethod(.hash, hashed, type)))
    } else if options.isEquatable, !options.isFrozen, !explicit {
      type.define("__hash__", .none)
    }
  }

  private func addDocumentation() throws(Raised) {
    if let known = type.members.value(forString: "__doc__"), !known.isNone { return }
    let text = try SignatureReading.signature(of: .object(type), in: context)?.text(in: context, showsResult: false)
    if let text { type.define("__doc__", .text("\(type.name)\(text)")) }
  }

  // MARK: Slots

  /// The class once more, with `__slots__` for its own fields.
  private func withSlots(_ own: [DataclassField]) throws(Raised) -> Value {
    if has("__slots__") { throw .typeError("\(type.name) already specifies __slots__") }
    let names = DictObject()
    var inherited: Set<PythonString> = []
    for base in type.order.dropFirst() {
      guard let slots = base.members.value(forString: "__slots__") else { continue }
      for slot in slots.stringValue != nil ? [slots] : try context.items(of: slots) {
        if let name = slot.stringValue { inherited.insert(name) }
      }
    }
    let slots = fields.filter { $0.kind == .field && !inherited.contains($0.name) }.map(\.name)
    for (key, value) in type.members.items {
      guard case .string(let name) = key, !fields.contains(where: { $0.kind == .field && $0.name == name }) else {
        continue
      }
      if name != "__dict__", name != "__weakref__" { names[name] = value }
    }
    names["__slots__"] = .tuple(slots.map(Value.string))
    names["__qualname__"] = .text(type.nestedName)
    let made = try context.call(
      .object(type.type), [.text(type.name), .tuple(type.bases.map { .object($0) }), .object(names)])
    if let made = made.cast(to: TypeObject.self) { DataclassMethod.move(from: type, to: made) }
    return made
  }
}

/// What hints say about fields.
enum DataclassHints {
  static func kind(of hint: Value) -> DataclassField.Kind {
    if let text = hint.stringValue?.description {
      let name = text.split(separator: "[").first.map(String.init) ?? ""
      switch name.split(separator: ".").last {
      case "ClassVar": return .classVariable
      case "InitVar": return .initVariable
      default: return .field
      }
    }
    if hint.object === InitVariable.type || hint.object is InitVariable { return .initVariable }
    if let typing = hint.object as? TypingObject, typing.isClassVariable { return .classVariable }
    if let form = hint.object as? TypingForm, form.kind == .classVariable { return .classVariable }
    return .field
  }

  static func isKeywordOnly(_ hint: Value) -> Bool {
    guard let text = hint.stringValue?.description else { return false }
    return text == "KW_ONLY" || text.hasSuffix(".KW_ONLY")
  }
}
