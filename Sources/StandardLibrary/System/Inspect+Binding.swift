import Kernels
import PythonRuntime

extension Standard.ParameterClass {
  static let new = Constructor("Parameter(cls, name, kind, *, default=None, annotation=None)") { call in
    guard let kind = (call["kind"].object as? ParameterKindObject)?.kind else {
      throw Raised.valueError("value \(try call.context.repr(call["kind"])) is not a valid Parameter.kind")
    }
    return .object(
      ParameterObject(
        try call.string("name"), kind, standard: call.isGiven("default") ? InspectMarkers.given(call["default"]) : nil,
        hint: call.isGiven("annotation") ? InspectMarkers.given(call["annotation"]) : nil))
  }

  static let empty = Constant("empty") { _ in InspectMarkers.empty }
  static let positionalOnly = Constant("POSITIONAL_ONLY") { _ in .object(ParameterKindObject.of(.positionalOnly)) }
  static let positional = Constant("POSITIONAL_OR_KEYWORD") { _ in
    .object(ParameterKindObject.of(.positionalOrKeyword))
  }
  static let variadic = Constant("VAR_POSITIONAL") { _ in .object(ParameterKindObject.of(.variadic)) }
  static let keywordOnly = Constant("KEYWORD_ONLY") { _ in .object(ParameterKindObject.of(.keywordOnly)) }
  static let keywordVariadic = Constant("VAR_KEYWORD") { _ in .object(ParameterKindObject.of(.keywordVariadic)) }

  static let replace = Method("replace(self, *, name=None, kind=None, annotation=None, default=None)") { call in
    let own = try call.receiver(as: ParameterObject.self)
    return .object(
      ParameterObject(
        call.isGiven("name") ? try call.string("name") : own.name,
        (call["kind"].object as? ParameterKindObject)?.kind ?? own.kind,
        standard: call.isGiven("default") ? InspectMarkers.given(call["default"]) : own.standard,
        hint: call.isGiven("annotation") ? InspectMarkers.given(call["annotation"]) : own.hint))
  }
}

extension Standard.SignatureClass {
  static let new = Constructor("Signature(cls, parameters=None, *, return_annotation=None)") { call in
    let parameters =
      try call.isNone("parameters") ? [] : call.list("parameters").compactMap { $0.object as? ParameterObject }
    return .object(
      SignatureObject(
        parameters,
        result: call.isGiven("return_annotation") ? InspectMarkers.given(call["return_annotation"]) : nil))
  }

  static let empty = Constant("empty") { _ in InspectMarkers.empty }

  static let replace = Method("replace(self, *, parameters=None, return_annotation=None)") { call in
    let own = try call.receiver(as: SignatureObject.self)
    let parameters =
      try call.isGiven("parameters")
      ? call.list("parameters").compactMap { $0.object as? ParameterObject } : own.parameters
    return .object(
      SignatureObject(
        parameters,
        result: call.isGiven("return_annotation") ? InspectMarkers.given(call["return_annotation"]) : own.result))
  }

  static let bind = Method("bind(self, /, *args, **kwargs)") { call in
    .object(try BoundArgumentsObject.bound(call, isPartial: false))
  }

  static let bindPartial = Method("bind_partial(self, /, *args, **kwargs)") { call in
    .object(try BoundArgumentsObject.bound(call, isPartial: true))
  }
}

/// `inspect.BoundArguments`.
final class BoundArgumentsObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "BoundArguments", module: "inspect",
    members: [
      Property("arguments") { call in .object(try call.receiver(as: BoundArgumentsObject.self).arguments) },
      Property("signature") { call in .object(try call.receiver(as: BoundArgumentsObject.self).signature) },
      Property("args") { call in .tuple(try call.receiver(as: BoundArgumentsObject.self).spread(call.context).0) },
      Property("kwargs") { call in
        .object(DictObject(try call.receiver(as: BoundArgumentsObject.self).spread(call.context).1))
      },
      Method("apply_defaults(self)") { call in
        try call.receiver(as: BoundArgumentsObject.self).applyDefaults()
        return .none
      },
    ])
  private let signature: SignatureObject
  private var arguments: DictObject

  init(_ signature: SignatureObject, _ arguments: DictObject) {
    self.signature = signature
    self.arguments = arguments
    super.init(type: BoundArgumentsObject.type)
  }

  static func bound(_ call: Call, isPartial: Bool) throws(Raised) -> BoundArgumentsObject {
    let signature = try call.receiver(as: SignatureObject.self)
    var positional = call.variadic[...]
    var keywords = call.keywords
    let arguments = DictObject()
    for parameter in signature.parameters {
      switch parameter.kind {
      case .positionalOnly, .positionalOrKeyword:
        if let value = positional.popFirst() {
          if keywords.contains(where: { $0.name == parameter.name }), parameter.kind == .positionalOrKeyword {
            throw .typeError("multiple values for argument \(StringRepr.quoted(parameter.name))")
          }
          arguments[parameter.name] = value
        } else if let i = keywords.firstIndex(where: { $0.name == parameter.name }) {
          arguments[parameter.name] = keywords.remove(at: i).value
        } else if parameter.standard == nil, !isPartial {
          throw .typeError("missing a required argument: \(StringRepr.quoted(parameter.name))")
        }
      case .variadic:
        if !positional.isEmpty { arguments[parameter.name] = .tuple(Array(positional)) }
        positional = []
      case .keywordOnly:
        if let i = keywords.firstIndex(where: { $0.name == parameter.name }) {
          arguments[parameter.name] = keywords.remove(at: i).value
        } else if parameter.standard == nil, !isPartial {
          throw .typeError("missing a required argument: \(StringRepr.quoted(parameter.name))")
        }
      case .keywordVariadic:
        if !keywords.isEmpty { arguments[parameter.name] = .object(DictObject(keywords.map { ($0.name, $0.value) })) }
        keywords = []
      }
    }
    if !positional.isEmpty { throw .typeError("too many positional arguments") }
    if let surplus = keywords.first {
      throw .typeError("got an unexpected keyword argument \(StringRepr.quoted(surplus.name))")
    }
    return BoundArgumentsObject(signature, arguments)
  }

  private func spread(_ context: Context) throws(Raised) -> ([Value], [(PythonString, Value)]) {
    var positional: [Value] = []
    var keywords: [(PythonString, Value)] = []
    for parameter in signature.parameters {
      guard let value = arguments[parameter.name] else { continue }
      switch parameter.kind {
      case .positionalOnly, .positionalOrKeyword: positional.append(value)
      case .variadic: positional += try context.items(of: value)
      case .keywordOnly: keywords.append((parameter.name, value))
      case .keywordVariadic:
        for (key, value) in value.cast(to: DictObject.self)?.items ?? [] {
          if let name = key.stringValue { keywords.append((name, value)) }
        }
      }
    }
    return (positional, keywords)
  }

  private func applyDefaults() {
    let all = DictObject()
    for parameter in signature.parameters {
      if let value = arguments[parameter.name] {
        all[parameter.name] = value
      } else if let standard = parameter.standard {
        all[parameter.name] = standard
      } else if parameter.kind == .variadic {
        all[parameter.name] = .tuple([])
      } else if parameter.kind == .keywordVariadic {
        all[parameter.name] = .object(DictObject())
      }
    }
    arguments = all
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    var parts: [String] = []
    for (name, value) in arguments.items { parts.append("\(name.stringValue ?? "")=\(try context.repr(value))") }
    return PythonString("<BoundArguments (\(parts.joined(separator: ", ")))>")
  }
}
