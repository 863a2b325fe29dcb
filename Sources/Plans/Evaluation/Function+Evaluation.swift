import Columns

extension Plan.Function {
  /// The function's result for every row; a branch is taken by the rows that its condition tells.
  package func evaluate(_ arguments: [RowValues], rows: Int, failures: inout RowFailures) -> RowValues {
    var run = FunctionRun(result: result, rows: rows)
    let values = Dictionary(zip(parameters.map(\.id), arguments)) { first, _ in first }
    _ = run.run(body[...], ActiveRows(rows: Array(0..<rows), values: values))
    for failure in run.failures.all {
      failures.append(row: failure.row, type: failure.type, message: failure.message)
    }
    return run.results.gathered
  }
}

/// Some of a function's rows, with what has been computed for them.
private struct ActiveRows {
  var rows: [Int]
  var values: [Plan.NodeID: RowValues]

  func selecting(_ positions: [Int]) -> ActiveRows {
    ActiveRows(rows: positions.map { rows[$0] }, values: values.mapValues { $0.selecting(positions) })
  }

  /// Some of the rows, with those values alone that the statements take.
  func selecting(_ positions: [Int], for statements: [Plan.Statement]) -> ActiveRows {
    var taken: Set<Plan.NodeID> = []
    statements.collectInputs(&taken)
    return ActiveRows(rows: rows, values: values.filter { taken.contains($0.key) }).selecting(positions)
  }
}

extension [Plan.Statement] {
  /// Adds the values that the statements take, wherever they are made.
  fileprivate func collectInputs(_ taken: inout Set<Plan.NodeID>) {
    for statement in self {
      switch statement {
      case .compute(let node): taken.formUnion(node.inputs)
      case .result(let id): taken.insert(id)
      case .branch(let condition, let then, let otherwise):
        taken.insert(condition)
        then.collectInputs(&taken)
        otherwise.collectInputs(&taken)
      case .attempt(let body, let handlers):
        body.collectInputs(&taken)
        for handler in handlers { handler.body.collectInputs(&taken) }
      }
    }
  }
}

private struct FunctionRun {
  var results: ScatteredRows
  var failures = RowFailures()

  init(result: ValueType, rows: Int) {
    results = ScatteredRows(result, count: rows)
  }

  /// Runs the statements for the rows that are active, and gives the positions among them that have no result yet.
  mutating func run(_ statements: ArraySlice<Plan.Statement>, _ start: ActiveRows) -> [Int] {
    var active = start
    var positions = Array(start.rows.indices)
    for statement in statements {
      if active.rows.isEmpty { return [] }
      switch statement {
      case .compute(let node): positions = compute(node, &active, positions)
      case .result(let id):
        if let value = active.values[id] { results.add(value, at: active.rows) }
        return []
      case .branch(let condition, let then, let otherwise):
        let flags = active.values[condition]?.column?.bools ?? []
        let taken = flags.indices.filter { flags[$0] }
        let refused = flags.indices.filter { !flags[$0] }
        let left = run(then[...], active.selecting(taken, for: then)).map { taken[$0] }
        let right = run(otherwise[...], active.selecting(refused, for: otherwise)).map { refused[$0] }
        keep((left + right).sorted(), of: &active, &positions)
      case .attempt(let body, let handlers):
        keep(attempt(body, handlers, active), of: &active, &positions)
      }
    }
    return positions
  }

  /// Goes on with some of the active rows.
  private func keep(_ open: [Int], of active: inout ActiveRows, _ positions: inout [Int]) {
    guard open.count < active.rows.count else { return }
    active = active.selecting(open)
    positions = open.map { positions[$0] }
  }

  /// Runs the body, then each handler for the rows whose exception it catches; gives the places without a result yet.
  private mutating func attempt(
    _ body: [Plan.Statement], _ handlers: [Plan.Handler], _ active: ActiveRows
  ) -> [Int] {
    let before = failures
    failures = RowFailures()
    var open = run(body[...], active)
    let raised = failures.all
    failures = before
    var caught = handlers.map { _ in Set<Int>() }
    for failure in raised {
      if let handler = handlers.firstIndex(where: { $0.catches(failure.type) }) {
        caught[handler].insert(failure.row)
      } else {
        failures.append(row: failure.row, type: failure.type, message: failure.message)
      }
    }
    for (handler, rows) in zip(handlers, caught) where !rows.isEmpty {
      let places = active.rows.indices.filter { rows.contains(active.rows[$0]) }
      open += run(handler.body[...], active.selecting(places)).map { places[$0] }
    }
    return open.sorted()
  }

  /// Computes one value; a row that Python refuses there ends, its result stays missing.
  private mutating func compute(_ node: Plan.Node, _ active: inout ActiveRows, _ positions: [Int]) -> [Int] {
    var local = RowFailures()
    let inputs = node.inputs.map { active.values[$0] ?? RowValues(missing: node.type, count: active.rows.count) }
    active.values[node.id] = node.values(inputs, rows: active.rows.count, failures: &local)
    if local.isEmpty { return positions }
    for failure in local.all {
      failures.append(row: active.rows[failure.row], type: failure.type, message: failure.message)
    }
    let failed = Set(local.all.map(\.row))
    let open = active.rows.indices.filter { !failed.contains($0) }
    active = active.selecting(open)
    return open.map { positions[$0] }
  }
}
