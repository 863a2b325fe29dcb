import Kernels
import PythonRuntime

extension Standard.Collections {
  static let namedtuple = Function("namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)") {
    call in
    let name = try call.text("typename")
    var fields: [PythonString] = []
    if case .string(let text) = call["field_names"] {
      let spaced = text.bytes.map { $0 == UInt8(ascii: ",") ? 0x20 : $0 }
      fields = spaced.split(separator: 0x20).map { PythonString(bytes: Array($0)) }
    } else {
      for field in try call.list("field_names") { fields.append(try call.context.str(field)) }
    }
    let defaults = call.isNone("defaults") ? [] : try call.list("defaults")
    let type = try call.context.makeClass(name, bases: [.object(TupleObject.type)])
    type.define("_fields", .tuple(fields.map(Value.string)))
    type.define("__match_args__", .tuple(fields.map(Value.string)))
    for (i, field) in fields.enumerated() { type.define(field, .object(FieldProperty(i))) }
    type.define("__new__", .object(NamedTupleMaker(fields, defaults: defaults)))
    for method in [represent, asDictionary, replace] { type.define(method.name, method.value(in: type)) }
    type.define("_make", .object(ClassMethodObject(make.value(in: type))))
    return .object(type)
  }

  private static let represent = Method("__repr__(self)") { call in
    let tuple = try call.receiver(as: TupleObject.self)
    var parts: [String] = []
    for (field, value) in zip(fields(of: tuple), tuple.items) {
      parts.append("\(field)=\(try call.context.repr(value))")
    }
    return .text("\(tuple.type.name)(\(parts.joined(separator: ", ")))")
  }

  private static let asDictionary = Method("_asdict(self)") { call in
    let tuple = try call.receiver(as: TupleObject.self)
    return .object(DictObject(Array(zip(fields(of: tuple), tuple.items))))
  }

  private static let replace = Method("_replace(self, /, **kwds)") { call in
    let tuple = try call.receiver(as: TupleObject.self)
    let keywords = call.keywords
    let items = zip(fields(of: tuple), tuple.items).map { field, value in
      keywords.first { $0.name == field }?.value ?? value
    }
    return .object(TupleObject(items, type: tuple.type))
  }

  private static let make = Function("_make(cls, iterable, /)") { call in
    try call.context.call(call[0], call.list("iterable"))
  }

  private static func fields(of tuple: TupleObject) -> [PythonString] {
    tuple.type.lookup("_fields")?.cast(to: TupleObject.self)?.items.compactMap(\.stringValue) ?? []
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
    receiver.cast(to: TupleObject.self)?.items[position] ?? .none
  }
}

/// `__new__` of a named tuple: binds the fields like a function's parameters.
final class NamedTupleMaker: Object {
  private let fields: [PythonString]
  private let defaults: [Value]

  init(_ fields: [PythonString], defaults: [Value]) {
    self.fields = fields
    self.defaults = defaults
    super.init(type: Types.staticMethod)
  }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let type = arguments.positional.first?.cast(to: TypeObject.self) else {
      throw .typeError("__new__() needs a class")
    }
    let given = arguments.positional.dropFirst()
    if given.count > fields.count {
      throw .typeError(
        "\(type.name).__new__() takes \(fields.count + 1) positional arguments but \(given.count + 1) were given")
    }
    var values: [PythonString: Value] = [:]
    for (field, value) in zip(fields, given) { values[field] = value }
    for (name, value) in arguments.keywords {
      guard fields.contains(name) else {
        throw .typeError("\(type.name).__new__() got an unexpected keyword argument '\(name)'")
      }
      values[name] = value
    }
    for (field, value) in zip(fields.suffix(defaults.count), defaults) where values[field] == nil {
      values[field] = value
    }
    let missing = fields.filter { values[$0] == nil }
    if let first = missing.first {
      throw .typeError("\(type.name).__new__() missing \(missing.count) required positional argument: '\(first)'")
    }
    return .object(TupleObject(fields.compactMap { values[$0] }, type: type))
  }
}
