import Kernels

extension Builtins.Functions {
  static let print = Function(
    "print(*args, sep=' ', end='\\n', file=None, flush=False)", acceptsUnsupported: true
  ) { call in
    let context = call.context
    var stream = CellOutput.Stream.output
    if let file = call["file"].object ?? context.replacedStream("stdout")?.object {
      if let standard = file as? StreamObject {
        stream = standard.stream
      } else if file is SinkObject {
        return .none
      } else {
        return try writeLine(call, to: .object(file))
      }
    }
    do throws(Raised) {
      context.write(try line(call), to: stream)
    } catch {
      guard let cause = error.cause else { throw error }
      context.writeUnsupported(cause, to: stream)
    }
    return .none
  }

  private static func line(_ call: Call) throws(Raised) -> PythonString {
    let separator = try text(call, "sep") ?? " "
    var bytes: [UInt8] = []
    for (i, value) in call.variadic.enumerated() {
      if i > 0 { bytes += separator.bytes }
      bytes += try call.context.str(value).bytes
    }
    bytes += (try text(call, "end") ?? "\n").bytes
    return PythonString(bytes: bytes)
  }

  private static func text(_ call: Call, _ name: String) throws(Raised) -> PythonString? {
    let value = try call[name].supported()
    if value.isNone { return nil }
    if let text = value.stringValue { return text }
    throw .typeError("\(name) must be None or a string, not \(value.typeName)")
  }

  private static func writeLine(_ call: Call, to file: Value) throws(Raised) -> Value {
    let write = try call.context.attribute(of: file, named: "write")
    let separator = try text(call, "sep") ?? " "
    let end = try text(call, "end") ?? "\n"
    // Piece by piece, as Python writes.
    for (i, value) in call.variadic.enumerated() {
      if i > 0, !separator.bytes.isEmpty { _ = try call.context.call(write, [.string(separator)]) }
      _ = try call.context.call(write, [.string(try call.context.str(value))])
    }
    if !end.bytes.isEmpty { _ = try call.context.call(write, [.string(end)]) }
    if try call.bool("flush") { _ = try call.context.callMethod(file, "flush") }
    return .none
  }

  static let display = Function("display(*objs, **kwargs)", acceptsUnsupported: true) { call in
    for value in call.variadic { try call.context.show(value) }
    return .none
  }
}

/// `sys.stdout` and `sys.stderr`.
package final class StreamObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(name: "TextIOWrapper", members: Builtins.StreamClass.members)

  package let stream: CellOutput.Stream

  package init(_ stream: CellOutput.Stream) {
    self.stream = stream
    super.init(type: StreamObject.type)
  }
}

extension Builtins.StreamClass {
  static let write = Method("write(self, text, /)") { call in
    let text = try call.string("text")
    call.context.write(text, to: try call.receiver(as: StreamObject.self).stream)
    return .int(text.codePointCount)
  }

  static let flush = Method("flush(self)") { _ in .none }
}
