import FlatRents
import Foundation
import Scoring
import Testing

/// A program in C, which loads the library by itself, gives the very numbers that the scorer gives.
@Test func answersAProgramInC() throws {
  let rents = try FlatRents()
  let program = try rents.compiledProgram("examples/predict.c")
  let answer = try output(of: program, [rents.bundle.path, "float64:54.5", "int64:2", "bool:0", "string:Genève"])
  #expect(answer.split(separator: "\n").compactMap { Double($0) } == [0, 0.7513056453618503, 0.2486943546381497])
}

private func output(of program: URL, _ arguments: [String]) throws -> String {
  let process = Process()
  let pipe = Pipe()
  process.executableURL = program
  process.arguments = arguments
  process.standardOutput = pipe
  try process.run()
  let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: bytes, as: UTF8.self)
}
