package import Kernels
package import PythonRuntime
import Tracing

/// An estimator: the constructor's parameters, and what subclasses learn in `fit`.
package class EstimatorObject: Object {
  /// The constructor's parameters with their values, in the order of its signature.
  package private(set) var parameters: [(name: PythonString, value: Value)]
  private let signature: Signature

  /// The estimator that a constructor's call asks for.
  package init(_ call: Call, type: TypeObject) {
    signature = call.signature
    parameters = zip(call.signature.parameters, call.values).dropFirst().map { (name: $0.pythonName, value: $1) }
    super.init(type: call.receivingClass ?? type)
  }

  /// A new estimator with the same parameters, not fitted: `sklearn.base.clone`.
  package init(cloning other: EstimatorObject) {
    signature = other.signature
    parameters = other.parameters
    super.init(type: other.type)
  }

  /// A new estimator with the same parameters, not fitted.
  package func clone() -> EstimatorObject { EstimatorObject(cloning: self) }

  package func parameter(_ name: PythonString) -> Value {
    parameters.first { $0.name == name }?.value ?? .none
  }

  package func setParameter(_ name: PythonString, to value: Value) -> Bool {
    guard let index = parameters.firstIndex(where: { $0.name == name }) else { return false }
    parameters[index].value = value
    return true
  }

  /// Parameters whose values are not their defaults, by name: what the repr shows.
  package func changedParameters(in context: Context) throws(Raised) -> [(name: PythonString, text: PythonString)] {
    var changed: [(name: PythonString, text: PythonString)] = []
    for (name, value) in parameters {
      guard let parameter = signature.parameters.first(where: { $0.pythonName == name }) else { continue }
      if let standard = parameter.defaultValue, context.isLiteral(value, standard) { continue }
      changed.append((name: name, text: try context.repr(value)))
    }
    return changed.sorted { $0.name < $1.name }
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let parameter = parameters.first(where: { $0.name == name }) { return parameter.value }
    return try super.attribute(name, in: context)
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    if !setParameter(name, to: value) { try super.setAttribute(name, to: value, in: context) }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    let changed = try changedParameters(in: context).map { "\($0.name)=\($0.text)" }
    return PythonString(wrapped(type.name, changed))
  }

  /// The repr in lines of at most 80 characters, continued below the bracket.
  private func wrapped(_ name: String, _ arguments: [String]) -> String {
    let indent = String(repeating: " ", count: name.count + 1)
    var lines = ["\(name)("]
    for (index, argument) in arguments.enumerated() {
      let text = argument + (index == arguments.count - 1 ? ")" : ",")
      let current = lines[lines.count - 1]
      let separator = index == 0 || current == indent ? "" : " "
      if index > 0, current.count + separator.count + text.count > 80 {
        lines.append(indent + text)
      } else {
        lines[lines.count - 1] = current + separator + text
      }
    }
    return arguments.isEmpty ? "\(name)()" : lines.joined(separator: "\n")
  }
}

extension Context {
  /// What scikit-learn says of an estimator that is not fitted.
  func notFitted(_ estimator: EstimatorObject) -> Raised {
    Raised(
      ScikitLearn.notFittedError,
      "This \(estimator.type.name) instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator.")
  }
}

extension ScikitLearn {
  nonisolated(unsafe) static let notFittedError = TypeObject(
    name: "NotFittedError", module: "sklearn.exceptions", bases: [Exceptions.valueError, Exceptions.attributeError])
}
