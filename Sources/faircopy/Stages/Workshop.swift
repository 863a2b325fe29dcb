import CodeGeneration
import Columns
import Foundation
import JSON
import Kernels
import ModelInterface
import Plans
import Replay
import Scoring
import Tracing

/// A temporary folder in which a built model is tried before it becomes a bundle.
struct Workshop {
  private let folder: URL

  init(_ model: GeneratedModel, library: [UInt8]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "faircopy-\(UUID().uuidString)")
    let parameters = folder.appending(path: "parameters")
    let libraries = folder.appending(path: "lib")
    try FileManager.default.createDirectory(at: parameters, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: libraries, withIntermediateDirectories: true)
    try Data(library).write(to: libraries.appending(path: "libmodel.so"))
    for table in model.parameters { try Data(table.bytes).write(to: parameters.appending(path: table.name)) }
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  /// The built model, ready to answer.
  func session() throws -> Session {
    try Session(of: BundleFolder(path: folder.path).model())
  }

  /// `golden/rows.jsonl` and `golden/expected.csv`: records that cover the data, and what the model gives for them.
  func goldenFiles(of trace: ServedTrace, withoutRows: Bool) throws -> [(path: String, bytes: [UInt8])] {
    let records = withoutRows ? trace.plan.sampleRecords() : goldenRows(of: trace).map { trace.record(row: $0) }
    let lines = records.map { recordLine(trace.plan.fields, $0) + "\n" }.joined()
    let rows = Array(lines.utf8)
    let expected = try GoldenRows.expectations(of: rows, by: BundleFolder(path: folder.path).model())
    return [(path: "golden/rows.jsonl", bytes: rows), (path: "golden/expected.csv", bytes: expected)]
  }
}

extension ServedTrace {
  /// The raw fields of one row, in the plan's order.
  func record(row: Int) -> [Scalar] {
    plan.fields.map { rawColumns[$0.name]?[row] ?? .missing }
  }
}

/// Up to 500 rows which together have every category and every pattern of missing fields, then rows spread evenly.
func goldenRows(of trace: ServedTrace, limit: Int = 500) -> [Int] {
  var seen: Set<String> = []
  var chosen: Set<Int> = []
  for row in 0..<trace.source.rowCount where chosen.count < limit {
    let record = trace.record(row: row)
    var isNew = seen.insert("missing " + record.map { $0.isMissing ? "1" : "0" }.joined()).inserted
    for (field, value) in zip(trace.plan.fields, record) where field.categories != nil {
      if seen.insert("\(field.name)=\(value)").inserted { isNew = true }
    }
    if let answer = trace.answers[row], seen.insert("answer \(answer)").inserted,
      trace.plan.answer.type.base != .float64
    {
      isNew = true
    }
    if isNew { chosen.insert(row) }
  }
  let count = trace.source.rowCount
  for step in 0..<limit where chosen.count < min(limit, count) { chosen.insert(step * count / limit) }
  var next = 0
  while chosen.count < min(limit, count) {
    chosen.insert(next)
    next += 1
  }
  return chosen.sorted()
}

/// One record as a line of JSON.
func recordLine(_ fields: [Plan.Field], _ record: [Scalar]) -> String {
  let members = zip(fields, record).map { field, value in
    "\(JSONValue.text(field.name).serializedText()): \(jsonText(value))"
  }
  return "{" + members.joined(separator: ", ") + "}"
}

private func jsonText(_ value: Scalar) -> String {
  switch value {
  case .missing, .none, .object: return "null"
  case .bool(let flag): return flag ? "true" : "false"
  case .int(let number): return String(number)
  case .float(let number): return number.isFinite ? "\(number)" : "null"
  case .string(let text): return JSONValue.string(text.bytes).serializedText()
  }
}

extension Plan {
  /// Records made from the schema alone: each category in turn, the ends of ranges, and a missing value a field.
  func sampleRecords() -> [[Scalar]] {
    let width = max(3, fields.map { $0.categories?.count ?? 3 }.max() ?? 3)
    var records: [[Scalar]] = (0..<min(width, 200)).map { position in fields.map { $0.sample(position) } }
    for missing in fields.indices {
      var record = fields.map { $0.sample(0) }
      record[missing] = .missing
      records.append(record)
    }
    return records
  }
}

extension Plan.Field {
  /// A value of the schema.
  fileprivate func sample(_ position: Int) -> Scalar {
    if let categories, !categories.isEmpty { return .string(PythonString(categories[position % categories.count])) }
    guard let range else { return type.base == .string ? .string("text") : .missing }
    let value = [range.lowerBound, range.upperBound, (range.lowerBound + range.upperBound) / 2][position % 3]
    return type.base == .int64 ? .int(Int64(value)) : .float(value)
  }
}
