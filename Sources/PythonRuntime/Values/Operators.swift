/// `a + b` and its like.
public enum BinaryOperator: UInt8, CaseIterable, Sendable {
  case add, subtract, multiply, matrixMultiply, divide, floorDivide, modulo, power
  case leftShift, rightShift, and, or, xor

  /// As written.
  package var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .matrixMultiply: "@"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    case .leftShift: "<<"
    case .rightShift: ">>"
    case .and: "&"
    case .or: "|"
    case .xor: "^"
    }
  }

  /// The stem of the special methods: `add` of `__add__`, `__radd__`, `__iadd__`.
  package var stem: String {
    switch self {
    case .add: "add"
    case .subtract: "sub"
    case .multiply: "mul"
    case .matrixMultiply: "matmul"
    case .divide: "truediv"
    case .floorDivide: "floordiv"
    case .modulo: "mod"
    case .power: "pow"
    case .leftShift: "lshift"
    case .rightShift: "rshift"
    case .and: "and"
    case .or: "or"
    case .xor: "xor"
    }
  }
}

/// `-a`, `+a`, `~a`; `not a` is no operator of a class.
public enum PrefixOperator: UInt8, CaseIterable, Sendable {
  case negative, positive, invert

  /// As written.
  package var symbol: String {
    switch self {
    case .negative: "-"
    case .positive: "+"
    case .invert: "~"
    }
  }

  /// The special method.
  package var method: String {
    switch self {
    case .negative: "__neg__"
    case .positive: "__pos__"
    case .invert: "__invert__"
    }
  }
}

/// `a < b` and its like.
public enum ComparisonOperator: UInt8, CaseIterable, Sendable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  /// As written.
  package var symbol: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  /// The special method.
  package var method: String {
    switch self {
    case .equal: "__eq__"
    case .notEqual: "__ne__"
    case .less: "__lt__"
    case .lessOrEqual: "__le__"
    case .greater: "__gt__"
    case .greaterOrEqual: "__ge__"
    }
  }

  /// The operator that says the same with the operands exchanged.
  package var reflected: ComparisonOperator {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
