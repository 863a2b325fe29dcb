import BigInt
import Diagnostics
import Kernels
import PythonRuntime
import PythonSyntax

extension Standard.Ast {
  static let literalEval = Function("literal_eval(node_or_string)") { call in
    guard let text = call[0].stringValue else { throw call.unsupported("'ast.literal_eval' of a tree") }
    let trimmed = text.bytes.drop { $0 == 0x20 || $0 == 0x09 }
    let source = SourceFile(name: "<unknown>", text: String(decoding: trimmed, as: UTF8.self))
    let parsed = parseExpression(source)
    if let problem = parsed.diagnostics.first {
      let line = problem.span?.start.line ?? 1
      throw Raised(Exceptions.syntaxError, PythonString("\(problem.message) (<unknown>, line \(line))"))
    }
    guard let expression = parsed.expression else {
      throw Raised(Exceptions.syntaxError, "invalid syntax (<unknown>, line 1)")
    }
    return try LiteralReading(context: call.context).value(of: expression)
  }
}

/// Values that text spells without computing anything.
private struct LiteralReading {
  let context: Context

  func value(of expression: Expression) throws(Raised) -> Value {
    switch expression.kind {
    case .constant(let constant, _): return try value(of: constant, expression)
    case .tuple(let items, _): return .tuple(try all(items))
    case .list(let items, _): return .list(try all(items))
    case .set(let items): return .object(try SetObject(all(items), in: context))
    case .dict(let keys, let values):
      let dict = DictObject()
      for (key, value) in zip(keys, values) {
        guard let key else { throw malformed(expression) }
        try dict.set(self.value(of: key), to: self.value(of: value), in: context)
      }
      return .object(dict)
    case .call(let callee, let arguments, let keywords):
      guard case .name("set", _) = callee.kind, arguments.isEmpty, keywords.isEmpty else { throw malformed(expression) }
      return .object(SetObject())
    case .unaryOp(let operation, let operand):
      guard operation == .uSub || operation == .uAdd else { throw malformed(expression) }
      let number = try number(operand, expression)
      return try context.unary(operation == .uSub ? .negative : .positive, number)
    case .binOp(let left, let operation, let right):
      guard operation == .add || operation == .sub else { throw malformed(expression) }
      let (a, b) = (try number(left, expression), try number(right, expression))
      guard b.object is ComplexObject, !(a.object is ComplexObject) else { throw malformed(expression) }
      return try context.binary(operation == .add ? .add : .subtract, a, b)
    default: throw malformed(expression)
    }
  }

  private func all(_ items: [Expression]) throws(Raised) -> [Value] {
    var result: [Value] = []
    for item in items { result.append(try value(of: item)) }
    return result
  }

  private func number(_ expression: Expression, _ whole: Expression) throws(Raised) -> Value {
    let value = try value(of: expression)
    switch value {
    case .int, .float: return value
    case .object(let object) where object is BigIntObject || object is ComplexObject: return value
    default: throw malformed(whole)
    }
  }

  private func value(of constant: PythonSyntax.Constant, _ expression: Expression) throws(Raised) -> Value {
    switch constant {
    case .none: return .none
    case .true: return true
    case .false: return false
    case .ellipsis: return .ellipsis
    case .int(let value): return .int(Int(value))
    case .float(let value): return .float(value)
    case .string(let bytes): return .string(PythonString(bytes: bytes))
    case .bytes(let bytes): return .object(BytesObject(bytes))
    case .bigInt(let digits, let radix): return BigIntObject.value(BigInt(digits, radix: radix) ?? 0)
    case .complex(let imaginary): return .object(ComplexObject(ComplexNumber(0, imaginary)))
    }
  }

  private func malformed(_ expression: Expression) -> Raised {
    .valueError(
      "malformed node or string on line \(expression.span.start.line): <ast.Expression object at 0x0>")
  }
}
