import Diagnostics
import Foundation
import PythonSyntax
import Testing

private let folder = Fixture.folder.appendingPathComponent("snippets")

/// The texts of a file, which lines `# %%` separate, each with the line that was recorded for it.
private func recorded(_ name: String, _ suffix: String) throws -> [(text: String, line: String)] {
  let data = try Data(contentsOf: folder.appendingPathComponent(name + ".py"))
  let texts = String(decoding: data, as: UTF8.self).components(separatedBy: "\n# %%\n").map { text in
    text.hasSuffix("\n") ? text : text + "\n"
  }
  let lines = String(decoding: try Data(contentsOf: folder.appendingPathComponent(name + suffix)), as: UTF8.self)
    .split(separator: "\n").map(String.init)
  #expect(texts.count == lines.count, "\(name)")
  return Array(zip(texts, lines))
}

private func names(_ suffix: String) -> [String] {
  Fixture.names(in: folder, withSuffix: suffix).map { String($0.dropLast(suffix.count)) }
}

/// Line and message of the failure that comes first are those of `compile` in Python 3.11.
@Test(arguments: names(".3.11")) func refusalsOfPython311(_ name: String) throws {
  for (text, line) in try recorded(name, ".3.11") {
    let failure = parse(SourceFile(name: "t", text: text), version: .v3_11).diagnostics.first
    let ours = failure.map { "\($0.span?.start.line ?? 0)\t\($0.message)" } ?? "ok"
    #expect(ours == line, "\(text)")
  }
}

/// The versions whose grammar takes the text are those of ruff.
@Test(arguments: names(".ruff")) func versionsOfRuff(_ name: String) throws {
  for (text, line) in try recorded(name, ".ruff") {
    let accepting = PythonVersion.allCases.filter { version in
      version >= .v3_11 && parse(SourceFile(name: "t", text: text), version: version).diagnostics.isEmpty
    }
    let ours = accepting.map(\.description).joined(separator: " ")
    #expect((ours.isEmpty ? "-" : ours) == line, "\(text)")
  }
}

@Test func snippetsAreMany() throws {
  #expect(try names(".ruff").reduce(0) { try $0 + recorded($1, ".ruff").count } >= 300)
  let refusals = try names(".3.11").flatMap { try recorded($0, ".3.11") }.filter { $0.line != "ok" }
  #expect(refusals.count >= 150)
}
