import Kernels

/// What can be a name in Python.
enum Identifiers {
  /// Whether the text is an identifier, a keyword or not.
  static func isIdentifier(_ text: PythonString) -> Bool {
    let points = text.codePoints
    guard let first = points.first, first == 0x5F || has(first, \.isXIDStart) else { return false }
    return points.allSatisfy { has($0, \.isXIDContinue) }
  }

  private static func has(_ point: UInt32, _ property: KeyPath<Unicode.Scalar.Properties, Bool>) -> Bool {
    Unicode.Scalar(point)?.properties[keyPath: property] ?? false
  }
}
