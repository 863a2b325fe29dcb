import Kernels
import PythonSyntax

extension FunctionDefinition {
  /// The hints of parameters and result by name, in the order in which Python evaluates them.
  var hints: [(name: String, hint: Expression)] {
    var parameters = arguments.positionalOnly + arguments.positional
    if let variadic = arguments.variadic { parameters.append(variadic) }
    parameters += arguments.keywordOnly
    if let variadic = arguments.keywordVariadic { parameters.append(variadic) }
    let hints = parameters.compactMap { parameter in parameter.annotation.map { (name: parameter.name, hint: $0) } }
    return hints + (returns.map { [(name: "return", hint: $0)] } ?? [])
  }
}

extension Compiler {
  /// Keeps the hint of a variable of a module or class in `__annotations__`.
  func annotate(_ target: Expression, _ hint: Expression) {
    guard case .name(let name, _) = target.kind, unit.comprehensions.isEmpty else { return }
    switch unit.scope.kind {
    case .module, .classBody, .snippet: keep(hint, as: name, of: nil)
    case .function, .comprehension: break
    }
  }

  /// Keeps the hints of a function that was just made.
  func annotate(_ function: Int, _ definition: FunctionDefinition) {
    for (name, hint) in definition.hints { keep(hint, as: name, of: function) }
  }

  private func keep(_ hint: Expression, as name: String, of function: Int?) {
    scratch {
      let value = temporary()
      if globals.postponesHints, let text = HintText.text(hint) {
        _ = constant(.text(text), into: value)
      } else {
        _ = expression(hint, into: value)
      }
      emit(.annotate, extra: function == nil ? 0 : 1, a: function ?? temporary(), b: value, c: self.name(name))
    }
  }
}

/// The text of hints that are not evaluated, as `ast.unparse` writes them.
enum HintText {
  static func text(_ hint: Expression) -> String? {
    switch hint.kind {
    case .name(let name, _): return name
    case .attribute(let base, let name, _): return text(base).map { "\($0).\(name)" }
    case .subscript(let base, let key, _):
      guard let base = text(base) else { return nil }
      if case .tuple(let items, _) = key.kind, !items.isEmpty {
        guard let list = list(items) else { return nil }
        return "\(base)[\(list)\(items.count == 1 ? "," : "")]"
      }
      return text(key).map { "\(base)[\($0)]" }
    case .tuple(let items, _):
      return list(items).map { items.count == 1 ? "(\($0),)" : "(\($0))" }
    case .list(let items, _): return list(items).map { "[\($0)]" }
    case .binOp(let left, .bitOr, let right):
      guard let left = text(left), let right = text(right) else { return nil }
      return "\(left) | \(right)"
    case .constant(let constant, _): return text(constant)
    default: return nil
    }
  }

  private static func list(_ items: [Expression]) -> String? {
    let texts = items.compactMap(text)
    return texts.count == items.count ? texts.joined(separator: ", ") : nil
  }

  private static func text(_ constant: PythonSyntax.Constant) -> String? {
    switch constant {
    case .none: "None"
    case .true: "True"
    case .false: "False"
    case .ellipsis: "..."
    case .int(let value): "\(value)"
    case .string(let bytes): StringRepr.quoted(PythonString(bytes: bytes)).description
    default: nil
    }
  }
}

extension [Statement] {
  /// Whether `from __future__ import annotations` stands at its start.
  var postponeHints: Bool {
    contains { statement in
      guard case .importFrom("__future__"?, let aliases, _) = statement.kind else { return false }
      return aliases.contains { $0.name == "annotations" }
    }
  }
}
