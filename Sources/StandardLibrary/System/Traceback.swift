import Diagnostics
import Kernels
import PythonRuntime

extension Standard.Traceback {
  static let formatExc = Function("format_exc(limit=None, chain=True)") { call in
    guard let exception = call.context.handledException else { return "NoneType: None\n" }
    return .string(try TracebackText.text(of: exception, chain: call.bool("chain"), in: call.context))
  }

  static let printExc = Function("print_exc(limit=None, file=None, chain=True)") { call in
    let text =
      try call.context.handledException.map { exception throws(Raised) in
        try TracebackText.text(of: exception, chain: call.bool("chain"), in: call.context)
      } ?? "NoneType: None\n"
    return try write(text, call)
  }

  static let printException = Function(
    "print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True)"
  ) { call in
    guard let exception = exception(call) else { return try write("NoneType: None\n", call) }
    return try write(TracebackText.text(of: exception, chain: call.bool("chain"), in: call.context), call)
  }

  static let formatException = Function(
    "format_exception(exc, /, value=None, tb=None, limit=None, chain=True)"
  ) { call in
    guard let exception = exception(call) else { return .list(["NoneType: None\n"]) }
    return .list(
      try TracebackText.lines(of: exception, chain: call.bool("chain"), in: call.context).map(Value.string))
  }

  static let formatOnly = Function("format_exception_only(exc, /, value=None)") { call in
    guard let exception = exception(call) else { return .list(["NoneType: None\n"]) }
    return .list(try TracebackText.lastLines(of: exception, in: call.context).map(Value.string))
  }

  static let formatTb = Function("format_tb(tb, limit=None)") { call in
    .list(try limited(call).map { .string($0.text) })
  }

  static let printTb = Function("print_tb(tb, limit=None, file=None)") { call in
    try write(PythonString(bytes: limited(call).flatMap(\.text.bytes)), call)
  }

  static let extractTb = Function("extract_tb(tb, limit=None)") { call in
    .list(
      try limited(call).map { entry in
        let type = try NamedTupleClass.shared(
          "traceback.FrameSummary", ["filename", "lineno", "name", "line"], call.context)
        return .object(
          TupleObject(
            [
              .string(entry.file), .int(entry.line), .text(entry.name), entry.source.map(Value.text) ?? .none,
            ], type: type))
      })
  }

  private static func limited(_ call: Call) throws(Raised) -> [TracebackEntry] {
    let entries = TracebackText.entries(of: call["tb"], in: call.context)
    guard let limit = try call.optionalInt("limit") else { return entries }
    return limit >= 0 ? Array(entries.prefix(limit)) : Array(entries.suffix(-max(limit, -entries.count)))
  }

  static let printLast = Function("print_last(limit=None, file=None, chain=True)") { call in
    throw call.unsupported("'traceback.print_last'")
  }

  /// The exception that the old and the new way of passing one name.
  private static func exception(_ call: Call) -> ExceptionObject? {
    call["value"].cast(to: ExceptionObject.self) ?? call[0].cast(to: ExceptionObject.self)
  }

  private static func write(_ text: PythonString, _ call: Call) throws(Raised) -> Value {
    if call.isNone("file") {
      try call.context.writeError(text)
    } else if let stream = call["file"].object as? StreamObject {
      call.context.write(text, to: stream.stream)
    } else {
      _ = try call.context.callMethod(call["file"], "write", CallArguments([.string(text)]))
    }
    return .none
  }
}

/// One place of a traceback.
struct TracebackEntry {
  let file: PythonString
  let line: Int
  let name: String
  let source: String?

  var text: PythonString {
    PythonString("  File \"\(file)\", line \(line), in \(name)\n" + (source.map { "    \($0)\n" } ?? ""))
  }
}

/// The text of exceptions as CPython prints it.
enum TracebackText {
  static func text(of exception: ExceptionObject, chain: Bool, in context: Context) throws(Raised) -> PythonString {
    PythonString(bytes: try lines(of: exception, chain: chain, in: context).flatMap(\.bytes))
  }

  /// The pieces that `format_exception` gives: chained exceptions first.
  static func lines(
    of exception: ExceptionObject, chain: Bool, in context: Context
  ) throws(Raised) -> [PythonString] {
    var seen: Set<ObjectIdentifier> = []
    return try lines(of: exception, chain: chain, &seen, in: context)
  }

  private static func lines(
    of exception: ExceptionObject, chain: Bool, _ seen: inout Set<ObjectIdentifier>, in context: Context
  ) throws(Raised) -> [PythonString] {
    seen.insert(ObjectIdentifier(exception))
    var result: [PythonString] = []
    if chain, let (other, sentence) = try chained(exception, in: context), !seen.contains(ObjectIdentifier(other)) {
      result += try lines(of: other, chain: true, &seen, in: context)
      result.append(PythonString("\n\(sentence)\n\n"))
    }
    let entries = entries(of: exception.traceback, in: context)
    if !entries.isEmpty {
      result.append("Traceback (most recent call last):\n")
      result += entries.map(\.text)
    }
    return result + (try lastLines(of: exception, in: context))
  }

  private static func chained(
    _ exception: ExceptionObject, in context: Context
  ) throws(Raised) -> (ExceptionObject, String)? {
    if let cause = exception.cause.cast(to: ExceptionObject.self) {
      return (cause, "The above exception was the direct cause of the following exception:\n")
    }
    let suppress = try context.attributeIfAny(of: .object(exception), named: "__suppress_context__")
    if let suppress, try context.truth(suppress) { return nil }
    return exception.context.map { ($0, "During handling of the above exception, another exception occurred:\n") }
  }

  /// The places of a traceback, the outermost first.
  static func entries(of traceback: Value, in context: Context) -> [TracebackEntry] {
    var result: [TracebackEntry] = []
    var rest = traceback.object as? TracebackObject
    while let entry = rest {
      let origin = SourceOrigin(cell: entry.code.cell, line: entry.line, column: 0)
      let file = entry.code.file.map { PythonString($0.name) } ?? context.fileName(ofCell: entry.code.cell)
      let line = entry.code.file == nil ? context.line(of: origin) : nil
      result.append(TracebackEntry(file: file, line: entry.line, name: entry.code.name, source: line))
      rest = entry.next.object as? TracebackObject
    }
    return result
  }

  /// `ValueError: message`, and notes.
  static func lastLines(of exception: ExceptionObject, in context: Context) throws(Raised) -> [PythonString] {
    let type = exception.type
    let module = try context.attributeIfAny(of: .object(type), named: "__module__")?.stringValue ?? ""
    let plain = try context.attributeIfAny(of: .object(type), named: "__qualname__")?.stringValue
    var name = plain ?? PythonString(type.name)
    if module != "builtins", module != "__main__", !module.bytes.isEmpty { name = PythonString("\(module).\(name)") }
    let message = try context.str(.object(exception))
    var result = [message.bytes.isEmpty ? PythonString("\(name)\n") : PythonString("\(name): \(message)\n")]
    if let notes = exception.attributes["__notes__"] {
      for note in try context.items(of: notes) { result.append(PythonString("\(try context.str(note))\n")) }
    }
    return result
  }
}
