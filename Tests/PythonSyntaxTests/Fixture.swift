import Diagnostics
import Foundation
import Testing

/// The files below `fixtures/syntax`.
enum Fixture {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("fixtures/syntax")

  /// The names of the files with an extension, sorted.
  static func names(in folder: URL, withSuffix suffix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted()
  }

  static func source(_ name: String, in folder: URL) throws -> SourceFile {
    SourceFile(name: name, bytes: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
  }

  /// Compares a text with a committed one; under `RECORD_GOLDENS` writes it, and fails.
  static func expect(_ text: String, equalsGolden name: String, in folder: URL) throws {
    let golden = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try Data(text.utf8).write(to: golden)
      Issue.record("recorded \(name)")
      return
    }
    let expected = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
    #expect(text == expected, "\(name)")
  }
}
