import Columns
import Diagnostics
import DisplayLibrary
import Foundation
import Kernels
import NotebookReader
import NumPyLibrary
import PandasLibrary
import PythonRuntime
import PythonSyntax
import ScikitLearnLibrary
import StandardLibrary
import Tracing

/// A stage that is fed with inputs: it must neither trap nor hang, whatever they are.
enum FuzzTarget: String, CaseIterable {
  case lexer, parser, notebook, interpreter, csv, frames

  /// Seconds of work that an input may take.
  static let patience = 20

  func run(_ input: [UInt8]) {
    switch self {
    case .lexer: Self.takeApart(input)
    case .parser: Self.read(input)
    case .notebook: Self.open(input)
    case .interpreter: Self.execute(input, libraries: [StandardModules(), DisplayModules()])
    case .csv: Self.readTable(input)
    case .frames: Self.runFrames(input)
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
  private static func execute(
    _ input: [UInt8], libraries: [any Library], times: Int = 2, prepare: @escaping (Context) -> Void = { _ in }
  ) {
    let file = SourceFile(name: "cell", bytes: input)
    let (module, diagnostics) = parse(file)
    guard diagnostics.isEmpty else { return }
    // The interpreter belongs to the one thread that runs here while this one waits.
    nonisolated(unsafe) let libraries = libraries
    nonisolated(unsafe) let prepare = prepare
    Interpreter.withDeepStack {
      let interpreter = Interpreter(libraries: libraries)
      let context = interpreter.context
      context.stepLimit = 200_000
      // A MemoryError leaves the rest of the program to run.
      context.memoryLimit = MemoryLimit(allowed: 512 << 20, machine: 256 << 20)
      prepare(context)
      let flag = context.stopFlag
      let timer = DispatchSource.makeTimerSource(queue: .global())
      timer.schedule(deadline: .now() + 2)
      timer.setEventHandler { flag.raise(.timeout) }
      timer.activate()
      defer { timer.cancel() }
      for cell in 1...times { _ = interpreter.run(module, cell: cell, count: cell, source: input) }
    }
  }

  private static var dataLibraries: [any Library] {
    [StandardModules(), NumPyModules(), PandasModules(), ScikitLearnModules(), DisplayModules()]
  }

  /// A program over frames and arrays; its length decides the libraries' era.
  private static func runFrames(_ input: [UInt8]) {
    let era: Era = input.count % 2 == 0 ? .classic : .modern
    execute(input, libraries: dataLibraries, times: 1) { $0.setState(TracingState(era: era)) }
  }

  /// A table, read in many ways, and shown.
  private static func readTable(_ input: [UInt8]) {
    let era: Era = input.count % 2 == 0 ? .classic : .modern
    execute(Array(TableReading.program.utf8), libraries: dataLibraries, times: 1) {
      $0.setState(TracingState(era: era))
      $0.files = OneFile(bytes: input)
    }
  }
}

/// Every name is a file with these bytes.
private struct OneFile: FileAccess {
  let bytes: [UInt8]

  func read(_ path: PythonString, in context: Context) throws(Raised) -> [UInt8] { bytes }
  func exists(_ path: PythonString) -> Bool { true }
  func list(_ path: PythonString) -> [PythonString]? { nil }
}

/// The ways in which a table is read.
enum TableReading {
  static let program: String = {
    let arguments = [
      "", "header=None", "sep=';'", "sep='\\t', header=None", "index_col=0", "nrows=2", "skiprows=1", "dtype=str",
      "na_values=['a', '1', 'x']", "keep_default_na=False", "usecols=[0]", "names=['p', 'q']", "quotechar=\"'\"",
      "encoding='latin-1'", "thousands=','", "decimal=',', sep=';'", "comment='#'", "skipinitialspace=True",
      "parse_dates=[0]", "header=1", "dtype={0: float}", "on_bad_lines='skip'", "low_memory=False", "skipfooter=1",
      "true_values=['a'], false_values=['b']", "header=[0, 1]", "index_col=[0, 1]", "sep=None, engine='python'",
      "skip_blank_lines=False", "prefix='X', header=None", "encoding='utf-16'", "chunksize=2", "index_col=False",
    ]
    return "import pandas as pd\n"
      + arguments.map { argument in
        """
        try:
            d = pd.read_csv('t.csv'\(argument.isEmpty ? "" : ", ")\(argument))
            print(d)
            print(d.dtypes)
            print(d.describe(include='all'))
            print(d.to_csv())
            d.head()._repr_html_()
        except Exception as e:
            print(type(e).__name__, e)

        """
      }.joined()
  }()
}
