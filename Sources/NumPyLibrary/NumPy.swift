package import Columns
package import DataFrames
package import Kernels
package import Plan
package import PythonRuntime
package import Tracing

/// The namespaces of numpy: each function or method is a file that extends one of them.
package enum NumPy {
  /// Functions of the module `numpy`.
  package enum Functions {}
  /// Methods and properties of `numpy.ndarray`.
  package enum NDArray {}
  /// Methods and properties of numpy's scalars.
  package enum Generic {}
  /// Functions of `numpy.random`.
  package enum Random {}

  nonisolated(unsafe) package static let arrayType = TypeObject(
    name: "ndarray", module: "numpy", isOpen: true, members: NDArray.members)

  // numpy's scalar classes; the floats and bools are Python's too.
  nonisolated(unsafe) package static let generic = TypeObject(
    name: "generic", module: "numpy", isOpen: true, members: Generic.members)
  nonisolated(unsafe) package static let bool = TypeObject(name: "bool_", module: "numpy", bases: [generic])
  nonisolated(unsafe) package static let int64 = TypeObject(name: "int64", module: "numpy", bases: [generic])
  nonisolated(unsafe) package static let uint8 = TypeObject(name: "uint8", module: "numpy", bases: [generic])
  nonisolated(unsafe) package static let int32 = TypeObject(name: "int32", module: "numpy", bases: [generic])
  nonisolated(unsafe) package static let float32 = TypeObject(name: "float32", module: "numpy", bases: [generic])
  nonisolated(unsafe) package static let float64 = TypeObject(
    name: "float64", module: "numpy", bases: [generic, Types.float])
  nonisolated(unsafe) package static let str = TypeObject(name: "str_", module: "numpy", bases: [generic, Types.str])

  /// The class of the scalars of a dtype.
  package static func scalarType(of dtype: DType) -> TypeObject {
    switch dtype {
    case .bool: bool
    case .float64: float64
    case .float32: float32
    case .uint8: uint8
    case .int32: int32
    case .str, .object, .category: str
    default: int64
    }
  }

  /// A number as a numpy scalar; anything else as it is.
  package static func scalar(_ value: Value, fitted: Plan.Fitted? = nil) -> Value {
    switch value {
    case .bool(let flag): .object(ScalarObject(.bool(flag), .bool, fitted: fitted))
    case .int(let number): .object(ScalarObject(.int(Int64(number)), .int64, fitted: fitted))
    case .float(let number): .object(ScalarObject(.float(number), .float64, fitted: fitted))
    default: value
    }
  }

  /// An element of a column as Python sees it: numbers are numpy scalars, strings are strings.
  package static func element(_ scalar: Scalar, _ dtype: DType, fitted: Plan.Fitted? = nil) -> Value {
    switch scalar {
    case .bool, .int, .float: .object(ScalarObject(scalar, dtype == .object ? DType(of: scalar) : dtype, fitted: fitted))
    case .missing where !dtype.isFloat: .float(.nan)
    case .missing: .object(ScalarObject(.float(.nan), dtype, fitted: fitted))
    default: scalar.pythonValue
    }
  }
}

extension DType {
  /// The dtype of a scalar by itself.
  package init(of scalar: Scalar) {
    switch scalar {
    case .bool: self = .bool
    case .int: self = .int64
    case .float, .missing: self = .float64
    case .string: self = .str
    case .none, .object: self = .object
    }
  }
}
