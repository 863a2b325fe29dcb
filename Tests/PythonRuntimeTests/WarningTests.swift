import Diagnostics
import Kernels
import PythonRuntime
import PythonSyntax
import Testing

/// Warnings read as a notebook's kernel writes them.
@Suite struct WarningTests {
  @Test func namesTheFileOfTheCell() {
    let shown: [String] = Interpreter.withDeepStack {
      let interpreter = Interpreter(libraries: [Warning()])
      let source = "import lib\nif True:\n  lib.warn('é')\n  lib.warn('é')\n"
      let (module, _) = parse(SourceFile(name: "cell", text: source))
      return interpreter.run(module, cell: 1, source: Array(source.utf8)).outputs.map { output in
        if case .stream(.error, let text) = output { text.description } else { "?" }
      }
    }
    // The number is ipykernel's hash of the cell's text.
    let path = "/tmp/ipykernel_0/2598544592.py"
    #expect(
      shown == [
        "\(path):3: FutureWarning: é\n  lib.warn('é')\n\(path):4: FutureWarning: é\n  lib.warn('é')\n"
      ])
  }
}

private struct Warning: Library {
  var modules: [ModuleDefinition] { [ModuleDefinition("lib", members: [Warning.warn])] }

  private static let warn = Function("warn(message)") { call in
    try call.context.warn(call.string("message"), Exceptions.futureWarning)
    return .none
  }
}
