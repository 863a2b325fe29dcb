import Diagnostics
import Kernels
import PythonRuntime
import PythonSyntax

/// Where the notebook made a list of one item for each row: what it wrote, to be compiled and checked.
enum ListMaking {
  /// `[expression for target in iterator]`, and what is made of it.
  case comprehension(Expression, target: Expression, iterator: Expression, name: String)
  /// `for target in iterator:` with a body that appends to the list.
  case loop([Statement], list: String, target: Expression, iterator: Expression)
}

/// Looks through the notebook's text for how the lists that a statement uses were made.
struct ListSearch {
  private var found: [ListMaking] = []

  /// The candidates for the lists that the statement at a line of the latest tree uses, the likeliest first.
  ///
  /// - Parameter trees: those of the cells, the one whose statement runs among them.
  static func candidates(at origin: SourceOrigin, in trees: [(cell: Int, module: Module)]) -> [ListMaking] {
    guard let own = trees.last(where: { $0.cell == origin.cell })?.module else { return [] }
    var search = ListSearch()
    let blocks = enclosing(origin.line, own.body[...])
    guard let statement = blocks.last?.last else { return [] }
    let names = search.searchExpressions(of: statement)
    guard !names.isEmpty else { return search.found }
    for block in blocks.reversed() { search.search(block, for: names) }
    for tree in trees.reversed() where tree.cell != origin.cell { search.search(tree.module.body[...], for: names) }
    return search.found
  }

  /// The blocks around a line, the outermost first, each up to the statement that holds the line.
  private static func enclosing(_ line: Int, _ body: ArraySlice<Statement>) -> [ArraySlice<Statement>] {
    guard let place = body.firstIndex(where: { $0.span.start.line <= line && line <= $0.span.end.line }) else {
      return []
    }
    let block = body[...place]
    for inner in body[place].blocks {
      let deeper = enclosing(line, inner[...])
      if !deeper.isEmpty { return [block] + deeper }
    }
    return [block]
  }

  /// Notes the comprehensions of a statement, and gives the names that it reads.
  private mutating func searchExpressions(of statement: Statement) -> [String] {
    var names: [String] = []
    var open = statement.values
    while let next = open.popLast() {
      note(comprehension: next, of: statement.madeName)
      if case .name(let name, .load) = next.kind { names.append(name) }
      open += next.children
    }
    return names
  }

  private mutating func note(comprehension expression: Expression, of name: String) {
    switch expression.kind {
    case .listComp(let item, let parts), .generatorExp(let item, let parts):
      guard parts.count == 1, parts[0].tests.isEmpty else { return }
      found.append(.comprehension(item, target: parts[0].target, iterator: parts[0].iterator, name: name))
    default: break
    }
  }

  /// Notes what makes lists of these names in a block, the last first.
  private mutating func search(_ block: ArraySlice<Statement>, for names: [String]) {
    for statement in block.reversed() {
      switch statement.kind {
      case .for(let target, let iterator, let body, _):
        for name in names where body.appends(to: name) {
          found.append(.loop(body, list: name, target: target, iterator: iterator))
        }
      case .assign(let targets, let value):
        for case .name(let name, _) in targets.map(\.kind) where names.contains(name) {
          var open = [value]
          while let next = open.popLast() {
            note(comprehension: next, of: name)
            open += next.children
          }
        }
      default: break
      }
      for inner in statement.blocks where !statement.isDefinition { search(inner[...], for: names) }
    }
  }
}

extension Statement {
  /// The blocks directly inside.
  fileprivate var blocks: [[Statement]] {
    switch kind {
    case .functionDef(let definition), .asyncFunctionDef(let definition): [definition.body]
    case .classDef(let definition): [definition.body]
    case .for(_, _, let body, let orElse), .while(_, let body, let orElse), .if(_, let body, let orElse):
      [body, orElse]
    case .with(_, let body): [body]
    case .try(let body, let handlers, let orElse, let finally): [body] + handlers.map(\.body) + [orElse, finally]
    default: []
    }
  }

  fileprivate var isDefinition: Bool {
    switch kind {
    case .functionDef, .asyncFunctionDef, .classDef: true
    default: false
    }
  }

  /// What an assignment makes, by name: the column, attribute or variable.
  fileprivate var madeName: String {
    guard case .assign(let targets, _) = kind, let target = targets.first else { return "items" }
    switch target.kind {
    case .name(let name, _), .attribute(_, let name, _): return name
    case .subscript(_, let index, _):
      if case .constant(.string(let bytes), _) = index.kind { return PythonString(bytes: bytes).description }
      return "items"
    default: return "items"
    }
  }

  /// The expressions that a simple statement computes.
  fileprivate var values: [Expression] {
    switch kind {
    case .assign(_, let value), .expr(let value), .augAssign(_, _, let value): [value]
    case .annAssign(_, _, let value, _), .return(let value): value.map { [$0] } ?? []
    default: []
    }
  }
}

extension [Statement] {
  /// Whether one of the statements, or of those inside, appends to the list of that name.
  fileprivate func appends(to list: String) -> Bool {
    contains { statement in
      if case .expr(let expression) = statement.kind, case .call(let callee, _, _) = expression.kind,
        case .attribute(let object, "append", _) = callee.kind, case .name(list, _) = object.kind
      {
        return true
      }
      return statement.blocks.contains { $0.appends(to: list) }
    }
  }
}
