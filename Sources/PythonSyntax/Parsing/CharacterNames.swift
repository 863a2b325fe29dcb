/// The names of Unicode characters, for `\N{…}`.
package enum CharacterNames {
  /// A character by its name or alias; case does not matter.
  package static func scalar(named name: String) -> Unicode.Scalar? {
    table[name.uppercased()]
  }

  /// Made at the first use.
  private static let table: [String: Unicode.Scalar] = {
    var table: [String: Unicode.Scalar] = [:]
    for value in [UInt32(0)...0x323AF, 0xE0000...0xE01EF].joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if let name = scalar.properties.name { table[name] = scalar }
      if let alias = scalar.properties.nameAlias { table[alias] = scalar }
    }
    return table
  }()
}
