/// Swift identifiers for a notebook's names, each once.
struct SwiftNames {
  private var used: Set<String>

  /// Names that are `reserved` besides Swift's keywords are not given out.
  init(reserved: Set<String> = []) {
    used = keywords.union(reserved).union(kernelNames)
  }

  /// An identifier that reads like `label`: `total_eve_charge` becomes `totalEveCharge`.
  mutating func name(for label: String, fallback: String = "value") -> String {
    let stem = lowerCamelCase(label) ?? fallback
    if used.insert(stem).inserted { return stem }
    var number = 2
    while !used.insert("\(stem)\(number)").inserted { number += 1 }
    return "\(stem)\(number)"
  }
}

/// The ASCII letters and digits of `label` as one lower-camel-case word; `nil` when it has no letter.
func lowerCamelCase(_ label: String) -> String? {
  var words: [String] = []
  var word = ""
  for character in label {
    if character.isASCII, character.isLetter || character.isNumber {
      if character.isUppercase, let last = word.last, last.isLowercase {
        words.append(word)
        word = ""
      }
      word.append(character)
    } else if !word.isEmpty {
      words.append(word)
      word = ""
    }
  }
  if !word.isEmpty { words.append(word) }
  guard let first = words.first, label.contains(where: { $0.isASCII && $0.isLetter }) else { return nil }
  let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
  let name = first.lowercased() + rest.joined()
  return name.first?.isNumber == true ? "field" + name : name
}

private let keywords: Set<String> = [
  "as", "associatedtype", "await", "borrowing", "break", "case", "catch", "class", "consuming", "continue",
  "convenience",
  "default", "defer", "deinit", "didSet", "do", "dynamic", "else", "enum", "extension", "fallthrough", "false",
  "fileprivate",
  "final", "for", "func", "get", "guard", "if", "import", "in", "indirect", "infix", "init", "inout", "internal", "is",
  "lazy", "let", "mutating", "nil", "none", "nonisolated", "open", "operator", "optional", "override", "package",
  "postfix",
  "precedencegroup", "prefix", "private", "protocol", "public", "repeat", "required", "rethrows", "return", "self",
  "set",
  "some", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "unowned",
  "var",
  "weak", "where", "while", "willSet", "type",
]

/// The functions that generated code calls: a value of such a name would hide them.
private let kernelNames: Set<String> = {
  var names: Set<String> = ["record", "parameters", "scratch", "Text", "Vector"]
  for file in kernelSources(withRegularExpressions: true) where file.path.hasSuffix(".swift") {
    for line in file.text.split(separator: "\n") {
      guard let start = line.firstRange(of: "func ")?.upperBound else { continue }
      names.insert(String(line[start...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }))
    }
  }
  return names
}()
