import Kernels

/// What can be a name in Python.
enum Identifiers {
  /// Whether the text is an identifier, a keyword or not.
  static func isIdentifier(_ text: PythonString) -> Bool {
    let points = text.codePoints
    guard let first = points.first, isStart(first) else { return false }
    return points.allSatisfy { isStart($0) || CharacterClass.isDecimal($0) }
  }

  private static func isStart(_ point: UInt32) -> Bool { point == 0x5F || CharacterClass.isAlphabetic(point) }
}
