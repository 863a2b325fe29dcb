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
    switch compiled {
    case .compiled(let function, let columns):
      if let column = traced(values, dtype: nil, by: function, of: columns), Domain.agree(column.domain, domain) {
        return column
      }
      return opaqueColumn(values, domain: domain, reason: "'\(name)' does not give what Python gives for every row")
    case .refused(let reason): return opaqueColumn(values, domain: domain, reason: reason)
    }
  }

  /// A list that a comprehension or loop of the notebook made item by item, with its row function, as a column of a table
  /// over `domain`; else opaque.
  func lifted(_ column: TracedColumn, over domain: Domain) -> TracedColumn {
    let found = lifted { function, columns in
      let candidate = traced(column.values, dtype: column.dtype, by: function, of: columns)
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
  ///
  /// - Parameter dtype: `nil` for what pandas infers from the values.
  private func traced(
    _ values: Column, dtype: DType?, by function: Plan.Function, of columns: [TracedColumn]
  ) -> TracedColumn? {
    let operands = columns.map { Tracer.Operand.column($0) }
    guard var result = try? tracer.applying(called(function), to: operands, origin: planOrigin),
      result.values.hasSameValues(as: values)
    else { return nil }
    result.dtype = dtype ?? DType(of: values)
    if case .object = values.storage {
      result.values = values
    } else if result.values.storage.kind != values.storage.kind {
      return nil
    }
    return result
  }
}
