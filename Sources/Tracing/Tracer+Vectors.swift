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
  ///
  /// The terms of a text, which may be thousands, stay the vector that they are.
  package func vector(of columns: [TracedColumn], origin: Origin?) throws(TraceError) -> TracedVector {
    if let whole = wholeVector(columns), whole.holdsTerms {
      return TracedVector(
        columns: columns.map { .floats($0.values.float64s) }, count: columns.first?.count ?? 0, function: whole,
        domain: columns.first?.domain)
    }
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
    if let whole = wholeVector(of: features), whole.holdsTerms { return whole }
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

extension Tracer {
  /// Columns side by side, each as float64; the components of one vector, in order, are that vector itself.
  package func joining(_ columns: [TracedColumn], origin: Origin?) throws(TraceError) -> TracedVector {
    guard let whole = wholeVector(columns) else { return try vector(of: columns, origin: origin) }
    return TracedVector(
      columns: columns.map { .floats($0.values.float64s) }, count: columns.first?.count ?? 0, function: whole,
      domain: columns.first?.domain)
  }

  private func wholeVector(_ columns: [TracedColumn]) -> RowFunction? {
    var features: [RowFunction] = []
    for column in columns {
      guard let function = column.function else { return nil }
      features.append(function)
    }
    return wholeVector(of: features)
  }

  /// The vector whose components, in order, these are.
  private func wholeVector(of features: [RowFunction]) -> RowFunction? {
    guard let input = features.first?.uncast.inputs.first, input.type == .vector(features.count) else { return nil }
    for (index, feature) in features.enumerated() {
      guard case .operation(let operation, let inputs) = feature.uncast.kind, inputs.first === input,
        operation as? Component == Component(index)
      else { return nil }
    }
    return input
  }

  /// `operation` from one column to a vector, executed and recorded.
  package func applyingToVector(
    _ operation: some RowOperation, to column: TracedColumn, origin: Origin?
  ) throws(TraceError) -> TracedVector {
    guard case .vector(let values) = try evaluated(operation, [.column(column)]) else {
      throw .type(TypeMismatch("'\(operation.name)' gives no vector"))
    }
    return TracedVector(
      columns: values, count: column.count, function: try function(operation, [.column(column)], origin: origin),
      domain: column.domain)
  }

  /// `operation` from two vectors of the same rows to one, executed and recorded.
  package func applying(
    _ operation: some RowOperation, to a: TracedVector, _ b: TracedVector, origin: Origin?
  ) throws(TraceError) -> TracedVector {
    if a.count != b.count { throw .lengths(a.count, b.count) }
    var failures = RowFailures()
    guard case .vector(let values) = operation.evaluate([.vector(a.columns), .vector(b.columns)], failures: &failures)
    else { throw .type(TypeMismatch("'\(operation.name)' gives no vector")) }
    if let first = failures.all.min(by: { $0.row < $1.row }) { throw .row(first) }
    var function: RowFunction?
    if let x = a.function, let y = b.function {
      do throws(TypeMismatch) {
        function = try functions.function(operation, [x, y], origin: origin)
      } catch {
        throw .type(error)
      }
    }
    return TracedVector(columns: values, count: a.count, function: function, domain: function == nil ? nil : a.domain)
  }
}

extension RowFunction {
  /// Whether it counts or weighs the terms of a text.
  fileprivate var holdsTerms: Bool {
    guard case .operation(let operation, _) = kind else { return false }
    return operation is TermCountsOperation || operation is TermWeightsOperation
  }

  /// The number that was cast to an integer, where counts of terms were: they are whole.
  fileprivate var uncast: RowFunction {
    guard case .operation(let operation, let inputs) = kind, operation as? Cast == Cast(to: .int64),
      let inner = inputs.first, inner.inputs.first?.holdsTerms == true
    else { return self }
    return inner
  }
}
