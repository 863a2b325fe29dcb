import Kernels

extension Builtins.ComplexClass {
  static let new = Constructor("complex(cls, real=0, imag=0)") { call in
    if case .string(let text) = call[1] {
      if call.isGiven("imag") { throw Raised.typeError("complex() can't take second arg if first is a string") }
      guard let value = ComplexText.parsed(text) else {
        throw Raised.valueError("complex() arg is a malformed string")
      }
      return .object(ComplexObject(value, type: call.receivingClass ?? ComplexObject.type))
    }
    if case .string = call[2] { throw Raised.typeError("complex() second arg can't be a string") }
    let type = call.receivingClass ?? ComplexObject.type
    let real = try part(call, 1, "first argument must be a string or a number")
    guard call.isGiven("imag") else { return .object(ComplexObject(real, type: type)) }
    let imaginary = try part(call, 2, "second argument must be a number")
    let sum = ComplexNumber(real.real - imaginary.imaginary, real.imaginary + imaginary.real)
    // Where a part is a real number, its own sign of zero is kept.
    let isReal = call[1].object is ComplexObject
    let isImaginary = call[2].object is ComplexObject
    return .object(
      ComplexObject(
        ComplexNumber(isImaginary ? sum.real : real.real, isReal ? sum.imaginary : imaginary.real), type: type))
  }

  private static func part(_ call: Call, _ position: Int, _ message: String) throws(Raised) -> ComplexNumber {
    let value = call[position]
    if let number = try value.complex() { return number }
    if position == 1, let method = call.context.specialMethod("__complex__", of: value) {
      let result = try call.context.call(method, [value])
      if let complex = result.cast(to: ComplexObject.self) { return complex.value }
      throw Raised.typeError("__complex__ returned non-complex (type \(result.typeName))")
    }
    if let number = try call.context.double(value) { return ComplexNumber(number) }
    if let index = try call.context.indexIfInteger(value) { return ComplexNumber(Double(index)) }
    throw Raised.typeError("complex() \(message), not '\(value.typeName)'")
  }

  static let real = Property("real") { call in .float(try call.receiver(as: ComplexObject.self).value.real) }
  static let imag = Property("imag") { call in .float(try call.receiver(as: ComplexObject.self).value.imaginary) }

  static let conjugate = Method("conjugate(self)") { call in
    let value = try call.receiver(as: ComplexObject.self).value
    return ComplexObject.value(value.real, -value.imaginary)
  }

  static let complex = Method("__complex__(self)") { call in
    .object(ComplexObject(try call.receiver(as: ComplexObject.self).value))
  }

  static let absolute = Method("__abs__(self)") { call in
    let value = try call.receiver(as: ComplexObject.self).value
    let size = value.magnitude
    if size.isInfinite, value.real.isFinite, value.imaginary.isFinite {
      throw Raised.overflowError("absolute value too large")
    }
    return .float(size)
  }
}
