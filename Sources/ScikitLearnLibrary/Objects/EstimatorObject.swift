package import Columns
package import Kernels
package import PythonRuntime
import Tracing

/// An estimator: the constructor's parameters, and what subclasses learn in `fit`.
package class EstimatorObject: Object {
  /// The constructor's parameters with their values, in the order of its signature.
  package private(set) var parameters: [(name: PythonString, value: Value)]
  private let signature: Signature
  /// What the latest fit learned, by the names of its attributes; `nil` before a fit.
  private var learned: [PythonString: Value]?

  /// The estimator that a constructor's call asks for.
  ///
  /// - Throws: TypeError for parameters that the era's class does not have.
  package init(_ call: Call, type: TypeObject) throws(Raised) {
    signature = call.signature
    parameters = zip(call.signature.parameters, call.values).dropFirst().map { (name: $0.pythonName, value: $1) }
    super.init(type: call.receivingClass ?? type)
    let era = call.context.era
    for name in absentParameters(era) {
      if call.isGiven(name) {
        throw .typeError("\(type.name).__init__() got an unexpected keyword argument '\(name)'")
      }
      parameters.removeAll { $0.name == PythonString(name) }
    }
    for index in parameters.indices where !call.isGiven(parameters[index].name.description) {
      if let standard = eraDefault(of: parameters[index].name, era) { parameters[index].value = standard }
    }
  }

  /// A new estimator with the same parameters, not fitted: `sklearn.base.clone`.
  package init(cloning other: EstimatorObject) {
    signature = other.signature
    parameters = other.parameters
    super.init(type: other.type)
  }

  /// A new estimator with the same parameters, not fitted.
  package func clone() -> EstimatorObject { EstimatorObject(cloning: self) }

  /// The parameters of the signature that this era's class lacks.
  package func absentParameters(_ era: Era) -> [String] { [] }

  /// A parameter's default in this era, where the signature tells that of another.
  package func eraDefault(of name: PythonString, _ era: Era) -> Value? { nil }

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
      let standard = eraDefault(of: name, context.era) ?? signature.standard(name)
      let text = try context.repr(value)
      if let standard, try context.repr(standard) == text { continue }
      changed.append((name: name, text: text))
    }
    return changed.sorted { $0.name < $1.name }
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let parameter = parameters.first(where: { $0.name == name }) { return parameter.value }
    if let value = learned?[name] { return value }
    if let value = try super.attribute(name, in: context) { return value }
    // What only a fit makes is no unknown name before it.
    if learnsAttributes, learned == nil, name.description.hasSuffix("_"), !name.description.hasPrefix("_") {
      throw Raised.attributeError("'\(type.name)' object has no attribute '\(name)'")
    }
    return nil
  }

  /// Whether a fit tells its attributes by `learn(attributes:)`.
  var learnsAttributes: Bool { false }

  /// Replaces the attributes of an earlier fit: `coef_`, `n_iter_` and so on.
  func learn(attributes: [PythonString: Value]) { learned = attributes }

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

extension EstimatorObject {
  /// Refuses a number outside of what the parameter may be; other values are left to whoever reads them.
  func check(
    _ name: PythonString, in context: Context, _ range: String, _ isValid: (Double) -> Bool
  ) throws(Raised) {
    let value = parameter(name)
    guard let number = try context.double(value), !isValid(number) else { return }
    throw Raised(
      ScikitLearn.invalidParameterError,
      "The '\(name)' parameter of \(type.name) must be \(range). Got \(try context.repr(value)) instead.")
  }
}

extension Signature {
  fileprivate func standard(_ name: PythonString) -> Value? {
    parameters.first { $0.pythonName == name }?.defaultValue?.value
  }
}

extension Context {
  /// What scikit-learn says of an estimator that is not fitted.
  func notFitted(_ estimator: EstimatorObject) -> Raised {
    Raised(
      ScikitLearn.notFittedError,
      "This \(estimator.type.name) instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator."
    )
  }
}

extension ScikitLearn {
  nonisolated(unsafe) static let notFittedError = Exceptions.make(
    "NotFittedError", module: "sklearn.exceptions", Exceptions.valueError, Exceptions.attributeError)
}
