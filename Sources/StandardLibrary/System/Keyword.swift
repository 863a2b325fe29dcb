import Kernels
import PythonRuntime

/// The words of the language, as Python 3.11 lists them.
enum Keywords {
  static let hard = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]
  static let soft = ["_", "case", "match"]
}

extension Standard.Keyword {
  static let kwlist = Constant("kwlist") { _ in .list(Keywords.hard.map(Value.text)) }
  static let softkwlist = Constant("softkwlist") { _ in .list(Keywords.soft.map(Value.text)) }

  static let iskeyword = Function("iskeyword(s, /)") { call in
    .bool(call[0].stringValue.map { Keywords.hard.contains($0.description) } ?? false)
  }

  static let issoftkeyword = Function("issoftkeyword(s, /)") { call in
    .bool(call[0].stringValue.map { Keywords.soft.contains($0.description) } ?? false)
  }
}

extension PythonString {
  /// `str.isidentifier`, every letter outside of ASCII taken for one that is allowed.
  var isIdentifier: Bool {
    guard let first = bytes.first, !(0x30...0x39).contains(first) else { return false }
    return bytes.allSatisfy { byte in
      byte >= 0x80 || byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
  }
}
