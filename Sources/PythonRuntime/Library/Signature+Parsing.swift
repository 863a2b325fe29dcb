import Diagnostics
import Kernels
import PythonSyntax

extension Signature {
  /// The signature as Python's documentation writes it; text that is not one is our own bug.
  package convenience init(parsing text: StaticString) {
    let source = SourceFile(name: "signature", text: "\(text)")
    guard let parsed = parseSignature(source).signature else { preconditionFailure("not a signature: \(text)") }
    self.init(name: parsed.name, parameters: Signature.parameters(parsed.arguments))
  }

  private static func parameters(_ arguments: PythonSyntax.Arguments) -> [Parameter] {
    let positional = arguments.positionalOnly + arguments.positional
    let required = positional.count - arguments.defaults.count
    var result: [Parameter] = []
    for (i, argument) in positional.enumerated() {
      let kind: Parameter.Kind = i < arguments.positionalOnly.count ? .positionalOnly : .positional
      let standard = i < required ? nil : Parameter.Default(arguments.defaults[i - required])
      result.append(Parameter(name: argument.name, kind: kind, defaultValue: standard))
    }
    if let variadic = arguments.variadic {
      result.append(Parameter(name: variadic.name, kind: .variadic, defaultValue: nil))
    }
    for (argument, standard) in zip(arguments.keywordOnly, arguments.keywordDefaults) {
      result.append(
        Parameter(name: argument.name, kind: .keywordOnly, defaultValue: standard.map(Parameter.Default.init)))
    }
    if let variadic = arguments.keywordVariadic {
      result.append(Parameter(name: variadic.name, kind: .keywordVariadic, defaultValue: nil))
    }
    return result
  }
}

extension Parameter.Default {
  /// The default that an expression writes; names and calls are kept by their text.
  init(_ expression: Expression) {
    switch expression.kind {
    case .constant(let constant, _): self.init(constant)
    case .unaryOp(.uSub, let operand):
      switch Parameter.Default(operand) {
      case .int(let value): self = .int(-value)
      case .float(let value): self = .float(-value)
      default: self = .name("-")
      }
    case .tuple(let items, _): self = .tuple(items.map(Parameter.Default.init))
    case .list(let items, _): self = .list(items.map(Parameter.Default.init))
    case .name(let name, _): self = .name(name)
    case .attribute(let base, let name, _):
      if case .name(let prefix) = Parameter.Default(base) {
        self = .name("\(prefix).\(name)")
      } else {
        self = .name(name)
      }
    default: self = .name("?")
    }
  }

  private init(_ constant: PythonSyntax.Constant) {
    switch constant {
    case .none: self = .none
    case .true: self = .bool(true)
    case .false: self = .bool(false)
    case .ellipsis: self = .ellipsis
    case .int(let value): self = .int(Int(value))
    case .float(let value): self = .float(value)
    case .string(let bytes): self = .string(PythonString(bytes: bytes))
    case .bigInt, .complex, .bytes: self = .name("?")
    }
  }
}
