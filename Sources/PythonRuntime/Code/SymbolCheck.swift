package import Diagnostics
package import PythonSyntax

/// The first thing that parses and that Python's compiler refuses all the same: `return` outside of a function, `break`
/// outside of a loop, a name that is both parameter and global.
///
/// - Parameter isCell: whether `await` may stand outside of functions, as in a notebook.
package func syntaxError(in module: Module, of file: SourceFile, isCell: Bool = false) -> Diagnostic? {
  var check = SymbolCheck(file: file, isCell: isCell)
  check.visit(module.body)
  return check.first
}

/// Walks code and stops at the first refusal.
private struct SymbolCheck {
  let file: SourceFile
  let isCell: Bool
  private(set) var first: Diagnostic?
  private var place = Place()

  /// What surrounds a statement.
  private struct Place {
    var isFunction = false
    var isAsync = false
    var isClass = false
    var loops = 0
    /// Names used or bound so far in the function, for `global` that comes too late.
    var used: Set<String> = []
    var bound: Set<String> = []
    var parameters: Set<String> = []
  }

  init(file: SourceFile, isCell: Bool) {
    self.file = file
    self.isCell = isCell
  }

  private mutating func refuse(_ message: String, _ span: SourceSpan) {
    if first == nil { first = Diagnostic(id: "syntax-error", message: message, file: file, span: span) }
  }

  mutating func visit(_ body: [Statement]) {
    for statement in body where first == nil { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .return(let value):
      if !place.isFunction { refuse("'return' outside function", statement.span) }
      visit(value)
    case .break: if place.loops == 0 { refuse("'break' outside loop", statement.span) }
    case .continue: if place.loops == 0 { refuse("'continue' not properly in loop", statement.span) }
    case .for(let target, let iterator, let body, let orElse):
      visit([iterator, target])
      loop(body)
      visit(orElse)
    case .asyncFor(let target, let iterator, let body, let orElse):
      asynchronous("'async for'", statement)
      visit([iterator, target])
      loop(body)
      visit(orElse)
    case .while(let test, let body, let orElse):
      visit(test)
      loop(body)
      visit(orElse)
    case .if(let test, let body, let orElse):
      visit(test)
      visit(body)
      visit(orElse)
    case .with(let items, let body): with(items, body)
    case .asyncWith(let items, let body):
      asynchronous("'async with'", statement)
      with(items, body)
    case .try(let body, let handlers, let orElse, let finally),
      .tryStar(let body, let handlers, let orElse, let finally):
      visit(body)
      self.handlers(handlers)
      visit(orElse)
      visit(finally)
    case .match(let subject, let cases):
      visit(subject)
      for matchCase in cases {
        visit(matchCase.condition)
        visit(matchCase.body)
      }
    case .functionDef(let definition): function(definition, isAsync: false)
    case .asyncFunctionDef(let definition): function(definition, isAsync: true)
    case .classDef(let definition): classBody(definition)
    case .global(let names), .nonlocal(let names): declare(names, statement)
    case .importFrom(_, let aliases, _):
      if place.isFunction || place.isClass, aliases.contains(where: { $0.name == "*" }) {
        refuse("import * only allowed at module level", statement.span)
      }
      for alias in aliases { place.bound.insert(alias.asName ?? alias.name) }
    case .import(let aliases):
      for alias in aliases { place.bound.insert(alias.asName ?? String(alias.name.prefix { $0 != "." })) }
    case .assign(let targets, let value): visit([value] + targets)
    case .augAssign(let target, _, let value): visit([value, target])
    case .annAssign(let target, _, let value, _): visit([value, target])
    case .delete(let targets): visit(targets)
    case .raise(let exception, let cause): visit([exception, cause])
    case .assert(let test, let message): visit([test, message])
    case .expr(let value): visit(value)
    case .typeAlias, .pass: break
    }
  }

  private mutating func loop(_ body: [Statement]) {
    place.loops += 1
    visit(body)
    place.loops -= 1
  }

  private mutating func with(_ items: [WithItem], _ body: [Statement]) {
    for item in items { visit([item.context, item.target]) }
    visit(body)
  }

  private mutating func handlers(_ handlers: [ExceptHandler]) {
    for (position, handler) in handlers.enumerated() {
      if handler.type == nil, position < handlers.count - 1 { refuse("default 'except:' must be last", handler.span) }
      visit(handler.type)
      if let name = handler.name { place.bound.insert(name) }
      visit(handler.body)
    }
  }

  private mutating func asynchronous(_ what: String, _ statement: Statement) {
    if !place.isAsync, !(isCell && !place.isFunction && !place.isClass) {
      refuse("\(what) outside async function", statement.span)
    }
  }

  private mutating func function(_ definition: FunctionDefinition, isAsync: Bool) {
    visit(definition.decorators)
    place.bound.insert(definition.name)
    inside(definition.arguments, isAsync: isAsync) { $0.visit(definition.body) }
  }

  private mutating func inside(_ arguments: Arguments, isAsync: Bool, _ body: (inout SymbolCheck) -> Void) {
    visit(arguments.defaults + arguments.keywordDefaults)
    let outer = place
    place = Place(isFunction: true, isAsync: isAsync)
    for argument in arguments.inRegisterOrder where !place.parameters.insert(argument.name).inserted {
      refuse("duplicate argument '\(argument.name)' in function definition", argument.span)
    }
    body(&self)
    place = outer
  }

  private mutating func classBody(_ definition: ClassDefinition) {
    visit(definition.decorators + definition.bases)
    place.bound.insert(definition.name)
    let outer = place
    place = Place(isClass: true)
    visit(definition.body)
    place = outer
  }

  private mutating func declare(_ names: [String], _ statement: Statement) {
    let isGlobal = if case .global = statement.kind { true } else { false }
    let word = isGlobal ? "global" : "nonlocal"
    for name in names {
      if place.parameters.contains(name) {
        refuse("name '\(name)' is parameter and \(word)", statement.span)
      } else if place.isFunction, place.used.contains(name) {
        refuse("name '\(name)' is used prior to \(word) declaration", statement.span)
      } else if place.isFunction, place.bound.contains(name) {
        refuse("name '\(name)' is assigned to before \(word) declaration", statement.span)
      } else if !isGlobal, !place.isFunction, !place.isClass {
        refuse("nonlocal declaration not allowed at module level", statement.span)
      }
    }
  }

  private mutating func visit(_ expressions: [Expression?]) { for expression in expressions { visit(expression) } }

  private mutating func visit(_ expression: Expression?) {
    guard let expression, first == nil else { return }
    switch expression.kind {
    case .name(let name, let context):
      if context == .load { place.used.insert(name) } else { place.bound.insert(name) }
    case .yield, .yieldFrom:
      if !place.isFunction { refuse("'yield' outside function", expression.span) }
      visit(expression.children)
    case .await:
      if !place.isAsync, !(isCell && !place.isFunction && !place.isClass) {
        refuse("'await' outside \(place.isFunction ? "async function" : "function")", expression.span)
      }
      visit(expression.children)
    case .lambda(let arguments, let body): inside(arguments, isAsync: false) { $0.visit(body) }
    case .listComp(_, let generators), .setComp(_, let generators), .generatorExp(_, let generators),
      .dictComp(_, _, let generators):
      if let outermost = generators.first { visit(outermost.iterator) }
    default: visit(expression.children)
    }
  }
}
