import Kernels
import PythonRuntime
import RegularExpressions

extension Standard.Warnings {
  static let filterwarnings = Function(
    "filterwarnings(action, message='', category=None, module='', lineno=0, append=False)"
  ) { call in
    let (message, module) = (try call.string("message"), try call.string("module"))
    let messagePattern = try pattern(message, [.ignoreCase])
    let modulePattern = try pattern(module, [])
    let filter = WarningFilter(
      try action(call), message: message.bytes.isEmpty ? nil : message, category: try category(call),
      line: try call.int("lineno")
    ) { text, module in
      (messagePattern?.matches(text) ?? true) && (modulePattern?.matches(module) ?? true)
    }
    try add(filter, call)
    return .none
  }

  static let simplefilter = Function("simplefilter(action, category=None, lineno=0, append=False)") { call in
    try add(WarningFilter(action(call), category: category(call), line: call.int("lineno")), call)
    return .none
  }

  private static func add(_ filter: WarningFilter, _ call: Call) throws {
    let warnings = call.context.warnings
    warnings.filters.insert(filter, at: try call.bool("append") ? warnings.filters.count : 0)
    warnings.filtersChanged()
  }

  private static func action(_ call: Call) throws -> WarningFilter.Action {
    guard let action = WarningFilter.Action(rawValue: try call.text("action")) else {
      throw Raised(Exceptions.assertionError, "invalid action: \(try call.context.repr(call["action"]))")
    }
    return action
  }

  private static func category(_ call: Call) throws -> TypeObject {
    if call.isNone("category") { return Exceptions.warning }
    guard let category = call["category"].cast(to: TypeObject.self), category.isSubclass(of: Exceptions.warning) else {
      throw Raised(Exceptions.assertionError, "category must be a Warning subclass")
    }
    return category
  }

  private static func pattern(_ text: PythonString, _ flags: RegularExpressionFlags) throws -> FilterPattern? {
    text.bytes.isEmpty ? nil : try FilterPattern(text, flags)
  }

  static let resetwarnings = Function("resetwarnings()") { call in
    call.context.warnings.filters = []
    call.context.warnings.filtersChanged()
    return .none
  }

  static let warn = Function("warn(message, category=None, stacklevel=1, source=None)") { call in
    let level = try call.int("stacklevel")
    if let warning = call["message"].cast(to: ExceptionObject.self), warning.type.isSubclass(of: Exceptions.warning) {
      try call.context.warn(warning, level: level)
      return .none
    }
    var category = Exceptions.userWarning
    if !call.isNone("category") {
      guard let type = call["category"].cast(to: TypeObject.self), type.isSubclass(of: Exceptions.warning) else {
        throw Raised.typeError("category must be a Warning subclass, not '\(call["category"].typeName)'")
      }
      category = type
    }
    let warning = try call.context.call(.object(category), [call["message"]])
    if let warning = warning.cast(to: ExceptionObject.self) { try call.context.warn(warning, level: level) }
    return .none
  }

  static let formatwarning = Function("formatwarning(message, category, filename, lineno, line=None)") { call in
    let category = try call.object("category", as: TypeObject.self)
    var text =
      "\(try call.context.str(call["filename"])):\(try call.int("lineno")): \(category.name): \(try call.context.str(call["message"]))\n"
    if let line = try call.optionalString("line") { text += "  \(line)\n" }
    return .text(text)
  }

  static let catchWarnings = Constant("catch_warnings") { _ in .object(WarningsScope.type) }
  static let warningMessage = Constant("WarningMessage") { _ in .object(RecordedWarning.type) }
}

/// A pattern of a filter, matched at the start of a text.
struct FilterPattern {
  private let pattern: PatternObject

  init(_ text: PythonString, _ flags: RegularExpressionFlags) throws(Raised) {
    pattern = try PatternObject(text, flags: flags)
  }

  func matches(_ text: PythonString) -> Bool {
    var isMatch = false
    text.withText { text in
      let match = try? pattern.expression.match(text, Scratch())
      isMatch = match.flatMap { $0 } != nil
    }
    return isMatch
  }
}

/// `warnings.catch_warnings`: restores the filters at its end.
final class WarningsScope: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "catch_warnings", module: "warnings",
    members: [
      Constructor(
        "catch_warnings(cls, *, record=False, module=None, action=None, category=None, lineno=0, append=False)"
      ) {
        call in
        let action = try call.optionalString("action").flatMap { WarningFilter.Action(rawValue: $0.description) }
        let category = call["category"].cast(to: TypeObject.self) ?? Exceptions.warning
        return .object(
          WarningsScope(records: try call.bool("record"), filter: action.map { WarningFilter($0, category: category) }))
      },
      Method("__enter__(self)") { call in
        try call.receiver(as: WarningsScope.self).enter(in: call.context) ?? .none
      },
      Method("__exit__(self, *exc_info)") { call in
        .bool(try call.receiver(as: WarningsScope.self).exit(nil, in: call.context))
      },
    ])
  private let records: Bool
  private let filter: WarningFilter?
  private var saved: [WarningFilter]?
  private var savedRecorder: (any WarningRecorder)?

  init(records: Bool, filter: WarningFilter?) {
    self.records = records
    self.filter = filter
    super.init(type: WarningsScope.type)
  }

  override func enter(in context: Context) throws(Raised) -> Value? {
    if saved != nil { throw .runtimeError("Cannot enter \(try repr(in: context)) twice") }
    let warnings = context.warnings
    saved = warnings.filters
    savedRecorder = warnings.recorder
    warnings.filtersChanged()
    if let filter { warnings.filters.insert(filter, at: 0) }
    guard records else { return Value.none }
    let log = ListObject([])
    warnings.recorder = WarningLog(list: log)
    return .object(log)
  }

  override func exit(_ raised: ExceptionObject?, in context: Context) throws(Raised) -> Bool {
    guard let saved else { throw .runtimeError("Cannot exit \(try repr(in: context)) without entering first") }
    context.warnings.filters = saved
    context.warnings.recorder = savedRecorder
    context.warnings.filtersChanged()
    return false
  }
}

/// The list that `catch_warnings(record=True)` gives.
struct WarningLog: WarningRecorder {
  let list: ListObject

  func record(_ warning: ExceptionObject, _ origin: SourceOrigin, in context: Context) {
    list.items.append(.object(RecordedWarning(warning, origin, file: context.fileName(ofCell: origin.cell))))
  }
}

/// `warnings.WarningMessage`: what was recorded of a warning.
final class RecordedWarning: Object {
  nonisolated(unsafe) static let type = TypeObject(name: "WarningMessage", module: "warnings")
  private let warning: ExceptionObject
  private let origin: SourceOrigin
  private let file: PythonString

  init(_ warning: ExceptionObject, _ origin: SourceOrigin, file: PythonString) {
    self.warning = warning
    self.origin = origin
    self.file = file
    super.init(type: RecordedWarning.type)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "message": return .object(warning)
    case "category": return .object(warning.type)
    case "_category_name": return .text(warning.type.name)
    case "filename": return .string(file)
    case "lineno": return .int(origin.line)
    case "line", "file", "source": return Value.none
    default: return try super.attribute(name, in: context)
    }
  }

  override func str(in context: Context) throws(Raised) -> PythonString {
    let message = try warning.repr(in: context)
    return PythonString(
      "{message : \(message), category : '\(warning.type.name)', filename : \(StringRepr.quoted(file)), lineno : \(origin.line), line : None}"
    )
  }
}
