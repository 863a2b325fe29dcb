import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.ClassifierMixin {
  /// `fit(X, y)`.
  static let fit = Method("fit(self, X, y, sample_weight=None)", mutates: true) { call in
    try call.refuse("sample_weight")
    let estimator = try call.receiver(as: ClassifierObject.self)
    try estimator.fit(call["X"], call["y"], in: call.context)
    return call.receiver
  }

  /// `predict(X)`: the class of every row.
  static let predict = Method("predict(self, X)") { call in
    .object(ArrayObject(try call.receiver(as: ClassifierObject.self).predicted(call["X"], in: call.context)))
  }

  /// `predict_proba(X)`: a column a class.
  static let predictProba = Method("predict_proba(self, X)") { call in
    let columns = try call.receiver(as: ClassifierObject.self).probabilities(call["X"], in: call.context)
    return .object(ArrayObject(columns: columns, rows: columns.first?.count ?? 0, dtype: .float64))
  }

  /// `decision_function(X)`: one column for two classes, else one a class.
  static let decisionFunction = Method("decision_function(self, X)") { call in
    let columns = try call.receiver(as: ClassifierObject.self).decisions(call["X"], in: call.context)
    if columns.count == 1, let only = columns.first { return .object(ArrayObject(only)) }
    return .object(ArrayObject(columns: columns, rows: columns.first?.count ?? 0, dtype: .float64))
  }

  /// `score(X, y)`: the accuracy.
  static let score = Method("score(self, X, y, sample_weight=None)") { call in
    try call.refuse("sample_weight")
    let estimator = try call.receiver(as: ClassifierObject.self)
    let predicted = try estimator.predicted(call["X"], in: call.context)
    let pair = try LabelPair(call["y"], .object(ArrayObject(predicted)), in: call.context)
    return NumPy.scalar(.float(accuracy(pair.truth, pair.predicted)))
  }

  /// `classes_`.
  static let classes = Property("classes_") { call in
    let estimator = try call.receiver(as: ClassifierObject.self)
    guard let model = estimator.model else { throw call.context.notFitted(estimator) }
    return ScikitLearn.array(model.classLabels)
  }

  /// `n_features_in_`.
  static let featureCount = Property("n_features_in_") { call in
    .int(try call.receiver(as: ClassifierObject.self).featureCount)
  }
}

extension ScikitLearn.BaseEstimator {
  /// `get_params()`.
  static let getParams = Method("get_params(self, deep=True)") { call in
    let estimator = try call.receiver(as: EstimatorObject.self)
    let sorted = estimator.parameters.sorted { $0.name < $1.name }
    return .object(DictObject(sorted.map { ($0.name, $0.value) }))
  }

  /// `set_params(**params)`.
  static let setParams = Method("set_params(self, **params)", mutates: true) { call in
    let estimator = try call.receiver(as: EstimatorObject.self)
    for (name, value) in call.keywords where !estimator.setParameter(name, to: value) {
      throw .valueError("Invalid parameter '\(name)' for estimator \(try call.context.repr(call.receiver)).")
    }
    return call.receiver
  }
}
