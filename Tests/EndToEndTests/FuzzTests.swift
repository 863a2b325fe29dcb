import Foundation
import Testing

/// Inputs that once trapped or hung, or that stand for a kind that may, do so no more.
struct FuzzTests {
  @Test(arguments: ["lexer", "parser", "notebook", "interpreter", "csv", "frames"])
  func runsEverySavedInput(_ mode: String) throws {
    let folder = Tool.repository.appending(path: "fixtures/fuzz/\(mode)").path
    let saved = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(!saved.isEmpty)
    // The tool ends by a signal at what traps, and at what takes longer than an input may.
    let outcome = try Tool.run("fuzz", [mode, "--replay", folder])
    let last = outcome.output.split(separator: "\n").last { $0.hasPrefix(folder) } ?? "nothing"
    #expect(outcome.code == 0 && !outcome.isSignalled, "ended at \(last)")
  }
}
