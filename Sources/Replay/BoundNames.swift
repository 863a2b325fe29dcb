import Diagnostics
import PythonSyntax

/// The names that statements assign, with the lines where they do; loops and functions are left out: what they bind are
/// variants, not decisions.
func boundNames(in body: [Statement]) -> [(name: String, line: Int)] {
  body.flatMap { statement -> [(name: String, line: Int)] in
    let line = statement.span.start.line
    switch statement.kind {
    case .assign(let targets, _): return targets.flatMap(names).map { ($0, line) }
    case .augAssign(let target, _, _): return names(in: target).map { ($0, line) }
    case .annAssign(let target, _, _, _): return names(in: target).map { ($0, line) }
    case .if(_, let body, let orElse): return boundNames(in: body) + boundNames(in: orElse)
    case .with(_, let body): return boundNames(in: body)
    case .try(let body, _, let orElse, let finally):
      return boundNames(in: body) + boundNames(in: orElse) + boundNames(in: finally)
    default: return []
    }
  }
}

private func names(in target: Expression) -> [String] {
  switch target.kind {
  case .name(let name, _): [name]
  case .tuple(let items, _), .list(let items, _): items.flatMap(names)
  case .starred(let item, _): names(in: item)
  default: []
  }
}

extension Module {
  /// Whether the cell only imports, defines and configures.
  var isSetup: Bool {
    !body.isEmpty
      && body.allSatisfy { statement in
        switch statement.kind {
        case .import, .importFrom, .functionDef, .classDef, .pass: true
        case .expr(let expression): if case .call = expression.kind { true } else { false }
        default: false
        }
      }
      && body.contains { if case .import = $0.kind { true } else if case .importFrom = $0.kind { true } else { false } }
  }
}
