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
    let parameters = try ScikitLearn.parameters(of: call.receiver, deep: call.bool("deep"), in: call.context)
    return .object(DictObject(parameters.map { ($0.name, $0.value) }))
  }

  /// `set_params(**params)`.
  static let setParams = Method("set_params(self, **params)", mutates: true) { call in
    try ScikitLearn.setParameters(call.receiver, call.keywords, in: call.context)
    return call.receiver
  }

  /// The repr of a class of the notebook.
  static let representation = Method("__repr__(self)") { call in
    .string(try EstimatorText(call.context).text(of: call.receiver))
  }
}
