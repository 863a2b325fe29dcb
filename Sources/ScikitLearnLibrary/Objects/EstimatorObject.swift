package import Columns
package import Kernels
package import PythonRuntime
import Tracing

/// An estimator: the constructor's parameters, and what subclasses learn in `fit`.
package class EstimatorObject: Object {
  /// The constructor's parameters with their values, in the order of its signature.
  package private(set) var parameters: [(name: PythonString, value: Value)]
  private let signature: Signature
  /// The parameters that nobody has given.
  private(set) var standardParameters: Set<PythonString> = []
  /// What the latest fit learned, by the names of its attributes: `best_params_`.
  package var learned: [PythonString: Value] = [:]
  /// Whether a fit told its attributes by `learn(attributes:)`.
  private var hasLearned = false

  /// The estimator that a constructor's call asks for.
  ///
  /// - Throws: TypeError for parameters that the era's class does not have.
  package init(_ call: Call, type: TypeObject) throws(Raised) {
    signature = call.signature
    parameters = zip(call.signature.parameters, call.values).dropFirst().map { (name: $0.pythonName, value: $1) }
    super.init(type: call.receivingClass ?? type)
    let era = call.context.era
    let release = call.context.scikitLearnRelease
    for name in absentParameters(era) where !release.takes(name, of: "\(type.name)") {
      if call.isGiven(name) {
        throw .typeError("\(type.name).__init__() got an unexpected keyword argument '\(name)'")
      }
      parameters.removeAll { $0.name == PythonString(name) }
    }
    for index in parameters.indices where !call.isGiven(parameters[index].name.description) {
      let name = parameters[index].name
      standardParameters.insert(name)
      if let standard = release.standard(name.description, of: "\(type.name)") ?? eraDefault(of: name, era) {
        parameters[index].value = standard
      }
    }
  }

  /// A new estimator with the same parameters, not fitted: `sklearn.base.clone`.
  package init(cloning other: EstimatorObject) {
    signature = other.signature
    parameters = other.parameters
    standardParameters = other.standardParameters
    super.init(type: other.type)
  }

  /// A new estimator with the same parameters, not fitted.
  package func clone() -> EstimatorObject { EstimatorObject(cloning: self) }

  /// The parameters of the signature that this era's class lacks.
  package func absentParameters(_ era: Era) -> [String] { [] }

  /// A parameter's default in this era, where the signature tells that of another.
  package func eraDefault(of name: PythonString, _ era: Era) -> Value? { nil }

  /// The attributes that only a fitted estimator has, of those in `learned`.
  package var learnedNames: Set<PythonString> { [] }

  /// The estimators inside by name, which parameters with `__` reach: the steps of a pipeline.
  package var namedParts: [(name: PythonString, value: Value)] { [] }

  /// Puts another estimator in the place of one of `namedParts`.
  package func replacePart(_ name: PythonString, by value: Value) {}

  /// Whether it answers with classes: `is_classifier`.
  package var isClassifier: Bool { type.isSubclass(of: ScikitLearn.classifier) }

  /// Whether it answers with numbers: `is_regressor`.
  package var isRegressor: Bool { type.isSubclass(of: ScikitLearn.regressor) }

  package func parameter(_ name: PythonString) -> Value {
    parameters.first { $0.name == name }?.value ?? .none
  }

  package func setParameter(_ name: PythonString, to value: Value) -> Bool {
    guard let index = parameters.firstIndex(where: { $0.name == name }) else { return false }
    parameters[index].value = value
    standardParameters.remove(name)
    return true
  }

  /// Parameters whose values are not their defaults, by name: what the repr shows.
  package func changedParameters(in context: Context) throws(Raised) -> [(name: PythonString, text: PythonString)] {
    var changed: [(name: PythonString, text: PythonString)] = []
    for (name, value) in try changedValues(in: context) {
      changed.append((name: name, text: try context.repr(value)))
    }
    return changed
  }

  /// Parameters whose values are not their defaults, by name.
  func changedValues(in context: Context) throws(Raised) -> [(name: PythonString, value: Value)] {
    var changed: [(name: PythonString, value: Value)] = []
    for (name, value) in parameters {
      if let standard = eraDefault(of: name, context.era) ?? signature.standard(name) {
        if value.isIdentical(to: standard) { continue }
        if case .object(let object) = value, object is EstimatorObject {
        } else if try context.repr(standard)
          == context.repr(value)
        {
          continue
        }
      }
      changed.append((name: name, value: value))
    }
    return changed.sorted { $0.name < $1.name }
  }

  override package func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let parameter = parameters.first(where: { $0.name == name }) { return parameter.value }
    if let value = learned[name] { return value }
    if learnedNames.contains(name) || type.declaresFitted(name) {
      throw .attributeError("'\(type.name)' object has no attribute '\(name)'")
    }
    if let value = try super.attribute(name, in: context) { return value }
    // What only a fit makes is no unknown name before it.
    if learnsAttributes, !hasLearned, name.description.hasSuffix("_"), !name.description.hasPrefix("_") {
      throw Raised.attributeError("'\(type.name)' object has no attribute '\(name)'")
    }
    if !type.isUserDefined, ReferenceAttributes.isAbsent(name, from: "\(type.name)") {
      throw Raised.attributeError("'\(type.name)' object has no attribute '\(name)'")
    }
    return nil
  }

  /// Whether a fit tells its attributes by `learn(attributes:)`.
  var learnsAttributes: Bool { false }

  /// Replaces the attributes of an earlier fit: `coef_`, `n_iter_` and so on.
  func learn(attributes: [PythonString: Value]) {
    learned = attributes
    hasLearned = true
  }

  override package func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    if !setParameter(name, to: value) { try super.setAttribute(name, to: value, in: context) }
  }

  override package var parts: [Value] {
    let inner =
      namedParts.map(\.value) + parameters.map(\.value)
      + [learned["best_estimator_"], learned["estimators_"]]
      .compactMap { $0 }
    return inner.filter { $0.object is EstimatorObject || $0.object is InstanceObject }
  }

  override package func repr(in context: Context) throws(Raised) -> PythonString {
    try EstimatorText(context).text(of: .object(self))
  }
}

extension EstimatorObject {
  /// The estimators by name in a parameter that is a list of pairs; what is no pair is left out.
  func pairs(in parameter: PythonString) -> [(name: PythonString, value: Value)] {
    let value = self.parameter(parameter)
    let items = (value.object as? ListObject)?.items ?? (value.object as? TupleObject)?.items ?? []
    return items.compactMap { item in
      let pair = (item.object as? TupleObject)?.items ?? (item.object as? ListObject)?.items ?? []
      return pair.count == 2 ? (name: pair[0].stringValue ?? "", value: pair[1]) : nil
    }
  }

  /// Puts another estimator under a name of `pairs(in:)`.
  func replacePair(_ name: PythonString, by value: Value, in parameter: PythonString) {
    let replaced = pairs(in: parameter).map { Value.tuple([.string($0.name), $0.name == name ? value : $0.value]) }
    if let list = self.parameter(parameter).object as? ListObject {
      list.items = replaced
    } else {
      _ = setParameter(parameter, to: .list(replaced))
    }
  }

  /// Refuses a number outside of what the parameter may be; other values are left to whoever reads them.
  func check(
    _ name: PythonString, in context: Context, _ range: String, _ isValid: (Double) -> Bool
  ) throws(Raised) {
    let value = parameter(name)
    guard let number = try context.double(value), !isValid(number) else { return }
    throw try invalid(name, range, in: context)
  }

  /// What scikit-learn's check of parameters raises.
  func invalid(_ name: PythonString, _ allowed: String, in context: Context) throws(Raised) -> Raised {
    Raised(
      ScikitLearn.invalidParameterError,
      "The '\(name)' parameter of \(type.name) must be \(allowed). Got \(try context.repr(parameter(name))) instead.")
  }

  /// A parameter that is one of some words.
  ///
  /// - Parameter others: what it may be besides, as the message says it.
  func word(
    _ name: PythonString, of words: [String], others: String = "", in context: Context
  ) throws(Raised) -> String {
    if let text = parameter(name).stringValue?.description, words.contains(text) { return text }
    // The words are a set of Python's, in its order.
    let set = try SetObject(words.map { .text($0) }, in: context)
    throw try invalid(name, "a str among \(try context.repr(.object(set)))\(others)", in: context)
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
