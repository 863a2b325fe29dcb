import Foundation

/// Writes a Swift file that holds other files as raw string literals: `OUTPUT ROOT FILE…`.
@main
struct EmbedFilesTool {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count >= 2, let output = arguments.first, let root = arguments.dropFirst().first else {
      throw Failure(description: "usage: EmbedFilesTool OUTPUT ROOT FILE…")
    }
    let prefix = root.hasSuffix("/") ? root : root + "/"
    var text = "/// Files that travel with the tool, by their path in the repository.\n"
    text += "package let embeddedFiles: [(path: StaticString, text: StaticString)] = [\n"
    for file in arguments.dropFirst(2) {
      let content = try String(contentsOfFile: file, encoding: .utf8)
      let path = file.hasPrefix(prefix) ? String(file.dropFirst(prefix.count)) : file
      text += "  (\"\(path)\", \(literal(content))),\n"
    }
    text += "]\n"
    try text.write(toFile: output, atomically: true, encoding: .utf8)
  }

  /// A raw multi-line literal with more `#` than the content needs.
  private static func literal(_ content: String) -> String {
    var fence = "#"
    while content.contains("\"\"\"" + fence) || content.contains("\\" + fence) { fence += "#" }
    return "\(fence)\"\"\"\n\(content)\n\"\"\"\(fence)"
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}
