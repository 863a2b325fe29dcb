import Diagnostics

extension TreeDumper {
  mutating func dump(_ alias: Alias) {
    node("alias", span: alias.span) {
      $0.identifier("name", alias.name)
      $0.identifier("asname", alias.asName)
    }
  }

  mutating func dump(_ keyword: Keyword) {
    node("keyword", span: keyword.span) {
      $0.identifier("arg", keyword.name)
      $0.expression("value", keyword.value)
    }
  }

  mutating func dump(_ handler: ExceptHandler) {
    node("ExceptHandler", span: handler.span) {
      $0.expression("type", handler.type)
      $0.identifier("name", handler.name)
      $0.statements("body", handler.body)
    }
  }

  mutating func dump(_ argument: Argument) {
    node("arg", span: argument.span) {
      $0.identifier("arg", argument.name)
      $0.expression("annotation", argument.annotation)
    }
  }

  mutating func dump(_ arguments: Arguments) {
    node("arguments", span: nil) { node in
      node.list("posonlyargs", arguments.positionalOnly) { $0.dump($1) }
      node.list("args", arguments.positional) { $0.dump($1) }
      if let variadic = arguments.variadic { node.field("vararg") { $0.dump(variadic) } }
      node.list("kwonlyargs", arguments.keywordOnly) { $0.dump($1) }
      node.list("kw_defaults", arguments.keywordDefaults) { $0.dump(orNone: $1) }
      if let variadic = arguments.keywordVariadic { node.field("kwarg") { $0.dump(variadic) } }
      node.expressions("defaults", arguments.defaults)
    }
  }

  mutating func dump(orNone expression: Expression?) {
    if let expression { dump(expression) } else { write("None") }
  }

  mutating func dump(_ comprehension: Comprehension) {
    node("comprehension", span: nil) { node in
      node.expression("target", comprehension.target)
      node.expression("iter", comprehension.iterator)
      node.expressions("ifs", comprehension.tests)
      node.field("is_async") { $0.write(comprehension.isAsync ? "1" : "0") }
    }
  }

  mutating func dump(_ parameter: TypeParameter) {
    node(parameter.kind.rawValue, span: parameter.span) {
      $0.identifier("name", parameter.name)
      $0.expression("bound", parameter.bound)
      $0.expression("default_value", parameter.defaultValue)
    }
  }

  mutating func dump(_ matchCase: MatchCase) {
    node("match_case", span: nil) { node in
      node.field("pattern") { $0.dump(matchCase.pattern) }
      node.expression("guard", matchCase.condition)
      node.statements("body", matchCase.body)
    }
  }

  mutating func dump(_ pattern: Pattern) {
    let span = pattern.span
    switch pattern.kind {
    case .value(let value): node("MatchValue", span: span) { $0.expression("value", value) }
    case .singleton(let value): node("MatchSingleton", span: span) { $0.field("value") { $0.constant(value) } }
    case .sequence(let patterns): node("MatchSequence", span: span) { $0.patterns("patterns", patterns) }
    case .or(let patterns): node("MatchOr", span: span) { $0.patterns("patterns", patterns) }
    case .star(let name): node("MatchStar", span: span) { $0.identifier("name", name) }
    case .as(let inner, let name):
      node("MatchAs", span: span) { node in
        if let inner { node.field("pattern") { $0.dump(inner) } }
        node.identifier("name", name)
      }
    case .mapping(let keys, let patterns, let rest):
      node("MatchMapping", span: span) {
        $0.expressions("keys", keys)
        $0.patterns("patterns", patterns)
        $0.identifier("rest", rest)
      }
    case .class(let value, let patterns, let names, let keywordPatterns):
      node("MatchClass", span: span) { node in
        node.expression("cls", value)
        node.patterns("patterns", patterns)
        node.list("kwd_attrs", names) { $0.string(Array($1.utf8)) }
        node.patterns("kwd_patterns", keywordPatterns)
      }
    }
  }

  private mutating func patterns(_ name: StaticString, _ patterns: [Pattern]) {
    list(name, patterns) { $0.dump($1) }
  }
}
