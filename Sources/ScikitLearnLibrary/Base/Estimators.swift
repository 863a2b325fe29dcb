import Columns
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// What scikit-learn asks of any estimator, ours or a class of the notebook.
extension ScikitLearn {
  /// Whether the value has an attribute, without marking an unknown one as unsupported.
  static func has(_ value: Value, _ name: PythonString, in context: Context) throws(Raised) -> Bool {
    guard case .object(let object) = value, object.poison == nil else { return false }
    do throws(Raised) {
      return try object.attribute(name, in: context) != nil
    } catch {
      guard error.isException(of: Exceptions.attributeError) else { throw error }
      return false
    }
  }

  /// Whether the value has one of these attributes.
  static func hasAny(_ value: Value, _ names: [PythonString], in context: Context) throws(Raised) -> Bool {
    for name in names where try has(value, name, in: context) { return true }
    return false
  }

  /// `method(…)` of an estimator; what is not supported is thrown.
  static func call(
    _ method: PythonString, of estimator: Value, _ arguments: [Value],
    _ keywords: [(name: PythonString, value: Value)] = [], in context: Context
  ) throws(Raised) -> Value {
    try context.callMethod(estimator, method, CallArguments(arguments, keywords: keywords)).supported()
  }

  /// `fit(X)` or `fit(X, y)`.
  static func fit(
    _ estimator: Value, _ x: Value, _ y: Value, _ keywords: [(name: PythonString, value: Value)] = [],
    in context: Context
  ) throws(Raised) {
    _ = try call("fit", of: estimator, y.isNone ? [x] : [x, y], keywords, in: context)
  }

  /// `is_classifier`.
  static func isClassifier(_ value: Value, in context: Context) throws(Raised) -> Bool {
    if let estimator = value.object as? EstimatorObject { return estimator.isClassifier }
    if context.isInstance(value, of: classifier) { return declares(classifier, value, in: context) }
    guard try has(value, "_estimator_type", in: context) else { return false }
    return try context.attribute(of: value, named: "_estimator_type").stringValue == "classifier"
  }

  /// `is_regressor`.
  static func isRegressor(_ value: Value, in context: Context) throws(Raised) -> Bool {
    if let estimator = value.object as? EstimatorObject { return estimator.isRegressor }
    return context.isInstance(value, of: regressor) && declares(regressor, value, in: context)
  }

  /// Whether a mixin tells what the class is: since scikit-learn 1.7 only where it stands before `BaseEstimator`.
  private static func declares(_ mixin: TypeObject, _ value: Value, in context: Context) -> Bool {
    guard context.era == .modern, !(value.object is EstimatorObject) else { return true }
    let order = value.type.order
    guard let own = order.firstIndex(where: { $0 === mixin }),
      let base = order.firstIndex(where: { $0 === baseEstimator })
    else { return true }
    return own < base
  }

  /// The parameters of an estimator by name, sorted; with `deep` those of the estimators inside too.
  static func parameters(
    of estimator: Value, deep: Bool, in context: Context
  ) throws(Raised) -> [(name: PythonString, value: Value)] {
    var own: [(name: PythonString, value: Value)] = []
    var inner: [(name: PythonString, value: Value)] = []
    if let object = estimator.object as? EstimatorObject {
      own = object.parameters.sorted { $0.name < $1.name }
      if deep { inner = object.namedParts }
    } else {
      for name in parameterNames(of: estimator).sorted() {
        own.append((name: name, value: try context.attribute(of: estimator, named: name).supported()))
      }
    }
    guard deep else { return own }
    var result: [(name: PythonString, value: Value)] = []
    for (name, value) in own {
      result += try nested(name, value, in: context)
      result.append((name: name, value: value))
    }
    result += inner
    for (name, value) in inner { result += try nested(name, value, in: context) }
    return result
  }

  private static func nested(
    _ name: PythonString, _ value: Value, in context: Context
  ) throws(Raised) -> [(name: PythonString, value: Value)] {
    guard !(value.object is TypeObject), try has(value, "get_params", in: context) else { return [] }
    let parameters = try call("get_params", of: value, [], in: context)
    guard let dict = parameters.cast(to: DictObject.self) else { return [] }
    return dict.items.map { (name: name + "__" + ($0.key.stringValue ?? ""), value: $0.value) }
  }

  /// The parameters of `__init__` of a class of the notebook.
  static func parameterNames(of value: Value) -> [PythonString] {
    guard let initializer = value.type.lookup("__init__")?.object as? FunctionObject else { return [] }
    return Array(initializer.code.parameterNames.dropFirst()) + initializer.code.keywordOnlyNames
  }

  /// A parameter's default in `__init__` of a class of the notebook.
  static func standard(_ name: PythonString, of value: Value) -> Value? {
    guard let initializer = value.type.lookup("__init__")?.object as? FunctionObject else { return nil }
    if let keyword = initializer.keywordDefaults.first(where: { $0.name == name }) { return keyword.value }
    let names = initializer.code.parameterNames
    guard let position = names.firstIndex(of: name) else { return nil }
    let first = names.count - initializer.defaults.count
    return position >= first ? initializer.defaults[position - first] : nil
  }

  /// `set_params`: names with `__` reach into the estimators inside.
  static func setParameters(
    _ estimator: Value, _ changes: [(name: PythonString, value: Value)], in context: Context
  ) throws(Raised) {
    let object = estimator.object as? EstimatorObject
    var rest: [(name: PythonString, value: Value)] = []
    for change in changes {
      if object?.namedParts.isEmpty == false, object?.setParameter(change.name, to: change.value) == true { continue }
      rest.append(change)
    }
    changesOfParts: do {
      guard let object, !object.namedParts.isEmpty else { break changesOfParts }
      let names = Set(object.namedParts.map(\.name))
      for change in rest where names.contains(change.name) { object.replacePart(change.name, by: change.value) }
      rest.removeAll { names.contains($0.name) }
    }
    var inner: [(key: PythonString, changes: [(name: PythonString, value: Value)])] = []
    for (name, value) in rest {
      let (key, remainder) = name.partedAtDoubleUnderscore
      guard try current(key, of: estimator, in: context) != nil else {
        throw try unknownParameter(key, of: estimator, in: context)
      }
      if let remainder {
        if let index = inner.firstIndex(where: { $0.key == key }) {
          inner[index].changes.append((name: remainder, value: value))
        } else {
          inner.append((key: key, changes: [(name: remainder, value: value)]))
        }
      } else if let object {
        _ = object.setParameter(key, to: value)
      } else {
        try context.setAttribute(of: estimator, named: key, to: value)
      }
    }
    for (key, changes) in inner {
      guard let target = try current(key, of: estimator, in: context) else { continue }
      _ = try call("set_params", of: target, [], changes, in: context)
    }
  }

  /// The estimator or parameter of this name.
  private static func current(
    _ name: PythonString, of estimator: Value, in context: Context
  ) throws(Raised) -> Value? {
    guard let object = estimator.object as? EstimatorObject else {
      guard parameterNames(of: estimator).contains(name) else { return nil }
      return try context.attribute(of: estimator, named: name)
    }
    return object.namedParts.first { $0.name == name }?.value
      ?? object.parameters.first { $0.name == name }?.value
  }

  private static func unknownParameter(
    _ name: PythonString, of estimator: Value, in context: Context
  ) throws(Raised) -> Raised {
    let names = try parameters(of: estimator, deep: false, in: context).map { (parameter) throws(Raised) in
      try context.repr(.string(parameter.name)).description
    }
    return .valueError(
      "Invalid parameter '\(name)' for estimator \(try context.repr(estimator)). Valid parameters are: "
        + "[\(names.joined(separator: ", "))].")
  }

  /// `sklearn.base.clone`: a new estimator with the same parameters, not fitted.
  ///
  /// - Parameter safe: whether what is no estimator is refused; else it is copied.
  static func cloned(_ value: Value, safe: Bool = true, in context: Context) throws(Raised) -> Value {
    guard case .object(let object) = try value.supported() else {
      if safe { throw try notCloneable(value, in: context) }
      return value
    }
    switch object {
    case let estimator as EstimatorObject:
      let copy = estimator.clone()
      for (name, parameter) in copy.parameters {
        _ = copy.setParameter(name, to: try cloned(parameter, safe: false, in: context))
      }
      return .object(copy)
    case let list as ListObject:
      return .list(try list.items.map { (item) throws(Raised) in try cloned(item, safe: safe, in: context) })
    case let tuple as TupleObject:
      return .tuple(try tuple.items.map { (item) throws(Raised) in try cloned(item, safe: safe, in: context) })
    case let random as RandomStateObject: return .object(RandomStateObject(random.state.copy()))
    case is TypeObject where !safe: return value
    default: break
    }
    guard !(object is TypeObject), try has(value, "get_params", in: context) else {
      if safe { throw try notCloneable(value, in: context) }
      return value
    }
    let parameters = try call("get_params", of: value, [], [(name: "deep", value: false)], in: context)
    var keywords: [(name: PythonString, value: Value)] = []
    for (name, parameter) in parameters.cast(to: DictObject.self)?.items ?? [] {
      keywords.append((name: name.stringValue ?? "", value: try cloned(parameter, safe: false, in: context)))
    }
    return try context.call(.object(object.type), CallArguments([], keywords: keywords)).supported()
  }

  private static func notCloneable(_ value: Value, in context: Context) throws(Raised) -> Raised {
    if value.object is TypeObject {
      return .typeError(
        "Cannot clone object. You should provide an instance of scikit-learn estimator instead of a class.")
    }
    return .typeError(
      "Cannot clone object '\(try context.repr(value))' (type \(try context.repr(.object(value.type)))): it does not seem "
        + "to be a scikit-learn estimator as it does not implement a 'get_params' method.")
  }
}

extension PythonString {
  /// What stands before and after the first `__`.
  fileprivate var partedAtDoubleUnderscore: (key: PythonString, rest: PythonString?) {
    let underscore = UInt8(ascii: "_")
    for index in bytes.indices.dropLast() where bytes[index] == underscore && bytes[index + 1] == underscore {
      return (PythonString(bytes: Array(bytes[..<index])), PythonString(bytes: Array(bytes[(index + 2)...])))
    }
    return (self, nil)
  }

  static func + (a: PythonString, b: PythonString) -> PythonString { PythonString(bytes: a.bytes + b.bytes) }
}

extension Context {
  /// Runs trials, of which the replay may serve none: folds of a cross-validation.
  func unrecorded<T>(_ body: () throws(Raised) -> T) throws(Raised) -> T {
    let before = tracer.log.isPaused
    tracer.log.isPaused = true
    let outer = tracer.functions.beginTrial()
    defer {
      tracer.log.isPaused = before
      tracer.functions.endTrial(outer)
    }
    return try body()
  }
}
