import Foundation
import Learning

/// One recorded case of `fixtures/learning/<topic>.<era>.txt`; `record.py` there describes the form.
struct Fixture: CustomStringConvertible, Sendable {
  let era: LearningEra
  let name: String
  private var entries: [String: [Substring]] = [:]

  var description: String { "\(era == .classic ? "classic" : "modern"): \(name)" }

  /// All cases of a topic, of both eras.
  static func cases(of topic: String) -> [Fixture] {
    [("classic", LearningEra.classic), ("modern", .modern)].flatMap { cases(of: topic, $0.0, $0.1) }
  }

  private static func cases(of topic: String, _ eraName: String, _ era: LearningEra) -> [Fixture] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("fixtures/learning")
    guard let data = try? Data(contentsOf: folder.appendingPathComponent("\(topic).\(eraName).txt")) else { return [] }
    var result: [Fixture] = []
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("case ") {
        result.append(Fixture(era: era, name: String(line.dropFirst(5))))
      } else if let equals = line.range(of: " =") {
        let values = line[equals.upperBound...].dropFirst().split(separator: " ", omittingEmptySubsequences: false)
        result[result.count - 1].entries[String(line[..<equals.lowerBound])] = values
      }
    }
    return result
  }

  private init(era: LearningEra, name: String) {
    self.era = era
    self.name = name
  }

  func has(_ key: String) -> Bool { entries[key] != nil }

  func text(_ key: String) -> String? { entries[key]?.joined(separator: " ") }

  func numbers(_ key: String) -> [Double] {
    (entries[key] ?? []).compactMap { $0 == "nan" ? .nan : $0 == "inf" ? .infinity : Double($0) }
  }

  func integers(_ key: String) -> [Int] { (entries[key] ?? []).compactMap { Int($0) } }

  func number(_ key: String) -> Double? { numbers(key).first }

  func integer(_ key: String) -> Int? { integers(key).first }

  /// A row-major matrix.
  func matrix(_ key: String, rows: Int, columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns, layout: .rowMajor, values: numbers(key))
  }

  /// The features, `rows` × `columns`.
  var x: Matrix { matrix("x", rows: integer("rows") ?? 0, columns: integer("columns") ?? 0) }

  var random: RandomState { RandomState(seed: UInt32(integer("seed") ?? 0)) }
}
