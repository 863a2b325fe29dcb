import Diagnostics
import Foundation
import Kernels
import PythonRuntime

extension Shell {
  /// `!command`: nothing is started. What a command certainly prints is printed; the text of others is unsupported.
  func system(_ command: String) throws(Raised) -> Value {
    guard let expanded = expanded(command) else { return unknownText("!\(command)") }
    if isSilent(expanded) { return .none }
    guard let text = output(of: expanded) else { return unknownText("!\(command)") }
    context.write(text)
    return .none
  }

  /// `x = !command`: the lines that it prints.
  func lines(of command: String) throws(Raised) -> Value {
    guard let expanded = expanded(command), let text = output(of: expanded) else { throw unsupported("!\(command)") }
    var lines = text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return .object(
      ListObject(lines.map { .string(PythonString(bytes: Array($0))) }, type: TextLines.type))
  }

  /// `echo` and `cat` of files that may be read; `nil` for everything else.
  private func output(of command: String) -> PythonString? {
    guard !command.contains(where: { "|;&<>`$(){}*?[]~\\".contains($0) }) else { return nil }
    guard var words = words(of: command), !words.isEmpty else { return nil }
    let name = words.removeFirst()
    switch name {
    case "echo":
      guard words.first?.hasPrefix("-") != true else { return nil }
      return PythonString(words.joined(separator: " ") + "\n")
    case "cat":
      guard !words.isEmpty, !words.contains(where: { $0.hasPrefix("-") }) else { return nil }
      var bytes: [UInt8] = []
      for word in words {
        guard let file = context.files.source(at: word) else { return nil }
        bytes += file.bytes
      }
      return PythonString(bytes: bytes)
    default: return nil
    }
  }

  /// Commands that print nothing when all is well, and whose effects no cell can see.
  private func isSilent(_ command: String) -> Bool {
    guard let words = words(of: command), let name = words.first, !command.contains("|") else { return false }
    switch name {
    case "mkdir", "rm", "rmdir", "cp", "mv", "touch", "chmod", "export", "cd", "sleep", "ln":
      return !words.contains("-v") && !words.contains("--verbose")
    case "pip", "pip3", "wget", "unzip", "apt", "apt-get", "conda", "curl":
      return words.contains { ["-q", "-qq", "-qqq", "--quiet", "-s"].contains($0) } || command.hasSuffix("/dev/null")
        || command.contains("> /dev/null")
    default: return false
    }
  }

  /// The words of a command, quotes taken off; `nil` where a quote is not closed.
  private func words(of command: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in command {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " || character == "\t" {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let done = word { words.append(done) }
    return quote == nil ? words : nil
  }

  /// The command with `$name` and `{name}` replaced by the values of variables; `nil` where that takes more than a name.
  private func expanded(_ command: String) -> String? {
    var result = ""
    var rest = command[...]
    while let character = rest.first {
      guard character == "$" || character == "{" else {
        result.append(rest.removeFirst())
        continue
      }
      rest = rest.dropFirst()
      let name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      rest = rest.dropFirst(name.count)
      if character == "{" {
        guard rest.first == "}" else { return nil }
        rest = rest.dropFirst()
      }
      guard !name.isEmpty, let value = context.globals[PythonString(name)], value.poison == nil,
        let text = try? context.str(value)
      else { return nil }
      result += text.description
    }
    return result
  }
}

/// The list that `x = !command` gives.
enum TextLines {
  nonisolated(unsafe) static let type = TypeObject(
    name: "SList", module: "IPython.utils.text", bases: [ListObject.type], isOpen: true)
}
