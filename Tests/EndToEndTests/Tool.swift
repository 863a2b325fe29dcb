import Foundation

/// The built command line, run as a user runs it.
struct Tool {
  struct Outcome {
    let code: Int32
    /// Whether a signal ended it, of which `code` is the number.
    let isSignalled: Bool
    /// The number that the process had.
    let process: Int32
    let output: String
    let errors: String
  }

  /// Runs `faircopy` with these arguments.
  static func run(_ arguments: String...) throws -> Outcome { try run("faircopy", arguments) }

  /// Runs a built tool; `isRunning` is called with its process once it has started.
  static func run(
    _ tool: String, _ arguments: [String], environment: [String: String] = [:], isRunning: (Process) -> Void = { _ in }
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = products.appending(path: tool)
    process.arguments = arguments
    // The backtrace of a crash takes minutes.
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }.merging(environment) { $1 }
    let folder = FileManager.default.temporaryDirectory.appending(path: "faircopy-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appending(path: "output")
    let errors = folder.appending(path: "errors")
    for file in [output, errors] { FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    isRunning(process)
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, isSignalled: process.terminationReason == .uncaughtSignal,
      process: process.processIdentifier,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  /// Where the build puts executables: beside the tests' own.
  private static var products: URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  }

  /// The repository.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A notebook that ships, with its folder.
  static func notebook(_ name: String) -> (folder: URL, path: String) {
    let folder = repository.appending(path: "fixtures/notebooks/\(name)")
    return (folder, folder.appending(path: "\(name).ipynb").path)
  }
}

/// A folder that goes away with the test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "faircopy-bundles-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// A table of text: header and rows by column name; fields may be quoted.
struct TextTable {
  let rows: [[String: String]]

  init(_ text: String) {
    var records = TextTable.records(of: text)
    let header = records.isEmpty ? [] : records.removeFirst()
    rows = records.map { Dictionary(zip(header, $0)) { first, _ in first } }
  }

  private static func records(of text: String) -> [[String]] {
    var records: [[String]] = []
    var fields: [String] = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
      } else if isQuoted || character != "," && !character.isNewline {
        fields[fields.count - 1].append(character)
      } else if character == "," {
        fields.append("")
      } else {
        if fields != [""] { records.append(fields) }
        fields = [""]
      }
    }
    if fields != [""] { records.append(fields) }
    return records
  }
}
