import Kernels
import PythonRuntime

extension Standard.Collections {
  static let namedtuple = Function("namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)") {
    call in
    let name = try call.context.str(call["typename"])
    var fields: [PythonString] = []
    if case .string(let text) = call["field_names"] {
      let spaced = text.bytes.map { $0 == UInt8(ascii: ",") ? 0x20 : $0 }
      fields = spaced.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }.map { PythonString(bytes: Array($0)) }
    } else {
      for field in try call.list("field_names") { fields.append(try call.context.str(field)) }
    }
    if try call.bool("rename") { NamedTupleClass.rename(&fields) }
    try NamedTupleClass.check(name, fields)
    let defaults = call.isNone("defaults") ? [] : try call.list("defaults")
    if defaults.count > fields.count { throw Raised.typeError("Got more default values than field names") }
    let type = try NamedTupleClass.make(name, fields, defaults: defaults, in: call.context)
    if !call.isNone("module") { type.define("__module__", call["module"]) }
    return .object(type)
  }
}

/// The classes that `namedtuple` makes.
enum NamedTupleClass {
  /// A class of this name with these fields, the last of which have defaults.
  static func make(
    _ name: PythonString, _ fields: [PythonString], defaults: [Value], in context: Context
  ) throws(Raised) -> TypeObject {
    let type = try context.makeClass(name.description, bases: [.object(TupleObject.type)])
    let names = Value.tuple(fields.map(Value.string))
    type.define("__doc__", .text("\(name)(\(fields.map(\.description).joined(separator: ", ")))"))
    type.define("__slots__", .tuple([]))
    type.define("_fields", names)
    type.define("__match_args__", names)
    type.define("_field_defaults", .object(DictObject(Array(zip(fields.suffix(defaults.count), defaults)))))
    for (i, field) in fields.enumerated() { type.define(field, .object(FieldProperty(i))) }
    type.define("__new__", .object(NamedTupleMaker(name.description, fields, defaults: defaults)))
    for method in [represent, asDictionary, replace, newArguments] { type.define(method.name, method.value(in: type)) }
    type.define("_make", .object(ClassMethodObject(makeFromIterable.value(in: type))))
    return type
  }

  /// A class of the library, made once a run.
  static func shared(
    _ qualifiedName: String, _ fields: [PythonString], _ context: Context, isQualified: Bool = false
  ) throws(Raised) -> TypeObject {
    let known = context.state(SharedClasses.self, make: SharedClasses.init)
    if let type = known.types[qualifiedName] { return type }
    let parts = qualifiedName.split(separator: ".")
    let type = try make(PythonString(String(parts.last ?? "")), fields, defaults: [], in: context)
    type.define("__module__", .text(parts.dropLast().joined(separator: ".")))
    if isQualified { type.define("__repr__", representQualified.value(in: type)) }
    known.types[qualifiedName] = type
    return type
  }

  private final class SharedClasses {
    var types: [String: TypeObject] = [:]
  }

  /// Replaces names that are not allowed by `_0`, `_1`, ….
  static func rename(_ fields: inout [PythonString]) {
    var seen: Set<PythonString> = []
    for (i, field) in fields.enumerated() {
      let isAllowed =
        field.isIdentifier && !Keywords.hard.contains(field.description) && field.bytes.first != UInt8(ascii: "_")
      if !isAllowed || seen.contains(field) { fields[i] = PythonString("_\(i)") }
      seen.insert(fields[i])
    }
  }

  static func check(_ name: PythonString, _ fields: [PythonString]) throws(Raised) {
    for name in [name] + fields {
      let quoted = StringRepr.quoted(name)
      if !name.isIdentifier {
        throw .valueError("Type names and field names must be valid identifiers: \(quoted)")
      }
      if Keywords.hard.contains(name.description) {
        throw .valueError("Type names and field names cannot be a keyword: \(quoted)")
      }
    }
    var seen: Set<PythonString> = []
    for field in fields {
      let quoted = StringRepr.quoted(field)
      if field.bytes.first == UInt8(ascii: "_"), !field.isRenamed(fields) {
        throw .valueError("Field names cannot start with an underscore: \(quoted)")
      }
      if !seen.insert(field).inserted { throw .valueError("Encountered duplicate field name: \(quoted)") }
    }
  }

  private static let represent = Method("__repr__(self)") { call in .text(try text(call, module: "")) }

  private static let representQualified = Method("__repr__(self)") { call in
    let module = try call.context.attribute(of: .object(call.receiver.type), named: "__module__")
    return .text(try text(call, module: "\(try call.context.str(module))."))
  }

  private static func text(_ call: Call, module: String) throws -> String {
    let tuple = try call.receiver(as: TupleObject.self)
    var parts: [String] = []
    for (field, value) in zip(fields(of: call.receiver.type), tuple.items) {
      parts.append("\(field)=\(try call.context.repr(value))")
    }
    return "\(module)\(call.receiver.type.name)(\(parts.joined(separator: ", ")))"
  }

  private static let asDictionary = Method("_asdict(self)") { call in
    let tuple = try call.receiver(as: TupleObject.self)
    return .object(DictObject(Array(zip(fields(of: call.receiver.type), tuple.items))))
  }

  private static let newArguments = Method("__getnewargs__(self)") { call in
    .tuple(try call.receiver(as: TupleObject.self).items)
  }

  private static let replace = Method("_replace(self, /, **kwds)") { call in
    let tuple = try call.receiver(as: TupleObject.self)
    let fields = fields(of: call.receiver.type)
    let keywords = call.keywords
    let unknown = keywords.filter { !fields.contains($0.name) }
    if !unknown.isEmpty {
      let names = try call.context.repr(.list(unknown.map { .string($0.name) }))
      throw Raised.valueError("Got unexpected field names: \(names)")
    }
    let items = zip(fields, tuple.items).map { field, value in
      keywords.first { $0.name == field }?.value ?? value
    }
    return instance(items, of: call.receiver.type)
  }

  private static let makeFromIterable = Function("_make(cls, iterable, /)") { call in
    let type = try call.object("cls", as: TypeObject.self)
    let items = try call.list("iterable")
    let count = fields(of: type).count
    guard items.count == count else {
      throw Raised.typeError("Expected \(count) arguments, got \(items.count)")
    }
    return instance(items, of: type)
  }

  /// A tuple of a class that `namedtuple` made, or of one derived from it.
  static func instance(_ items: [Value], of type: TypeObject) -> Value {
    guard let owner = type.order.first(where: { $0.members.value(forString: "_fields") != nil }), owner !== type else {
      return .object(TupleObject(items, type: type))
    }
    return .object(InstanceObject(of: type, native: .tuple(items)))
  }

  /// The fields of a class, own or inherited.
  static func fields(of type: TypeObject) -> [PythonString] {
    type.lookup("_fields")?.cast(to: TupleObject.self)?.items.compactMap(\.stringValue) ?? []
  }
}

extension PythonString {
  /// Whether it is a name that `rename` made for its place.
  fileprivate func isRenamed(_ fields: [PythonString]) -> Bool {
    guard let position = fields.firstIndex(of: self) else { return false }
    return self == PythonString("_\(position)")
  }
}

/// The attribute of a named tuple's field.
final class FieldProperty: Object {
  private let position: Int

  init(_ position: Int) {
    self.position = position
    super.init(type: Types.property)
  }

  override func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    guard let items = receiver.cast(to: TupleObject.self)?.items, position < items.count else {
      throw .indexError("tuple index out of range")
    }
    return items[position]
  }

  override func boundToClass(_ type: TypeObject, in context: Context) throws(Raised) -> Value { .object(self) }

  override var isDataDescriptor: Bool { true }

  override func setBound(_ receiver: Value, to value: Value, in context: Context) throws(Raised) {
    throw .attributeError("can't set attribute")
  }

  override func deleteBound(_ receiver: Value, in context: Context) throws(Raised) {
    throw .attributeError("can't delete attribute")
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "__doc__" { return .text("Alias for field number \(position)") }
    return try super.attribute(name, in: context)
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("_tuplegetter(\(position), 'Alias for field number \(position)')")
  }
}

/// `__new__` of a named tuple: binds the fields like a function's parameters.
final class NamedTupleMaker: Object {
  private let name: String
  let signature: Signature
  private let fields: [PythonString]
  private let defaults: [Value]

  init(_ name: String, _ fields: [PythonString], defaults: [Value]) {
    self.name = name
    self.fields = fields
    self.defaults = defaults
    let required = fields.count - defaults.count
    var parameters = [Parameter(name: "_cls", kind: .positional, defaultValue: nil)]
    for (i, field) in fields.enumerated() {
      let standard: Parameter.Default? = i < required ? nil : .name("default")
      parameters.append(Parameter(name: field.description, kind: .positional, defaultValue: standard))
    }
    signature = Signature(name: "__new__", parameters: parameters)
    super.init(type: Types.staticMethod)
  }

  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let type = arguments.positional.first?.cast(to: TypeObject.self) else {
      throw .typeError("tuple.__new__(X): X is not a type object (\((arguments.positional.first ?? .none).typeName))")
    }
    let call = try signature.bind(arguments, owner: name, in: context)
    var items = Array(call.values.dropFirst())
    let required = fields.count - defaults.count
    for i in items.indices where i >= required && items[i].object is DefaultName { items[i] = defaults[i - required] }
    return NamedTupleClass.instance(items, of: type)
  }

  override func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    .object(self)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__name__": return "__new__"
    case "__qualname__": return .text("\(self.name).__new__")
    default: return try super.attribute(name, in: context)
    }
  }
}
