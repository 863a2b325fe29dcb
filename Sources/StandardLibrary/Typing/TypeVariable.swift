import Kernels
import PythonRuntime

/// `typing.TypeVar`, `ParamSpec` and `TypeVarTuple`.
final class TypeVariable: Object {
  enum Kind { case variable, parameters, tuple }

  nonisolated(unsafe) static let variableType = TypeObject(
    name: "TypeVar", module: "typing",
    members: [
      Constructor("TypeVar(cls, name, *constraints, bound=None, covariant=False, contravariant=False)") { call in
        let (isCovariant, isContravariant) = (try call.bool("covariant"), try call.bool("contravariant"))
        if isCovariant, isContravariant { throw Raised.valueError("Bivariant types are not supported.") }
        if call.variadic.count == 1 { throw Raised.typeError("A single constraint is not allowed") }
        if !call.variadic.isEmpty, !call.isNone("bound") {
          throw Raised.typeError("Constraints cannot be combined with bound=...")
        }
        return .object(
          TypeVariable(
            .variable, try call.string("name"), constraints: call.variadic, bound: call["bound"],
            sign: isCovariant ? "+" : isContravariant ? "-" : "~"))
      }
    ])
  nonisolated(unsafe) static let parametersType = TypeObject(
    name: "ParamSpec", module: "typing",
    members: [
      Constructor("ParamSpec(cls, name, *, bound=None, covariant=False, contravariant=False)") { call in
        .object(TypeVariable(.parameters, try call.string("name")))
      }
    ])
  nonisolated(unsafe) static let tupleType = TypeObject(
    name: "TypeVarTuple", module: "typing",
    members: [
      Constructor("TypeVarTuple(cls, name)") { call in .object(TypeVariable(.tuple, try call.string("name"))) }
    ])

  let kind: Kind
  private let name: PythonString
  private let constraints: [Value]
  private let bound: Value
  private let sign: String

  init(_ kind: Kind, _ name: PythonString, constraints: [Value] = [], bound: Value = .none, sign: String = "~") {
    self.kind = kind
    self.name = name
    self.constraints = constraints
    self.bound = bound
    self.sign = sign
    let type =
      switch kind {
      case .variable: TypeVariable.variableType
      case .parameters: TypeVariable.parametersType
      case .tuple: TypeVariable.tupleType
      }
    super.init(type: type)
  }

  override var isMutable: Bool { false }
  override var findsOwnAttributesFirst: Bool { true }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__name__": return .string(self.name)
    case "__constraints__": return .tuple(constraints)
    case "__bound__": return bound
    case "__covariant__": return .bool(sign == "+")
    case "__contravariant__": return .bool(sign == "-")
    case "args" where kind == .parameters, "kwargs" where kind == .parameters:
      return .object(NamedForm("\(self.name).\(name)"))
    default: return try super.attribute(name, in: context)
    }
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .or else { return nil }
    return try TypingForms.union(reflected ? [other, .object(self)] : [.object(self), other], in: context)
  }

  override func iterate(in context: Context) throws(Raised) -> IteratorObject {
    guard kind == .tuple else { return try super.iterate(in: context) }
    return ArrayIterator([.object(TypingObject(.unpack, "Unpack", origin: .none, [.object(self)]))])
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    kind == .tuple ? name : PythonString("\(sign)\(name)")
  }
}

/// Type variables inside of hints.
enum TypeVariables {
  static func found(in arguments: [Value]) -> [Value] {
    var result: [Value] = []
    func add(_ value: Value) {
      if !result.contains(where: { $0.isIdentical(to: value) }) { result.append(value) }
    }
    for argument in arguments {
      switch argument.object {
      case is TypeVariable: add(argument)
      case let alias as TypingObject: alias.parameters.forEach(add)
      case let alias as GenericAliasObject: found(in: alias.arguments).forEach(add)
      case let list as ListObject: found(in: list.items).forEach(add)
      default: break
      }
    }
    return result
  }

  static func replaced(
    _ value: Value, _ replacements: [(Value, Value)], in context: Context
  ) throws(Raised) -> Value {
    if let found = replacements.first(where: { $0.0.isIdentical(to: value) }) { return found.1 }
    switch value.object {
    case let alias as TypingObject:
      var arguments: [Value] = []
      for argument in alias.arguments { arguments.append(try replaced(argument, replacements, in: context)) }
      if alias.kind == .union { return try TypingForms.union(arguments, in: context) }
      return .object(
        TypingObject(alias.kind, alias.title, origin: alias.origin, arguments, metadata: alias.metadata))
    case let alias as GenericAliasObject:
      var arguments: [Value] = []
      for argument in alias.arguments { arguments.append(try replaced(argument, replacements, in: context)) }
      return .object(GenericAliasObject(alias.origin, arguments))
    default: return value
    }
  }
}

/// `typing.ForwardRef('Node')`.
final class ForwardReference: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "ForwardRef", module: "typing",
    members: [
      Constructor("ForwardRef(cls, arg, is_argument=True, module=None, *, is_class=False)") { call in
        .object(ForwardReference(try call.string("arg")))
      }
    ])
  let text: PythonString

  init(_ text: PythonString) {
    self.text = text
    super.init(type: ForwardReference.type)
  }

  override var isMutable: Bool { false }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    name == "__forward_arg__" ? .string(text) : try super.attribute(name, in: context)
  }

  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.object as? ForwardReference else {
      return nil
    }
    return .bool((text == other.text) == (operation == .equal))
  }

  override func hash(in context: Context) throws(Raised) -> Int { text.pythonHash }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .or else { return nil }
    return try TypingForms.union(reflected ? [other, .object(self)] : [.object(self), other], in: context)
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("ForwardRef(\(StringRepr.quoted(text)))")
  }
}

/// `typing.NewType`: a function that gives back what it gets.
final class NewTypeObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "NewType", module: "typing",
    members: [
      Constructor("NewType(cls, name, tp)") { call in
        .object(NewTypeObject(try call.string("name"), call["tp"], module: "__main__"))
      }
    ])
  private let name: PythonString
  private let base: Value
  private let module: String

  init(_ name: PythonString, _ base: Value, module: String) {
    self.name = name
    self.base = base
    self.module = module
    super.init(type: NewTypeObject.type)
  }

  override var isMutable: Bool { false }
  override var isCallable: Bool { true }
  override var findsOwnAttributesFirst: Bool { true }

  override func call(_ arguments: CallArguments, in context: Context) throws(Raised) -> Value {
    guard arguments.positional.count == 1, arguments.keywords.isEmpty else {
      throw .typeError(
        "NewType.__call__() takes 2 positional arguments but \(arguments.positional.count + 1) were given")
    }
    return arguments.positional[0]
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "__name__", "__qualname__": return .string(self.name)
    case "__supertype__": return base
    case "__module__": return .text(module)
    default: return try super.attribute(name, in: context)
    }
  }

  override func binary(
    _ operation: BinaryOperator, _ other: Value, reflected: Bool, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .or else { return nil }
    return try TypingForms.union(reflected ? [other, .object(self)] : [.object(self), other], in: context)
  }

  override func repr(in context: Context) throws(Raised) -> PythonString { PythonString("\(module).\(name)") }
}

/// A thing of `typing` that is only its name, `P.args`.
final class NamedForm: Object {
  nonisolated(unsafe) private static let type = TypeObject(name: "_SpecialForm", module: "typing")
  private let name: String

  init(_ name: String) {
    self.name = name
    super.init(type: NamedForm.type)
  }

  override var isMutable: Bool { false }

  override func repr(in context: Context) throws(Raised) -> PythonString { PythonString(name) }
}
