package import ModelInterface

/// Rows that a bundle brings with it, and what they must give.
///
/// `rows.jsonl` has one record a line, as `POST /predict` takes them. `expected.csv` has a line for each, in the columns
/// `prediction`, `probability_<class>` …, `feature_<name>` …, `error`, as `AnswerWriter` writes them: floats in the shortest form
/// that reads back as the same double, so that equal text is equal bits.
package struct GoldenRows: Sendable {
  private let rows: [UInt8]
  private let expected: [UInt8]

  /// The golden rows of the folder at `path`.
  package init(folder path: String) throws(FileError) {
    self.init(
      rows: try FileInput.bytes(of: path + "/rows.jsonl"), expected: try FileInput.bytes(of: path + "/expected.csv"))
  }

  /// Records, one a line, and the table of what they must give.
  package init(rows: [UInt8], expected: [UInt8]) {
    self.rows = rows
    self.expected = expected
  }

  /// Replays all rows through `model`.
  package func verdict(on model: Model) throws(ModelError) -> GoldenVerdict {
    let scorer = try RowScorer(model, withFeatures: true)
    let output = OutputBytes()
    scorer.writer.writeHeader(withFeatures: true, to: output)
    guard var offset = matched(output, at: 0) else {
      return .unreadable("golden/expected.csv has other columns than the model")
    }
    var count = 0
    for record in rows.split(separator: 0x0A) where !record.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
      count += 1
      output.removeAll()
      Array(record).withUnsafeBufferPointer { bytes in _ = scorer.score(json: bytes, to: output) }
      guard let next = matched(output, at: offset) else { return difference(row: count, output, at: offset, scorer) }
      offset = next
    }
    guard count > 0 else { return .unreadable("golden/rows.jsonl has no rows") }
    guard offset == expected.count else {
      return .unreadable("golden/expected.csv has more rows than golden/rows.jsonl")
    }
    return .matched(rows: count)
  }

  /// What the rows of `rows.jsonl` give, as `expected.csv`: for bundles whose expectations come from the model itself.
  package static func expectations(of rows: [UInt8], by model: Model) throws(ModelError) -> [UInt8] {
    let scorer = try RowScorer(model, withFeatures: true)
    let output = OutputBytes()
    scorer.writer.writeHeader(withFeatures: true, to: output)
    for record in rows.split(separator: 0x0A) where !record.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
      Array(record).withUnsafeBufferPointer { bytes in _ = scorer.score(json: bytes, to: output) }
    }
    return Array(output.bytes)
  }

  /// Where the expectations go on after `output`; nil where they are others.
  private func matched(_ output: OutputBytes, at offset: Int) -> Int? {
    let found = output.bytes
    guard expected.count - offset >= found.count, expected[offset..<offset + found.count].elementsEqual(found) else {
      return nil
    }
    return offset + found.count
  }

  private func difference(row: Int, _ output: OutputBytes, at offset: Int, _ scorer: RowScorer) -> GoldenVerdict {
    guard offset < expected.count else { return .unreadable("golden/expected.csv ends before row \(row)") }
    let found = csvLine(output.bytes[...])
    let wanted = expected.withUnsafeBytes { csvLine($0[offset...]) }
    let header = OutputBytes()
    scorer.writer.writeHeader(withFeatures: true, to: header)
    let columns = csvLine(header.bytes[...])
    for index in columns.indices {
      let a = index < wanted.count ? wanted[index] : ""
      let b = index < found.count ? found[index] : ""
      if !a.utf8.elementsEqual(b.utf8) { return .differs(row: row, column: columns[index], expected: a, found: b) }
    }
    return .differs(row: row, column: "", expected: wanted.joined(separator: ","), found: found.joined(separator: ","))
  }
}

/// The fields of the first line of `bytes`, for messages.
private func csvLine(_ bytes: Slice<UnsafeRawBufferPointer>) -> [String] {
  var fields: [String] = []
  var field: [UInt8] = []
  var isQuoted = false
  for byte in bytes {
    if byte == UInt8(ascii: "\"") {
      isQuoted.toggle()
    } else if isQuoted || byte != UInt8(ascii: ",") && byte != 0x0A {
      field.append(byte)
    } else {
      fields.append(String(decoding: field, as: UTF8.self))
      field = []
      if byte == 0x0A { break }
    }
  }
  return fields
}
