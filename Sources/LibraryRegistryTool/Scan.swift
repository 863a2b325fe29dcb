/// What the source files of a target declare, found by their text.
struct Scan {
  /// The members of each namespace, in the order of files and lines.
  private(set) var members: [String: [String]] = [:]
  /// The structs that conform to `RowOperation`.
  private(set) var operations: [String] = []
  /// Modules that the generated file has to import, as the files that declare members do.
  private let memberKinds = [
    "Method", "Function", "ClassMethod", "StaticMethod", "Constructor", "Property", "Constant",
  ]

  /// Reads one file.
  ///
  /// A namespace opens with `extension A.B {` at the start of a line and ends with `}` there; a member is a line
  /// `static let name = Kind(` in it that is not private.
  mutating func read(_ text: String) {
    var namespace: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let opened = openedNamespace(line) {
        namespace = opened
      } else if line.hasPrefix("}") {
        namespace = nil
      } else if let namespace, let member = declaredMember(line) {
        members[namespace, default: []].append(member)
      }
      if let operation = declaredOperation(line) { operations.append(operation) }
    }
  }

  private func openedNamespace(_ line: Substring) -> String? {
    guard line.hasPrefix("extension "), line.hasSuffix("{") else { return nil }
    let name = line.dropFirst("extension ".count).prefix { $0 != " " && $0 != "{" && $0 != ":" }
    return name.isEmpty ? nil : String(name)
  }

  private func declaredMember(_ line: Substring) -> String? {
    let words = line.split(separator: " ", maxSplits: 5)
    // What is private is no member: a helper of the file.
    guard let start = words.firstIndex(of: "static"), !words[..<start].contains("private"), words.count > start + 4,
      words[start + 1] == "let",
      words[start + 3] == "=", memberKinds.contains(where: { words[start + 4].hasPrefix($0 + "(") })
    else { return nil }
    return String(words[start + 2])
  }

  private func declaredOperation(_ line: Substring) -> String? {
    guard let range = line.range(of: "struct ", before: ": RowOperation") else { return nil }
    return String(line[range])
  }
}

extension Substring {
  /// What stands between a first word at the start of the declaration and `end`, if it is one name.
  fileprivate func range(of start: String, before end: String) -> Range<Index>? {
    let declaration = drop { $0 == " " }
    guard let from = ["package ", "public ", ""].lazy.map({ $0 + start }).first(where: declaration.hasPrefix) else {
      return nil
    }
    let name = declaration.dropFirst(from.count).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let rest = self[name.endIndex...]
    guard !name.isEmpty, rest.hasPrefix(end) else { return nil }
    let next = rest.dropFirst(end.count).first
    return next.map { $0 == " " || $0 == "," || $0 == "{" } ?? true ? name.startIndex..<name.endIndex : nil
  }
}
