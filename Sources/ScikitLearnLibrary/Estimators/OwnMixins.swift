import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

extension ScikitLearn.OwnClassifiers {
  /// `score(X, y)`: the accuracy of what `predict` says.
  static let score = Method("score(self, X, y, sample_weight=None)") { call in
    try call.scored(by: "accuracy_score")
  }
}

extension ScikitLearn.OwnRegressors {
  /// `score(X, y)`: R² of what `predict` says.
  static let score = Method("score(self, X, y, sample_weight=None)") { call in
    try call.scored(by: "r2_score")
  }
}

extension Call {
  /// A metric of what the receiver predicts.
  fileprivate func scored(by metric: PythonString) throws(Raised) -> Value {
    let answers = try ScikitLearn.call("predict", of: receiver, [self["X"]], in: context)
    return try ScikitLearn.call(
      metric, of: context.importModule("sklearn.metrics"), [self["y"], answers],
      isNone("sample_weight") ? [] : [(name: PythonString("sample_weight"), value: self["sample_weight"])],
      in: context)
  }
}
