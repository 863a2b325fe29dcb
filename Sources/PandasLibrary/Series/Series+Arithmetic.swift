import PythonRuntime

extension Pandas.Series {
  static let add = Method("add(self, other, level=None, fill_value=None, axis=0)") { try $0.operation(.add) }
  static let radd = Method("radd(self, other, level=None, fill_value=None, axis=0)") { try $0.operation(.add, true) }
  static let sub = Method("sub(self, other, level=None, fill_value=None, axis=0)") { try $0.operation(.subtract) }
  static let subtract = Method("subtract(self, other, level=None, fill_value=None, axis=0)") {
    try $0.operation(.subtract)
  }
  static let rsub = Method("rsub(self, other, level=None, fill_value=None, axis=0)") {
    try $0.operation(.subtract, true)
  }
  static let mul = Method("mul(self, other, level=None, fill_value=None, axis=0)") { try $0.operation(.multiply) }
  static let multiply = Method("multiply(self, other, level=None, fill_value=None, axis=0)") {
    try $0.operation(.multiply)
  }
  static let div = Method("div(self, other, level=None, fill_value=None, axis=0)") { try $0.operation(.divide) }
  static let divide = Method("divide(self, other, level=None, fill_value=None, axis=0)") { try $0.operation(.divide) }
  static let truediv = Method("truediv(self, other, level=None, fill_value=None, axis=0)") { try $0.operation(.divide) }
  static let floordiv = Method("floordiv(self, other, level=None, fill_value=None, axis=0)") {
    try $0.operation(.floorDivide)
  }
  static let mod = Method("mod(self, other, level=None, fill_value=None, axis=0)") { try $0.operation(.modulo) }
  static let pow = Method("pow(self, other, level=None, fill_value=None, axis=0)") { try $0.operation(.power) }
  static let eq = Method("eq(self, other, level=None, fill_value=None, axis=0)") { try $0.comparison(.equal) }
  static let ne = Method("ne(self, other, level=None, fill_value=None, axis=0)") { try $0.comparison(.notEqual) }
  static let lt = Method("lt(self, other, level=None, fill_value=None, axis=0)") { try $0.comparison(.less) }
  static let le = Method("le(self, other, level=None, fill_value=None, axis=0)") { try $0.comparison(.lessOrEqual) }
  static let gt = Method("gt(self, other, level=None, fill_value=None, axis=0)") { try $0.comparison(.greater) }
  static let ge = Method("ge(self, other, level=None, fill_value=None, axis=0)") { try $0.comparison(.greaterOrEqual) }
}

extension Call {
  fileprivate func operation(_ operation: BinaryOperator, _ reflected: Bool = false) throws(Raised) -> Value {
    try refuse("level", "fill_value")
    return try reflected
      ? context.binary(operation, self["other"], receiver) : context.binary(operation, receiver, self["other"])
  }

  fileprivate func comparison(_ operation: ComparisonOperator) throws(Raised) -> Value {
    try refuse("level", "fill_value")
    return try context.compare(operation, receiver, self["other"])
  }
}
