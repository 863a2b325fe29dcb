import Kernels
import PythonRuntime

extension Standard.Logging {
  static let critical = Constant("CRITICAL") { _ in 50 }
  static let fatal = Constant("FATAL") { _ in 50 }
  static let error = Constant("ERROR") { _ in 40 }
  static let warning = Constant("WARNING") { _ in 30 }
  static let warn = Constant("WARN") { _ in 30 }
  static let info = Constant("INFO") { _ in 20 }
  static let debug = Constant("DEBUG") { _ in 10 }
  static let notset = Constant("NOTSET") { _ in 0 }

  static let logger = Constant("Logger") { _ in .object(LoggerObject.type) }
  static let handler = Constant("Handler") { _ in .object(HandlerObject.base) }
  static let streamHandler = Constant("StreamHandler") { _ in .object(HandlerObject.stream) }
  static let fileHandler = Constant("FileHandler") { _ in .object(HandlerObject.file) }
  static let nullHandler = Constant("NullHandler") { _ in .object(HandlerObject.null) }
  static let formatter = Constant("Formatter") { _ in .object(FormatterObject.type) }

  static let getLogger = Function("getLogger(name=None)") { call in
    .object(LoggingState.of(call.context).logger(try call.optionalString("name") ?? ""))
  }
  static let getLevelName = Function("getLevelName(level)") { call in
    let state = LoggingState.of(call.context)
    guard case .string(let name) = call["level"] else { return .text(state.name(of: try call.int("level"))) }
    return state.names.first { $0.value == name.description }.map { .int($0.key) } ?? .text("Level \(name)")
  }
  static let addLevelName = Function("addLevelName(level, levelName)") { call in
    LoggingState.of(call.context).names[try call.int("level")] = try call.text("levelName")
    return .none
  }
  static let disable = Function("disable(level=50)") { call in
    LoggingState.of(call.context).disabled = try LoggingState.of(call.context).level(call["level"], call.context)
    return .none
  }
  static let captureWarnings = Function("captureWarnings(capture)") { _ in .none }
  static let shutdown = Function("shutdown()") { _ in .none }

  static let basicConfig = Function(
    "basicConfig(*, filename=None, filemode='a', format=None, datefmt=None, style='%', level=None, stream=None, handlers=None, force=False, encoding=None, errors=None)"
  ) { call in
    let state = LoggingState.of(call.context)
    if try call.bool("force") { state.root.handlers = [] }
    guard state.root.handlers.isEmpty else { return .none }
    let standard: PythonString =
      switch try call.string("style") {
      case "{": "{levelname}:{name}:{message}"
      case "$": "${levelname}:${name}:${message}"
      default: "%(levelname)s:%(name)s:%(message)s"
      }
    let formatter = FormatterObject(
      try call.optionalString("format") ?? standard, dateFormat: try call.optionalString("datefmt"),
      style: try call.string("style"))
    var handlers: [HandlerObject] = []
    if !call.isNone("handlers") {
      for value in try call.list("handlers") {
        if let handler = value.cast(to: HandlerObject.self) { handlers.append(handler) }
      }
    } else if !call.isNone("filename") {
      let file = try call.context.open(
        call.context.path(call["filename"]), mode: call.text("filemode"), encoding: call.optionalString("encoding"))
      handlers = [HandlerObject(.object(file), type: HandlerObject.file)]
    } else {
      let target = call.isNone("stream") ? Value.object(StreamObject(.error)) : call["stream"]
      handlers = [HandlerObject(target, type: HandlerObject.stream)]
    }
    for handler in handlers where handler.formatter == nil { handler.formatter = formatter }
    state.root.handlers = handlers
    if !call.isNone("level") { state.root.level = try state.level(call["level"], call.context) }
    return .none
  }

  /// A message to the root, which gets a handler if it has none.
  private static func log(_ call: Call, _ level: Int) throws(Raised) -> Value {
    let root = LoggingState.of(call.context).root
    if root.handlers.isEmpty {
      let handler = HandlerObject(.object(StreamObject(.error)), type: HandlerObject.stream)
      handler.formatter = FormatterObject("%(levelname)s:%(name)s:%(message)s", dateFormat: nil)
      root.handlers = [handler]
    }
    try root.log(
      level, call["msg"], call.variadic, exception: LogArguments.exception(call, level), in: call.context)
    return .none
  }

  static let debugFunction = Function("debug(msg, *args, **kwargs)") { call in try log(call, 10) }
  static let infoFunction = Function("info(msg, *args, **kwargs)") { call in try log(call, 20) }
  static let warningFunction = Function("warning(msg, *args, **kwargs)") { call in try log(call, 30) }
  static let warnFunction = Function("warn(msg, *args, **kwargs)") { call in try log(call, 30) }
  static let errorFunction = Function("error(msg, *args, **kwargs)") { call in try log(call, 40) }
  static let exceptionFunction = Function("exception(msg, *args, **kwargs)") { call in
    try LogArguments.unsupportedTrace(call)
  }
  static let criticalFunction = Function("critical(msg, *args, **kwargs)") { call in try log(call, 50) }
  static let logFunction = Function("log(level, msg, *args, **kwargs)") { call in try log(call, call.int("level")) }
}

/// The keyword arguments of messages.
enum LogArguments {
  static func exception(_ call: Call, _ level: Int) throws(Raised) -> ExceptionObject? {
    for (name, value) in call.keywords where name == "exc_info" && !value.isNone {
      if let exception = value.cast(to: ExceptionObject.self) { return exception }
      if try call.context.truth(value) { throw call.unsupported("'exc_info' of 'logging'") }
    }
    return nil
  }

  /// A message with the trace of the exception that is being handled: the trace names places of the kernel.
  static func unsupportedTrace(_ call: Call) throws(Raised) -> Value {
    let cause = call.context.firstCause(id: "unsupported-call", what: "the trace that 'logging.exception' writes")
    call.context.writeUnsupported(cause, to: .error)
    return .none
  }
}

extension Standard.LoggerClass {
  static let new = Constructor("Logger(cls, name, level=0)") { call in
    .object(
      LoggerObject(try call.string("name"), level: try call.int("level"), parent: LoggingState.of(call.context).root))
  }

  private static func log(_ call: Call, _ level: Int) throws(Raised) -> Value {
    try call.receiver(as: LoggerObject.self).log(
      level, call["msg"], call.variadic, exception: LogArguments.exception(call, level), in: call.context)
    return .none
  }
  static let debug = Method("debug(self, msg, *args, **kwargs)") { call in try log(call, 10) }
  static let info = Method("info(self, msg, *args, **kwargs)") { call in try log(call, 20) }
  static let warning = Method("warning(self, msg, *args, **kwargs)") { call in try log(call, 30) }
  static let warn = Method("warn(self, msg, *args, **kwargs)") { call in try log(call, 30) }
  static let error = Method("error(self, msg, *args, **kwargs)") { call in try log(call, 40) }
  static let exception = Method("exception(self, msg, *args, **kwargs)") { call in
    try LogArguments.unsupportedTrace(call)
  }
  static let critical = Method("critical(self, msg, *args, **kwargs)") { call in try log(call, 50) }
  static let logMethod = Method("log(self, level, msg, *args, **kwargs)") { call in try log(call, call.int("level")) }

  static let setLevel = Method("setLevel(self, level)") { call in
    try call.receiver(as: LoggerObject.self).level = LoggingState.of(call.context).level(call["level"], call.context)
    return .none
  }
  static let getEffectiveLevel = Method("getEffectiveLevel(self)") { call in
    .int(try call.receiver(as: LoggerObject.self).effectiveLevel)
  }
  static let isEnabledFor = Method("isEnabledFor(self, level)") { call in
    let level = try call.int("level")
    return .bool(
      try level > LoggingState.of(call.context).disabled
        && level >= call.receiver(as: LoggerObject.self).effectiveLevel)
  }
  static let addHandler = Method("addHandler(self, hdlr)") { call in
    let logger = try call.receiver(as: LoggerObject.self)
    let handler = try call.object("hdlr", as: HandlerObject.self)
    if !logger.handlers.contains(where: { $0 === handler }) { logger.handlers.append(handler) }
    return .none
  }
  static let removeHandler = Method("removeHandler(self, hdlr)") { call in
    let handler = try call.object("hdlr", as: HandlerObject.self)
    try call.receiver(as: LoggerObject.self).handlers.removeAll { $0 === handler }
    return .none
  }
  static let hasHandlers = Method("hasHandlers(self)") { call in
    var logger: LoggerObject? = try call.receiver(as: LoggerObject.self)
    while let current = logger {
      if !current.handlers.isEmpty { return true }
      logger = current.propagates ? current.parent : nil
    }
    return false
  }
  static let getChild = Method("getChild(self, suffix)") { call in
    let logger = try call.receiver(as: LoggerObject.self)
    let suffix = try call.string("suffix")
    let name = logger.parent == nil ? suffix : PythonString(bytes: logger.name.bytes + [0x2E] + suffix.bytes)
    return .object(LoggingState.of(call.context).logger(name))
  }

  static let name = Property("name") { call in .string(try call.receiver(as: LoggerObject.self).name) }
  static let level = Property("level") { call in .int(try call.receiver(as: LoggerObject.self).level) }
  static let parent = Property("parent") { call in
    try call.receiver(as: LoggerObject.self).parent.map(Value.object) ?? .none
  }
  static let handlers = Property("handlers") { call in
    .list(try call.receiver(as: LoggerObject.self).handlers.map(Value.object))
  } set: { call, value in
    try call.receiver(as: LoggerObject.self).handlers = call.context.items(of: value).compactMap {
      $0.cast(to: HandlerObject.self)
    }
  }
  static let propagate = Property("propagate") { call in
    .bool(try call.receiver(as: LoggerObject.self).propagates)
  } set: { call, value in
    try call.receiver(as: LoggerObject.self).propagates = call.context.truth(value)
  }
  static let disabled = Property("disabled") { call in
    .bool(try call.receiver(as: LoggerObject.self).isDisabled)
  } set: { call, value in
    try call.receiver(as: LoggerObject.self).isDisabled = call.context.truth(value)
  }
}

extension Standard.HandlerClass {
  static let new = Constructor("Handler(cls, level=0)") { call in
    .object(HandlerObject(.none, type: call.receivingClass ?? HandlerObject.base))
  }
  static let setLevel = Method("setLevel(self, level)") { call in
    try call.receiver(as: HandlerObject.self).level = LoggingState.of(call.context).level(call["level"], call.context)
    return .none
  }
  static let setFormatter = Method("setFormatter(self, fmt)") { call in
    try call.receiver(as: HandlerObject.self).formatter = call.optionalObject("fmt", as: FormatterObject.self)
    return .none
  }
  static let flush = Method("flush(self)") { _ in .none }
  static let close = Method("close(self)") { _ in .none }
  static let level = Property("level") { call in .int(try call.receiver(as: HandlerObject.self).level) }
}

extension Standard.StreamHandlerClass {
  static let new = Constructor("StreamHandler(cls, stream=None)") { call in
    let target = call.isNone("stream") ? Value.object(StreamObject(.error)) : call["stream"]
    return .object(HandlerObject(target, type: call.receivingClass ?? HandlerObject.stream))
  }
  static let stream = Property("stream") { call in try call.receiver(as: HandlerObject.self).target }
}

extension Standard.FileHandlerClass {
  static let new = Constructor("FileHandler(cls, filename, mode='a', encoding=None, delay=False, errors=None)") {
    call in
    let file = try call.context.open(
      call.context.path(call["filename"]), mode: call.text("mode"), encoding: call.optionalString("encoding"))
    return .object(HandlerObject(.object(file), type: call.receivingClass ?? HandlerObject.file))
  }
}

extension Standard.NullHandlerClass {
  static let new = Constructor("NullHandler(cls, level=0)") { call in
    .object(HandlerObject(.none, type: call.receivingClass ?? HandlerObject.null))
  }
}

extension Standard.FormatterClass {
  static let new = Constructor("Formatter(cls, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None)") {
    call in
    .object(
      FormatterObject(
        try call.optionalString("fmt"), dateFormat: try call.optionalString("datefmt"), style: try call.string("style"))
    )
  }
}
