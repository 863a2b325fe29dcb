import Kernels
import PythonRuntime

/// A hint of `typing` with arguments: `typing.List[int]`, `typing.Optional[str]`.
final class TypingObject: Object {
  enum Kind: Equatable {
    /// `List[int]`: an alias of a class.
    case alias
    case union, callable, literal, classVariable, final, concatenate, unpack, required
    /// `Annotated[int, …]`: the metadata.
    case annotated
    /// `Generic[T]`, `Protocol[T]`, and classes that derive from them.
    case generic
  }

  nonisolated(unsafe) static let aliasType = TypeObject(
    name: "_GenericAlias", module: "typing",
    members: [
      Method("__instancecheck__(self, obj)") { call in
        let alias = try call.receiver(as: TypingObject.self)
        guard alias.kind == .union else {
          throw Raised.typeError("Subscripted generics cannot be used with class and instance checks")
        }
        return .bool(try call.context.isInstance(call["obj"], ofAny: .tuple(alias.arguments)))
      },
      Method("__subclasscheck__(self, cls)") { call in
        let alias = try call.receiver(as: TypingObject.self)
        guard alias.kind == .union else {
          throw Raised.typeError("Subscripted generics cannot be used with class and instance checks")
        }
        return .bool(try call.context.isSubclass(call["cls"], ofAny: .tuple(alias.arguments)))
      },
    ])
  nonisolated(unsafe) static let unionType = TypeObject(
    name: "_UnionGenericAlias", module: "typing", bases: [aliasType])
  nonisolated(unsafe) static let annotatedType = TypeObject(
    name: "_AnnotatedAlias", module: "typing", bases: [aliasType])
  nonisolated(unsafe) static let callableType = TypeObject(
    name: "_CallableGenericAlias", module: "typing", bases: [aliasType])
  nonisolated(unsafe) static let literalType = TypeObject(
    name: "_LiteralGenericAlias", module: "typing", bases: [aliasType])

  let kind: Kind
  /// As reprs write it: `List`; `nil` for classes, which write themselves.
  let title: String?
  /// `__origin__`
  let origin: Value
  /// `__args__`
  let arguments: [Value]
  /// `__metadata__` of `Annotated`.
  let metadata: [Value]
  private let attributes = DictObject()

  init(_ kind: Kind, _ title: String?, origin: Value, _ arguments: [Value], metadata: [Value] = []) {
    self.kind = kind
    self.title = title
    self.origin = origin
    self.arguments = arguments
    self.metadata = metadata
    let type =
      switch kind {
      case .union: TypingObject.unionType
      case .annotated: TypingObject.annotatedType
      case .callable: TypingObject.callableType
      case .literal: TypingObject.literalType
      default: TypingObject.aliasType
      }
    super.init(type: type)
  }

  var isUnion: Bool { kind == .union }
  var isClassVariable: Bool { kind == .classVariable }

  override var isMutable: Bool { false }
  override var isCallable: Bool { true }
  override var findsOwnAttributesFirst: Bool { true }

  /// The type variables in the arguments, each once.
  var parameters: [Value] { TypeVariables.found(in: arguments) }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let value = attributes[name] { return value }
    switch name {
    case "__origin__": return origin
    case "__args__": return .tuple(arguments)
    case "__parameters__": return .tuple(parameters)
    case "__metadata__" where kind == .annotated: return .tuple(metadata)
    case "__module__": return "typing"
    case "_name": return title.map(Value.text) ?? Value.none
    case "__class__": return .object(type)
    case "__mro_entries__": return .object(BoundMethod(TypingBases.shared, receiver: .object(self)))
    case "__name__", "__qualname__":
      if let title { return .text(title) }
      return try context.attributeIfAny(of: origin, named: name)
    default:
      if name.isDunder { return try super.attribute(name, in: context) }
      return try context.attributeIfAny(of: origin, named: name)
    }
  }

  override func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    attributes[name] = value
  }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard kind == .generic || (kind == .alias && title == nil) || kind == .annotated else {
      let name = title ?? "alias"
      if kind == .alias, let type = origin.cast(to: TypeObject.self) {
        throw .typeError("Type \(name) cannot be instantiated; use \(type.name)() instead")
      }
      throw .typeError("Cannot instantiate typing.\(name)")
    }
    let made = try context.call(origin, arguments)
    if let instance = made.object as? InstanceObject, instance.type.hasInstanceDictionary {
      try instance.setOwn("__orig_class__", to: .object(self), in: context)
    }
    return made
  }

  /// Puts types in the place of type variables.
  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    let parameters = parameters
    if parameters.isEmpty { throw .typeError("\(try repr(in: context)) is not a generic class") }
    let given = key.cast(to: TupleObject.self)?.items ?? [key]
    guard given.count == parameters.count else {
      let problem = given.count > parameters.count ? "many" : "few"
      throw .typeError(
        "Too \(problem) arguments for \(try repr(in: context)); actual \(given.count), expected \(parameters.count)")
    }
    var replacements: [(Value, Value)] = []
    for (parameter, value) in zip(parameters, given) {
      replacements.append(
        (parameter, try TypingForms.type(value, "Parameters to generic types must be types.", in: context)))
    }
    return try TypeVariables.replaced(.object(self), replacements, in: context)
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .or else { return nil }
    return try TypingForms.union(reflected ? [other, .object(self)] : [.object(self), other], in: context)
  }

  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.object as? TypingObject else { return nil }
    return .bool(try equals(other, in: context) == (operation == .equal))
  }

  private func equals(_ other: TypingObject, in context: Context) throws(Raised) -> Bool {
    guard kind == other.kind, arguments.count == other.arguments.count, origin.isIdentical(to: other.origin),
      try context.equal(.tuple(metadata), .tuple(other.metadata))
    else { return false }
    if kind == .union || kind == .literal {
      for argument in arguments {
        var isFound = false
        for candidate in other.arguments where !isFound { isFound = try context.equal(argument, candidate) }
        if !isFound { return false }
      }
      return true
    }
    return try context.equal(.tuple(arguments), .tuple(other.arguments))
  }

  override func hash(in context: Context) throws(Raised) -> Int {
    if kind == .union {
      var result = 1
      for argument in arguments { result ^= try context.hash(argument) }
      return result
    }
    return try context.hash(.tuple([origin] + arguments))
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    if kind == .union, arguments.count == 2, let other = arguments.firstIndex(where: { $0.object === Types.none }) {
      return PythonString("typing.Optional[\(try TypingText.text(arguments[1 - other], in: context))]")
    }
    var name = title.map { "typing.\($0)" } ?? ""
    if title == nil { name = try TypingText.text(origin, in: context) }
    return PythonString("\(name)[\(try argumentText(in: context))]")
  }

  private func argumentText(in context: Context) throws(Raised) -> String {
    var parts: [String] = []
    if kind == .literal {
      for argument in arguments { parts.append("\(try context.repr(argument))") }
      return parts.joined(separator: ", ")
    }
    for argument in arguments { parts.append(try TypingText.text(argument, in: context)) }
    if kind == .callable, let result = parts.last {
      let isOpen =
        arguments.count == 2
        && (arguments[0].isIdentical(to: .ellipsis)
          || arguments[0].object is TypeVariable && (arguments[0].object as? TypeVariable)?.kind == .parameters)
      return isOpen ? "\(parts[0]), \(result)" : "[\(parts.dropLast().joined(separator: ", "))], \(result)"
    }
    for value in metadata { parts.append("\(try context.repr(value))") }
    return parts.isEmpty ? "()" : parts.joined(separator: ", ")
  }
}

/// How `typing` writes the parts of hints.
enum TypingText {
  static func text(_ value: Value, in context: Context) throws(Raised) -> String {
    if value.isNone { return "None" }
    if value.isIdentical(to: .ellipsis) { return "..." }
    if let type = value.object as? TypeObject {
      let module = try context.attributeIfAny(of: value, named: "__module__")?.stringValue?.description ?? "builtins"
      return module == "builtins" ? type.nestedName : "\(module).\(type.nestedName)"
    }
    if value.object is FunctionObject {
      return "\(try context.str(context.attribute(of: value, named: "__name__")))"
    }
    return "\(try context.repr(value))"
  }
}

/// `__mro_entries__` of hints with arguments.
final class TypingBases: Object {
  nonisolated(unsafe) static let shared = TypingBases(type: Types.builtinFunction)

  override var isCallable: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard let alias = arguments.positional.first?.object as? TypingObject else { return .tuple([]) }
    guard alias.origin.object is TypeObject else {
      throw .typeError("Cannot subclass \(try alias.repr(in: context))")
    }
    let bases = arguments.positional.count > 1 ? try context.items(of: arguments.positional[1]) : []
    if alias.origin.object === GenericClasses.generic {
      // Another base that is generic already brings it.
      let position = bases.firstIndex { $0.object === alias } ?? 0
      for other in bases[(position + 1)...] {
        if let other = other.object as? TypingObject, other.kind == .generic { return .tuple([]) }
        if let type = other.object as? TypeObject, type.isSubclass(of: GenericClasses.generic) { return .tuple([]) }
      }
    }
    return .tuple([alias.origin])
  }
}
