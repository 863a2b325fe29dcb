import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// A row-wise operation, executed and recorded.
  func applying(
    _ operation: some RowOperation, to operands: [Tracer.Operand], dtype: DType? = nil, fitted: Plan.Fitted? = nil
  ) throws(Raised) -> TracedColumn {
    do throws(TraceError) {
      return try tracer.applying(operation, to: operands, dtype: dtype, origin: planOrigin, fitted: fitted)
    } catch {
      throw raised(error)
    }
  }

  /// A row-wise operation on one column.
  func applying(
    _ operation: some RowOperation, to column: TracedColumn, dtype: DType? = nil, fitted: Plan.Fitted? = nil
  ) throws(Raised) -> TracedColumn {
    try applying(operation, to: [.column(column)], dtype: dtype, fitted: fitted)
  }

  /// One value in every row of a table: a frozen constant where the table is traced.
  func constantColumn(
    _ value: Scalar, _ dtype: DType? = nil, fitted: Plan.Fitted? = nil, count: Int, domain: Domain?
  ) throws(Raised) -> TracedColumn {
    let values = Column(scalars: [Scalar](repeating: value, count: count))
    var function: RowFunction?
    if domain != nil {
      do throws(TraceError) {
        function = try tracer.constant(value, fitted: fitted, origin: planOrigin)
      } catch {
        function = opaque(DType(of: values), "a value that no plan can hold")
      }
    }
    return TracedColumn(
      values: values, dtype: dtype ?? DType(of: values), function: function, domain: domain,
      fitted: domain == nil ? fitted : nil)
  }

  /// A row function for what is none, with the reason.
  func opaque(_ dtype: DType, _ reason: String) -> RowFunction {
    let type: ValueType =
      switch dtype {
      case .bool: .bool
      case .str, .object, .category, .interval, .nullable(.string): .string
      case .nullable(.bool): .bool
      case .nullable(.float32), .nullable(.float64): .float64
      case .float32, .float64: .float64
      default: .int64
      }
    return tracer.functions.opaque(type.nullable, reason: reason, origin: planOrigin)
  }

  /// Values that were computed across rows, over the rows of `domain`.
  func opaqueColumn(
    _ values: Column, _ dtype: DType? = nil, domain: Domain?, reason: String
  ) -> TracedColumn {
    let dtype = dtype ?? DType(of: values)
    return TracedColumn(
      values: values, dtype: dtype, function: domain.map { _ in opaque(dtype, reason) }, domain: domain)
  }

  /// A column of numbers without missing values in the way of pandas: masked integers become floats.
  func promotingMissing(_ column: TracedColumn) throws(Raised) -> TracedColumn {
    guard let missing = column.values.missing, missing.contains(true) else { return column }
    switch column.values.storage {
    case .int64: return try applying(Cast(to: .float64), to: column, dtype: .float64)
    case .bool:
      var result = column
      result.dtype = .object
      return result
    default: return column
    }
  }

  /// What a statistic was computed from.
  func fitted(_ function: String, of column: TracedColumn, _ name: Label?) -> Plan.Fitted? {
    if column.domain == nil { return column.fitted }
    return Plan.Fitted(by: function, of: labelText(name), over: extent(of: column.domain))
  }

  /// A label as a person reads it.
  func labelText(_ label: Label?) -> String {
    guard let label else { return "a computed column" }
    return label.parts.map { part in
      if case .string(let text) = part { return text.description }
      return "\(part.double ?? .nan)"
    }.joined(separator: ", ")
  }

  /// `telecom_churn.csv, all 5000 rows`.
  func extent(of domain: Domain?) -> String {
    guard let domain, let first = domain.rows.first else { return "no rows" }
    guard first.source >= 0, Int(first.source) < tracer.sources.count,
      domain.rows.allSatisfy({ $0.source == first.source })
    else { return "\(domain.count) rows of several tables" }
    let source = tracer.sources[Int(first.source)]
    if domain.count == source.rowCount { return "\(source.name), all \(domain.count) rows" }
    return "\(source.name), \(domain.count) of \(source.rowCount) rows"
  }

  /// A statistic as the numpy scalar that remembers its origin.
  func statistic(
    _ value: Scalar, _ dtype: DType, _ function: String, of column: TracedColumn, _ name: Label?
  ) -> Value {
    pandasElement(value, dtype, fitted: fitted(function, of: column, name))
  }
}
