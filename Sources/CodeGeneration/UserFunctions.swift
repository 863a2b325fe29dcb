import Plans

/// The plan's user functions as Swift functions, one after the other.
func functionsText(
  of plan: Plan, in scope: inout SwiftScope, sourceLine: @escaping (Origin) -> String?
) throws(CodeGenerationError) -> String {
  var texts: [String] = []
  for function in plan.functions {
    var statements = SwiftStatements(plan, reserved: ["parameters", "scratch"], sourceLine: sourceLine)
    var parameters: [String] = []
    for parameter in function.parameters {
      let name = statements.name(for: parameter.name)
      statements.bind(parameter.id, to: name, parameter.type)
      parameters.append("_ \(name): \(swiftType(of: parameter.type))")
    }
    parameters += ["parameters: Parameters", "scratch: Scratch"]
    var text =
      function.origin.map { origin in
        "/// \(origin)   \(sourceLine(origin)?.drop(while: \.isWhitespace) ?? "")\n"
      } ?? ""
    text += "func \(scope.function(function.name))(\(parameters.joined(separator: ", "))) throws(RowError)"
    text += " -> \(swiftType(of: function.result)) {\n"
    text += try lines(of: function.body, &statements, in: &scope).map { "  \($0)\n" }.joined()
    texts.append(text + "}\n")
  }
  return texts.joined(separator: "\n")
}

private func lines(
  of body: [Plan.Statement], _ statements: inout SwiftStatements, in scope: inout SwiftScope
) throws(CodeGenerationError) -> [String] {
  var lines: [String] = []
  for statement in body {
    switch statement {
    case .compute(let node):
      lines += try statements.lines(for: [node], in: &scope)
    case .branch(let condition, let then, let otherwise):
      // What an arm computes is not at hand after it.
      let before = statements
      lines.append("if \(code(of: condition, statements)) {")
      lines += try CodeGeneration.lines(of: then, &statements, in: &scope).map { "  " + $0 }
      statements = before
      if !otherwise.isEmpty {
        lines.append("} else {")
        lines += try CodeGeneration.lines(of: otherwise, &statements, in: &scope).map { "  " + $0 }
        statements = before
      }
      lines.append("}")
    case .attempt(let body, let handlers):
      let before = statements
      lines.append("do throws(RowError) {")
      lines += try CodeGeneration.lines(of: body, &statements, in: &scope).map { "  " + $0 }
      statements = before
      lines.append("} catch {")
      lines += try CodeGeneration.lines(of: handlers[...], &statements, in: &scope).map { "  " + $0 }
      statements = before
      lines.append("}")
    case .result(let node):
      lines.append("return \(code(of: node, statements))")
    }
  }
  return lines
}

/// The first handler that catches `error`; it is thrown on where none does.
private func lines(
  of handlers: ArraySlice<Plan.Handler>, _ statements: inout SwiftStatements, in scope: inout SwiftScope
) throws(CodeGenerationError) -> [String] {
  guard let handler = handlers.first else { return ["throw error"] }
  let before = statements
  let body = try lines(of: handler.body, &statements, in: &scope)
  statements = before
  if handler.types.isEmpty { return body }
  let condition = handler.types.map { "error.isA(\(swiftLiteral($0)))" }.joined(separator: " || ")
  return ["if \(condition) {"] + body.map { "  " + $0 } + ["}"]
    + (try lines(of: handlers.dropFirst(), &statements, in: &scope))
}

private func code(of node: Plan.NodeID, _ statements: SwiftStatements) -> String {
  guard let expression = statements.expressions[node] else { return "nil" }
  return (expression.canFail ? "try " : "") + expression.code
}

/// A Swift name for each user function.
func namesOfFunctions(in plan: Plan) -> [String: String] {
  var names = SwiftNames(reserved: ["features", "answer"])
  return Dictionary(plan.functions.map { ($0.name, names.name(for: $0.name, fallback: "function")) }) { first, _ in
    first
  }
}
