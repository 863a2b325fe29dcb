/// Names that a class keeps for itself: `__name` in a class `C` is `_C__name`.
package enum PrivateName {
  /// The name as it is stored, seen from the body of a class.
  package static func mangled(_ name: String, in className: String) -> String {
    guard name.hasPrefix("__"), !name.hasSuffix("__"), !name.contains(".") else { return name }
    let stem = className.drop { $0 == "_" }
    return stem.isEmpty ? name : "_\(stem)\(name)"
  }
}
