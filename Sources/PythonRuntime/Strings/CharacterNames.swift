import PythonSyntax

/// The names of Unicode characters, for libraries.
package enum CharacterNames {
  /// A character by its name or alias; case does not matter.
  package static func scalar(named name: String) -> Unicode.Scalar? { PythonSyntax.CharacterNames.scalar(named: name) }
}
