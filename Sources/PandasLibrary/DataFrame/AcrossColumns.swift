import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Call {
  /// A statistic of each row over the columns at `positions`: a row function.
  func acrossColumns(_ statistic: Statistic, _ frame: FrameObject, _ positions: [Int]) throws(Raised) -> Value {
    let columns = positions.map { frame.column($0) }
    guard let first = columns.first else { throw unsupported("'\(statistic.name)' along rows of no columns") }
    let result: TracedColumn
    switch statistic.name {
    case "sum": result = try total(columns)
    case "mean": result = try mean(columns)
    case "count": result = try total(presences(columns))
    case "any": result = try folded(try truths(columns), .or)
    case "all": result = try folded(try truths(columns), .and)
    case "max", "min":
      var extreme = first
      for column in columns.dropFirst() {
        guard columns.allSatisfy({ $0.dtype.isNumeric && $0.values.presentCount == $0.count }) else {
          throw unsupported("'\(statistic.name)' along rows with missing values")
        }
        extreme =
          statistic.name == "max"
          ? try context.applying(Maximum(), to: [.column(extreme), .column(column)])
          : try context.applying(Minimum(), to: [.column(extreme), .column(column)])
      }
      result = extreme
    default: throw unsupported("'\(statistic.name)' along rows")
    }
    return .object(SeriesObject(result, index: frame.index))
  }

  /// The sum from left to right; missing values count as zero.
  private func total(_ columns: [TracedColumn]) throws(Raised) -> TracedColumn {
    guard columns.count < 8 || columns.allSatisfy({ $0.dtype.isInteger || $0.dtype == .bool }) else {
      throw unsupported("the sum of eight or more columns of floats along rows")
    }
    var parts: [TracedColumn] = []
    for column in columns {
      var part = column
      if part.dtype == .bool { part = try context.applying(Cast(to: .int64), to: part, dtype: .int64) }
      if part.dtype.isFloat { part = try context.filled(part, with: .float(0), fitted: nil) }
      parts.append(part)
    }
    return try folded(parts, .add)
  }

  private func mean(_ columns: [TracedColumn]) throws(Raised) -> TracedColumn {
    let sum = try total(columns)
    let count = try total(presences(columns))
    return try context.binary(.divide, of: sum, .column(count))
  }

  private func presences(_ columns: [TracedColumn]) throws(Raised) -> [TracedColumn] {
    var result: [TracedColumn] = []
    for column in columns { result.append(try context.isPresent(column)) }
    return result
  }

  private func truths(_ columns: [TracedColumn]) throws(Raised) -> [TracedColumn] {
    var result: [TracedColumn] = []
    for column in columns {
      result.append(column.dtype == .bool ? column : try context.applying(Cast(to: .bool), to: column, dtype: .bool))
    }
    return result
  }

  private func folded(_ columns: [TracedColumn], _ operation: BinaryOperator) throws(Raised) -> TracedColumn {
    var result = columns[0]
    for column in columns.dropFirst() { result = try context.binary(operation, of: result, .column(column)) }
    return result
  }
}
