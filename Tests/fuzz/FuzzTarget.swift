import Diagnostics
import DisplayLibrary
import Foundation
import Kernels
import NotebookReader
import PythonRuntime
import PythonSyntax
import StandardLibrary

/// A stage that is fed with inputs: it must neither trap nor hang, whatever they are.
enum FuzzTarget: String, CaseIterable {
  case lexer, parser, notebook, interpreter

  /// Seconds that an input may take.
  static let patience: UInt32 = 20

  func run(_ input: [UInt8]) {
    switch self {
    case .lexer: Self.takeApart(input)
    case .parser: Self.read(input)
    case .notebook: Self.open(input)
    case .interpreter: Self.execute(input)
    }
  }

  /// Magics and tokens.
  private static func takeApart(_ input: [UInt8]) {
    let source = CellSource(SourceFile(name: "cell", bytes: input))
    precondition(source.python.bytes.count == input.count, "masking keeps the length")
    _ = parse(source.python, mode: .cell)
  }

  /// Files, expressions and their diagnostics.
  private static func read(_ input: [UInt8]) {
    let file = SourceFile(name: "file.py", bytes: input)
    let (_, diagnostics) = parse(file)
    for diagnostic in diagnostics { _ = diagnostic.rendered() }
    _ = parseExpression(file)
  }

  private static func open(_ input: [UInt8]) {
    let (notebook, diagnostics) = readNotebook(SourceFile(name: "notebook.ipynb", bytes: input))
    for diagnostic in diagnostics { _ = diagnostic.rendered() }
    for cell in notebook?.cells ?? [] {
      _ = cell.marks
      let source = CellSource(SourceFile(name: "cell", bytes: cell.source))
      _ = parse(source.python, mode: .cell)
    }
  }

  /// A script, with bounds on steps, time and memory.
  private static func execute(_ input: [UInt8]) {
    let file = SourceFile(name: "cell", bytes: input)
    let (module, diagnostics) = parse(file)
    guard diagnostics.isEmpty else { return }
    Interpreter.withDeepStack {
      let interpreter = Interpreter(libraries: [StandardModules(), DisplayModules()])
      let context = interpreter.context
      context.stepLimit = 200_000
      context.memoryLimit = MemoryLimit(allowed: 256 << 20)
      let flag = context.stopFlag
      let timer = DispatchSource.makeTimerSource(queue: .global())
      timer.schedule(deadline: .now() + 2)
      timer.setEventHandler { flag.raise(.timeout) }
      timer.activate()
      defer { timer.cancel() }
      for cell in 1...2 { _ = interpreter.run(module, cell: cell, count: cell, source: input) }
    }
  }
}
