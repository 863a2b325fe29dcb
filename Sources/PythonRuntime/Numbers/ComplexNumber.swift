import Kernels

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A complex number with CPython's arithmetic, whose last bits and signs of zero differ from other formulas.
package struct ComplexNumber {
  package var real: Double
  package var imaginary: Double

  package init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// `abs(z)`.
  package var magnitude: Double { hypot(real, imaginary) }

  static func + (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    ComplexNumber(a.real + b.real, a.imaginary + b.imaginary)
  }

  static func - (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    ComplexNumber(a.real - b.real, a.imaginary - b.imaginary)
  }

  static func * (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    ComplexNumber(
      a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  static prefix func - (a: ComplexNumber) -> ComplexNumber { ComplexNumber(-a.real, -a.imaginary) }

  /// Smith's method, as CPython divides; `nil` for a divisor of zero.
  package func divided(by b: ComplexNumber) -> ComplexNumber? {
    if b.real.magnitude >= b.imaginary.magnitude {
      if b.real == 0 { return nil }
      let ratio = b.imaginary / b.real
      let denominator = b.real + b.imaginary * ratio
      return ComplexNumber(
        (real + imaginary * ratio) / denominator, (imaginary - real * ratio) / denominator)
    }
    if b.imaginary.magnitude >= b.real.magnitude {
      let ratio = b.real / b.imaginary
      let denominator = b.real * ratio + b.imaginary
      return ComplexNumber(
        (real * ratio + imaginary) / denominator, (imaginary * ratio - real) / denominator)
    }
    return ComplexNumber(.nan, .nan)
  }

  /// `self ** exponent`; `nil` for zero to a negative or complex power.
  ///
  /// Small whole exponents are multiplied out, as in CPython.
  func raised(to exponent: ComplexNumber) -> ComplexNumber? {
    if exponent.imaginary == 0, exponent.real == exponent.real.rounded(.down), exponent.real.magnitude <= 100 {
      let count = Int(exponent.real)
      let result = multiplied(Int(count.magnitude))
      return count > 0 ? result : ComplexNumber(1).divided(by: result)
    }
    if real == 0, imaginary == 0 {
      return exponent.imaginary != 0 || exponent.real < 0 ? nil : ComplexNumber(0)
    }
    let size = magnitude
    var length = power(size, exponent.real)
    let angle = atan2(imaginary, real)
    var phase = angle * exponent.real
    if exponent.imaginary != 0 {
      length /= exponential(angle * exponent.imaginary)
      phase += exponent.imaginary * naturalLogarithm(size)
    }
    return ComplexNumber(length * cosine(phase), length * sine(phase))
  }

  private func multiplied(_ count: Int) -> ComplexNumber {
    var result = ComplexNumber(1)
    var factor = self
    var mask = 1
    while count >= mask {
      if count & mask != 0 { result = result * factor }
      mask <<= 1
      factor = factor * factor
    }
    return result
  }
}
