import Diagnostics

extension TreeDumper {
  mutating func dump(_ statement: Statement) {
    let span = statement.span
    switch statement.kind {
    case .functionDef(let definition): function("FunctionDef", definition, span)
    case .asyncFunctionDef(let definition): function("AsyncFunctionDef", definition, span)
    case .classDef(let definition): classDefinition(definition, span)
    case .for(let target, let iterator, let body, let orElse):
      loop("For", target, iterator, body, orElse, span)
    case .asyncFor(let target, let iterator, let body, let orElse):
      loop("AsyncFor", target, iterator, body, orElse, span)
    case .while(let test, let body, let orElse): branch("While", test, body, orElse, span)
    case .if(let test, let body, let orElse): branch("If", test, body, orElse, span)
    case .with(let items, let body): with("With", items, body, span)
    case .asyncWith(let items, let body): with("AsyncWith", items, body, span)
    case .try(let body, let handlers, let orElse, let finally):
      attempt("Try", body, handlers, orElse, finally, span)
    case .tryStar(let body, let handlers, let orElse, let finally):
      attempt("TryStar", body, handlers, orElse, finally, span)
    case .match(let subject, let cases):
      node("Match", span: span) { node in
        node.expression("subject", subject)
        node.list("cases", cases) { $0.dump($1) }
      }
    default: simple(statement)
    }
  }

  private mutating func simple(_ statement: Statement) {
    let span = statement.span
    switch statement.kind {
    case .return(let value): node("Return", span: span) { $0.expression("value", value) }
    case .delete(let targets): node("Delete", span: span) { $0.expressions("targets", targets) }
    case .expr(let value): node("Expr", span: span) { $0.expression("value", value) }
    case .pass: node("Pass", span: span) { _ in }
    case .break: node("Break", span: span) { _ in }
    case .continue: node("Continue", span: span) { _ in }
    case .global(let names): node("Global", span: span) { $0.names(names) }
    case .nonlocal(let names): node("Nonlocal", span: span) { $0.names(names) }
    case .raise(let exception, let cause):
      node("Raise", span: span) {
        $0.expression("exc", exception)
        $0.expression("cause", cause)
      }
    case .assert(let test, let message):
      node("Assert", span: span) {
        $0.expression("test", test)
        $0.expression("msg", message)
      }
    case .import(let names): node("Import", span: span) { $0.list("names", names) { $0.dump($1) } }
    case .importFrom(let module, let names, let level):
      node("ImportFrom", span: span) { node in
        node.identifier("module", module)
        node.list("names", names) { $0.dump($1) }
        node.field("level") { $0.write(String(level)) }
      }
    default: assignment(statement)
    }
  }

  private mutating func assignment(_ statement: Statement) {
    let span = statement.span
    switch statement.kind {
    case .assign(let targets, let value):
      node("Assign", span: span) {
        $0.expressions("targets", targets)
        $0.expression("value", value)
      }
    case .augAssign(let target, let operation, let value):
      node("AugAssign", span: span) {
        $0.expression("target", target)
        $0.operator("op", operation.rawValue)
        $0.expression("value", value)
      }
    case .annAssign(let target, let annotation, let value, let isSimple):
      node("AnnAssign", span: span) { node in
        node.expression("target", target)
        node.expression("annotation", annotation)
        node.expression("value", value)
        node.field("simple") { $0.write(isSimple ? "1" : "0") }
      }
    case .typeAlias(let name, let parameters, let value):
      node("TypeAlias", span: span) { node in
        node.expression("name", name)
        node.list("type_params", parameters) { $0.dump($1) }
        node.expression("value", value)
      }
    default: break
    }
  }

  private mutating func names(_ names: [String]) {
    list("names", names) { $0.string(Array($1.utf8)) }
  }

  private mutating func function(_ name: String, _ definition: FunctionDefinition, _ span: SourceSpan) {
    node(name, span: span) { node in
      node.identifier("name", definition.name)
      node.field("args") { $0.dump(definition.arguments) }
      node.statements("body", definition.body)
      node.expressions("decorator_list", definition.decorators)
      node.expression("returns", definition.returns)
      node.typeParameters(definition.typeParameters)
    }
  }

  private mutating func classDefinition(_ definition: ClassDefinition, _ span: SourceSpan) {
    node("ClassDef", span: span) { node in
      node.identifier("name", definition.name)
      node.expressions("bases", definition.bases)
      node.list("keywords", definition.keywords) { $0.dump($1) }
      node.statements("body", definition.body)
      node.expressions("decorator_list", definition.decorators)
      node.typeParameters(definition.typeParameters)
    }
  }

  private mutating func typeParameters(_ parameters: [TypeParameter]) {
    if parameters.isEmpty, style.minorVersion < 12 { return }
    list("type_params", parameters) { $0.dump($1) }
  }

  private mutating func loop(
    _ name: String, _ target: Expression, _ iterator: Expression, _ body: [Statement], _ orElse: [Statement],
    _ span: SourceSpan
  ) {
    node(name, span: span) {
      $0.expression("target", target)
      $0.expression("iter", iterator)
      $0.statements("body", body)
      $0.statements("orelse", orElse)
    }
  }

  private mutating func branch(
    _ name: String, _ test: Expression, _ body: [Statement], _ orElse: [Statement], _ span: SourceSpan
  ) {
    node(name, span: span) {
      $0.expression("test", test)
      $0.statements("body", body)
      $0.statements("orelse", orElse)
    }
  }

  private mutating func with(_ name: String, _ items: [WithItem], _ body: [Statement], _ span: SourceSpan) {
    node(name, span: span) { node in
      node.list("items", items) { node, item in
        node.node("withitem", span: nil) {
          $0.expression("context_expr", item.context)
          $0.expression("optional_vars", item.target)
        }
      }
      node.statements("body", body)
    }
  }

  private mutating func attempt(
    _ name: String, _ body: [Statement], _ handlers: [ExceptHandler], _ orElse: [Statement], _ finally: [Statement],
    _ span: SourceSpan
  ) {
    node(name, span: span) { node in
      node.statements("body", body)
      node.list("handlers", handlers) { $0.dump($1) }
      node.statements("orelse", orElse)
      node.statements("finalbody", finally)
    }
  }
}
