import Kernels
import PythonRuntime

/// A method that `dataclass` adds: it works on the fields that the class had then.
class DataclassMethod: Object {
  enum Kind {
    case initialize, represent, hash, store, delete
    case compare(ComparisonOperator)

    var name: PythonString {
      switch self {
      case .initialize: "__init__"
      case .represent: "__repr__"
      case .hash: "__hash__"
      case .store: "__setattr__"
      case .delete: "__delattr__"
      case .compare(let operation): operation.methodName
      }
    }
  }

  private let kind: Kind
  let fields: [DataclassField]
  unowned(unsafe) fileprivate(set) var owner: TypeObject

  init(_ kind: Kind, _ fields: [DataclassField], _ owner: TypeObject) {
    self.kind = kind
    self.fields = fields
    self.owner = owner
    super.init(type: Types.function)
  }

  /// Lets the methods of a class work for the class that takes its place.
  static func move(from old: TypeObject, to new: TypeObject) {
    for value in new.members.values { if let method = value.object as? DataclassMethod { method.owner = new } }
  }

  override var isMutable: Bool { false }
  override var isCallable: Bool { true }
  override var findsOwnAttributesFirst: Bool { true }

  override func bound(to receiver: Value, type: TypeObject, in context: Context) throws(Raised) -> Value {
    .object(BoundMethod(self, receiver: receiver))
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__name__": return .string(kind.name)
    case "__qualname__": return .text("\(owner.nestedName).\(kind.name)")
    case "__module__": return try context.attribute(of: .object(owner), named: "__module__")
    default: return try super.attribute(name, in: context)
    }
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<function \(owner.nestedName).\(kind.name) at \(address)>")
  }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let receiver = arguments.positional.first else {
      throw .typeError("\(owner.nestedName).\(kind.name)() missing 1 required positional argument: 'self'")
    }
    let others = Array(arguments.positional.dropFirst())
    switch kind {
    case .initialize: return .none
    case .represent: return .string(try representation(of: receiver, in: context))
    case .hash: return .int(try context.hash(values(of: receiver, in: context)))
    case .store:
      try refuse("assign to", receiver, others, in: context)
      guard others.count == 2, let name = others[0].stringValue else { throw .typeError("expected 2 arguments") }
      try setPlainly(receiver, name, to: others[1], in: context)
      return .none
    case .delete:
      try refuse("delete", receiver, others, in: context)
      guard let name = others.first?.stringValue else { throw .typeError("expected 1 argument") }
      try (receiver.object as? InstanceObject)?.deleteOwn(name, in: context)
      return .none
    case .compare(let operation):
      guard let other = others.first else {
        throw .typeError("\(owner.nestedName).\(kind.name)() missing 1 required positional argument: 'other'")
      }
      if let cause = other.poison { return .unsupported(cause) }
      guard other.type === receiver.type else { return .notImplemented }
      return try context.compare(operation, values(of: receiver, in: context), values(of: other, in: context))
    }
  }

  private func values(of receiver: Value, in context: Context) throws(Raised) -> Value {
    var values: [Value] = []
    for field in fields { values.append(try context.attribute(of: receiver, named: field.name)) }
    return .tuple(values)
  }

  private func representation(of receiver: Value, in context: Context) throws(Raised) -> PythonString {
    guard let object = receiver.object else { return "" }
    guard context.enterRepr(object) else { return "..." }
    defer { context.leaveRepr(object) }
    var bytes = Array("\(receiver.type.nestedName)(".utf8)
    for (i, field) in fields.enumerated() {
      if i > 0 { bytes += Array(", ".utf8) }
      let value = try context.attribute(of: receiver, named: field.name)
      bytes += field.name.bytes + [UInt8(ascii: "=")] + (try context.repr(value)).bytes
    }
    return PythonString(bytes: bytes + [UInt8(ascii: ")")])
  }

  private func refuse(
    _ action: String, _ receiver: Value, _ arguments: [Value], in context: Context
  ) throws(Raised) {
    guard let name = arguments.first?.stringValue else { return }
    if receiver.type === owner || fields.contains(where: { $0.name == name }) {
      throw Raised(
        DataclassMaking.frozenError, PythonString("cannot \(action) field \(StringRepr.quoted(name))"))
    }
  }

  /// As the next class in the order would set it.
  fileprivate func setPlainly(
    _ receiver: Value, _ name: PythonString, to value: Value, in context: Context
  ) throws(Raised) {
    if let next = receiver.type.lookup("__setattr__", after: owner), next.object is DataclassMethod {
      _ = try context.call(next, [receiver, .string(name), value])
    } else if let instance = receiver.object as? InstanceObject {
      try instance.setOwn(name, to: value, in: context)
    } else {
      try context.setAttribute(of: receiver, named: name, to: value)
    }
  }
}

/// `__init__` of a data class.
final class DataclassInitializer: DataclassMethod {
  let signature: Signature
  /// In the order of the parameters, `self` left out.
  let parameters: [DataclassField]
  private let isFrozen: Bool
  private let hasSlots: Bool

  init(_ owner: TypeObject, _ fields: [DataclassField], isFrozen: Bool, hasSlots: Bool) {
    self.isFrozen = isFrozen
    self.hasSlots = hasSlots
    let taken = fields.filter { $0.isInit && $0.kind != .classVariable }
    parameters = taken.filter { !$0.isKeywordOnly } + taken.filter(\.isKeywordOnly)
    let named = parameters.map { field in
      let standard: Parameter.Default? = field.hasDefault || field.hasFactory ? .name("default") : nil
      return Parameter(
        name: field.name.description, kind: field.isKeywordOnly ? .keywordOnly : .positional, defaultValue: standard)
    }
    signature = Signature(
      name: "__init__", parameters: [Parameter(name: "self", kind: .positional, defaultValue: nil)] + named)
    super.init(.initialize, fields.filter { $0.kind != .classVariable }, owner)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    guard name == "__annotations__" else { return try super.attribute(name, in: context) }
    let hints = DictObject(parameters.map { ($0.name, $0.hint) })
    hints["return"] = Value.none
    return .object(hints)
  }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    let call = try signature.bind(arguments, owner: owner.nestedName, in: context)
    let receiver = call[0]
    var given: [PythonString: Value] = [:]
    for (field, value) in zip(parameters, call.values.dropFirst()) {
      guard value.object is DefaultName else {
        given[field.name] = value
        continue
      }
      given[field.name] = field.hasFactory ? try context.call(field.factory, []) : field.standard
    }
    for field in fields where field.kind == .field {
      if let value = given[field.name] {
        try store(value, field.name, receiver, in: context)
      } else if field.hasFactory {
        try store(context.call(field.factory, []), field.name, receiver, in: context)
      } else if hasSlots, field.hasDefault {
        try store(field.standard, field.name, receiver, in: context)
      }
    }
    if let finish = try context.attributeIfAny(of: receiver, named: "__post_init__") {
      let variables = fields.filter { $0.kind == .initVariable }.map { given[$0.name] ?? $0.standard }
      _ = try context.call(finish, variables)
    }
    return .none
  }

  private func store(_ value: Value, _ name: PythonString, _ receiver: Value, in context: Context) throws(Raised) {
    if isFrozen, let instance = receiver.object as? InstanceObject {
      try instance.setOwn(name, to: value, in: context)
    } else {
      try context.setAttribute(of: receiver, named: name, to: value)
    }
  }
}
