package import Kernels
package import PythonSyntax

/// The state of one run of a notebook: what natives get as `call.context`.
///
/// Everything here belongs to one thread.
public final class Context {
  /// The statement or expression that runs now.
  package var origin: SourceOrigin {
    guard let frame = currentFrame else { return SourceOrigin(cell: 0, line: 0, column: 0) }
    return frame.code.origin(at: frame.position)
  }
  /// Where the notebook's own cells are: in code of a module, the line of the cell that called it.
  package var notebookOrigin: SourceOrigin {
    var frame = currentFrame
    while let current = frame {
      if current.code.cell > 0 { return current.code.origin(at: current.position) }
      frame = current.caller
    }
    return SourceOrigin(cell: 0, line: 0, column: 0)
  }
  /// The module `__main__`.
  package let globals = Namespace()
  /// The names of the module whose code runs.
  package var currentGlobals: Namespace { currentFrame?.code.globals ?? globals }
  /// The names that need no import.
  package let builtins = Namespace()
  /// What the running cell has shown so far.
  package var outputs: [CellOutput] = []
  /// The output marks: causes of what was printed although it was unsupported, by position in `outputs`.
  package var unsupportedOutputs: [Int: UnsupportedCause] = [:]
  /// The outputs that show a reading of the clock, by position in `outputs`.
  package internal(set) var clockOutputs: Set<Int> = []
  /// Whether a reading of the clock was made text since the last output.
  var hasFormattedClock = false
  /// Texts made from readings of the clock, the latest: what shows them later is marked too.
  var clockTexts: [PythonString] = []
  /// What the notebook saved: the object and the file name, for whoever decides what is served.
  package var saved: [SavedObject] = []
  /// The first causes, in the order in which they were met.
  package internal(set) var causes: [UnsupportedCause] = []
  /// Whether the statement that runs depends on draws without a seed: set by what draws them, and by reading a name that
  /// depends on them. See `Context+Unseeded.swift`.
  package var hasDrawnUnseeded = false
  /// The outputs that depend on draws without a seed, by position in `outputs`.
  package internal(set) var unseededOutputs: Set<Int> = []
  /// Called after each statement of a cell; tells whether it depends on draws without a seed.
  package var statementEnded: (_ isUnseeded: Bool) -> Void = { _ in }
  var statement: StatementUnderWay?
  /// What the statement that runs has changed since it depends on draws without a seed.
  var changedObjects: [ObjectIdentifier: Object] = [:]
  /// Reads a file for `open` and the libraries: only below the folders that the replay allows, and what the notebook
  /// wrote itself.
  package var files: any FileAccess {
    get { writtenFiles }
    set { writtenFiles.underlying = newValue }
  }
  /// What the notebook wrote, which no disk holds.
  package let writtenFiles = WrittenFiles()
  /// `sys.path`: the folders in which modules are looked for.
  package let searchPath = ListObject([""])
  /// What the machine knows by its address.
  let known = KnownClasses()
  /// Strings of one character, and what is known of long ones.
  let characters = CharacterTable()
  /// State of libraries, by key type; see `state(_:)`.
  private var states: [ObjectIdentifier: Any] = [:]
  /// What the cells consist of, the one that ran last at the end: the tracer looks there for how a list was made.
  package internal(set) var trees: [(cell: Int, module: Module)] = []
  /// The text of the cells, by number, for warnings.
  package var sources: [Int: [UInt8]] = [:]
  /// The filters of `warnings`, and what has been shown.
  package let warnings = WarningState()

  var lastError: DisplayedError?
  /// The latest cause that something in the running cell depended on.
  var metCause: UnsupportedCause?
  /// Why statements of the running cell were left out that may have shown something.
  var skippedCause: UnsupportedCause?
  var history = SessionHistory()
  /// How `%precision` wants floats to be shown, for `%`; `nil` for their repr.
  package var floatFormat: PythonString?
  var executionCount: Int?
  var definitions: [String: ModuleDefinition] = [:]
  /// `sys.modules`
  package let moduleTable = DictObject()
  /// What stands for modules that no library has.
  var unknownModules: [String: Value] = [:]
  /// Modules that a cell, as it was recorded, did not find.
  package var absentModules: Set<String> = []
  var keptTypes: [TypeObject] = []
  var reprsUnderWay: Set<ObjectIdentifier> = []
  unowned(unsafe) var currentFrame: Frame?
  var depth = 0
  /// The stack of the thread that runs.
  var stack = StackGuard(reserve: 2 << 20)
  /// How deep calls may nest: as in a notebook's kernel.
  let recursionLimit = 3000
  /// Exceptions being handled, the innermost last: for a bare `raise` and `__context__`.
  var handled: [ExceptionObject] = []
  /// Remaining steps of loops and calls; `nil` for no limit.
  package var stepLimit: Int?
  /// Set from another thread to stop the run.
  package var stopFlag = StopFlag()
  /// Why and where the run was stopped, if it was.
  package internal(set) var stop: Stop?
  /// What the run may allocate, in bytes.
  package var memoryLimit = MemoryLimit()
  var classVersion = 0
  /// What `generator.throw` was given, for an object that it is passed on to.
  var thrownArguments: [Value]?

  /// - Parameter libraries: what the notebook can import.
  package init(libraries: [any Library]) {
    Layout.check
    for library in libraries {
      for module in library.modules { definitions[module.name] = module }
    }
    installBuiltins()
  }

  /// State that a library keeps during one run, made when it is first asked for.
  package func state<State>(_ type: State.Type, make: () -> State) -> State {
    if let state = states[ObjectIdentifier(type)] as? State { return state }
    let state = make()
    states[ObjectIdentifier(type)] = state
    return state
  }

  /// Replaces the state that a library keeps.
  package func setState<State>(_ state: State) {
    states[ObjectIdentifier(State.self)] = state
  }

  /// Writes text to standard output or error.
  package func write(_ text: PythonString, to stream: CellOutput.Stream = .output) {
    if text.bytes.isEmpty { return }
    if showsClock(text) { hasFormattedClock = true }
    defer { markClock() }
    if case .stream(stream, var sofar)? = outputs.last {
      outputs.removeLast()
      sofar.bytes += text.bytes
      outputs.append(.stream(stream, sofar))
    } else {
      outputs.append(.stream(stream, text))
    }
  }

  /// Marks the last output, if it shows a reading of the clock.
  func markClock() {
    if hasFormattedClock { clockOutputs.insert(outputs.count - 1) }
    hasFormattedClock = false
  }

  /// Marks the output under way as unsupported: something printed could not be computed.
  package func writeUnsupported(_ cause: UnsupportedCause, to stream: CellOutput.Stream = .output) {
    write("<unsupported>\n", to: stream)
    unsupportedOutputs[outputs.count - 1] = cause
  }

  /// Keeps a class of the notebook alive: objects refer to their class unowned.
  func keep(_ type: TypeObject) { keptTypes.append(type) }

  /// Tells call sites that a class attribute was assigned.
  func classesChanged() { classVersion &+= 1 }
}

/// Something that the notebook saved to a file.
package struct SavedObject {
  package let value: Value
  package let fileName: PythonString
  /// `joblib.dump`, `pickle.dump`, `save_model`.
  package let function: String
  package let origin: SourceOrigin

  package init(value: Value, fileName: PythonString, function: String, origin: SourceOrigin) {
    self.value = value
    self.fileName = fileName
    self.function = function
    self.origin = origin
  }
}
