import Diagnostics
import Foundation
import NotebookReader
import PythonSyntax
import Testing

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("fixtures/magics")

private let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
  .filter { $0.hasSuffix(".cell") }.sorted()

/// What `fixtures/magics/<name>.cell` is taken apart into, against `<name>.txt`.
private func check(_ name: String) throws {
  let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  let source = CellSource(SourceFile(name: name, bytes: bytes))
  #expect(source.python.bytes.count == bytes.count)
  #expect(source.python.bytes.places(of: 0x0A) == bytes.places(of: 0x0A))
  var text = source.python.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    .map { "|" + String(decoding: $0, as: UTF8.self).replacing("\r", with: "␍") + "|\n" }.joined()
  for magic in source.magics {
    text += "\(magic.kind) \(magic.name) '\(magic.arguments)' at \(magic.line):\(magic.span.start.column)"
    text += "-\(magic.span.end.line):\(magic.span.end.column) "
    text += "\(magic.placeholder ?? "-")\(magic.runsPython ? " runs Python" : "")\n"
  }
  text += "suppresses display: \(source.suppressesDisplay), is Python: \(source.isPython)\n"
  let diagnostics = parse(source.python, mode: .cell).diagnostics
  text += diagnostics.map { $0.rendered() + "\n" }.joined()
  let golden = folder.appendingPathComponent(name.dropLast(4) + "txt")
  if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
    try Data(text.utf8).write(to: golden)
    Issue.record("recorded \(name)")
    return
  }
  #expect(text == String(decoding: try Data(contentsOf: golden), as: UTF8.self), "\(name)")
}

extension [UInt8] {
  fileprivate func places(of byte: UInt8) -> [Int] { indices.filter { self[$0] == byte } }
}

@Test(arguments: names) func magics(_ name: String) throws {
  try check(name)
}

@Test func everyPrefixAndDamageIsTakenApart() throws {
  for name in names {
    let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    for end in bytes.indices {
      let prefix = Array(bytes[..<end])
      #expect(CellSource(SourceFile(name: name, bytes: prefix)).python.bytes.count == end)
      for byte in Array("%!?=\\\"\n \u{E9}".utf8) {
        var damaged = bytes
        damaged[end] = byte
        #expect(CellSource(SourceFile(name: name, bytes: damaged)).python.bytes.count == bytes.count)
      }
    }
  }
}
