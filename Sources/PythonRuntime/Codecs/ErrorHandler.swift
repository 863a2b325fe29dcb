import Kernels

/// What `errors=` asks for.
enum ErrorHandler: String {
  case strict, ignore, replace, backslashreplace, xmlcharrefreplace, namereplace, surrogateescape, surrogatepass

  /// - Throws: LookupError for a name that Python does not know either.
  static func named(_ name: PythonString) throws(Raised) -> ErrorHandler {
    if let handler = ErrorHandler(rawValue: name.description) { return handler }
    throw Raised(Exceptions.lookupError, "unknown error handler name '\(name)'")
  }

  /// What stands for a character that the encoding lacks; `nil` raises.
  func replacement(for point: UInt32) -> [UInt32]? {
    func points(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
    switch self {
    case .strict, .surrogatepass: return nil
    case .ignore: return []
    case .replace: return [0x3F]
    case .backslashreplace: return points(StringRepr.escape(point))
    case .xmlcharrefreplace: return points("&#\(point);")
    case .namereplace:
      let name = Unicode.Scalar(point)?.properties.name
      return points(name.map { "\\N{\($0)}" } ?? StringRepr.escape(point))
    case .surrogateescape: return nil
    }
  }

  /// What stands for bytes that the encoding does not make; `nil` raises.
  func replacement(for bytes: ArraySlice<UInt8>) -> [UInt32]? {
    switch self {
    case .ignore: return []
    case .replace: return [0xFFFD]
    case .backslashreplace: return bytes.flatMap { StringRepr.escape(UInt32($0)).unicodeScalars.map(\.value) }
    case .surrogateescape: return bytes.allSatisfy { $0 >= 0x80 } ? bytes.map { 0xDC00 + UInt32($0) } : nil
    case .strict, .surrogatepass, .xmlcharrefreplace, .namereplace: return nil
    }
  }
}
