import PythonRuntime

extension NumPy.Functions {
  static let exp = Function("exp(x, /, out=None, *, where=True, dtype=None)") { call in try call.mathematical(.exp) }
  static let expm1 = Function("expm1(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.expm1)
  }
  static let log = Function("log(x, /, out=None, *, where=True, dtype=None)") { call in try call.mathematical(.log) }
  static let log2 = Function("log2(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.log2)
  }
  static let log10 = Function("log10(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.log10)
  }
  static let log1p = Function("log1p(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.log1p)
  }
  static let sqrt = Function("sqrt(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.sqrt)
  }
  static let tanh = Function("tanh(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.tanh)
  }
  static let floor = Function("floor(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.floor)
  }
  static let ceil = Function("ceil(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.ceil)
  }
  static let trunc = Function("trunc(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.trunc)
  }
  static let abs = Function("abs(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.absolute)
  }
  static let absolute = Function("absolute(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.absolute)
  }
  static let fabs = Function("fabs(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.absolute)
  }
  static let square = Function("square(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.square)
  }
  static let isnan = Function("isnan(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.isMissing)
  }
  static let logicalNot = Function("logical_not(x, /, out=None, *, where=True, dtype=None)") { call in
    try call.mathematical(.not)
  }

  static let round = Function("round(a, decimals=0, out=None)") { call in
    try call.refuse("out")
    return try call.context.rounded(call["a"], digits: call.int("decimals"))
  }
  static let around = Function("around(a, decimals=0, out=None)") { call in
    try call.refuse("out")
    return try call.context.rounded(call["a"], digits: call.int("decimals"))
  }
  static let clip = Function("clip(a, a_min=None, a_max=None, out=None, *, min=None, max=None)") { call in
    try call.refuse("out")
    let lower = call.isNone("a_min") ? call["min"] : call["a_min"]
    let upper = call.isNone("a_max") ? call["max"] : call["a_max"]
    return try call.context.clipped(call["a"], lower, upper)
  }

  static let maximum = Function("maximum(x1, x2, /, out=None)") { call in
    try call.context.pairwise(.maximum, call[0], call[1])
  }
  static let minimum = Function("minimum(x1, x2, /, out=None)") { call in
    try call.context.pairwise(.minimum, call[0], call[1])
  }

  static let add = Function("add(x1, x2, /)") { call in try call.binary(.add) }
  static let subtract = Function("subtract(x1, x2, /)") { call in try call.binary(.subtract) }
  static let multiply = Function("multiply(x1, x2, /)") { call in try call.binary(.multiply) }
  static let divide = Function("divide(x1, x2, /)") { call in try call.binary(.divide) }
  static let trueDivide = Function("true_divide(x1, x2, /)") { call in try call.binary(.divide) }
  static let power = Function("power(x1, x2, /)") { call in try call.binary(.power) }
  static let mod = Function("mod(x1, x2, /)") { call in try call.binary(.modulo) }
  static let logicalAnd = Function("logical_and(x1, x2, /)") { call in try call.binary(.and) }
  static let logicalOr = Function("logical_or(x1, x2, /)") { call in try call.binary(.or) }
  static let logicalXor = Function("logical_xor(x1, x2, /)") { call in try call.binary(.xor) }
}

extension Call {
  fileprivate func mathematical(_ function: ElementwiseFunction) throws(Raised) -> Value {
    try refuse("out", "where", "dtype")
    return try context.mathematical(function, self[0])
  }

  /// The operator on two arrays, or on two numbers as numpy scalars.
  fileprivate func binary(_ operation: BinaryOperator) throws(Raised) -> Value {
    func operand(_ value: Value) throws(Raised) -> Value {
      let value = try value.supported()
      if value.object is ListObject || value.object is TupleObject {
        return try NumPy.array(value, in: context).map(Value.object) ?? value
      }
      return NumPy.scalar(value)
    }
    return try context.binary(operation, operand(self[0]), operand(self[1]))
  }
}
