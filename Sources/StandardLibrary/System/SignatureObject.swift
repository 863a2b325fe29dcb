import Kernels
import PythonRuntime

/// `inspect.Parameter`.
final class ParameterObject: Object {
  /// How arguments reach it.
  enum Kind: Int, CaseIterable, Sendable {
    case positionalOnly, positionalOrKeyword, variadic, keywordOnly, keywordVariadic

    var name: String {
      switch self {
      case .positionalOnly: "POSITIONAL_ONLY"
      case .positionalOrKeyword: "POSITIONAL_OR_KEYWORD"
      case .variadic: "VAR_POSITIONAL"
      case .keywordOnly: "KEYWORD_ONLY"
      case .keywordVariadic: "VAR_KEYWORD"
      }
    }

    var title: String {
      switch self {
      case .positionalOnly: "positional-only"
      case .positionalOrKeyword: "positional or keyword"
      case .variadic: "variadic positional"
      case .keywordOnly: "keyword-only"
      case .keywordVariadic: "variadic keyword"
      }
    }
  }

  nonisolated(unsafe) static let type = TypeObject(
    name: "Parameter", module: "inspect", members: Standard.ParameterClass.members)

  let name: PythonString
  let kind: Kind
  /// `nil` if there is none.
  let standard: Value?
  let hint: Value?

  init(_ name: PythonString, _ kind: Kind, standard: Value? = nil, hint: Value? = nil) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.hint = hint
    super.init(type: ParameterObject.type)
  }

  override var isMutable: Bool { false }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "name": return .string(self.name)
    case "kind": return .object(ParameterKindObject.of(kind))
    case "default": return standard ?? InspectMarkers.empty
    case "annotation": return hint ?? InspectMarkers.empty
    default: return try super.attribute(name, in: context)
    }
  }

  func text(in context: Context) throws(Raised) -> String {
    var text = name.description
    if let hint { text += ": \(try InspectMarkers.text(ofHint: hint, in: context))" }
    if let standard { text += "\(hint == nil ? "=" : " = ")\(try context.repr(standard))" }
    switch kind {
    case .variadic: return "*" + text
    case .keywordVariadic: return "**" + text
    default: return text
    }
  }

  override func str(in context: Context) throws(Raised) -> PythonString { PythonString(try text(in: context)) }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<Parameter \"\(try text(in: context))\">")
  }

  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.object as? ParameterObject else {
      return nil
    }
    var isEqual = name == other.name && kind == other.kind
    if isEqual { isEqual = try context.equal(standard ?? InspectMarkers.empty, other.standard ?? InspectMarkers.empty) }
    if isEqual { isEqual = try context.equal(hint ?? InspectMarkers.empty, other.hint ?? InspectMarkers.empty) }
    return .bool(isEqual == (operation == .equal))
  }
}

/// A kind of parameter: `<_ParameterKind.KEYWORD_ONLY: 3>`.
final class ParameterKindObject: Object {
  nonisolated(unsafe) private static let type = TypeObject(name: "_ParameterKind", module: "inspect")
  nonisolated(unsafe) private static let all = ParameterObject.Kind.allCases.map(ParameterKindObject.init)

  static func of(_ kind: ParameterObject.Kind) -> ParameterKindObject { all[kind.rawValue] }

  let kind: ParameterObject.Kind

  private init(_ kind: ParameterObject.Kind) {
    self.kind = kind
    super.init(type: ParameterKindObject.type)
  }

  override var isMutable: Bool { false }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "name": return .text(kind.name)
    case "value": return .int(kind.rawValue)
    case "description": return .text(kind.title)
    default: return try super.attribute(name, in: context)
    }
  }

  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    var number = (other.object as? ParameterKindObject)?.kind.rawValue
    if number == nil { number = try context.indexIfInteger(other) }
    return number.map { .bool(operation.holds(kind.rawValue, $0)) }
  }

  override func hash(in context: Context) throws(Raised) -> Int { kind.rawValue }
  override func str(in context: Context) throws(Raised) -> PythonString { PythonString(kind.name) }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<_ParameterKind.\(kind.name): \(kind.rawValue)>")
  }
}

/// `inspect.Signature`.
final class SignatureObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "Signature", module: "inspect", members: Standard.SignatureClass.members)

  let parameters: [ParameterObject]
  let result: Value?

  init(_ parameters: [ParameterObject], result: Value? = nil) {
    self.parameters = parameters
    self.result = result
    super.init(type: SignatureObject.type)
  }

  override var isMutable: Bool { false }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "parameters":
      let names = OrderedDictObject()
      for parameter in parameters { names[parameter.name] = .object(parameter) }
      return .object(ReadOnlyMapping(names, ReadOnlyMapping.type))
    case "return_annotation": return result ?? InspectMarkers.empty
    default: return try super.attribute(name, in: context)
    }
  }

  /// `(a, /, b, *, c=1) -> int`
  func text(in context: Context, showsResult: Bool = true) throws(Raised) -> String {
    var parts: [String] = []
    var isPositionalOnly = false
    var needsStar = true
    for parameter in parameters {
      if parameter.kind == .positionalOnly {
        isPositionalOnly = true
      } else if isPositionalOnly {
        parts.append("/")
        isPositionalOnly = false
      }
      if parameter.kind == .variadic {
        needsStar = false
      } else if parameter.kind == .keywordOnly, needsStar {
        parts.append("*")
        needsStar = false
      }
      parts.append(try parameter.text(in: context))
    }
    if isPositionalOnly { parts.append("/") }
    var text = "(\(parts.joined(separator: ", ")))"
    if showsResult, let result { text += " -> \(try InspectMarkers.text(ofHint: result, in: context))" }
    return text
  }

  override func str(in context: Context) throws(Raised) -> PythonString { PythonString(try text(in: context)) }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<Signature \(try text(in: context))>")
  }

  override func compare(
    _ operation: ComparisonOperator, _ other: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard operation == .equal || operation == .notEqual, let other = other.object as? SignatureObject else {
      return nil
    }
    var isEqual = parameters.count == other.parameters.count
    for (a, b) in zip(parameters, other.parameters) where isEqual {
      isEqual = try context.equal(.object(a), .object(b))
    }
    return .bool(isEqual == (operation == .equal))
  }
}

/// `inspect.Parameter.empty`, and how hints are written.
enum InspectMarkers {
  nonisolated(unsafe) private static let emptyType = TypeObject(name: "_empty", module: "inspect")
  static var empty: Value { .object(emptyType) }

  static func given(_ value: Value) -> Value? { value.object === emptyType ? nil : value }

  static func text(ofHint hint: Value, in context: Context) throws(Raised) -> String {
    if let type = hint.object as? TypeObject {
      let module = try context.attributeIfAny(of: hint, named: "__module__")?.stringValue?.description ?? "builtins"
      return module == "builtins" ? type.nestedName : "\(module).\(type.nestedName)"
    }
    let text = try context.repr(hint).description
    return hint.object is TypingObject || hint.object is TypingForm || hint.object is TypeVariable
      ? text.replacing("typing.", with: "") : text
  }
}
