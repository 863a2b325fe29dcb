import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension ScikitLearn.ClassifierMixin {
  /// `predict_proba(X)`: a column a class.
  static let predictProba = Method("predict_proba(self, X)") { call in
    let columns = try call.receiver(as: ClassifierObject.self).probabilities(call["X"], in: call.context)
    return .object(ArrayObject(columns: columns, rows: columns.first?.count ?? 0, dtype: .float64))
  }

  /// `predict_log_proba(X)`: the logarithms of the probabilities.
  static let predictLogProba = Method("predict_log_proba(self, X)") { call in
    let context = call.context
    var columns: [TracedColumn] = []
    for column in try call.receiver(as: ClassifierObject.self).probabilities(call["X"], in: context) {
      columns.append(try context.traced(Log(), [.column(column)]))
    }
    return .object(ArrayObject(columns: columns, rows: columns.first?.count ?? 0, dtype: .float64))
  }

  /// `decision_function(X)`: one column for two classes, else one a class.
  static let decisionFunction = Method("decision_function(self, X)") { call in
    let columns = try call.receiver(as: ClassifierObject.self).decisions(call["X"], in: call.context)
    if columns.count == 1, let only = columns.first { return .object(ArrayObject(only)) }
    return .object(ArrayObject(columns: columns, rows: columns.first?.count ?? 0, dtype: .float64))
  }

  /// `classes_`.
  static let classes = Property("classes_") { call in
    let estimator = try call.receiver(as: ClassifierObject.self)
    guard let classes = estimator.classArray else {
      throw Raised.attributeError("'\(estimator.type.name)' object has no attribute 'classes_'")
    }
    return classes
  }
}

extension ScikitLearn.BaseEstimator {
  /// `get_params()`.
  static let getParams = Method("get_params(self, deep=True)") { call in
    let estimator = try call.estimator
    let sorted = estimator.parameters.sorted { $0.name < $1.name }
    return .object(DictObject(sorted.map { ($0.name, $0.value) }))
  }

  /// `set_params(**params)`.
  static let setParams = Method("set_params(self, **params)", mutates: true) { call in
    let estimator = try call.estimator
    for (name, value) in call.keywords where !estimator.setParameter(name, to: value) {
      let names = try estimator.parameters.map(\.name).sorted().map { (name) throws(Raised) in
        try call.context.repr(.string(name)).description
      }
      throw Raised.valueError(
        "Invalid parameter '\(name)' for estimator \(try call.context.repr(call.receiver)). Valid parameters are: "
          + "[\(names.joined(separator: ", "))].")
    }
    return call.receiver
  }
}

extension PythonRuntime.Call {
  /// `self` as an estimator of ours; a class of the notebook that derives from `BaseEstimator` is not supported.
  fileprivate var estimator: EstimatorObject {
    get throws(Raised) {
      guard let estimator = receiver.cast(to: EstimatorObject.self) else {
        throw unsupported("'\(signature.name)' of a class that derives from 'BaseEstimator'")
      }
      return estimator
    }
  }
}
