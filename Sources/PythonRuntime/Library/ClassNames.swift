package import Kernels

/// The public names that the classes and modules of a library have in the reference: what is not among them raises
/// AttributeError, what is and is not implemented is unsupported.
package struct ClassNames: Sendable {
  private let names: [String: Set<String>]

  /// - Parameter text: a line a class: its name, then what it has.
  package init(_ text: String) {
    var names: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if let type = words.first { names[type] = Set(words.dropFirst()) }
    }
    self.names = names
  }

  /// What a class or module has; `nil` where it is not known.
  package subscript(type: String) -> Set<String>? { names[type] }

  /// Whether a class has no public attribute of this name; `false` for classes that are not known.
  package func isAbsent(_ name: PythonString, from type: String) -> Bool {
    let name = name.description
    return !name.hasPrefix("_") && names[type]?.contains(name) == false
  }
}
