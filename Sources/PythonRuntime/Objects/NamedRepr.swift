package import Kernels

/// A built-in value whose repr begins with the name of its class, which for derived classes is theirs: `Counter({…})`.
package protocol NamedRepr: Object {
  func repr(named name: String, in context: Context) throws(Raised) -> PythonString
}

extension TypeObject {
  /// Lets the notebook derive from the class: instances hold a value of it, which `__init__` fills.
  package func fillByInitializer() {
    derivation = .filled
    Slots.install([Slots.fill], in: self)
  }
}
