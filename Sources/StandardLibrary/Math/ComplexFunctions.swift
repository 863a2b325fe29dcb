import Foundation
import Kernels
import PythonRuntime

/// The functions of `cmath` over finite arguments, by the formulas of CPython's `cmathmodule.c`, whose last bits and signs of
/// zero others do not have; elsewhere by `SpecialValues`.
enum ComplexFunctions {
  /// What went wrong, as C's `errno` tells it.
  enum Failure { case domain, range }

  typealias Outcome = (value: ComplexNumber, failure: Failure?)

  private static let large = Double.greatestFiniteMagnitude / 4
  private static let largeRoot = large.squareRoot()
  private static let largeLogarithm = Foundation.log(large)
  private static let ln2 = 0.693147180559945309417232121458

  private static func isLarge(_ z: ComplexNumber) -> Bool { max(abs(z.real), abs(z.imaginary)) > large }

  /// The logarithm of the magnitude of a number too large for it.
  private static func largeSize(_ z: ComplexNumber) -> Double {
    naturalLogarithm(hypot(z.real / 2, z.imaginary / 2)) + ln2 * 2
  }

  private static func special(_ table: SpecialValues, _ z: ComplexNumber) -> Outcome? {
    table[z.real, z.imaginary].map { (ComplexNumber($0.real, $0.imaginary), nil) }
  }

  private static func sign(_ magnitude: Double, of value: Double) -> Double {
    Double(signOf: value, magnitudeOf: magnitude)
  }

  // MARK: Roots and inverse functions

  static func squareRoot(_ z: ComplexNumber) -> Outcome {
    if let known = special(.sqrt, z) { return known }
    if z.real == 0, z.imaginary == 0 { return (ComplexNumber(0, z.imaginary), nil) }
    var (x, y) = (abs(z.real), abs(z.imaginary))
    let size: Double
    let smallest = Double.leastNormalMagnitude
    if x < smallest, y < smallest {
      x = scalbn(x, 53)
      size = scalbn((x + hypot(x, scalbn(y, 53))).squareRoot(), -27)
    } else {
      x /= 8
      size = 2 * (x + hypot(x, y / 8)).squareRoot()
    }
    y /= 2 * size
    return z.real >= 0
      ? (ComplexNumber(size, sign(y, of: z.imaginary)), nil) : (ComplexNumber(y, sign(size, of: z.imaginary)), nil)
  }

  static func arcCosine(_ z: ComplexNumber) -> Outcome {
    if let known = special(.acos, z) { return known }
    if isLarge(z) {
      let size = largeSize(z)
      let imaginary = z.real < 0 ? -sign(size, of: z.imaginary) : sign(size, of: -z.imaginary)
      return (ComplexNumber(atan2(abs(z.imaginary), z.real), imaginary), nil)
    }
    let a = squareRoot(ComplexNumber(1 - z.real, -z.imaginary)).value
    let b = squareRoot(ComplexNumber(1 + z.real, z.imaginary)).value
    return (ComplexNumber(2 * atan2(a.real, b.real), asinh(b.real * a.imaginary - b.imaginary * a.real)), nil)
  }

  static func areaCosine(_ z: ComplexNumber) -> Outcome {
    if let known = special(.acosh, z) { return known }
    if isLarge(z) { return (ComplexNumber(largeSize(z), atan2(z.imaginary, z.real)), nil) }
    let a = squareRoot(ComplexNumber(z.real - 1, z.imaginary)).value
    let b = squareRoot(ComplexNumber(z.real + 1, z.imaginary)).value
    return (ComplexNumber(asinh(a.real * b.real + a.imaginary * b.imaginary), 2 * atan2(a.imaginary, b.real)), nil)
  }

  static func areaSine(_ z: ComplexNumber) -> Outcome {
    if let known = special(.asinh, z) { return known }
    if isLarge(z) {
      let size = largeSize(z)
      let real = z.imaginary >= 0 ? sign(size, of: z.real) : -sign(size, of: -z.real)
      return (ComplexNumber(real, atan2(z.imaginary, abs(z.real))), nil)
    }
    let a = squareRoot(ComplexNumber(1 + z.imaginary, -z.real)).value
    let b = squareRoot(ComplexNumber(1 - z.imaginary, z.real)).value
    return (
      ComplexNumber(
        asinh(a.real * b.imaginary - b.real * a.imaginary),
        atan2(z.imaginary, a.real * b.real - a.imaginary * b.imaginary)), nil
    )
  }

  static func areaTangent(_ z: ComplexNumber) -> Outcome {
    if let known = special(.atanh, z) { return known }
    if z.real < 0 || (z.real == 0 && z.real.sign == .minus) {
      let (value, failure) = areaTangent(ComplexNumber(-z.real, -z.imaginary))
      return (ComplexNumber(-value.real, -value.imaginary), failure)
    }
    let y = abs(z.imaginary)
    if z.real > largeRoot || y > largeRoot {
      let size = hypot(z.real / 2, z.imaginary / 2)
      return (ComplexNumber(z.real / 4 / size / size, -sign(.pi / 2, of: -z.imaginary)), nil)
    }
    if z.real == 1, y < Double.leastNormalMagnitude.squareRoot() {
      if y == 0 { return (ComplexNumber(.infinity, z.imaginary), .domain) }
      let real = -naturalLogarithm(y.squareRoot() / hypot(y, 2).squareRoot())
      return (ComplexNumber(real, sign(atan2(2, -y) / 2, of: z.imaginary)), nil)
    }
    let rest = 1 - z.real
    return (
      ComplexNumber(
        log1p(4 * z.real / (rest * rest + y * y)) / 4,
        -atan2(-2 * z.imaginary, rest * (1 + z.real) - y * y) / 2), nil
    )
  }

  /// A function of the plane turned by a quarter: `asin` from `asinh`, `atan`, `sin`, `tan` from their like.
  static func turned(_ z: ComplexNumber, _ function: (ComplexNumber) -> Outcome) -> Outcome {
    let (value, failure) = function(ComplexNumber(-z.imaginary, z.real))
    return (ComplexNumber(value.imaginary, -value.real), failure)
  }

  // MARK: Exponential and hyperbolic functions

  static func exponential(_ z: ComplexNumber) -> Outcome {
    let (x, y) = (z.real, z.imaginary)
    if !x.isFinite || !y.isFinite {
      let failure: Failure? = y.isInfinite && (x.isFinite || x == .infinity) ? .domain : nil
      guard x.isInfinite, y.isFinite, y != 0 else { return (special(.exp, z)?.value ?? z, failure) }
      let size: Double = x > 0 ? .infinity : 0
      return (ComplexNumber(sign(size, of: cosine(y)), sign(size, of: sine(y))), failure)
    }
    let size = x > largeLogarithm ? Kernels.exponential(x - 1) : Kernels.exponential(x)
    let e = x > largeLogarithm ? M_E : 1
    return checked(ComplexNumber(size * cosine(y) * e, size * sine(y) * e))
  }

  static func hyperbolicCosine(_ z: ComplexNumber) -> Outcome {
    let (x, y) = (z.real, z.imaginary)
    if !x.isFinite || !y.isFinite {
      let failure: Failure? = y.isInfinite && !x.isNaN ? .domain : nil
      guard x.isInfinite, y.isFinite, y != 0 else { return (special(.cosh, z)?.value ?? z, failure) }
      let imaginary = sign(.infinity, of: sine(y))
      return (ComplexNumber(sign(.infinity, of: cosine(y)), x > 0 ? imaginary : -imaginary), failure)
    }
    let (argument, e) = reduced(x)
    return checked(ComplexNumber(cosine(y) * cosh(argument) * e, sine(y) * sinh(argument) * e))
  }

  static func hyperbolicSine(_ z: ComplexNumber) -> Outcome {
    let (x, y) = (z.real, z.imaginary)
    if !x.isFinite || !y.isFinite {
      let failure: Failure? = y.isInfinite && !x.isNaN ? .domain : nil
      guard x.isInfinite, y.isFinite, y != 0 else { return (special(.sinh, z)?.value ?? z, failure) }
      let real = sign(.infinity, of: cosine(y))
      return (ComplexNumber(x > 0 ? real : -real, sign(.infinity, of: sine(y))), failure)
    }
    let (argument, e) = reduced(x)
    return checked(ComplexNumber(cosine(y) * sinh(argument) * e, sine(y) * cosh(argument) * e))
  }

  static func hyperbolicTangent(_ z: ComplexNumber) -> Outcome {
    let (x, y) = (z.real, z.imaginary)
    if !x.isFinite || !y.isFinite {
      let failure: Failure? = y.isInfinite && x.isFinite ? .domain : nil
      guard x.isInfinite, y.isFinite, y != 0 else { return (special(.tanh, z)?.value ?? z, failure) }
      return (ComplexNumber(x > 0 ? 1 : -1, sign(0, of: 2 * sine(y) * cosine(y))), failure)
    }
    if abs(x) > largeLogarithm {
      return (ComplexNumber(sign(1, of: x), 4 * sine(y) * cosine(y) * Kernels.exponential(-2 * abs(x))), nil)
    }
    let (a, b) = (Kernels.hyperbolicTangent(x), tan(y))
    let c = 1 / cosh(x)
    let product = a * b
    let denominator = 1 + product * product
    return (ComplexNumber(a * (1 + b * b) / denominator, ((b / denominator) * c) * c), nil)
  }

  /// An argument whose hyperbolic functions do not overflow before they are multiplied, and what is missing.
  private static func reduced(_ x: Double) -> (Double, Double) {
    abs(x) > largeLogarithm ? (x - sign(1, of: x), M_E) : (x, 1)
  }

  private static func checked(_ value: ComplexNumber) -> Outcome {
    (value, value.real.isInfinite || value.imaginary.isInfinite ? .range : nil)
  }

  // MARK: Logarithm and polar form

  static func logarithm(_ z: ComplexNumber) -> Outcome {
    if let known = special(.log, z) { return known }
    let (x, y) = (abs(z.real), abs(z.imaginary))
    let phase = atan2(z.imaginary, z.real)
    let smallest = Double.leastNormalMagnitude
    let real: Double
    if x > large || y > large {
      real = naturalLogarithm(hypot(x / 2, y / 2)) + ln2
    } else if x < smallest, y < smallest {
      guard x > 0 || y > 0 else { return (ComplexNumber(-.infinity, phase), .domain) }
      real = naturalLogarithm(hypot(scalbn(x, 53), scalbn(y, 53))) - 53 * ln2
    } else {
      let size = hypot(x, y)
      if size >= 0.71, size <= 1.73 {
        let (greater, smaller) = (max(x, y), min(x, y))
        real = log1p((greater - 1) * (greater + 1) + smaller * smaller) / 2
      } else {
        real = naturalLogarithm(size)
      }
    }
    return (ComplexNumber(real, phase), nil)
  }

  /// The number of this length and direction.
  static func rectangular(_ length: Double, _ phase: Double) -> Outcome {
    if !length.isFinite || !phase.isFinite {
      let failure: Failure? = length != 0 && !length.isNaN && phase.isInfinite ? .domain : nil
      guard length.isInfinite, phase.isFinite, phase != 0 else {
        let known = SpecialValues.rect[length, phase]
        return (ComplexNumber(known?.real ?? .nan, known?.imaginary ?? .nan), failure)
      }
      let (a, b) = (sign(.infinity, of: cosine(phase)), sign(.infinity, of: sine(phase)))
      return (length > 0 ? ComplexNumber(a, b) : ComplexNumber(-a, -b), failure)
    }
    if phase == 0 { return (ComplexNumber(length, length * phase), nil) }
    return (ComplexNumber(length * cosine(phase), length * sine(phase)), nil)
  }
}
