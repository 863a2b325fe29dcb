package import Columns
package import Kernels
package import Plans
package import PythonRuntime

extension Scalar {
  /// The Python value as an element of a column; an object that is no scalar is kept as it is.
  package init(_ value: PythonRuntime.Value) {
    switch value {
    case .none: self = .none
    case .bool(let flag): self = .bool(flag)
    case .int(let number): self = .int(Int64(number))
    case .float(let number): self = .float(number)
    case .string(let text): self = .string(text)
    case .object(let object):
      if let scalar = object as? any FittedScalar { self = scalar.scalar } else { self = .object(ScalarObject(object)) }
    }
  }

  /// The element as a plain Python value, as `tolist()` gives it: missing numbers are NaN.
  package var pythonValue: PythonRuntime.Value {
    switch self {
    case .missing: .float(.nan)
    case .none: .none
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(Int(number))
    case .float(let number): .float(number)
    case .string(let text): .string(text)
    case .object(let object): (object.reference as? Object).map(PythonRuntime.Value.object) ?? .none
    }
  }
}

extension Tracer.Operand {
  /// A scalar operand; `nil` for what is none.
  package init?(scalar value: PythonRuntime.Value) {
    switch value {
    case .object(let object):
      guard let scalar = object as? any FittedScalar else { return nil }
      self = .constant(scalar.scalar, scalar.fitted)
    default: self = .constant(Scalar(value), nil)
    }
  }
}
