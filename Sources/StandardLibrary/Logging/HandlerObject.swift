import Foundation
import Kernels
import PythonRuntime

/// `logging.Handler` and those derived from it.
final class HandlerObject: Object {
  nonisolated(unsafe) static let base = TypeObject(
    name: "Handler", module: "logging", isOpen: true, members: Standard.HandlerClass.members)
  nonisolated(unsafe) static let stream = TypeObject(
    name: "StreamHandler", module: "logging", bases: [base], members: Standard.StreamHandlerClass.members)
  nonisolated(unsafe) static let file = TypeObject(
    name: "FileHandler", module: "logging", bases: [stream], members: Standard.FileHandlerClass.members)
  nonisolated(unsafe) static let null = TypeObject(
    name: "NullHandler", module: "logging", bases: [base], members: Standard.NullHandlerClass.members)

  var level = 0
  var formatter: FormatterObject?
  /// Where it writes; None writes nothing.
  let target: Value

  init(_ target: Value, type: TypeObject) {
    self.target = target
    super.init(type: type)
  }

  override var isMutable: Bool { false }

  func emit(_ record: LogRecord, in context: Context) throws(Raised) {
    if target.isNone { return }
    let text = try (formatter ?? FormatterObject(nil, dateFormat: nil)).text(record, in: context)
    _ = try context.callMethod(target, "write", CallArguments([.string(PythonString(bytes: text.bytes + [0x0A]))]))
  }
}

/// `logging.Formatter`.
final class FormatterObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "Formatter", module: "logging", isOpen: true, members: Standard.FormatterClass.members)

  private let format: PythonString
  private let dateFormat: PythonString?
  private let style: PythonString

  init(_ format: PythonString?, dateFormat: PythonString?, style: PythonString = "%") {
    self.style = style
    self.format = format ?? (style == "{" ? "{message}" : style == "$" ? "${message}" : "%(message)s")
    self.dateFormat = dateFormat
    super.init(type: FormatterObject.type)
  }

  override var isMutable: Bool { false }

  func text(_ record: LogRecord, in context: Context) throws(Raised) -> PythonString {
    let message = try record.text(in: context)
    let attributes = record.attributes(message, in: context)
    if format.firstOffset(of: "asctime") != nil { attributes["asctime"] = .string(try time(in: context)) }
    if format.firstOffset(of: "pathname") != nil || format.firstOffset(of: "filename") != nil
      || format.firstOffset(of: "funcName") != nil || format.firstOffset(of: "module") != nil
    {
      // Where the call was made is the kernel's affair.
      for name in ["pathname", "filename", "funcName", "module"] as [PythonString] {
        attributes[name] = .string(context.clockText("<module>"))
      }
    }
    var text: PythonString
    switch style {
    case "{":
      text = try context.str(
        context.callMethod(.string(format), "format_map", CallArguments([.object(attributes)])))
    case "$":
      var bytes: [UInt8] = []
      for piece in StringTemplate.pieces(format.bytes, delimiter: [0x24]) {
        switch piece {
        case .text(let plain): bytes += plain
        case .name(let name, _): bytes += try context.str(attributes[name] ?? "").bytes
        case .invalid: break
        }
      }
      text = PythonString(bytes: bytes)
    default: text = try context.str(context.binary(.modulo, .string(format), .object(attributes)))
    }
    if let exception = record.exception {
      // The trace names files of the kernel.
      let last = context.clockText("Traceback (most recent call last):")
      let shown = try context.str(.object(exception))
      text.bytes += [0x0A] + last.bytes + Array("\n\(exception.type.name): \(shown)".utf8)
    }
    return text
  }

  private func time(in context: Context) throws(Raised) -> PythonString {
    let seconds = Int(Date().timeIntervalSince1970)
    let now = BrokenDownTime(try Timestamps.date(seconds), Timestamps.time(seconds, 0))
    return context.clockText(now.formatted(dateFormat ?? "%Y-%m-%d %H:%M:%S,000"))
  }
}
