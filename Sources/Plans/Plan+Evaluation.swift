package import Columns

/// What a plan gives for many rows.
package struct PlanResult: Sendable {
  /// The answer; missing where a row failed.
  package let answer: Column
  /// A column a class, where the plan has probabilities.
  package let probabilities: [Column]?
  /// A column a feature, where the plan has features.
  package let features: [Column]?
  /// For each row that Python would refuse, the first exception, by row.
  package let failures: [Int: RowFailures.Failure]
}

extension Plan {
  /// The answer for every row.
  ///
  /// - Parameters:
  ///   - fields: the raw fields that the plan uses, by name; others are ignored.
  ///   - rows: their common count.
  /// - Throws: a field is absent, has another count, or values that are not of its type.
  package func evaluate(fields: [String: Column], rows: Int) throws(PlanError) -> PlanResult {
    var values: [NodeID: RowValues] = [:]
    var failures = RowFailures()
    var lastUse: [NodeID: Int] = [:]
    for (position, node) in nodes.enumerated() {
      for input in node.inputs { lastUse[input] = position }
    }
    let kept: Set<NodeID> = Set([answer.node, answer.probabilities, answer.features].compactMap(\.self))
    for (position, node) in nodes.enumerated() {
      if let field = node.operation as? FieldOperation {
        values[node.id] = .column(try column(of: field.field, node.type, in: fields, rows: rows))
        continue
      }
      let inputs = try node.inputs.map { (id) throws(PlanError) in
        guard let input = values[id] else { throw PlanError("\(node.id) uses \(id), which does not stand before it") }
        return input
      }
      values[node.id] = node.values(inputs, rows: rows, failures: &failures)
      for input in node.inputs where lastUse[input] == position && !kept.contains(input) { values[input] = nil }
    }
    return try result(values, failures)
  }

  /// The answer for one record; a field that is not in it is missing.
  package func evaluate(record: [String: Scalar]) throws(PlanError) -> PlanResult {
    var columns: [String: Column] = [:]
    for field in fields { columns[field.name] = Column([record[field.name] ?? .missing], of: field.type) }
    return try evaluate(fields: columns, rows: 1)
  }

  private func column(
    of name: String, _ type: ValueType, in fields: [String: Column], rows: Int
  ) throws(PlanError) -> Column {
    guard let column = fields[name] else { throw PlanError("field '\(name)' is absent") }
    guard column.count == rows else { throw PlanError("field '\(name)' has \(column.count) rows, not \(rows)") }
    guard let converted = column.holding(type) else { throw PlanError("field '\(name)' holds no \(type)") }
    return converted
  }

  private func result(_ values: [NodeID: RowValues], _ all: RowFailures) throws(PlanError) -> PlanResult {
    guard let answers = values[answer.node]?.column else { throw PlanError("the answer \(answer.node) is not there") }
    var failures: [Int: RowFailures.Failure] = [:]
    for failure in all.all where failures[failure.row] == nil { failures[failure.row] = failure }
    var mask = answers.missing ?? Array(repeating: false, count: answers.count)
    for row in failures.keys { mask[row] = true }
    return PlanResult(
      answer: answers.masked(mask), probabilities: answer.probabilities.flatMap { values[$0]?.vector },
      features: answer.features.flatMap { values[$0]?.vector }, failures: failures)
  }
}

extension Plan.Node {
  /// The node's values over rows of its inputs.
  func values(_ inputs: [RowValues], rows: Int, failures: inout RowFailures) -> RowValues {
    if let constant = operation as? Constant { return constant.rows(rows) }
    return operation.evaluate(inputs, failures: &failures)
  }
}

extension Column {
  /// The same values stored as `type` says; `nil` if one is no value of the type.
  ///
  /// A column of integers with missing values is one of floats in Python, and the other way round where every number is
  /// whole: both are taken.
  package func holding(_ type: ValueType) -> Column? {
    switch (storage, type.base) {
    case (.bool, .bool), (.int64, .int64), (.float32, .float32), (.float64, .float64), (.string, .string):
      return masked(missing)
    case (.int64, .float64), (.float32, .float64), (.bool, .float64): return .floats(float64s)
    case (.float64(let numbers), .int64):
      let whole = numbers.map { Int64(exactly: $0) }
      guard zip(whole, numbers).allSatisfy({ $0 != nil || $1.isNaN }) else { return nil }
      return Column(.int64(whole.map { $0 ?? 0 })).masked(whole.map { $0 == nil })
    case (.float64(let numbers), _) where numbers.allSatisfy(\.isNaN): return Column(missing: type, count: count)
    case (.object(let values), _):
      let column = Column(values, of: type)
      let fits = values.indices.allSatisfy { values[$0].isMissing || !column.isMissing($0) }
      return fits ? column : nil
    default: return nil
    }
  }
}
