package import Columns
package import DataFrames
package import Kernels
package import Plans

/// Executes row-wise operations and records them, in one act.
package final class Tracer {
  package let functions = RowFunctionTable()
  package private(set) var sources: [TableSource] = []
  /// The columns of each source as they were read, by name: what a record's raw fields are.
  package private(set) var rawColumns: [[String: Column]] = []
  package var log = ReplayLog()
  /// Moves what processors round differently; `nil` for the replay that counts.
  package let otherRounding: OtherRounding?
  /// Whose code computes numpy's elementary functions.
  package let elementaryCode: ElementaryCode
  /// Whether numpy computed one of them.
  package private(set) var computesElementary = false
  /// Whether something was computed whose last bits depend on the processor.
  package var dependsOnProcessor = false

  package init(otherRounding: OtherRounding? = nil, elementaryCode: ElementaryCode = .scalar) {
    self.otherRounding = otherRounding
    self.elementaryCode = elementaryCode
  }

  /// A new source with `columns` of `rowCount` rows.
  package func source(named name: String, rowCount: Int, columns: [String], origin: Origin?) -> TableSource {
    let source = TableSource(number: sources.count, name: name, rowCount: rowCount, columns: columns, origin: origin)
    sources.append(source)
    rawColumns.append([:])
    return source
  }

  /// The raw field `name` of `source`: its values with the row function that is the field itself.
  ///
  /// A field is always nullable: a record may come without a value that every training row had.
  package func field(
    _ name: String, of source: TableSource, in domain: Domain, values: Column, dtype: DType
  ) -> TracedColumn {
    let type = values.valueType?.nullable
    let function =
      type.map { functions.field(name, of: source.number, type: $0, origin: source.origin) }
      ?? functions.opaque(.string, reason: "column '\(name)' holds values of mixed kinds", origin: source.origin)
    function.labels = [name]
    rawColumns[source.number][name] = values
    return TracedColumn(values: values, dtype: dtype, function: function, domain: domain)
  }

  /// An operand of a row-wise operation.
  package enum Operand {
    case column(TracedColumn)
    /// A frozen value, the same in every row, and what it was computed from.
    case constant(Scalar, Plan.Fitted?)
  }

  /// `operation` over the operands' rows, executed and recorded.
  ///
  /// Columns must have equal counts; where their raw rows disagree the result is opaque. With constant columns alone the
  /// result is constant. What Python would raise for a row is thrown for the first such row.
  package func applying(
    _ operation: some RowOperation, to operands: [Operand], dtype: DType? = nil, origin: Origin?,
    fitted: Plan.Fitted? = nil
  ) throws(TraceError) -> TracedColumn {
    if let elementary = operation as? any ElementaryFunction {
      computesElementary = true
      if elementary.code != elementaryCode {
        return try applying(
          elementary.computed(by: elementaryCode), to: operands, dtype: dtype, origin: origin, fitted: fitted)
      }
    }
    let values = try evaluated(operation, operands)
    guard case .column(let column) = values else { throw .type(TypeMismatch("'\(operation.name)' gives no column")) }
    var result = TracedColumn(values: column, dtype: dtype ?? DType(of: column))
    result.fitted = fitted ?? operands.lazy.compactMap(\.fitted).first
    result.domain = domain(of: operands)
    result.function = try function(operation, operands, origin: origin, fitted: fitted)
    return result
  }

  /// The operation's row function on the operands; `nil` when all are constant.
  package func function(
    _ operation: some RowOperation, _ operands: [Operand], origin: Origin?, fitted: Plan.Fitted? = nil
  ) throws(TraceError) -> RowFunction? {
    var count = 0
    var identity: Domain?
    var disagree = false
    for case .column(let column) in operands {
      count = column.count
      guard let domain = column.domain else { continue }
      if let known = identity { disagree = disagree || !Domain.agree(known, domain) } else { identity = domain }
    }
    guard identity != nil else { return nil }
    var inputs: [RowFunction] = []
    for operand in operands {
      switch operand {
      case .column(let column):
        if let function = column.function {
          inputs.append(function)
        } else if let first = column.uniformValue {
          inputs.append(try constant(first, fitted: column.fitted, origin: origin))
        } else {
          disagree = true
        }
      case .constant(let value, let fitted):
        inputs.append(try constant(value, fitted: fitted, origin: origin))
      }
    }
    if disagree || count == 0 && inputs.isEmpty {
      return functions.opaque(
        .float64, reason: "'\(operation.name)' joins columns of different rows", origin: origin)
    }
    do throws(TypeMismatch) {
      return try functions.function(operation, inputs, origin: origin, fitted: fitted)
    } catch {
      throw .type(error)
    }
  }

  /// A frozen value as a row function.
  package func constant(_ value: Scalar, fitted: Plan.Fitted?, origin: Origin?) throws(TraceError) -> RowFunction {
    do throws(TypeMismatch) {
      return try functions.function(Constant(value), [], origin: origin, fitted: fitted)
    } catch {
      throw .type(error)
    }
  }

  func component(_ index: Int, of whole: RowFunction, origin: Origin?) throws(TraceError) -> RowFunction {
    do throws(TypeMismatch) {
      return try functions.function(Component(index), [whole], origin: origin)
    } catch {
      throw .type(error)
    }
  }

  private func domain(of operands: [Operand]) -> Domain? {
    for case .column(let column) in operands {
      if let domain = column.domain { return domain }
    }
    return nil
  }

  func evaluated(_ operation: some RowOperation, _ operands: [Operand]) throws(TraceError) -> RowValues {
    var count: Int?
    for case .column(let column) in operands {
      if let count, count != column.count { throw .lengths(count, column.count) }
      count = column.count
    }
    if operands.count == 2, case .column(let column) = operands[0], case .constant(let value, _) = operands[1],
      let operation = operation as? any ConstantOperand, let result = operation.evaluate(column.values, with: value)
    {
      return rounded(.column(result), of: operation, operands)
    }
    let rows = count ?? 1
    let inputs = operands.map { operand in
      switch operand {
      case .column(let column): RowValues.column(column.values)
      case .constant(let value, _): RowValues.column(Column(repeating: value, count: rows))
      }
    }
    var failures = RowFailures()
    let values = operation.evaluate(inputs, failures: &failures)
    if let first = failures.all.min(by: { $0.row < $1.row }) { throw .row(first) }
    return rounded(values, of: operation, operands)
  }
}

extension ElementaryFunction {
  /// The same function by other code.
  package func computed(by code: ElementaryCode) -> Self { Self(by: code) }
}

extension Tracer.Operand {
  package var fitted: Plan.Fitted? {
    switch self {
    case .column(let column): column.fitted
    case .constant(_, let fitted): fitted
    }
  }
}

/// Why a row-wise operation could not be done.
package enum TraceError: Error {
  /// What Python raises for the first row that it refuses.
  case row(RowFailures.Failure)
  /// The operation does not take values of this type.
  case type(TypeMismatch)
  /// The operands have different numbers of rows.
  case lengths(Int, Int)
}

extension TracedColumn {
  /// The value that stands in every row, when there is one and at least one row.
  package var uniformValue: Scalar? {
    guard count > 0 else { return nil }
    let first = values[0]
    return (1..<max(count, 1)).allSatisfy { values[$0] == first } ? first : nil
  }
}
