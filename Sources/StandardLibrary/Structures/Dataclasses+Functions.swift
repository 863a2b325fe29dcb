import Kernels
import PythonRuntime

extension Standard.Dataclasses {
  /// The fields of a data class or an instance of one, class variables and init variables included.
  private static func allFields(of value: Value, orElse message: String) throws(Raised) -> [DataclassField] {
    let type = value.cast(to: TypeObject.self) ?? value.type
    guard let known = type.lookup("__dataclass_fields__")?.cast(to: DictObject.self) else { throw .typeError(message) }
    return known.values.compactMap { $0.object as? DataclassField }
  }

  private static func isInstance(_ value: Value) -> Bool {
    !(value.object is TypeObject) && value.type.lookup("__dataclass_fields__") != nil
  }

  static let fields = Function("fields(class_or_instance)") { call in
    let all = try allFields(of: call[0], orElse: "must be called with a dataclass type or instance")
    return .tuple(all.filter { $0.kind == .field }.map { .object($0) })
  }

  static let isDataclass = Function("is_dataclass(obj)") { call in
    let type = call[0].cast(to: TypeObject.self) ?? call[0].type
    return .bool(type.lookup("__dataclass_fields__") != nil)
  }

  static let asdict = Function("asdict(obj, *, dict_factory=dict)") { call in
    guard isInstance(call[0]) else { throw Raised.typeError("asdict() should be called on dataclass instances") }
    let factory = call.isGiven("dict_factory") ? call["dict_factory"] : nil
    return try Unfolding(call.context, asTuple: false, factory: factory).unfolded(call[0])
  }

  static let astuple = Function("astuple(obj, *, tuple_factory=tuple)") { call in
    guard isInstance(call[0]) else { throw Raised.typeError("astuple() should be called on dataclass instances") }
    let factory = call.isGiven("tuple_factory") ? call["tuple_factory"] : nil
    return try Unfolding(call.context, asTuple: true, factory: factory).unfolded(call[0])
  }

  static let replace = Function("replace(obj, /, **changes)") { call in
    guard isInstance(call[0]) else { throw Raised.typeError("replace() should be called on dataclass instances") }
    var changes = call.keywords
    for field in try allFields(of: call[0], orElse: "") where field.kind != .classVariable {
      let isChanged = changes.contains { $0.name == field.name }
      if !field.isInit {
        if isChanged {
          throw Raised.valueError(
            "field \(field.name) is declared with init=False, it cannot be specified with replace()")
        }
        continue
      }
      if isChanged { continue }
      if field.kind == .initVariable, !field.hasDefault {
        throw Raised.valueError("InitVar \(StringRepr.quoted(field.name)) must be specified with replace()")
      }
      changes.append((field.name, try call.context.attribute(of: call[0], named: field.name)))
    }
    return try call.context.call(.object(call[0].type), CallArguments([], keywords: changes))
  }

  static let makeDataclass = Function(
    "make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False)"
  ) { call in
    let names = DictObject()
    for (key, value) in try call.optionalObject("namespace", as: DictObject.self)?.items ?? [] {
      try names.set(key, to: value, in: call.context)
    }
    let hints = DictObject()
    for item in try call.list("fields") {
      let (name, hint, standard) = try declared(item, call)
      if !name.isIdentifier {
        throw Raised.typeError("Field names must be valid identifiers: \(StringRepr.quoted(name))")
      }
      if Keywords.hard.contains(name.description) {
        throw Raised.typeError("Field names must not be keywords: \(StringRepr.quoted(name))")
      }
      if hints[name] != nil { throw Raised.typeError("Field name duplicated: \(StringRepr.quoted(name))") }
      hints[name] = hint
      if let standard { names[name] = standard }
    }
    names["__annotations__"] = .object(hints)
    let bases = Value.tuple(try call.list("bases"))
    let first = try call.list("bases").first?.type ?? TypeObject.metatype
    let made = try call.context.call(.object(first), [call["cls_name"], bases, .object(names)])
    guard let type = made.cast(to: TypeObject.self) else { return made }
    if names["__module__"] == nil { type.define("__module__", "types") }
    return try DataclassMaking(type, DataclassOptions(call), call.context).result()
  }

  private static func declared(_ item: Value, _ call: Call) throws(Raised) -> (PythonString, Value, Value?) {
    if let name = item.stringValue { return (name, "typing.Any", nil) }
    let parts = try call.context.items(of: item)
    guard parts.count == 2 || parts.count == 3, let name = parts[0].stringValue else {
      throw .typeError("Invalid field: \(try call.context.repr(item))")
    }
    return (name, parts[1], parts.count == 3 ? parts[2] : nil)
  }
}

/// `asdict` and `astuple`: data classes and containers become plain values, everything else is copied.
private struct Unfolding {
  private let context: Context
  private let asTuple: Bool
  private let factory: Value?

  init(_ context: Context, asTuple: Bool, factory: Value?) {
    self.context = context
    self.asTuple = asTuple
    self.factory = factory
  }

  func unfolded(_ value: Value) throws(Raised) -> Value {
    guard case .object(let object) = value else { return value }
    if !(object is TypeObject), let fields = object.type.lookup("__dataclass_fields__")?.cast(to: DictObject.self) {
      return try unfolded(value, fields)
    }
    switch object {
    case let list as ListObject where list.type === ListObject.type:
      return .list(try all(list.items))
    case let tuple as TupleObject:
      let items = try all(tuple.items)
      return tuple.type === TupleObject.type ? .tuple(items) : NamedTupleClass.instance(items, of: tuple.type)
    case let dict as DictObject where !dict.type.isUserDefined:
      let copy = dict.emptyCopy()
      for (key, value) in dict.items { try copy.set(unfolded(key), to: unfolded(value), in: context) }
      return .object(copy)
    default: return try Copying(context).deep(value)
    }
  }

  private func all(_ items: [Value]) throws(Raised) -> [Value] {
    var result: [Value] = []
    for item in items { result.append(try unfolded(item)) }
    return result
  }

  private func unfolded(_ value: Value, _ fields: DictObject) throws(Raised) -> Value {
    var pairs: [(PythonString, Value)] = []
    for entry in fields.values {
      guard let field = entry.object as? DataclassField, field.kind == .field else { continue }
      pairs.append((field.name, try unfolded(context.attribute(of: value, named: field.name))))
    }
    if asTuple {
      let items = pairs.map(\.1)
      return try factory.map { factory throws(Raised) in try context.call(factory, [.list(items)]) } ?? .tuple(items)
    }
    guard let factory else { return .object(DictObject(pairs)) }
    return try context.call(factory, [.list(pairs.map { .tuple([.string($0.0), $0.1]) })])
  }
}
