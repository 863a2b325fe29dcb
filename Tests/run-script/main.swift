import Conformance
import Diagnostics
import DisplayLibrary
import Foundation
import Kernels
import PythonRuntime
import PythonSyntax
import StandardLibrary

// Runs Python for scripts/ and Benchmarks/: `run-script FILE` as Python would run the file, with its exit code;
// `run-script --cells FILE…` a conformance case, printed in the form of its expectation. Exits with 2 if a file cannot be
// read.

/// The files that are there, by their paths as Python would open them.
struct OpenFiles: FileAccess {
  func read(_ path: PythonString, in context: Context) throws(Raised) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path.description) else { throw Context.fileNotFound(path) }
    return [UInt8](data)
  }

  func exists(_ path: PythonString) -> Bool { FileManager.default.fileExists(atPath: path.description) }

  func source(at path: String) -> SourceFile? {
    FileManager.default.contents(atPath: path).map { SourceFile(name: path, bytes: [UInt8]($0)) }
  }

  func list(_ path: PythonString) -> [PythonString]? {
    (try? FileManager.default.contentsOfDirectory(atPath: path.description))?.map { PythonString($0) }
  }
}

/// Writes what a script printed and how it ended; gives its exit code.
func run(_ path: String) throws -> Int32 {
  let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
  let (module, diagnostics) = parse(SourceFile(name: path, bytes: bytes))
  guard diagnostics.isEmpty else {
    FileHandle.standardError.write(Data(diagnostics.map { $0.rendered() + "\n" }.joined().utf8))
    return 1
  }
  return Interpreter.withDeepStack {
    let interpreter = Interpreter(libraries: [StandardModules(), DisplayModules()])
    interpreter.context.files = OpenFiles()
    let result = interpreter.run(module, cell: 1, source: bytes, showsLast: false)
    for output in result.outputs {
      switch output {
      case .stream(.output, let text): FileHandle.standardOutput.write(Data(text.bytes))
      case .stream(.error, let text): FileHandle.standardError.write(Data(text.bytes))
      case .display: break
      case .error(let error):
        let line = error.trace.last?.line ?? 0
        FileHandle.standardError.write(Data("line \(line): \(error.name): \(error.message)\n".utf8))
      }
    }
    for cause in result.unsupportedOutputs.values {
      FileHandle.standardError.write(Data("line \(cause.origin.line): unsupported: \(cause.what)\n".utf8))
    }
    if let stopped = result.stopped { FileHandle.standardError.write(Data("stopped: \(stopped)\n".utf8)) }
    return result.error == nil && result.stopped == nil && result.unsupportedOutputs.isEmpty ? 0 : 1
  }
}

var paths = Array(CommandLine.arguments.dropFirst())
let showsCells = paths.first == "--cells"
if showsCells { paths.removeFirst() }
var status: Int32 = paths.isEmpty ? 2 : 0
for path in paths {
  do {
    if showsCells {
      let answers = try ConformanceCase(path: URL(filePath: path)).answers {
        [StandardModules(), DisplayModules()]
      }
      print(answers.map { "# %%\n" + $0 }.joined(), terminator: "")
    } else {
      status = max(status, try run(path))
    }
  } catch {
    FileHandle.standardError.write(Data("run-script: can't read '\(path)'\n".utf8))
    status = 2
  }
}
exit(status)
