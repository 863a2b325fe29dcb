package import Columns
package import DataFrames
package import Plans
package import PythonRuntime
package import Tracing

extension Context {
  /// `operation` over the operands' rows, executed and recorded; what Python would raise is raised.
  package func traced(
    _ operation: some RowOperation, _ operands: [Tracer.Operand], dtype: DType? = nil, fitted: Plan.Fitted? = nil
  ) throws(Raised) -> TracedColumn {
    do throws(TraceError) {
      return try tracer.applying(operation, to: operands, dtype: dtype, origin: planOrigin, fitted: fitted)
    } catch {
      throw raised(error)
    }
  }

  /// Values over the rows of `domain` that are no function of one row: constant where there is no domain.
  package func untraced(_ values: Column, _ dtype: DType? = nil, domain: Domain?, reason: String) -> TracedColumn {
    TracedColumn(
      values: values, dtype: dtype ?? DType(of: values),
      function: domain.map { _ in
        tracer.functions.opaque((values.valueType ?? .string).nullable, reason: reason, origin: planOrigin)
      }, domain: domain)
  }

  /// What a statistic of these columns remembers: which function, of what, over which rows.
  package func provenance(_ function: String, of columns: [TracedColumn]) -> Plan.Fitted? {
    guard let column = columns.first(where: { $0.domain != nil }) else {
      return columns.lazy.compactMap(\.fitted).first
    }
    let name = columns.count == 1 ? column.function?.labels.last ?? "a computed column" : "\(columns.count) columns"
    return Plan.Fitted(by: function, of: name, over: rows(of: column.domain))
  }

  /// `telecom_churn.csv, all 5000 rows`.
  package func rows(of domain: Domain?) -> String {
    guard let domain, let first = domain.rows.first else { return "no rows" }
    guard first.source >= 0, Int(first.source) < tracer.sources.count,
      domain.rows.allSatisfy({ $0.source == first.source })
    else { return "\(domain.count) rows of several tables" }
    let source = tracer.sources[Int(first.source)]
    if domain.count == source.rowCount { return "\(source.name), all \(domain.count) rows" }
    return "\(source.name), \(domain.count) of \(source.rowCount) rows"
  }
}

extension Column {
  /// The values as bools where they are bools, false where missing; `nil` for anything else.
  package var flags: [Bool]? {
    switch storage {
    case .bool(let flags):
      guard let missing else { return flags }
      return zip(flags, missing).map { $0 && !$1 }
    case .object(let scalars) where !scalars.isEmpty:
      var flags: [Bool] = []
      for scalar in scalars {
        guard case .bool(let flag) = scalar else { return nil }
        flags.append(flag)
      }
      return flags
    default: return nil
    }
  }

  /// The values as whole numbers where they are; `nil` for anything else.
  package var wholeNumbers: [Int]? {
    if case .int64(let numbers) = storage, missing == nil { return numbers.map(Int.init) }
    if count == 0 { return [] }
    guard case .object(let scalars) = storage else { return nil }
    var numbers: [Int] = []
    for scalar in scalars {
      guard case .int(let number) = scalar else { return nil }
      numbers.append(Int(number))
    }
    return numbers
  }

  /// Whether the values are Python objects of mixed kinds.
  package var holdsObjects: Bool {
    if case .object = storage { true } else { false }
  }

  /// Whether the values are strings.
  package var holdsStrings: Bool {
    if case .string = storage { true } else { false }
  }
}
