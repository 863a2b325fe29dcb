/// A binary operator, also that of an augmented assignment; raw values are the names of CPython's `ast`.
package enum Operator: String, Sendable, Hashable, CaseIterable {
  case add = "Add"
  case sub = "Sub"
  case mult = "Mult"
  case matMult = "MatMult"
  case div = "Div"
  case mod = "Mod"
  case pow = "Pow"
  case lShift = "LShift"
  case rShift = "RShift"
  case bitOr = "BitOr"
  case bitXor = "BitXor"
  case bitAnd = "BitAnd"
  case floorDiv = "FloorDiv"
}

/// `and`, `or`.
package enum BoolOperator: String, Sendable, Hashable {
  case and = "And"
  case or = "Or"
}

/// A prefix operator.
package enum UnaryOperator: String, Sendable, Hashable {
  case invert = "Invert"
  case not = "Not"
  case uAdd = "UAdd"
  case uSub = "USub"
}

/// A comparison.
package enum CompareOperator: String, Sendable, Hashable {
  case eq = "Eq"
  case notEq = "NotEq"
  case lt = "Lt"
  case ltE = "LtE"
  case gt = "Gt"
  case gtE = "GtE"
  case isSame = "Is"
  case isNot = "IsNot"
  case isIn = "In"
  case notIn = "NotIn"
}

/// What happens to a name, attribute, element or display: read, stored to, or deleted.
package enum ExpressionContext: String, Sendable, Hashable {
  case load = "Load"
  case store = "Store"
  case del = "Del"
}
