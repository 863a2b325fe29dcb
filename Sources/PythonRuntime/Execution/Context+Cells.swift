import Kernels

extension Context {
  /// Forgets the outputs of the last cell.
  func beginCell(count: Int?, source: [UInt8]?) {
    if let source { history.begin(count: count, source: source, in: globals) }
    outputs = []
    unsupportedOutputs = [:]
    clockOutputs = []
    hasFormattedClock = false
    lastError = nil
    executionCount = count
    handled = []
  }

  func endCell() {
    outputs = []
    unsupportedOutputs = [:]
    clockOutputs = []
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
      try globals["_oh"]?.cast(to: DictObject.self)?.set(.int(executionCount), to: value, in: self)
    }
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
