import Kernels

/// What the notebook can import: a set of modules. `PythonRuntime` knows none by name.
package protocol Library {
  /// The modules, submodules included, each under its full dotted name.
  var modules: [ModuleDefinition] { get }
}

/// A module of a library.
package struct ModuleDefinition: Sendable {
  /// What happens to names that are not among the members.
  package enum Openness: Sendable {
    /// The members are all there is: ImportError, AttributeError.
    case closed
    /// The reference has more: unsupported, and calling it changes what the function says.
    case open(touch: @Sendable (String) -> Touch)
    /// Anything is accepted and nothing is changed.
    case sink
  }

  /// `sklearn.metrics`.
  package let name: String
  package let members: [any Member]
  package let openness: Openness
  /// The names that the reference has, where they are known: what is not among them is no name there either.
  package private(set) var referenceNames: Set<String>?

  /// The same module, of which the reference's names are known.
  package func knowing(_ names: Set<String>?) -> ModuleDefinition {
    var copy = self
    copy.referenceNames = names
    return copy
  }

  /// A module that provides part of what the reference has.
  ///
  /// - Parameter touch: what a call of an unknown name may change; by default every mutable argument.
  package init(
    _ name: String, members: [any Member],
    touch: @escaping @Sendable (String) -> Touch = { _ in .everything }
  ) {
    self.name = name
    self.members = members
    openness = .open(touch: touch)
  }

  private init(_ name: String, _ members: [any Member], openness: Openness) {
    self.name = name
    self.members = members
    self.openness = openness
  }

  /// A module that has no more than what is put into it.
  package static func closed(_ name: String) -> ModuleDefinition { ModuleDefinition(name, [], openness: .closed) }

  /// A module that accepts everything, submodules included: `matplotlib`.
  package static func sink(_ name: String) -> ModuleDefinition { sink(name, members: []) }

  /// A module that accepts everything, with members whose results are known: `show` gives None.
  package static func sink(_ name: String, members: [any Member]) -> ModuleDefinition {
    ModuleDefinition(name, members, openness: .sink)
  }
}
