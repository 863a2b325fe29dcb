package import Kernels

/// One entry of `warnings.filters`.
package struct WarningFilter {
  /// What happens to a warning that a filter matches.
  package enum Action: String, Sendable {
    case standard = "default"
    case ignore, error, always, module, once
  }

  package let action: Action
  /// As Python shows the pattern of the text; `nil` for any text.
  package let message: PythonString?
  package let category: TypeObject
  /// 0 for any line.
  package let line: Int
  /// Whether text and module are of the kind that it is for.
  private let matches: (_ message: PythonString, _ module: PythonString) -> Bool

  package init(
    _ action: Action, message: PythonString? = nil, category: TypeObject = Exceptions.warning, line: Int = 0,
    matches: @escaping (_ message: PythonString, _ module: PythonString) -> Bool = { _, _ in true }
  ) {
    self.action = action
    self.message = message
    self.category = category
    self.line = line
    self.matches = matches
  }

  func covers(_ message: PythonString, _ category: TypeObject, _ line: Int) -> Bool {
    category.isSubclass(of: self.category) && (self.line == 0 || self.line == line) && matches(message, "__main__")
  }
}

/// What keeps warnings instead of showing them.
package protocol WarningRecorder {
  func record(_ warning: ExceptionObject, _ origin: SourceOrigin, in context: Context)
}

/// The filters of `warnings`, and what has been shown.
package final class WarningState {
  /// The first that matches decides.
  package var filters: [WarningFilter] = [
    WarningFilter(.standard, category: Exceptions.deprecationWarning, matches: { $1 == "__main__" }),
    WarningFilter(.ignore, category: Exceptions.deprecationWarning),
    WarningFilter(.ignore, category: Exceptions.pendingDeprecationWarning),
    WarningFilter(.ignore, category: Exceptions.importWarning),
    WarningFilter(.ignore, category: Exceptions.resourceWarning),
  ]
  /// Keeps warnings instead of showing them, inside of `catch_warnings(record=True)`.
  package var recorder: (any WarningRecorder)?
  /// Warnings that have been shown and are not to be shown again.
  private var shown: Set<String> = []

  /// Forgets what has been shown, as Python does whenever the filters change.
  package func filtersChanged() { shown = [] }

  /// Whether a warning is to be shown; `nil` means that it is raised.
  func isShown(
    _ message: PythonString, _ category: TypeObject, _ origin: SourceOrigin, isRepeated: Bool = false
  ) -> Bool? {
    let action = filters.first { $0.covers(message, category, origin.line) }?.action ?? .standard
    switch action {
    case .ignore: return false
    case .error: return nil
    case .always: return true
    case .once, .module: return shown.insert("\(category.name):\(message)").inserted
    case .standard:
      return isRepeated || shown.insert("\(origin.cell):\(origin.line):\(category.name):\(message)").inserted
    }
  }
}

extension Context {
  /// Shows a warning on standard error as a notebook's kernel does, unless a filter says otherwise.
  ///
  /// A warning of one category and text is shown once for each line, as Python's default filter has it.
  /// - Parameter level: 1 for the place that runs now, 2 for what called it, and so on.
  /// - Throws: the warning, if a filter makes it an error.
  package func warn(_ message: PythonString, _ category: TypeObject, level: Int = 1) throws(Raised) {
    try warn(ExceptionObject(category, [.string(message)]), level: level)
  }

  /// Shows a warning that is an object already.
  package func warn(_ warning: ExceptionObject, level: Int = 1) throws(Raised) {
    let origin = origin(level: level)
    let message = try warning.str(in: self)
    guard let isShown = warnings.isShown(message, warning.type, origin) else { throw .exception(warning) }
    guard isShown else { return }
    if let recorder = warnings.recorder { return recorder.record(warning, origin, in: self) }
    try writeError(warningText(message, warning.type, origin))
  }

  /// Shows a warning that code of a library raised, as it does for its own lines: the cell is not named.
  ///
  /// Filters that count places see each as the first one there: libraries use `catch_warnings` all the time, after which
  /// Python forgets what it has shown.
  /// - Parameter path: the library's file below `site-packages`.
  package func warn(_ message: PythonString, _ category: TypeObject, library path: String) throws(Raised) {
    let warning = ExceptionObject(category, [.string(message)])
    let origin = origin(level: 1)
    guard let isShown = warnings.isShown(message, category, origin, isRepeated: true) else {
      throw .exception(warning)
    }
    guard isShown else { return }
    if let recorder = warnings.recorder { return recorder.record(warning, origin, in: self) }
    try writeError(
      PythonString("/usr/lib/python3/site-packages/\(path):1: \(category.name): \(message)\n  warnings.warn(\n"))
  }

  /// `warnings.formatwarning` for a place in a cell.
  package func warningText(_ message: PythonString, _ category: TypeObject, _ origin: SourceOrigin) -> PythonString {
    let source = sources[origin.cell] ?? []
    var text = "\(WarningPlace.path(of: source)):\(origin.line): \(category.name): \(message)\n"
    if let line = WarningPlace.line(origin.line, of: source) { text += "  \(line)\n" }
    return PythonString(text)
  }

  /// The file that a kernel takes a cell for.
  package func fileName(ofCell cell: Int) -> PythonString { PythonString(WarningPlace.path(of: sources[cell] ?? [])) }

  /// The statement that runs in the frame this many calls out.
  package func origin(level: Int) -> SourceOrigin {
    var frame = currentFrame
    for _ in 1..<max(level, 1) {
      guard let caller = frame?.caller else { break }
      frame = caller
    }
    return frame.map { $0.code.origin(at: $0.position) } ?? origin
  }

  /// Writes to what `sys.stderr` is now.
  package func writeError(_ text: PythonString) throws(Raised) {
    if let stream = replacedStream("stderr") {
      _ = try callMethod(stream, "write", CallArguments([.string(text)]))
    } else {
      write(text, to: .error)
    }
  }

  /// What the notebook put in the place of `sys.stdout` or `sys.stderr`; `nil` if it is the standard stream.
  package func replacedStream(_ name: PythonString) -> Value? {
    guard let sys = moduleTable["sys"]?.cast(to: ModuleObject.self), let stream = sys.attributes[name] else {
      return nil
    }
    if let standard = stream.object as? StreamObject, standard.stream == (name == "stdout" ? .output : .error) {
      return nil
    }
    return stream
  }
}

extension Context {
  /// The exception that is being handled now.
  package var handledException: ExceptionObject? { handled.last }

  /// A line of a cell, without its indentation.
  package func line(of origin: SourceOrigin) -> String? {
    WarningPlace.line(origin.line, of: sources[origin.cell] ?? [])
  }
}
