import Kernels
import PythonRuntime

extension Standard.Codecs {
  static let encode = Function("encode(obj, encoding='utf-8', errors='strict')") { call in
    switch try Codec(call.text("encoding")) {
    case .rotated: .string(Codec.rotated(try call.string("obj")))
    case .hexadecimal: .object(BytesObject(Binary.hexadecimal(try call.object("obj", as: BytesObject.self).bytes)))
    case .text:
      try call.context.callMethod(call["obj"], "encode", CallArguments([call["encoding"], call["errors"]]))
    }
  }

  static let decode = Function("decode(obj, encoding='utf-8', errors='strict')") { call in
    switch try Codec(call.text("encoding")) {
    case .rotated: return .string(Codec.rotated(try call.string("obj")))
    case .hexadecimal:
      let text = PythonString(bytes: try call.object("obj", as: BytesObject.self).bytes)
      let fromHex = try call.context.attribute(of: .object(BytesObject.type), named: "fromhex")
      return try call.context.call(fromHex, [.string(text)])
    case .text:
      return try call.context.callMethod(call["obj"], "decode", CallArguments([call["encoding"], call["errors"]]))
    }
  }

  static let open = Function("open(filename, mode='r', encoding=None, errors='strict', buffering=-1)") { call in
    guard let function = call.context.builtins["open"] else { throw call.unsupported("'codecs.open'") }
    return try call.context.call(
      function,
      CallArguments([call["filename"], call["mode"]], keywords: [("encoding", call["encoding"])]))
  }

  static let mark8 = Constant("BOM_UTF8") { _ in .object(BytesObject([0xEF, 0xBB, 0xBF])) }
  static let mark16 = Constant("BOM_UTF16") { _ in .object(BytesObject([0xFF, 0xFE])) }
  static let mark16Little = Constant("BOM_UTF16_LE") { _ in .object(BytesObject([0xFF, 0xFE])) }
  static let mark16Big = Constant("BOM_UTF16_BE") { _ in .object(BytesObject([0xFE, 0xFF])) }
}

/// The kinds of encodings that `codecs` knows.
private enum Codec {
  /// From text to bytes: a method of strings knows it.
  case text
  /// `rot_13`
  case rotated
  /// `hex`
  case hexadecimal

  init(_ name: String) {
    switch name.lowercased().replacing("-", with: "_") {
    case "rot13", "rot_13": self = .rotated
    case "hex", "hex_codec": self = .hexadecimal
    default: self = .text
    }
  }

  static func rotated(_ text: PythonString) -> PythonString {
    PythonString(
      bytes: text.bytes.map { byte in
        switch byte {
        case 0x41...0x5A: (byte - 0x41 + 13) % 26 + 0x41
        case 0x61...0x7A: (byte - 0x61 + 13) % 26 + 0x61
        default: byte
        }
      })
  }
}
