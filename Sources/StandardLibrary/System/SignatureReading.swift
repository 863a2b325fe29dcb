import Kernels
import PythonRuntime

/// Finds out how things are called.
enum SignatureReading {
  /// The signature of a callable; `nil` if none can be told.
  static func signature(
    of value: Value, in context: Context, followsWrapped: Bool = true
  ) throws(Raised) -> SignatureObject? {
    guard case .object(let object) = value else { return nil }
    switch object {
    case let method as BoundMethod:
      guard let signature = try signature(of: .object(method.function), in: context) else { return nil }
      return dropFirst(signature)
    case let function as FunctionObject:
      if followsWrapped, let wrapped = function.attributes["__wrapped__"] {
        return try signature(of: wrapped, in: context)
      }
      return self.signature(of: function)
    case let wrapper as WrappedFunction: return try signature(of: wrapper.function, in: context)
    case let native as NativeFunction: return self.signature(of: native.code.signature)
    case let initializer as DataclassInitializer: return self.signature(of: initializer)
    case let partial as PartialObject: return try signature(of: partial, in: context)
    case let type as TypeObject: return try signature(of: type, in: context)
    case let wrapper as StaticMethodObject: return try signature(of: wrapper.function, in: context)
    default:
      guard object is InstanceObject, let call = object.type.special("__call__") else { return nil }
      return try signature(of: call, in: context).map(dropFirst)
    }
  }

  private static func dropFirst(_ signature: SignatureObject) -> SignatureObject {
    guard let first = signature.parameters.first, first.kind != .variadic else { return signature }
    return SignatureObject(Array(signature.parameters.dropFirst()), result: signature.result)
  }

  private static func signature(of function: FunctionObject) -> SignatureObject {
    let code = function.code
    var parameters: [ParameterObject] = []
    let required = code.parameterNames.count - function.defaults.count
    for (i, name) in code.parameterNames.enumerated() {
      parameters.append(
        ParameterObject(
          name, i < code.positionalOnlyCount ? .positionalOnly : .positionalOrKeyword,
          standard: i < required ? nil : function.defaults[i - required], hint: function.annotations[name]))
    }
    let (variadic, keywordVariadic) = code.starNames
    if let name = variadic.map({ PythonString($0) }) {
      parameters.append(ParameterObject(name, .variadic, hint: function.annotations[name]))
    }
    for name in code.keywordOnlyNames {
      let standard = function.keywordDefaults.first { $0.name == name }?.value
      parameters.append(ParameterObject(name, .keywordOnly, standard: standard, hint: function.annotations[name]))
    }
    if let name = keywordVariadic.map({ PythonString($0) }) {
      parameters.append(ParameterObject(name, .keywordVariadic, hint: function.annotations[name]))
    }
    return SignatureObject(parameters, result: function.annotations["return"])
  }

  private static func signature(of native: Signature) -> SignatureObject {
    SignatureObject(
      native.parameters.map { parameter in
        let kind: ParameterObject.Kind =
          switch parameter.kind {
          case .positionalOnly: .positionalOnly
          case .positional: .positionalOrKeyword
          case .keywordOnly: .keywordOnly
          case .variadic: .variadic
          case .keywordVariadic: .keywordVariadic
          }
        return ParameterObject(parameter.pythonName, kind, standard: parameter.defaultValue?.value)
      })
  }

  private static func signature(of initializer: DataclassInitializer) -> SignatureObject {
    var parameters = [ParameterObject("self", .positionalOrKeyword)]
    for field in initializer.parameters {
      let standard = field.hasFactory ? .object(FactoryMark.shared) : field.hasDefault ? field.standard : nil
      parameters.append(
        ParameterObject(
          field.name, field.isKeywordOnly ? .keywordOnly : .positionalOrKeyword, standard: standard, hint: field.hint))
    }
    return SignatureObject(parameters, result: Value.none)
  }

  private static func signature(of partial: PartialObject, in context: Context) throws(Raised) -> SignatureObject? {
    guard let whole = try signature(of: partial.function, in: context) else { return nil }
    var parameters: [ParameterObject] = []
    var taken = partial.arguments.positional.count
    var isKeywordOnly = false
    for parameter in whole.parameters {
      if taken > 0, parameter.kind == .positionalOnly || parameter.kind == .positionalOrKeyword {
        taken -= 1
        continue
      }
      let given = partial.arguments[keyword: parameter.name]
      if given != nil, parameter.kind == .positionalOrKeyword { isKeywordOnly = true }
      if isKeywordOnly, parameter.kind == .variadic { continue }
      let kind = isKeywordOnly && parameter.kind == .positionalOrKeyword ? .keywordOnly : parameter.kind
      parameters.append(
        ParameterObject(parameter.name, kind, standard: given ?? parameter.standard, hint: parameter.hint))
    }
    return SignatureObject(parameters, result: whole.result)
  }

  /// That of `__init__` or `__new__` without its first parameter.
  private static func signature(of type: TypeObject, in context: Context) throws(Raised) -> SignatureObject? {
    if let initializer = type.special("__init__"), let signature = try signature(of: initializer, in: context) {
      return dropFirst(signature)
    }
    if let new = type.lookup("__new__"), new.object !== Types.object.lookup("__new__")?.object {
      if let maker = new.object as? NamedTupleMaker { return dropFirst(signature(of: maker.signature)) }
      if let signature = try signature(of: new, in: context) { return dropFirst(signature) }
    }
    return type.isUserDefined ? SignatureObject([]) : nil
  }
}

/// What stands for the default of a field with a factory: `<factory>`.
private final class FactoryMark: Object {
  nonisolated(unsafe) static let shared = FactoryMark(type: TypeObject(name: "_HAS_DEFAULT_FACTORY_CLASS"))

  override func repr(in context: Context) throws(Raised) -> PythonString { "<factory>" }
}
