import PythonRuntime

// The operators as methods, with a value for labels that only one side has.
extension Pandas.Series {
  static let add = Method("add(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.add)
  }
  static let radd = Method("radd(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.add, reflected: true)
  }
  static let sub = Method("sub(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.subtract)
  }
  static let subtract = Method("subtract(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.subtract)
  }
  static let rsub = Method("rsub(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.subtract, reflected: true)
  }
  static let mul = Method("mul(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.multiply)
  }
  static let multiply = Method("multiply(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.multiply)
  }
  static let rmul = Method("rmul(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.multiply, reflected: true)
  }
  static let div = Method("div(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.divide)
  }
  static let divide = Method("divide(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.divide)
  }
  static let rdiv = Method("rdiv(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.divide, reflected: true)
  }
  static let truediv = Method("truediv(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.divide)
  }
  static let rtruediv = Method("rtruediv(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.divide, reflected: true)
  }
  static let floordiv = Method("floordiv(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.floorDivide)
  }
  static let rfloordiv = Method("rfloordiv(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.floorDivide, reflected: true)
  }
  static let mod = Method("mod(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.modulo)
  }
  static let rmod = Method("rmod(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.modulo, reflected: true)
  }
  static let pow = Method("pow(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.power)
  }
  static let rpow = Method("rpow(self, other, level=None, fill_value=None, axis=0)") {
    try $0.flexible(.power, reflected: true)
  }
  static let eq = Method("eq(self, other, level=None, fill_value=None, axis=0)") { try $0.flexible(.equal) }
  static let ne = Method("ne(self, other, level=None, fill_value=None, axis=0)") { try $0.flexible(.notEqual) }
  static let lt = Method("lt(self, other, level=None, fill_value=None, axis=0)") { try $0.flexible(.less) }
  static let le = Method("le(self, other, level=None, fill_value=None, axis=0)") { try $0.flexible(.lessOrEqual) }
  static let gt = Method("gt(self, other, level=None, fill_value=None, axis=0)") { try $0.flexible(.greater) }
  static let ge = Method("ge(self, other, level=None, fill_value=None, axis=0)") { try $0.flexible(.greaterOrEqual) }
}

extension Pandas.DataFrame {
  static let add = Method("add(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.add)
  }
  static let radd = Method("radd(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.add, reflected: true)
  }
  static let sub = Method("sub(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.subtract)
  }
  static let subtract = Method("subtract(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.subtract)
  }
  static let rsub = Method("rsub(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.subtract, reflected: true)
  }
  static let mul = Method("mul(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.multiply)
  }
  static let multiply = Method("multiply(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.multiply)
  }
  static let rmul = Method("rmul(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.multiply, reflected: true)
  }
  static let div = Method("div(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.divide)
  }
  static let divide = Method("divide(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.divide)
  }
  static let rdiv = Method("rdiv(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.divide, reflected: true)
  }
  static let truediv = Method("truediv(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.divide)
  }
  static let rtruediv = Method("rtruediv(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.divide, reflected: true)
  }
  static let floordiv = Method("floordiv(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.floorDivide)
  }
  static let rfloordiv = Method("rfloordiv(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.floorDivide, reflected: true)
  }
  static let mod = Method("mod(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.modulo)
  }
  static let rmod = Method("rmod(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.modulo, reflected: true)
  }
  static let pow = Method("pow(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.power)
  }
  static let rpow = Method("rpow(self, other, axis='columns', level=None, fill_value=None)") {
    try $0.flexible(.power, reflected: true)
  }
  static let eq = Method("eq(self, other, axis='columns', level=None)") { try $0.flexible(.equal) }
  static let ne = Method("ne(self, other, axis='columns', level=None)") { try $0.flexible(.notEqual) }
  static let lt = Method("lt(self, other, axis='columns', level=None)") { try $0.flexible(.less) }
  static let le = Method("le(self, other, axis='columns', level=None)") { try $0.flexible(.lessOrEqual) }
  static let gt = Method("gt(self, other, axis='columns', level=None)") { try $0.flexible(.greater) }
  static let ge = Method("ge(self, other, axis='columns', level=None)") { try $0.flexible(.greaterOrEqual) }
}
