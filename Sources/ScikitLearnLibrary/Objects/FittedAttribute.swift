import Kernels
import PythonRuntime

/// An attribute that a fit makes, declared where its class is: what a fit learned, AttributeError before.
///
/// The table of what is provided lists it with the class's methods; `EstimatorObject.attribute` reads it.
struct FittedAttribute: Member {
  /// What stands in the class: that objects have such an attribute once they are fitted.
  final class Declaration: Object {
    nonisolated(unsafe) private static let declarationType = TypeObject(name: "property", module: "builtins")

    init() { super.init(type: Declaration.declarationType) }
  }

  let name: PythonString

  func value(in type: TypeObject) -> Value { .object(Declaration()) }

  /// The members of these names, which blanks part.
  static func members(_ names: String) -> [any Member] {
    names.split(separator: " ").map { FittedAttribute(name: PythonString(String($0))) }
  }
}

extension TypeObject {
  /// Whether an object has this attribute once it is fitted.
  func declaresFitted(_ name: PythonString) -> Bool { lookup(name)?.object is FittedAttribute.Declaration }
}
