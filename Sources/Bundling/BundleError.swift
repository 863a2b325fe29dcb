package import Diagnostics

/// A bundle cannot be read or written.
package struct BundleError: Error, Hashable, Sendable {
  /// The kinds of failure; the raw value is the diagnostic's id.
  package enum Kind: String, Sendable {
    /// Not an archive of ours, damaged, or cut off.
    case malformed = "malformed-bundle"
    /// An entry that has no place in a bundle: a link, a device, a path that leads elsewhere.
    case unsafeEntry = "unsafe-bundle-entry"
    /// Beyond a limit on size, number of files, or compression.
    case tooLarge = "bundle-too-large"
    /// Made by a later Faircopy.
    case newerFormat = "newer-bundle-format"
    /// The file to be written exists.
    case exists = "bundle-exists"
    /// The system refused to read or write.
    case inputOutput = "bundle-input-output"
  }

  package let kind: Kind
  package let message: String
  /// The entry, file or folder that it is about, where there is one.
  package let entry: String?

  package init(_ kind: Kind, _ message: String, entry: String? = nil) {
    self.kind = kind
    self.message = message
    self.entry = entry
  }

  package var diagnostic: Diagnostic {
    Diagnostic(id: kind.rawValue, message: description, help: help)
  }

  private var help: String? {
    switch kind {
    case .exists: "choose another folder, or overwrite it with --force"
    case .newerFormat: "install the Faircopy that made it, or a later one"
    default: nil
    }
  }
}

extension BundleError: CustomStringConvertible {
  package var description: String {
    guard let entry else { return message }
    return "'\(visible(entry))' \(message)"
  }
}

/// A name from outside, with what could disturb a terminal replaced.
private func visible(_ name: String) -> String {
  var result = ""
  for scalar in name.unicodeScalars.prefix(1000) {
    let category = scalar.properties.generalCategory
    result.unicodeScalars.append(category == .control || category == .format ? "\u{FFFD}" : scalar)
  }
  return result
}
