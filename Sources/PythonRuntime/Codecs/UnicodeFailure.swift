package import Kernels

/// What `UnicodeEncodeError` and `UnicodeDecodeError` say.
package enum UnicodeFailure {
  /// Characters that an encoding lacks.
  static func encoding(
    _ encoding: String, _ text: PythonString, _ start: Int, _ end: Int, _ reason: String
  ) -> Raised {
    .exception(
      ExceptionObject(
        Exceptions.unicodeEncodeError,
        [.text(encoding), .string(text), .int(start), .int(end), .text(reason)]))
  }

  /// Bytes that an encoding does not make.
  static func decoding(_ encoding: String, _ source: Value, _ start: Int, _ end: Int, _ reason: String) -> Raised {
    .exception(
      ExceptionObject(
        Exceptions.unicodeDecodeError, [.text(encoding), source, .int(start), .int(end), .text(reason)]))
  }

  /// The message of a Unicode error; `nil` if its arguments are not those of one.
  package static func message(of exception: ExceptionObject) -> PythonString? {
    let arguments = exception.arguments
    guard arguments.count == 5, case .string(let encoding) = arguments[0], case .int(let start) = arguments[2],
      case .int(let end) = arguments[3], case .string(let reason) = arguments[4]
    else { return nil }
    if exception.type.isSubclass(of: Exceptions.unicodeDecodeError), let bytes = arguments[1].byteBuffer {
      let contents = bytes.bytes
      let what =
        end == start + 1 && contents.indices.contains(start)
        ? "byte 0x\(PythonString(bytes: ByteText.hex(contents[start]))) in position \(start)"
        : "bytes in position \(start)-\(end - 1)"
      return PythonString("'\(encoding)' codec can't decode \(what): \(reason)")
    }
    if exception.type.isSubclass(of: Exceptions.unicodeEncodeError), case .string(let text) = arguments[1] {
      let points = text.codePoints
      let what =
        end == start + 1 && points.indices.contains(start)
        ? "character '\(StringRepr.escape(points[start]))' in position \(start)"
        : "characters in position \(start)-\(end - 1)"
      return PythonString("'\(encoding)' codec can't encode \(what): \(reason)")
    }
    return nil
  }
}

extension Builtins.UnicodeErrorClass {
  static let encoding = Property("encoding") { call in try argument(call, 0) }
  static let object = Property("object") { call in try argument(call, 1) }
  static let start = Property("start") { call in try argument(call, 2) }
  static let end = Property("end") { call in try argument(call, 3) }
  static let reason = Property("reason") { call in try argument(call, 4) }

  private static func argument(_ call: Call, _ position: Int) throws(Raised) -> Value {
    let exception = try call.receiver(as: ExceptionObject.self)
    if exception.arguments.count == 5 { return exception.arguments[position] }
    throw .attributeError("'\(exception.type.name)' object has no attribute '\(call.signature.name)'")
  }
}
