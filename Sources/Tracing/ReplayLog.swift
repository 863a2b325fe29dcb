package import Columns
package import Plan

/// What the replay noticed that decides what is served: fits, predictions, saves, writes, scores, in order.
package struct ReplayLog {
  /// A prediction of a fitted estimator over traced rows.
  package struct Prediction {
    /// The estimator's identity and class.
    package let model: ObjectIdentifier
    package let estimator: String
    /// `predict`, `predict_proba`, `decision_function`.
    package let method: String
    /// What came out: one function, or one a class.
    package let outputs: [RowFunction]
    /// The model's input, one function a feature, and their names.
    package let features: [RowFunction]
    package let featureNames: [String]
    package let domain: Domain
    package let origin: Origin?

    package init(
      model: ObjectIdentifier, estimator: String, method: String, outputs: [RowFunction], features: [RowFunction],
      featureNames: [String], domain: Domain, origin: Origin?
    ) {
      self.model = model
      self.estimator = estimator
      self.method = method
      self.outputs = outputs
      self.features = features
      self.featureNames = featureNames
      self.domain = domain
      self.origin = origin
    }
  }

  /// A supervised estimator was fitted.
  package struct Fit {
    package let model: ObjectIdentifier
    /// The estimator as a value: class, parameters, how it predicts.
    package let estimator: any ServableModel
    package let features: [RowFunction?]
    package let featureNames: [String]
    package let domain: Domain?
    /// The target's row function, where it has one.
    package let target: RowFunction?
    package let origin: Origin?

    package init(
      model: ObjectIdentifier, estimator: any ServableModel, features: [RowFunction?], featureNames: [String],
      domain: Domain?, target: RowFunction?, origin: Origin?
    ) {
      self.model = model
      self.estimator = estimator
      self.features = features
      self.featureNames = featureNames
      self.domain = domain
      self.target = target
      self.origin = origin
    }
  }

  /// A file that the notebook wrote, with what went into it.
  package struct Write {
    package let path: String
    /// The columns of a table by name, or the object that was saved.
    package let columns: [(name: String, column: TracedColumn)]
    package let saved: ObjectIdentifier?
    package let origin: Origin?

    package init(
      path: String, columns: [(name: String, column: TracedColumn)], saved: ObjectIdentifier?, origin: Origin?
    ) {
      self.path = path
      self.columns = columns
      self.saved = saved
      self.origin = origin
    }
  }

  /// A score of traced predictions against the target.
  package struct Score {
    package let metric: String
    package let value: Double?
    package let prediction: TracedColumn
    package let origin: Origin?

    package init(metric: String, value: Double?, prediction: TracedColumn, origin: Origin?) {
      self.metric = metric
      self.value = value
      self.prediction = prediction
      self.origin = origin
    }
  }

  package var fits: [Fit] = []
  package var predictions: [Prediction] = []
  package var writes: [Write] = []
  package var scores: [Score] = []
}

/// A fitted estimator that can serve: what a plan's training section and answer need of it.
///
/// A snapshot: refitting the estimator afterwards does not change it.
package protocol ServableModel {
  /// The class, e.g. `RandomForestClassifier`.
  var className: String { get }
  /// The constructor's parameters that differ from their defaults, as Python prints them.
  var parameters: [(name: String, value: String)] { get }
  /// The classes in order; empty for a regressor.
  var classLabels: [Scalar] { get }
  /// The prediction for given features, as a row function over theirs.
  func prediction(of features: [RowFunction], in tracer: Tracer, origin: Origin?) throws(TraceError) -> RowFunction
  /// The vector of class probabilities, where the estimator has them.
  func probabilities(of features: [RowFunction], in tracer: Tracer, origin: Origin?) throws(TraceError) -> RowFunction?
}
