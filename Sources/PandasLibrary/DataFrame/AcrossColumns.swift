import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Call {
  /// A statistic of each row over the columns at `positions`: a row function where operations have it.
  func acrossColumns(_ statistic: Statistic, _ frame: FrameObject, _ positions: [Int]) throws(Raised) -> Value {
    let columns = positions.map { frame.column($0) }
    guard let first = columns.first else { throw unsupported("'\(statistic.name)' along rows of no columns") }
    let hasMissing = columns.contains { $0.values.presentCount < $0.count }
    let result: TracedColumn
    switch statistic.name {
    case "sum" where columns.allSatisfy(\.dtype.isNumeric): result = try total(columns)
    case "mean" where columns.allSatisfy(\.dtype.isNumeric): result = try mean(columns)
    case "count": result = try total(presences(columns))
    case "any": result = try folded(try truths(columns), .or)
    case "all": result = try folded(try truths(columns), .and)
    case "max" where columns.allSatisfy(\.dtype.isNumeric), "min" where columns.allSatisfy(\.dtype.isNumeric):
      var extreme = first
      for column in columns.dropFirst() {
        extreme = try self.extreme(extreme, column, largest: statistic.name == "max", hasMissing)
      }
      result = extreme
    default: result = try rowByRow(statistic, frame, columns)
    }
    return .object(SeriesObject(result, index: frame.index))
  }

  /// The larger or smaller of two; the other one where one is missing.
  private func extreme(
    _ a: TracedColumn, _ b: TracedColumn, largest: Bool, _ hasMissing: Bool
  ) throws(Raised) -> TracedColumn {
    var (x, y) = (a, b)
    if hasMissing, a.dtype.isFloat || b.dtype.isFloat {
      let left = a.dtype.isFloat ? a : try context.cast(a, to: .float64)
      let right = b.dtype.isFloat ? b : try context.cast(b, to: .float64)
      x = try context.applying(Coalesce(), to: [.column(left), .column(right)], dtype: .float64)
      y = try context.applying(Coalesce(), to: [.column(right), .column(left)], dtype: .float64)
    }
    return try largest
      ? context.applying(Maximum(), to: [.column(x), .column(y)])
      : context.applying(Minimum(), to: [.column(x), .column(y)])
  }

  /// A statistic for which there is no operation: its values alone.
  private func rowByRow(
    _ statistic: Statistic, _ frame: FrameObject, _ columns: [TracedColumn]
  ) throws(Raised) -> TracedColumn {
    guard columns.allSatisfy(\.dtype.isNumeric) || !statistic.needsNumbers else {
      throw unsupported("'\(statistic.name)' along rows")
    }
    guard columns.count < 8 || statistic.isOrderless else {
      throw unsupported("'\(statistic.name)' of eight or more columns along rows")
    }
    let isFloat = columns.contains { $0.dtype.isFloat }
    var scalars: [Scalar] = []
    for row in 0..<frame.rowCount {
      let cells = columns.map { $0.values[row] }
      let values = isFloat ? Column.floats(cells.map { $0.double ?? .nan }) : Column(scalars: cells)
      scalars.append(statistic.body(values, DType(of: values)).0)
    }
    var values = Column(scalars: scalars)
    if scalars.isEmpty || statistic.needsNumbers && scalars.allSatisfy(\.isMissing) { values = .floats(values.doubles) }
    return context.opaqueColumn(values, domain: frame.domain, reason: "'\(statistic.name)' along rows")
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
      // Integers of this table may be missing in a record that is served.
      if part.dtype == .int64, part.function?.type.isNullable == true {
        part = try context.filled(part, with: .int(0), fitted: nil)
      }
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

extension Statistic {
  /// Whether its bits do not depend on an order of summation.
  fileprivate var isOrderless: Bool {
    ["median", "max", "min", "nunique", "quantile"].contains(name) || name.hasPrefix("quantile")
  }

  /// NaN where a value is missing, and where fewer than so many are present.
  func counting(skipsMissing: Bool, minimumCount: Int) -> Statistic {
    if skipsMissing, minimumCount <= 0 { return self }
    let body = body
    return Statistic(name, needsNumbers: needsNumbers) { column, dtype in
      let present = column.presentCount
      if !skipsMissing && present < column.count || present < minimumCount { return (.float(.nan), .float64) }
      return body(column, dtype)
    }
  }
}

extension Call {
  /// The statistic as `skipna` and `min_count` have it.
  func adjusted(_ statistic: Statistic) throws(Raised) -> Statistic {
    let hasMinimum = signature.parameters.contains { $0.name == "min_count" }
    let minimum = hasMinimum ? try int("min_count") : 0
    return statistic.counting(skipsMissing: try bool("skipna"), minimumCount: minimum)
  }
}
