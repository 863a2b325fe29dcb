package import Kernels
import PythonSyntax

/// The encodings of text that Python and we know.
enum TextEncoding {
  case utf8, utf8Signature, ascii, latin1
  case utf16(ByteOrder), utf32(ByteOrder)
  case table(SingleByteTable)

  /// How the bytes of a unit are ordered; native order comes with a mark.
  enum ByteOrder { case native, little, big }

  /// The encoding of this name.
  ///
  /// - Throws: LookupError for a name that Python does not know, unsupported for one that we do not.
  static func named(_ name: PythonString, in context: Context) throws(Raised) -> TextEncoding {
    let key = String(
      name.description.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
    switch key {
    case "utf-8", "utf8", "u8", "utf", "cp65001": return .utf8
    case "utf-8-sig", "utf8-sig": return .utf8Signature
    case "ascii", "us-ascii", "646", "ansi-x3.4-1968", "iso646-us": return .ascii
    case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "8859", "cp819", "l1", "latin", "iso-8859-1-1987":
      return .latin1
    case "utf-16", "utf16", "u16": return .utf16(.native)
    case "utf-16-le", "utf-16le", "unicodelittleunmarked": return .utf16(.little)
    case "utf-16-be", "utf-16be", "unicodebigunmarked": return .utf16(.big)
    case "utf-32", "utf32", "u32": return .utf32(.native)
    case "utf-32-le", "utf-32le": return .utf32(.little)
    case "utf-32-be", "utf-32be": return .utf32(.big)
    default: break
    }
    if let table = SingleByteTable.named(key) { return .table(table) }
    let others = [
      "cp", "iso", "mac", "koi", "big5", "gb", "euc", "shift", "sjis", "s-jis", "hz", "johab", "ptcp", "tis", "hp-",
      "kz", "rk", "utf-7", "utf7", "u7", "idna", "punycode", "unicode", "raw-unicode", "base64", "bz2", "hex", "quopri",
      "quoted", "rot", "uu", "zlib", "zip", "mbcs", "oem", "palmos", "windows", "ibm", "csiso", "ks", "uhc", "ms",
      "korean", "chinese", "cyrillic", "greek", "arabic", "hebrew", "thai", "latin", "undefined",
    ]
    if others.contains(where: key.hasPrefix) {
      throw .unsupported(context.firstCause(id: "unsupported-argument", what: "encoding '\(name)'"))
    }
    throw Raised(Exceptions.lookupError, "unknown encoding: \(name)")
  }
}

extension Context {
  /// `text.encode(encoding, errors)`.
  package func encoded(
    _ text: PythonString, encoding: String = "utf-8", errors: PythonString = "strict"
  ) throws(Raised) -> [UInt8] {
    let codec = try TextEncoding.named(PythonString(encoding), in: self)
    switch codec {
    case .utf8: return try Encoder(text, errors, "utf-8").utf8()
    case .utf8Signature: return try [0xEF, 0xBB, 0xBF] + Encoder(text, errors, "utf-8").utf8()
    case .ascii:
      if text.isASCII { return text.bytes }
      return try Encoder(text, errors, "ascii").bytes("ordinal not in range(128)") {
        $0 < 0x80 ? UInt8($0) : nil
      }
    case .latin1:
      return try Encoder(text, errors, "latin-1").bytes("ordinal not in range(256)") { UInt8(exactly: $0) }
    case .table(let table):
      return try Encoder(text, errors, "charmap").bytes("character maps to <undefined>") { table.byte(of: $0) }
    case .utf16(let order): return try Encoder(text, errors, "utf-16\(order.suffix)").utf16(order)
    case .utf32(let order): return try Encoder(text, errors, "utf-32\(order.suffix)").utf32(order)
    }
  }

  /// `bytes.decode(encoding, errors)`.
  ///
  /// - Parameter source: the object that an error shows.
  package func decoded(
    _ bytes: [UInt8], encoding: String = "utf-8", errors: PythonString = "strict", of source: Value? = nil
  ) throws(Raised) -> PythonString {
    let codec = try TextEncoding.named(PythonString(encoding), in: self)
    let source = source?.object is BytesObject ? source ?? .none : .object(BytesObject(bytes))
    var decoder = Decoder(bytes, errors, source)
    switch codec {
    case .utf8: return try decoder.utf8("utf-8")
    case .utf8Signature:
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { decoder.position = 3 }
      return try decoder.utf8("utf-8")
    case .ascii: return try decoder.mapped("ascii", "ordinal not in range(128)") { $0 < 0x80 ? UInt32($0) : nil }
    case .latin1: return PythonString(codePoints: bytes.map(UInt32.init))
    case .table(let table):
      return try decoder.mapped("charmap", "character maps to <undefined>") { table.point(of: $0) }
    case .utf16(let order): return try decoder.utf16(order)
    case .utf32(let order): return try decoder.utf32(order)
    }
  }
}

extension TextEncoding.ByteOrder {
  /// What the name of the codec ends with in messages.
  var suffix: String {
    switch self {
    case .native: ""
    case .little: "-le"
    case .big: "-be"
    }
  }
}
