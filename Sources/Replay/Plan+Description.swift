import Columns
import Kernels
import Plans
import Tracing
import YAML

extension Plan {
  /// Fills in what the trace knows besides the functions: ranges and categories of fields, training, filters, columns that
  /// a record may bring along.
  mutating func describe(
    _ source: TableSource, _ rawColumns: [String: Column], _ candidate: Candidate, _ log: ReplayLog
  ) {
    let places = Dictionary(source.columns.enumerated().map { ($1, $0) }) { first, _ in first }
    fields.sort { (places[$0.name] ?? .max) < (places[$1.name] ?? .max) }
    for index in fields.indices {
      guard let values = rawColumns[fields[index].name] else { continue }
      fields[index].range = values.range
      if isEncodedByCategory(fields[index].name) { fields[index].categories = values.categories }
    }
    let used = Set(fields.map(\.name))
    ignoredFields = source.columns.filter { !used.contains($0) }
    guard let position = candidate.fit else { return }
    let fit = log.fits[position]
    trainingFilters = fit.features.first?.domain?.filters ?? []
    training = Training(
      estimator: fit.estimator.className,
      parameters: fit.estimator.parameters.map { (name: $0.name, value: YAMLValue.string($0.value)) },
      origin: fit.origin, rows: fit.features.first?.count ?? 0, source: source.name,
      label: fit.target?.function?.labels.last ?? "", split: nil,
      metrics: log.scores.filter { score in candidate.column.map { $0.function === score.prediction.function } ?? false
      }
      .compactMap { score in score.value.map { (name: score.metric, value: $0, origin: score.origin) } })
  }

  /// Whether a string field, cleaned perhaps, is looked up or compared: then its values say what the model knows. Names
  /// and free text are not listed.
  private func isEncodedByCategory(_ field: String) -> Bool {
    var reached: Set<NodeID> = []
    for node in nodes {
      if let operation = node.operation as? FieldOperation {
        if operation.field == field, node.type.base == .string { reached.insert(node.id) }
      } else if node.inputs.contains(where: reached.contains) {
        if node.operation is Lookup || node.operation is Equal || node.operation is IsIn { return true }
        if node.type.base == .string { reached.insert(node.id) }
      }
    }
    return false
  }
}

extension Column {
  /// Least and greatest number; `nil` for other columns and where all is missing.
  fileprivate var range: ClosedRange<Double>? {
    var least = Double.infinity
    var greatest = -Double.infinity
    switch storage {
    case .int64(let numbers):
      for (row, number) in numbers.enumerated() where missing?[row] != true {
        least = min(least, Double(number))
        greatest = max(greatest, Double(number))
      }
    case .float64(let numbers):
      for number in numbers where !number.isNaN {
        least = min(least, number)
        greatest = max(greatest, number)
      }
    default: return nil
    }
    return least <= greatest ? least...greatest : nil
  }

  /// The strings that occur, in order; `nil` for other columns and for more than a hundred.
  fileprivate var categories: [String]? {
    guard case .string(let texts) = storage else { return nil }
    var seen: Set<String> = []
    for row in 0..<texts.count where missing?[row] != true {
      seen.insert(texts[row].description)
      if seen.count > 100 { return nil }
    }
    return seen.sorted()
  }
}
