package import Columns
package import DataFrames
import Kernels
package import Plans
package import PythonRuntime
import Tracing

/// The namespaces of numpy: each function or method is a file that extends one of them.
package enum NumPy {
  /// Functions of the module `numpy`.
  package enum Functions {}
  /// Methods and properties of `numpy.ndarray`.
  package enum NDArray {}
  /// Methods and properties of numpy's scalars.
  package enum Generic {}
  /// Methods of `numpy.ufunc`.
  package enum UFuncClass {}
  /// Functions of `numpy.linalg`.
  package enum Linalg {}
  /// Functions of `numpy.random`.
  package enum Random {}
  /// Methods of `numpy.random.RandomState`.
  package enum RandomStateClass {}
  /// Methods of `numpy.random.Generator`.
  package enum GeneratorClass {}
  /// Members of `numpy.random.PCG64`.
  package enum PCG64Class {}

  nonisolated(unsafe) package static let arrayType: TypeObject = {
    let type = TypeObject(
      name: "ndarray", module: "numpy", isOpen: true, members: NDArray.members, classNames: .numpy)
    type.isNamedInFull = true
    return type
  }()

  // numpy's scalar classes; the floats and bools are Python's too.
  nonisolated(unsafe) package static let generic = TypeObject(
    name: "generic", module: "numpy", isOpen: true, members: Generic.members, classNames: .numpy)
  nonisolated(unsafe) package static let number = TypeObject(name: "number", module: "numpy", bases: [generic])
  nonisolated(unsafe) package static let integer = TypeObject(name: "integer", module: "numpy", bases: [number])
  nonisolated(unsafe) package static let floating = TypeObject(name: "floating", module: "numpy", bases: [number])
  nonisolated(unsafe) package static let object = TypeObject(name: "object_", module: "numpy", bases: [generic])
  nonisolated(unsafe) package static let bool = scalarType("bool_", .bool, [generic])
  nonisolated(unsafe) package static let int64 = scalarType("int64", .int64, [integer])
  nonisolated(unsafe) package static let int32 = scalarType("int32", .int32, [integer])
  nonisolated(unsafe) package static let int16 = scalarType("int16", .int16, [integer])
  nonisolated(unsafe) package static let int8 = scalarType("int8", .int8, [integer])
  nonisolated(unsafe) package static let uint8 = scalarType("uint8", .uint8, [integer])
  nonisolated(unsafe) package static let uint16 = scalarType("uint16", .uint16, [integer])
  nonisolated(unsafe) package static let uint32 = scalarType("uint32", .uint32, [integer])
  nonisolated(unsafe) package static let uint64 = scalarType("uint64", .uint64, [integer])
  nonisolated(unsafe) package static let float32 = scalarType("float32", .float32, [floating])
  nonisolated(unsafe) package static let float64 = scalarType("float64", .float64, [floating, Types.float])
  nonisolated(unsafe) package static let str = scalarType("str_", .str, [generic, Types.str])

  private static func scalarType(_ name: String, _ dtype: DType, _ bases: [TypeObject]) -> TypeObject {
    let type = TypeObject(name: name, module: "numpy", bases: bases, members: [constructor(of: dtype)])
    type.isNamedInFull = true
    return type
  }

  /// The class of the scalars of a dtype.
  package static func scalarType(of dtype: DType) -> TypeObject {
    switch dtype {
    case .bool: bool
    case .float64: float64
    case .float32: float32
    case .int8: int8
    case .int16: int16
    case .int32: int32
    case .uint8: uint8
    case .uint16: uint16
    case .uint32: uint32
    case .uint64: uint64
    case .str, .object, .category: str
    case .nullable(let kind): scalarType(of: kind.plain)
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
    case .bool, .int, .float:
      .object(ScalarObject(scalar, dtype == .object ? DType(of: scalar) : dtype.plain, fitted: fitted))
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
