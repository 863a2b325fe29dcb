import Foundation
import Kernels
import PythonRuntime

/// What one run's logging is: the loggers by name, below the root.
final class LoggingState {
  let root: LoggerObject
  var loggers: [PythonString: LoggerObject] = [:]
  var names: [Int: String] = [
    50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET",
  ]
  /// `logging.disable`: messages up to this level are dropped.
  var disabled = 0

  init() {
    root = LoggerObject("root", level: 30, parent: nil)
  }

  static func of(_ context: Context) -> LoggingState { context.state(LoggingState.self) { LoggingState() } }

  /// The logger of a dotted name; the nearest one above it is its parent.
  func logger(_ name: PythonString) -> LoggerObject {
    if name.bytes.isEmpty || name == "root" { return root }
    if let known = loggers[name] { return known }
    let logger = LoggerObject(name, level: 0, parent: parent(of: name))
    loggers[name] = logger
    for other in loggers.values where other !== logger { other.parent = parent(of: other.name) }
    return logger
  }

  private func parent(of name: PythonString) -> LoggerObject {
    var rest = name.bytes[...]
    while let dot = rest.lastIndex(of: 0x2E) {
      rest = rest[..<dot]
      if let known = loggers[PythonString(bytes: Array(rest))] { return known }
    }
    return root
  }

  func name(of level: Int) -> String { names[level] ?? "Level \(level)" }

  /// A level by its number or name.
  func level(_ value: Value, _ context: Context) throws(Raised) -> Int {
    if case .string(let name) = value {
      let known = names.first {
        $0.value == name.description || ($0.key == 30 && name == "WARN") || ($0.key == 50 && name == "FATAL")
      }
      guard let known else { throw .valueError("Unknown level: \(StringRepr.quoted(name))") }
      return known.key
    }
    guard let level = try context.indexIfInteger(value) else {
      throw .typeError("Level not an integer or a valid string: \(try context.repr(value))")
    }
    return level
  }
}

/// `logging.Logger`.
final class LoggerObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "Logger", module: "logging", isOpen: true, members: Standard.LoggerClass.members)
  nonisolated(unsafe) static let rootType = TypeObject(name: "RootLogger", module: "logging", bases: [type])

  let name: PythonString
  var level: Int
  var parent: LoggerObject?
  var handlers: [HandlerObject] = []
  var propagates = true
  var isDisabled = false

  init(_ name: PythonString, level: Int, parent: LoggerObject?) {
    self.name = name
    self.level = level
    self.parent = parent
    super.init(type: parent == nil ? LoggerObject.rootType : LoggerObject.type)
  }

  var effectiveLevel: Int {
    var logger: LoggerObject? = self
    while let current = logger {
      if current.level != 0 { return current.level }
      logger = current.parent
    }
    return 0
  }

  override var isMutable: Bool { false }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    PythonString("<\(type.name) \(name) (\(LoggingState.of(context).name(of: effectiveLevel)))>")
  }

  /// Writes a message to the handlers of the logger and of those above it.
  func log(
    _ level: Int, _ message: Value, _ arguments: [Value], exception: ExceptionObject? = nil, in context: Context
  ) throws(Raised) {
    let state = LoggingState.of(context)
    guard level > state.disabled, level >= effectiveLevel, !isDisabled else { return }
    let record = LogRecord(
      logger: name, level: level, levelName: state.name(of: level), message: message, arguments: arguments,
      exception: exception)
    var logger: LoggerObject? = self
    var isHandled = false
    while let current = logger {
      for handler in current.handlers {
        isHandled = true
        if level >= handler.level { try handler.emit(record, in: context) }
      }
      logger = current.propagates ? current.parent : nil
    }
    // Without any handler, what is urgent is written plainly.
    if !isHandled, level >= 30 {
      let text = try record.text(in: context)
      context.write(PythonString(bytes: text.bytes + [0x0A]), to: .error)
    }
  }
}

/// One message.
struct LogRecord {
  let logger: PythonString
  let level: Int
  let levelName: String
  let message: Value
  let arguments: [Value]
  let exception: ExceptionObject?

  /// The message with its arguments.
  func text(in context: Context) throws(Raised) -> PythonString {
    let text = try context.str(message.supported())
    guard !arguments.isEmpty else { return text }
    // A single dictionary names its values.
    let isNamed = arguments.count == 1 && (arguments[0].cast(to: DictObject.self)?.count ?? 0) > 0
    let operand = isNamed ? arguments[0] : .tuple(arguments)
    return try context.str(context.binary(.modulo, .string(text), operand))
  }

  /// The attributes that formats name.
  func attributes(_ message: PythonString, in context: Context) -> DictObject {
    let origin = context.origin
    let dict = DictObject()
    dict["name"] = .string(logger)
    dict["levelname"] = .text(levelName)
    dict["levelno"] = .int(level)
    dict["message"] = .string(message)
    dict["msg"] = self.message
    dict["lineno"] = .int(origin.line)
    dict["process"] = context.clockReading(whole: 1)
    dict["processName"] = "MainProcess"
    dict["threadName"] = "MainThread"
    dict["thread"] = context.clockReading(whole: 1)
    dict["created"] = context.clockReading(Date().timeIntervalSince1970)
    dict["msecs"] = context.clockReading(0)
    dict["relativeCreated"] = context.clockReading(0)
    return dict
  }
}
