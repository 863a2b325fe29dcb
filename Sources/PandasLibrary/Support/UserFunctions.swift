import Columns
import DataFrames
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// What user code gave for each row, with the row function that it was compiled to; opaque where that gives anything
  /// else, or where there is none.
  ///
  /// - Parameter name: the function's, for the reason.
  func traced(_ values: Column, by compiled: CompiledFunction, named name: String, domain: Domain?) -> TracedColumn {
    let found = inferringTimes(values)
    switch compiled {
    case .compiled(let function, let columns, let times):
      if let column = traced(found, by: function, of: columns, times), Domain.agree(column.domain, domain) {
        return column
      }
      return opaqueColumn(
        found.values, found.dtype, domain: domain, reason: "'\(name)' does not give what Python gives for every row")
    case .refused(let reason): return opaqueColumn(found.values, found.dtype, domain: domain, reason: reason)
    }
  }

  /// A list that a comprehension or loop of the notebook made item by item, with its row function, as a column of a table
  /// over `domain`; else opaque.
  func lifted(_ column: TracedColumn, over domain: Domain) -> TracedColumn {
    let found = lifted { function, columns, times in
      let candidate = traced(column, by: function, of: columns, times)
      return candidate.flatMap { Domain.agree($0.domain, domain) ? $0 : nil }
    }
    switch found {
    case .success(let column)?: return column
    case .failure(let refusal)?:
      return opaqueColumn(column.values, column.dtype, domain: domain, reason: refusal.reason)
    case nil:
      return opaqueColumn(column.values, column.dtype, domain: domain, reason: "values that come from no raw field")
    }
  }

  /// The values with the function as their row function, if it gives every one of them from the columns.
  private func traced(
    _ given: TracedColumn, by function: Plan.Function, of columns: [TracedColumn], _ times: UserTime?
  ) -> TracedColumn? {
    guard var result = called(function, of: columns, times), result.dtype.isTime == given.dtype.isTime else {
      return nil
    }
    if case .float64 = given.values.storage, let promoted = try? promotingMissing(result) { result = promoted }
    if result.dtype.isTime, result.dtype != given.dtype {
      guard let rescaled = try? rescaled(result, to: given.dtype) else { return nil }
      result = rescaled
    }
    guard result.values.hasSameValues(as: given.values) else { return nil }
    result.dtype = given.dtype
    if case .object = given.values.storage {
      result.values = given.values
    } else if result.values.storage.kind != given.values.storage.kind {
      return nil
    }
    return result
  }

  /// What a compiled function gives for every row; `nil` where it raises.
  func called(_ function: Plan.Function, of columns: [TracedColumn], _ times: UserTime?) -> TracedColumn? {
    let operands = columns.map { Tracer.Operand.column($0) }
    guard var result = try? tracer.applying(Tracing.called(function), to: operands, origin: planOrigin) else {
      return nil
    }
    switch times?.kind {
    case .timestamp?, .datetime?: result.dtype = .datetime64(times?.unit ?? .nanosecond)
    case .duration?: result.dtype = .timedelta64(times?.unit ?? .nanosecond)
    case .date?: return nil
    case nil: result.dtype = DType(of: result.values)
    }
    return result
  }
}
