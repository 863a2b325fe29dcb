import Columns
import DataFrames
import Diagnostics
import Kernels
import PythonRuntime
import PythonSyntax

/// An expression over a frame's columns, as `query` and `eval` read it: a column by its name, `@name` for a variable of the
/// notebook, a name in backticks for what is no identifier; `&` and `|` bind as `and` and `or`.
///
/// - SeeAlso: pandas 3, `pandas.core.computation.expr`.
struct ColumnExpression {
  /// What stands before the names of variables once `@` is taken away.
  private static let variablePrefix = "__pd_eval_local_"
  private static let quotedPrefix = "BACKTICK_QUOTED_STRING_"

  let statements: [Statement]
  /// The columns that stand in backticks, by the name that replaces them.
  private let quoted: [String: PythonString]

  /// - Throws: SyntaxError for a text that is none.
  init(_ text: PythonString, in context: Context) throws(Raised) {
    var quoted: [String: PythonString] = [:]
    let code = ColumnExpression.rewritten(text.bytes, &quoted)
    let (module, diagnostics) = parse(SourceFile(name: "<unknown>", bytes: code))
    guard diagnostics.isEmpty else { throw Raised(named: "SyntaxError", "invalid syntax (<unknown>, line 1)") }
    statements = module.body
    self.quoted = quoted
  }

  /// The text as Python: other operators and names where pandas has its own.
  private static func rewritten(_ bytes: [UInt8], _ quoted: inout [String: PythonString]) -> [UInt8] {
    var result: [UInt8] = []
    var i = bytes.prefix { $0 == 32 || $0 == 10 }.count
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let end = bytes[(i + 1)...].firstIndex(of: bytes[i]) ?? bytes.count - 1
        result += bytes[i...end]
        i = end
      case UInt8(ascii: "`"):
        let end = bytes[(i + 1)...].firstIndex(of: bytes[i]) ?? bytes.count
        let name = "\(quotedPrefix)\(quoted.count)"
        quoted[name] = PythonString(bytes: Array(bytes[(i + 1)..<end]))
        result += Array(name.utf8)
        i = end
      case UInt8(ascii: "@"): result += Array(variablePrefix.utf8)
      case UInt8(ascii: "&"): result += Array(" and ".utf8)
      case UInt8(ascii: "|"): result += Array(" or ".utf8)
      case let byte: result.append(byte)
      }
      i += 1
    }
    return result
  }

  /// The value over the columns of a frame.
  func value(_ expression: Expression, of frame: FrameObject, in context: Context) throws(Raised) -> Value {
    try ColumnEvaluation(frame: frame, context: context, expression: self).value(expression)
  }

  /// The variable or column that a name stands for.
  fileprivate func resolved(_ name: String) -> (name: PythonString, isVariable: Bool) {
    if name.hasPrefix(ColumnExpression.variablePrefix) {
      return (PythonString(String(name.dropFirst(ColumnExpression.variablePrefix.count))), true)
    }
    return (quoted[name] ?? PythonString(name), false)
  }
}

/// The evaluation of one expression.
private struct ColumnEvaluation {
  let frame: FrameObject
  let context: Context
  let expression: ColumnExpression

  func value(_ node: Expression) throws(Raised) -> Value {
    switch node.kind {
    case .constant(let constant, _): return try literal(constant)
    case .name(let name, _): return try named(name)
    case .list(let items, _), .tuple(let items, _), .set(let items): return .list(try values(items))
    case .boolOp(let operation, let operands):
      var result = try value(operands[0])
      for operand in operands.dropFirst() {
        result = try context.binary(operation == .and ? .and : .or, result, value(operand))
      }
      return result
    case .unaryOp(let operation, let operand): return try unary(operation, value(operand))
    case .binOp(let a, let operation, let b):
      guard let known = BinaryOperator(operation) else { break }
      return try context.binary(known, value(a), value(b))
    case .compare(let left, let operations, let others): return try compared(left, operations, others)
    case .attribute(let object, let name, _):
      return try context.attribute(of: value(object), named: PythonString(name))
    case .subscript(let object, let key, _): return try context.item(of: value(object), at: value(key))
    case .call(let function, let arguments, let keywords): return try called(function, arguments, keywords)
    default: break
    }
    throw context.unsupportedNow("such an expression in 'query' or 'eval'")
  }

  private func values(_ nodes: [Expression]) throws(Raised) -> [Value] {
    var result: [Value] = []
    for node in nodes { result.append(try value(node)) }
    return result
  }

  private func literal(_ constant: PythonSyntax.Constant) throws(Raised) -> Value {
    switch constant {
    case .none: return .none
    case .true: return true
    case .false: return false
    case .int(let number): return .int(Int(number))
    case .float(let number): return .float(number)
    case .string(let bytes): return .string(PythonString(bytes: bytes))
    default: throw context.unsupportedNow("such a literal in 'query' or 'eval'")
    }
  }

  private func named(_ written: String) throws(Raised) -> Value {
    let (name, isVariable) = expression.resolved(written)
    if isVariable {
      if let value = context.locals[name] ?? context.globals[name] { return value }
      throw Raised(Pandas.undefinedVariableError, "local variable '\(name)' is not defined")
    }
    if !frame.positions(of: .single(.string(name))).isEmpty { return try frame.value(at: .string(name), in: context) }
    if name == "index" || frame.index.name == .string(name) { return .object(IndexObject(frame.index)) }
    throw Raised(Pandas.undefinedVariableError, "name '\(name)' is not defined")
  }

  private func unary(_ operation: UnaryOperator, _ value: Value) throws(Raised) -> Value {
    switch operation {
    case .not, .invert: try context.unary(.invert, value)
    case .uAdd: try context.unary(.positive, value)
    case .uSub: try context.unary(.negative, value)
    }
  }

  /// A chain of comparisons: all of them hold.
  private func compared(
    _ left: Expression, _ operations: [CompareOperator], _ others: [Expression]
  ) throws(Raised) -> Value {
    var result: Value?
    var a = try value(left)
    for (operation, node) in zip(operations, others) {
      let b = try value(node)
      let holds = try compared(a, operation, b)
      result = try result.map { (sofar) throws(Raised) in try context.binary(.and, sofar, holds) } ?? holds
      a = b
    }
    return result ?? true
  }

  private func compared(_ a: Value, _ operation: CompareOperator, _ b: Value) throws(Raised) -> Value {
    switch operation {
    case .isIn: return try isIn(a, b)
    case .notIn: return try context.unary(.invert, isIn(a, b))
    case .eq where b.object is ListObject: return try isIn(a, b)
    case .notEq where b.object is ListObject: return try context.unary(.invert, isIn(a, b))
    default: break
    }
    guard let known = ComparisonOperator(operation) else {
      throw context.unsupportedNow("'is' in 'query' or 'eval'")
    }
    return try context.compare(known, a, b)
  }

  private func isIn(_ a: Value, _ b: Value) throws(Raised) -> Value {
    guard a.object is SeriesObject || a.object is IndexObject else {
      throw context.unsupportedNow("'in' of '\(a.typeName)' in 'query' or 'eval'")
    }
    return try context.callMethod(a, "isin", CallArguments([b]))
  }

  private func called(_ function: Expression, _ arguments: [Expression], _ keywords: [Keyword]) throws(Raised) -> Value
  {
    var named: [(name: PythonString, value: Value)] = []
    for keyword in keywords {
      guard let name = keyword.name else { throw context.unsupportedNow("'**' in 'query' or 'eval'") }
      named.append((PythonString(name), try value(keyword.value)))
    }
    guard case .attribute = function.kind else {
      if case .name(let name, _) = function.kind, expression.resolved(name).isVariable {
        return try context.call(value(function), CallArguments(values(arguments), keywords: named))
      }
      throw context.unsupportedNow("a function in 'query' or 'eval'")
    }
    return try context.call(value(function), CallArguments(values(arguments), keywords: named))
  }
}

extension Pandas {
  nonisolated(unsafe) static let undefinedVariableError = Exceptions.make(
    "UndefinedVariableError", module: "pandas.errors", Exceptions.nameError)
}

extension BinaryOperator {
  /// What an arithmetic operator of the syntax computes; `nil` for those that columns have not.
  fileprivate init?(_ operation: Operator) {
    switch operation {
    case .add: self = .add
    case .sub: self = .subtract
    case .mult: self = .multiply
    case .div: self = .divide
    case .floorDiv: self = .floorDivide
    case .mod: self = .modulo
    case .pow: self = .power
    default: return nil
    }
  }
}

extension ComparisonOperator {
  fileprivate init?(_ operation: CompareOperator) {
    switch operation {
    case .eq: self = .equal
    case .notEq: self = .notEqual
    case .lt: self = .less
    case .ltE: self = .lessOrEqual
    case .gt: self = .greater
    case .gtE: self = .greaterOrEqual
    default: return nil
    }
  }
}
