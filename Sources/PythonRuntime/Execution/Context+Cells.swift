import Kernels
import PythonSyntax

extension Context {
  /// Forgets the outputs of the last cell.
  func beginCell(count: Int?, source: [UInt8]?) {
    if let source { history.begin(count: count, source: source, in: globals) }
    // It may be another thread than that of the cell before.
    stack = StackGuard(reserve: 2 << 20)
    outputs = []
    unsupportedOutputs = [:]
    clockOutputs = []
    unseededOutputs = []
    hasFormattedClock = false
    lastError = nil
    metCause = nil
    skippedCause = nil
    executionCount = count
    handled = []
  }

  func endCell() {
    outputs = []
    unsupportedOutputs = [:]
    clockOutputs = []
    unseededOutputs = []
    hasFormattedClock = false
    lastError = nil
  }

  /// Shows the value of a cell's last expression, and keeps it as `_` and `Out[n]`.
  func show(result value: Value) throws(Raised) {
    if value.isNone || value.object is SinkObject { return }
    try show(value, isResult: true)
    guard value.object == nil || value.object !== globals["Out"]?.object else { return }
    history.rotate(value, in: globals)
    if let executionCount {
      globals[PythonString("_\(executionCount)")] = value
      guard let results = globals["_oh"]?.cast(to: DictObject.self), results.poison == nil else { return }
      try results.set(.int(executionCount), to: value, in: self)
      if hasDrawnUnseeded { noteChanged(.object(results)) }
    }
  }

  /// Shows an exception without ending the cell.
  package func show(_ exception: ExceptionObject) { outputs.append(.error(displayed(exception))) }

  /// An exception as a notebook shows it.
  func displayed(_ exception: ExceptionObject) -> DisplayedError {
    var message: PythonString
    do throws(Raised) { message = try exception.str(in: self) } catch { message = "<exception str() failed>" }
    return DisplayedError(name: PythonString(exception.type.name), message: message, trace: exception.trace)
  }

  /// Takes back what has been shown since there were so many outputs.
  package func dropOutputs(from count: Int) {
    guard count < outputs.count else { return }
    outputs.removeLast(outputs.count - count)
    unsupportedOutputs = unsupportedOutputs.filter { $0.key < count }
    clockOutputs = clockOutputs.filter { $0 < count }
  }

  /// Notes that a duration was printed.
  package func writeMeasurement() {
    write("<measured>\n")
    clockOutputs.insert(outputs.count - 1)
  }

  /// Shows a value as `display` does.
  package func show(_ value: Value, isResult: Bool = false) throws(Raised) {
    let shown: DisplayedValue
    do throws(Raised) {
      if let cause = value.poison { throw .unsupported(cause) }
      let html = try value.object?.html(in: self)
      let text = try PrettyPrinter.text(of: value, in: self)
      shown = DisplayedValue(value: value, text: text, html: html, isResult: isResult, cause: nil)
    } catch {
      guard let cause = error.cause else { throw error }
      shown = DisplayedValue(value: value, text: nil, html: nil, isResult: isResult, cause: cause)
    }
    // What the value's own methods printed comes first, as in a notebook.
    if let text = shown.text, showsClock(text) { hasFormattedClock = true }
    outputs.append(.display(shown))
    markClock()
  }
}
