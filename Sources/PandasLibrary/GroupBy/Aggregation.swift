import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

/// What `agg` does with each group: a statistic of pandas, or a function of the notebook.
struct Aggregation {
  /// As the column of a result is called.
  let label: PythonString
  /// The statistic; `nil` for a function.
  let statistic: String?
  let function: Value
}

extension Call {
  /// The aggregation that a value names.
  func aggregation(_ value: Value) throws(Raised) -> Aggregation {
    if case .string(let text) = value {
      return Aggregation(label: text, statistic: text.description, function: value)
    }
    if let native = value.cast(to: NativeFunction.self) { return native.aggregation(in: context) }
    if let function = value.cast(to: FunctionObject.self) {
      return Aggregation(label: PythonString(function.name), statistic: nil, function: value)
    }
    throw unsupported("'agg' with '\(value.typeName)'")
  }

  /// Those of a list; lambdas get numbers unless they are alone.
  func aggregations(_ values: [Value]) throws(Raised) -> [Aggregation] {
    var result: [Aggregation] = []
    for value in values { result.append(try aggregation(value)) }
    guard result.count > 1 else { return result }
    var number = 0
    return result.map { one in
      guard one.label == "<lambda>" else { return one }
      number += 1
      return Aggregation(
        label: PythonString("<lambda_\(number - 1)>"), statistic: one.statistic, function: one.function)
    }
  }
}

extension NativeFunction {
  /// A function of numpy or a built-in one: pandas takes those that it knows for its own.
  fileprivate func aggregation(in context: Context) -> Aggregation {
    let name = code.signature.name
    let isBuiltin = context.builtins[PythonString(name)]?.object === self
    var statistic: String?
    switch name {
    case "sum", "min", "max": statistic = isBuiltin && context.era == .modern ? nil : name
    case "mean", "prod": statistic = name
    case "median", "std", "var": statistic = context.era == .classic ? name : nil
    default: break
    }
    let isAbbreviated = !isBuiltin && context.era == .classic && (name == "min" || name == "max")
    return Aggregation(
      label: PythonString(isAbbreviated ? "a" + name : name), statistic: statistic, function: .object(self))
  }
}

extension Context {
  /// One value a group of a column.
  func aggregated(
    _ groups: GroupByObject, _ position: Int, _ aggregation: Aggregation
  ) throws(Raised) -> TracedColumn {
    let column = groups.frame.column(position)
    let label = groups.frame.label(position)
    if let statistic = aggregation.statistic {
      return try aggregated(column, groups.grouping, statistic, label: label)
    }
    let series = groups.frame.series(at: position)
    var scalars: [Scalar] = []
    for rows in groups.grouping.rows {
      let part: Value = .object(series.selecting(rows))
      let result = try call(aggregation.function, [part]).supported()
      guard Tracer.Operand(scalar: result) != nil else { throw Raised.valueError("Must produce aggregated value") }
      scalars.append(Scalar(result))
    }
    let values = Column(scalars: scalars)
    let name = aggregation.label.description
    return downcast(
      TracedColumn(
        values: values, dtype: DType(of: values), fitted: fitted("groupby.agg(\(name))", of: column, label)),
      to: column.dtype)
  }

  /// Whole floats computed from integers are integers again.
  func downcast(_ column: TracedColumn, to dtype: DType) -> TracedColumn {
    guard dtype.isInteger, column.dtype.isFloat else { return column }
    let wholes = column.values.doubles.compactMap { Int64(exactly: $0) }
    guard wholes.count == column.count, column.count > 0 else { return column }
    return TracedColumn(values: .ints(wholes), dtype: dtype, fitted: column.fitted)
  }
}
