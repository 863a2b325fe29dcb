import Kernels
import PythonRuntime
import PythonSyntax
import Tracing

extension Pandas.DataFrame {
  /// pandas `DataFrame.query`.
  static let query = Method("query(self, expr, *, inplace=False, **kwargs)") { call in
    let frame = try call.frame
    guard case .string(let text) = call["expr"] else {
      throw Raised.valueError("expr must be a string to be evaluated, <class '\(call["expr"].typeName)'> given")
    }
    let expression = try ColumnExpression(text, in: call.context)
    guard expression.statements.count == 1, case .expr(let condition)? = expression.statements.first?.kind else {
      throw call.unsupported("such a 'query'")
    }
    let mask = try expression.value(condition, of: frame, in: call.context)
    guard let selected = try frame.value(at: mask, in: call.context).cast(to: FrameObject.self) else {
      throw call.unsupported("a 'query' that gives no mask")
    }
    return try call.result(selected, replacing: frame)
  }

  /// pandas `DataFrame.eval`.
  static let eval = Method("eval(self, expr, *, inplace=False, **kwargs)") { call in
    let frame = try call.frame
    let expression = try ColumnExpression(try call.string("expr"), in: call.context)
    if expression.statements.count == 1, case .expr(let node)? = expression.statements.first?.kind {
      return try expression.value(node, of: frame, in: call.context)
    }
    guard let result = frame.replacing(frame.tracedColumns).cast(to: FrameObject.self) else { return .none }
    for statement in expression.statements {
      guard case .assign(let targets, let node) = statement.kind, targets.count == 1,
        case .name(let name, _) = targets[0].kind
      else { throw call.unsupported("such an 'eval'") }
      let value = try expression.value(node, of: result, in: call.context)
      try result.setItem(at: .text(name), to: value, in: call.context)
    }
    return try call.result(result, replacing: frame)
  }
}
