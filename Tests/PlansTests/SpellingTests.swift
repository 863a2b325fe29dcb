import Columns
import Foundation
import Kernels
import Testing

@testable import Plans

/// What generated code computes is what evaluation computes: every operation's spelling is compiled with the kernels and run.
///
/// Takes a minute, so it runs where `FAIRCOPY_SLOW_TESTS` is set, as in `.ci/run`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FAIRCOPY_SLOW_TESTS"] != nil))
struct SpellingTests {
  @Test func spellingsGiveWhatEvaluationGives() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "faircopy-spelling-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var cases = SpelledCases(sampleOperations)
    for operation in sampleOperations {
      for types in acceptedInputs(operation).prefix(24) { try cases.add(operation, types) }
    }
    try cases.program.write(to: folder.appending(path: "main.swift"), atomically: true, encoding: .utf8)
    let sources = try kernels(copiedTo: folder) + [folder.appending(path: "main.swift").path]
    let program = folder.appending(path: "spelling").path
    let headers = ["-I", root.appending(path: "Sources/CPCRE2").resolvingSymlinksInPath().path, "-lm", "-lpcre2-8"]
    try cases.functionsText.write(to: folder.appending(path: "functions.swift"), atomically: true, encoding: .utf8)
    let embedded = ["-enable-experimental-feature", "Embedded", "-wmo", "-Onone", "-suppress-warnings", "-c", "-o"]
    let library = try run(
      "/usr/bin/env",
      ["swiftc", "-parse-as-library"] + headers + embedded + [folder.appending(path: "functions.o").path]
        + sources.dropLast() + [folder.appending(path: "functions.swift").path])
    #expect(library.status == 0, "\(library.output.prefix(4000))")
    let compiled = try run(
      "/usr/bin/env", ["swiftc", "-Onone", "-suppress-warnings", "-o", program] + headers + sources)
    #expect(compiled.status == 0, "\(compiled.output.prefix(4000))")
    let ran = try run(program, [])
    #expect(ran.status == 0 && ran.output == "\(cases.count) agree\n", "\(ran.output.prefix(4000))")
  }

  private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The kernels and the regular expressions as sources of one module, which does not import itself.
  private func kernels(copiedTo folder: URL) throws -> [String] {
    var copies: [String] = []
    for module in ["Kernels", "RegularExpressions"] {
      let source = root.appending(path: "Sources/\(module)").resolvingSymlinksInPath()
      for file in try FileManager.default.contentsOfDirectory(at: source, includingPropertiesForKeys: nil) {
        guard file.pathExtension == "swift" else { continue }
        let lines = try String(contentsOf: file, encoding: .utf8).split(
          separator: "\n", omittingEmptySubsequences: false)
        let copy = folder.appending(path: file.lastPathComponent)
        try lines.filter { !$0.hasSuffix("import Kernels") }.joined(separator: "\n")
          .write(to: copy, atomically: true, encoding: .utf8)
        copies.append(copy.path)
      }
    }
    return copies
  }

  private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}

/// A program that calls each spelling and compares.
private struct SpelledCases {
  private(set) var count = 0
  private var functions: [String] = []
  private var calls: [String] = []
  private let tables: [ParameterBlock: String]
  private var scope: SwiftScope

  init(_ operations: [any RowOperation]) {
    var tables: [ParameterBlock: String] = [:]
    for case let table? in operations.map({ $0.table?.block }) where tables[table] == nil {
      tables[table] = "table\(tables.count)"
    }
    self.tables = tables
    scope = SwiftScope(namesOfTables: tables)
  }

  mutating func add(_ operation: any RowOperation, _ types: [ValueType]) throws {
    let rows = 9
    let type = try operation.type(of: types)
    let inputs = types.enumerated().map { sampleValues($1, count: rows, missingEvery: 4, seed: $0) }
    var failures = RowFailures()
    let results = operation.evaluate(inputs, failures: &failures)
    let names = types.indices.map { "x\($0)" }
    let spelled = operation.spelled(zip(names, types).map { SwiftExpression($0, $1) }, in: &scope)
    #expect(spelled.type == type, "'\(operation.name)' of \(types) is spelled as \(spelled.type), not \(type)")
    let function = "case\(functions.count)"
    let parameters = zip(names, types).map { "_ \($0): \(swiftType($1))" }.joined(separator: ", ")
    functions.append(
      """
      func \(function)(\(parameters), _ parameters: Parameters, _ scratch: Scratch) throws(RowError) -> \(swiftType(type)) {
        \(spelled.canFail ? "try " : "")\(spelled.code)
      }
      """)
    for row in 0..<rows {
      let arguments = zip(inputs, types).map { literal($0, $1, row) }.joined(separator: ", ")
      let failure = failures.all.first { $0.row == row }
      let expected = failure.map { "\($0.type): \($0.message)" } ?? text(results, row)
      calls.append(
        "check(\(swiftStringLiteral(PythonString("\(operation.name) \(types) row \(row)"))), "
          + "\(swiftStringLiteral(PythonString(expected)))) { () throws(RowError) in try \(function)(\(arguments), parameters, scratch) }"
      )
      count += 1
    }
  }

  private func literal(_ values: RowValues, _ type: ValueType, _ row: Int) -> String {
    switch values {
    case .column(let column): return SwiftExpression(literal: column[row], type).code
    case .vector(let columns):
      let numbers = columns.map { SwiftExpression(literal: $0[row], .float64).code }.joined(separator: ", ")
      return "vector((\(numbers)), count: \(columns.count), scratch)"
    case .lists(let items, let starts, let missing):
      if missing?[row] == true { return "TextList?.none" }
      let texts = (starts[row]..<starts[row + 1]).map { items.texts[$0].description }.joined(separator: ",")
      return "split(\(swiftLiteral(PythonString(texts))), by: Text(\",\"), scratch)"
    }
  }

  private func text(_ values: RowValues, _ row: Int) -> String {
    switch values {
    case .column(let column): return text(column, row)
    case .vector(let columns): return columns.map { text($0, row) }.joined(separator: " ")
    case .lists(let items, let starts, let missing):
      if missing?[row] == true { return "missing" }
      return (starts[row]..<starts[row + 1]).map { items.texts[$0].description }.joined(separator: "|")
    }
  }

  private func text(_ column: Column, _ row: Int) -> String {
    switch column[row] {
    case .missing: "missing"
    case .float(let number): number.isNaN ? "missing" : "\(number)"
    case .int(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    case .string(let string): "\(string)"
    case .none, .object: "object"
    }
  }

  /// The functions alone, over tables that are there.
  var functionsText: String {
    let members =
      tables.values.sorted().map { "  let \($0): LookupTable\n" }.joined()
      + scope.patterns.indices.map { "  let pattern\($0 + 1): RegularExpression\n" }.joined()
      + scope.templates.indices.map { "  let template\($0 + 1): ReplacementTemplate\n" }.joined()
    return "struct Parameters {\n\(members)}\n" + functions.joined(separator: "\n")
  }

  var program: String {
    let blocks = stride(from: 0, to: calls.count, by: 200).map { Array(calls[$0..<min($0 + 200, calls.count)]) }
    let parts = blocks.enumerated().map { "func part\($0)() {\n\($1.joined(separator: "\n"))\n}" }
    return functionsText + "\n" + parameters + checks + "\n" + parts.joined(separator: "\n") + "\n"
      + blocks.indices.map { "part\($0)()" }.joined(separator: "\n") + "\nprint(\"\\(agreed) agree\")\n"
  }

  private var parameters: String {
    let members = tables.sorted { $0.value < $1.value }.map { block, name in
      "  \(name): try! LookupTable(validating: bytes([\(block.bytes.map(String.init).joined(separator: ","))]))"
    }
    let patterns = scope.patterns.enumerated().map {
      "  pattern\($0 + 1): try! RegularExpression(\(swiftLiteral(PythonString($1))))"
    }
    let templates = scope.templates.enumerated().map { index, template in
      let pattern = swiftLiteral(PythonString(scope.patterns[template.pattern - 1]))
      let text = swiftLiteral(PythonString(template.text))
      return "  template\(index + 1): try! ReplacementTemplate(\(text), for: RegularExpression(\(pattern)))"
    }
    return """
      func bytes(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        copy.copyBytes(from: bytes)
        return UnsafeRawBufferPointer(copy)
      }
      nonisolated(unsafe) let parameters = Parameters(
      \((members + patterns + templates).joined(separator: ",\n")))

      """
  }

  private let checks = """
    nonisolated(unsafe) let scratch = Scratch()
    nonisolated(unsafe) var agreed = 0
    func string(_ text: Text) -> String { String(decoding: text.bytes, as: UTF8.self) }
    func string(_ x: Double) -> String { x.isNaN ? "missing" : "\\(x)" }
    func string(_ x: Float) -> String { x.isNaN ? "missing" : "\\(Double(x))" }
    func string(_ x: Int64) -> String { "\\(x)" }
    func string(_ x: Bool) -> String { "\\(x)" }
    func string(_ x: Text?) -> String { x.map { string($0) } ?? "missing" }
    func string(_ x: Int64?) -> String { x.map { string($0) } ?? "missing" }
    func string(_ x: Bool?) -> String { x.map { string($0) } ?? "missing" }
    func string(_ x: Vector) -> String { x.map { string($0) }.joined(separator: " ") }
    func string(_ x: TextList) -> String { (0..<x.count).map { string(x.base[$0]) }.joined(separator: "|") }
    func string(_ x: TextList?) -> String { x.map { string($0) } ?? "missing" }
    func compare(_ what: String, _ expected: String, _ found: String) {
      if expected == found { agreed += 1 } else { print("\\(what): \\(found), expected \\(expected)") }
      scratch.reset()
    }
    func string(_ error: RowError) -> String { "\\(error.type): \\(string(error.message))" }
    """
    + ["Double", "Float", "Int64", "Bool", "Text", "Int64?", "Bool?", "Text?", "Vector", "TextList", "TextList?"].map {
      """

      func check(_ what: String, _ expected: String, _ body: () throws(RowError) -> \($0)) {
        do throws(RowError) { compare(what, expected, string(try body())) } catch { compare(what, expected, string(error)) }
      }
      """
    }.joined()
}
