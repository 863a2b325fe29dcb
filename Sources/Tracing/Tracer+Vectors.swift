package import Columns
package import DataFrames
package import Plans

/// Numbers side by side in every row: what models take and give.
package struct TracedVector {
  /// A column a number, all of float64.
  package let columns: [Column]
  package let count: Int
  /// The vector's row function; `nil` without a domain.
  package let function: RowFunction?
  package let domain: Domain?
}

extension Tracer {
  /// Features side by side, each as float64.
  package func vector(of columns: [TracedColumn], origin: Origin?) throws(TraceError) -> TracedVector {
    let operation = MakeVector()
    let operands = columns.map(Operand.column)
    guard case .vector(let values) = try evaluated(operation, operands) else {
      throw .type(TypeMismatch("'\(operation.name)' gives no vector"))
    }
    return TracedVector(
      columns: values, count: columns.first?.count ?? 0,
      function: try function(operation, operands, origin: origin), domain: columns.first?.domain)
  }

  /// Features side by side, as models take them.
  package func vector(of features: [RowFunction], origin: Origin?) throws(TraceError) -> RowFunction {
    do throws(TypeMismatch) {
      return try functions.function(MakeVector(), features, origin: origin)
    } catch {
      throw .type(error)
    }
  }

  /// `operation` from vector to vector, executed and recorded.
  package func applying(
    _ operation: some RowOperation, to vector: TracedVector, origin: Origin?, fitted: Plan.Fitted? = nil
  ) throws(TraceError) -> TracedVector {
    guard case .vector(let values) = try evaluated(operation, vector) else {
      throw .type(TypeMismatch("'\(operation.name)' gives no vector"))
    }
    return TracedVector(
      columns: values, count: vector.count, function: try function(operation, vector, origin, fitted),
      domain: vector.domain)
  }

  /// `operation` from vector to one value a row, executed and recorded.
  package func applyingToColumn(
    _ operation: some RowOperation, to vector: TracedVector, dtype: DType? = nil, origin: Origin?
  ) throws(TraceError) -> TracedColumn {
    guard case .column(let values) = try evaluated(operation, vector) else {
      throw .type(TypeMismatch("'\(operation.name)' gives no column"))
    }
    return TracedColumn(
      values: values, dtype: dtype ?? DType(of: values), function: try function(operation, vector, origin, nil),
      domain: vector.domain)
  }

  /// The numbers of a vector as columns of their own.
  package func components(of vector: TracedVector, origin: Origin?) throws(TraceError) -> [TracedColumn] {
    var result: [TracedColumn] = []
    for (index, values) in vector.columns.enumerated() {
      let part = try vector.function.map { whole throws(TraceError) in try component(index, of: whole, origin: origin) }
      result.append(TracedColumn(values: values, dtype: .float64, function: part, domain: vector.domain))
    }
    return result
  }

  private func evaluated(_ operation: some RowOperation, _ vector: TracedVector) throws(TraceError) -> RowValues {
    var failures = RowFailures()
    let values = operation.evaluate([.vector(vector.columns)], failures: &failures)
    if let first = failures.all.min(by: { $0.row < $1.row }) { throw .row(first) }
    return values
  }

  private func function(
    _ operation: some RowOperation, _ vector: TracedVector, _ origin: Origin?, _ fitted: Plan.Fitted?
  ) throws(TraceError) -> RowFunction? {
    guard let input = vector.function else { return nil }
    do throws(TypeMismatch) {
      return try functions.function(operation, [input], origin: origin, fitted: fitted)
    } catch {
      throw .type(error)
    }
  }
}
