import Kernels
import PythonRuntime

/// A function of `typing` that also stands as the base of classes with hints, which then derive from `base`.
class TypedRecordForm: Object {
  private let base: TypeObject

  init(_ base: TypeObject) {
    self.base = base
    super.init(type: Types.function)
  }

  override var isCallable: Bool { true }
  override var isMutable: Bool { false }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__mro_entries__": return .object(BoundMethod(TypedBase(base), receiver: .object(self)))
    case "__name__", "__qualname__": return .text(base.name)
    case "__module__": return "typing"
    default: return try super.attribute(name, in: context)
    }
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<function \(base.name) at \(address)>")
  }
}

/// `typing.NamedTuple`: the base of classes with hints, and a function.
final class TypedNamedTuple: TypedRecordForm {
  nonisolated(unsafe) static let shared = TypedNamedTuple(base)

  nonisolated(unsafe) static let metaclass = TypeObject(
    name: "NamedTupleMeta", module: "typing", bases: [TypeObject.metatype],
    members: [
      Constructor("NamedTupleMeta(mcls, typename, bases, ns, /, **kwargs)") { call in try made(call) }
    ])

  nonisolated(unsafe) private static let base: TypeObject = {
    let type = TypeObject(name: "NamedTuple", module: "typing")
    type.become(metaclass)
    return type
  }()

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let name = arguments.positional.first?.stringValue else {
      throw .typeError("NamedTuple() missing 1 required positional argument: 'typename'")
    }
    var fields: [(PythonString, Value)] = arguments.keywords.map { ($0.name, $0.value) }
    if arguments.positional.count > 1 {
      for pair in try context.items(of: arguments.positional[1]) {
        let parts = try context.unpack(pair, count: 2)
        fields.append((try context.str(parts[0]), parts[1]))
      }
    }
    try NamedTupleClass.check(name, fields.map(\.0))
    let type = try NamedTupleClass.make(name, fields.map(\.0), defaults: [], in: context)
    type.define("__annotations__", .object(DictObject(fields)))
    return .object(type)
  }

  private static func made(_ call: Call) throws -> Value {
    let context = call.context
    guard let names = call["ns"].cast(to: DictObject.self) else { throw Raised.typeError("namespace must be a dict") }
    let hints = names["__annotations__"]?.cast(to: DictObject.self) ?? DictObject()
    var fields: [PythonString] = []
    var defaults: [Value] = []
    for case .string(let name) in hints.keys {
      if let standard = names[name] {
        defaults.append(standard)
      } else if !defaults.isEmpty {
        let known = fields.suffix(defaults.count).map(\.description)
        throw Raised.typeError(
          "Non-default namedtuple field \(name) cannot follow default field\(known.count > 1 ? "s" : "") \(known.joined(separator: ", "))"
        )
      }
      fields.append(name)
    }
    let title = try context.str(call["typename"])
    try NamedTupleClass.check(title, fields)
    let type = try NamedTupleClass.make(title, fields, defaults: defaults, in: context)
    type.define("__annotations__", .object(hints))
    let prohibited: Set<PythonString> = [
      "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types", "_make",
      "_replace", "_asdict", "_source",
    ]
    for (key, value) in names.items {
      guard case .string(let name) = key else { continue }
      if prohibited.contains(name) {
        throw Raised.attributeError("Cannot overwrite NamedTuple attribute \(name)")
      }
      if name == "__classcell__" {
        (value.object as? CellObject)?.value = .object(type)
      } else if name != "__annotations__", name != "__qualname__", !fields.contains(name) {
        type.define(name, value)
      }
    }
    return .object(type)
  }
}

/// `__mro_entries__` of something that stands for one class.
final class TypedBase: Object {
  private let base: TypeObject

  init(_ base: TypeObject) {
    self.base = base
    super.init(type: Types.builtinFunction)
  }

  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    .tuple([.object(base)])
  }
}

/// `typing.TypedDict`: the base of classes whose instances are plain dictionaries.
final class TypedDictForm: TypedRecordForm {
  nonisolated(unsafe) static let shared = TypedDictForm(base)

  nonisolated(unsafe) static let metaclass = TypeObject(
    name: "_TypedDictMeta", module: "typing", bases: [TypeObject.metatype],
    members: [
      Constructor("_TypedDictMeta(mcls, name, bases, ns, total=True)") { call in
        try made(
          call["name"], bases: call.list("bases"), call.object("ns", as: DictObject.self),
          total: call["total"], call.context)
      },
      Method("__call__(cls, /, *args, **kwargs)") { call in
        try call.context.call(.object(DictObject.type), CallArguments(call.variadic, keywords: call.keywords))
      },
      Method("__instancecheck__(cls, instance)") { _ in
        throw Raised.typeError("TypedDict does not support instance and class checks")
      },
      Method("__subclasscheck__(cls, other)") { _ in
        throw Raised.typeError("TypedDict does not support instance and class checks")
      },
    ])

  nonisolated(unsafe) private static let base: TypeObject = {
    let type = TypeObject(name: "TypedDict", module: "typing")
    type.become(metaclass)
    return type
  }()

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let name = arguments.positional.first else {
      throw .typeError("TypedDict() missing 1 required positional argument: 'typename'")
    }
    let hints = DictObject()
    if arguments.positional.count > 1, let fields = arguments.positional[1].cast(to: DictObject.self) {
      for (key, value) in fields.items { try hints.set(key, to: value, in: context) }
    }
    for (key, value) in arguments.keywords where key != "total" { hints[key] = value }
    let names = DictObject([("__annotations__", .object(hints)), ("__module__", "__main__")])
    return try TypedDictForm.made(name, bases: [], names, total: arguments[keyword: "total"] ?? true, context)
  }

  private static func made(
    _ name: Value, bases: [Value], _ names: DictObject, total: Value, _ context: Context
  ) throws(Raised) -> Value {
    let hints = DictObject()
    var required: [Value] = []
    var optional: [Value] = []
    for base in bases {
      guard let type = base.object as? TypeObject, type !== TypedDictForm.base else { continue }
      for (key, hint) in type.lookup("__annotations__")?.cast(to: DictObject.self)?.items ?? [] {
        try hints.set(key, to: hint, in: context)
      }
      required += (type.lookup("__required_keys__")?.object as? SetObject)?.elements ?? []
      optional += (type.lookup("__optional_keys__")?.object as? SetObject)?.elements ?? []
    }
    for (key, hint) in names["__annotations__"]?.cast(to: DictObject.self)?.items ?? [] {
      let type = try TypingForms.type(
        hint, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type", in: context)
      try hints.set(key, to: type, in: context)
      let marker = (type.object as? TypingObject)?.title
      let isRequired = try marker == "NotRequired" ? false : marker == "Required" ? true : context.truth(total)
      if isRequired { required.append(key) } else { optional.append(key) }
    }
    guard let make = TypeObject.metatype.lookup("__new__") else { return .none }
    names["__annotations__"] = .object(hints)
    names["__required_keys__"] = .object(try SetObject(required, isFrozen: true, in: context))
    names["__optional_keys__"] = .object(try SetObject(optional, isFrozen: true, in: context))
    names["__total__"] = total
    return try context.call(
      make, [.object(metaclass), name, .tuple([.object(DictObject.type)]), .object(names)])
  }
}
