import Diagnostics

extension TreeDumper {
  mutating func dump(_ expression: Expression) {
    let span = string?.span(of: expression) ?? expression.span
    switch expression.kind {
    case .name(let name, let context):
      node("Name", span: span) {
        $0.identifier("id", name)
        $0.operator("ctx", context.rawValue)
      }
    case .constant(let value, let isUnicodePrefixed):
      node("Constant", span: span) { node in
        node.field("value") { $0.constant(value) }
        if isUnicodePrefixed { node.identifier("kind", "u") }
      }
    case .attribute(let value, let name, let context):
      node("Attribute", span: span) {
        $0.expression("value", value)
        $0.identifier("attr", name)
        $0.operator("ctx", context.rawValue)
      }
    case .subscript(let value, let index, let context):
      node("Subscript", span: span) {
        $0.expression("value", value)
        $0.expression("slice", index)
        $0.operator("ctx", context.rawValue)
      }
    case .call(let function, let arguments, let keywords):
      node("Call", span: span) { node in
        node.expression("func", function)
        node.expressions("args", arguments)
        node.list("keywords", keywords) { $0.dump($1) }
      }
    case .joinedStr, .templateStr, .formattedValue, .interpolation: formatted(expression, span)
    case .list, .tuple, .set, .dict, .starred, .slice: display(expression, span)
    case .listComp, .setComp, .generatorExp, .dictComp: comprehension(expression)
    default: operation(expression)
    }
  }

  private mutating func operation(_ expression: Expression) {
    let span = expression.span
    switch expression.kind {
    case .boolOp(let operation, let values):
      node("BoolOp", span: span) {
        $0.operator("op", operation.rawValue)
        $0.expressions("values", values)
      }
    case .binOp(let left, let operation, let right):
      node("BinOp", span: span) {
        $0.expression("left", left)
        $0.operator("op", operation.rawValue)
        $0.expression("right", right)
      }
    case .unaryOp(let operation, let operand):
      node("UnaryOp", span: span) {
        $0.operator("op", operation.rawValue)
        $0.expression("operand", operand)
      }
    case .compare(let left, let operators, let comparators):
      node("Compare", span: span) { node in
        node.expression("left", left)
        node.list("ops", operators) { $0.write($1.rawValue + "()") }
        node.expressions("comparators", comparators)
      }
    case .namedExpr(let target, let value):
      node("NamedExpr", span: span) {
        $0.expression("target", target)
        $0.expression("value", value)
      }
    case .lambda(let arguments, let body):
      node("Lambda", span: span) { node in
        node.field("args") { $0.dump(arguments) }
        node.expression("body", body)
      }
    case .ifExp(let test, let body, let orElse):
      node("IfExp", span: span) {
        $0.expression("test", test)
        $0.expression("body", body)
        $0.expression("orelse", orElse)
      }
    case .await(let value): node("Await", span: span) { $0.expression("value", value) }
    case .yield(let value): node("Yield", span: span) { $0.expression("value", value) }
    case .yieldFrom(let value): node("YieldFrom", span: span) { $0.expression("value", value) }
    default: break
    }
  }

  private mutating func display(_ expression: Expression, _ span: SourceSpan) {
    switch expression.kind {
    case .list(let elements, let context):
      node("List", span: span) {
        $0.expressions("elts", elements)
        $0.operator("ctx", context.rawValue)
      }
    case .tuple(let elements, let context):
      node("Tuple", span: span) {
        $0.expressions("elts", elements)
        $0.operator("ctx", context.rawValue)
      }
    case .set(let elements): node("Set", span: span) { $0.expressions("elts", elements) }
    case .dict(let keys, let values):
      node("Dict", span: span) { node in
        node.list("keys", keys) { $0.dump(orNone: $1) }
        node.expressions("values", values)
      }
    case .starred(let value, let context):
      node("Starred", span: span) {
        $0.expression("value", value)
        $0.operator("ctx", context.rawValue)
      }
    case .slice(let lower, let upper, let step):
      node("Slice", span: span) {
        $0.expression("lower", lower)
        $0.expression("upper", upper)
        $0.expression("step", step)
      }
    default: break
    }
  }

  private mutating func comprehension(_ expression: Expression) {
    let span = expression.span
    switch expression.kind {
    case .listComp(let element, let generators): comprehension("ListComp", element, generators, span)
    case .setComp(let element, let generators): comprehension("SetComp", element, generators, span)
    case .generatorExp(let element, let generators): comprehension("GeneratorExp", element, generators, span)
    case .dictComp(let key, let value, let generators):
      node("DictComp", span: span) { node in
        node.expression("key", key)
        node.expression("value", value)
        node.list("generators", generators) { $0.dump($1) }
      }
    default: break
    }
  }

  private mutating func comprehension(
    _ name: String, _ element: Expression, _ generators: [Comprehension], _ span: SourceSpan
  ) {
    node(name, span: span) { node in
      node.expression("elt", element)
      node.list("generators", generators) { $0.dump($1) }
    }
  }

  /// Before Python 3.12 the parts of an f-string, but not the expressions in its fields, have the span of the whole.
  private mutating func formatted(_ expression: Expression, _ span: SourceSpan) {
    let outer = string
    if style.minorVersion < 12, string == nil { string = OldFormattedString(expression, source: source) }
    defer { string = outer }
    switch expression.kind {
    case .joinedStr(let values): node("JoinedStr", span: span) { $0.expressions("values", values) }
    case .templateStr(let values): node("TemplateStr", span: span) { $0.expressions("values", values) }
    case .formattedValue(let value, let conversion, let formatSpec):
      node("FormattedValue", span: span) { $0.field(expression, value, conversion, formatSpec, source: nil) }
    case .interpolation(let value, let source, let conversion, let formatSpec):
      node("Interpolation", span: span) { $0.field(expression, value, conversion, formatSpec, source: source) }
    default: break
    }
  }

  private mutating func field(
    _ field: Expression, _ value: Expression, _ conversion: Expression.Conversion, _ formatSpec: Expression?,
    source: [UInt8]?
  ) {
    let outer = string
    string = outer?.field(field, value: value)
    expression("value", value)
    string = outer
    if let source { self.field("str") { $0.string(source) } }
    self.field("conversion") { $0.write(String(conversion.rawValue)) }
    if let formatSpec {
      string = outer?.specification(formatSpec)
      expression("format_spec", formatSpec)
      string = outer
    }
  }
}
