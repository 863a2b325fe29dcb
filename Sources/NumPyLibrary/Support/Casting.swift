import Columns
package import DataFrames
import Kernels
import Plans
package import PythonRuntime
package import Tracing

extension NumPy {
  /// A column as numpy's `astype` makes it.
  package static func cast(
    _ column: TracedColumn, to dtype: DType, in context: Context
  ) throws(Raised) -> TracedColumn {
    if column.dtype == dtype { return column }
    if column.values.holdsObjects, dtype != .object { return try castObjects(column, to: dtype, in: context) }
    switch dtype {
    case .bool: return try context.traced(Cast(to: .bool), [.column(column)], dtype: dtype)
    case .float64: return try context.traced(Cast(to: .float64), [.column(column)], dtype: dtype)
    case .float32: return try context.traced(Cast(to: .float32), [.column(column)], dtype: dtype)
    case .str: return try context.traced(Cast(to: .string, missingText: "nan"), [.column(column)], dtype: dtype)
    case .object: return relabelled(column, dtype)
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64:
      if column.dtype.isInteger { return relabelled(column, dtype) }
      return try context.traced(Cast(to: .int64), [.column(column)], dtype: dtype)
    case .category, .datetime64, .timedelta64, .interval, .nullable:
      throw context.unsupportedNow("'astype' of an array to '\(dtype.name(context.era))'")
    }
  }

  /// An operand as an array of this dtype stores it.
  static func cast(
    _ operand: Tracer.Operand, to dtype: DType, in context: Context
  ) throws(Raised) -> Tracer.Operand {
    switch operand {
    case .column(let column): .column(try cast(column, to: dtype, in: context))
    case .constant(let scalar, let fitted): .constant(scalar.converted(to: dtype), fitted)
    }
  }

  private static func relabelled(_ column: TracedColumn, _ dtype: DType) -> TracedColumn {
    var result = column
    result.dtype = dtype
    return result
  }

  /// Objects one by one, as Python converts them: no row function.
  private static func castObjects(
    _ column: TracedColumn, to dtype: DType, in context: Context
  ) throws(Raised) -> TracedColumn {
    var scalars: [Scalar] = []
    for row in 0..<column.count {
      let value = column.values[row].pythonValue
      switch dtype {
      case .bool: scalars.append(.bool(try context.truth(value)))
      case .str: scalars.append(.string(try context.str(value)))
      default:
        guard let number = try context.double(value) else {
          if value.isNone {
            scalars.append(.float(.nan))
            continue
          }
          if case .string(let text) = value {
            if dtype == .float64, let number = text.withText(parsedFloat) {
              scalars.append(.float(number))
              continue
            }
            throw .valueError("could not convert string to float: \(try context.repr(.string(text)))")
          }
          throw .typeError("float() argument must be a string or a real number, not '\(value.typeName)'")
        }
        scalars.append(.float(number))
      }
    }
    return context.untraced(
      self.column(scalars, dtype), dtype, domain: column.domain, reason: "'astype' of Python objects")
  }
}
