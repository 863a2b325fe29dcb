package import Columns
package import Plans

/// What the replay noticed that decides what is served: fits, predictions, writes, scores, in order.
package struct ReplayLog {
  /// A supervised estimator was fitted.
  package struct Fit {
    /// The estimator; kept alive, so that no later one takes its identity.
    package let owner: AnyObject
    /// The fitted estimator, as it was then.
    package let estimator: any ServableModel
    /// What it was fitted on, a column a feature.
    package let features: [TracedColumn]
    package let featureNames: [String]
    package let target: TracedColumn?
    package let origin: Origin?

    /// The estimator's identity.
    package var model: ObjectIdentifier { ObjectIdentifier(owner) }

    package init(
      owner: AnyObject, estimator: any ServableModel, features: [TracedColumn], featureNames: [String],
      target: TracedColumn?, origin: Origin?
    ) {
      self.owner = owner
      self.estimator = estimator
      self.features = features
      self.featureNames = featureNames
      self.target = target
      self.origin = origin
    }
  }

  /// A fitted estimator was asked for predictions.
  package struct Prediction {
    /// The position of the fit in `fits`.
    package let fit: Int
    /// `predict`, `predict_proba`, `decision_function`.
    package let method: String
    package let features: [TracedColumn]
    /// What came out: one column, or one a class.
    package let outputs: [TracedColumn]
    package let origin: Origin?

    package init(fit: Int, method: String, features: [TracedColumn], outputs: [TracedColumn], origin: Origin?) {
      self.fit = fit
      self.method = method
      self.features = features
      self.outputs = outputs
      self.origin = origin
    }
  }

  /// A file that the notebook wrote: columns by name, or a saved estimator.
  package struct Write {
    package let path: String
    package let columns: [(name: String, column: TracedColumn)]
    package let saved: [ObjectIdentifier]
    package let origin: Origin?

    package init(
      path: String, columns: [(name: String, column: TracedColumn)] = [], saved: [ObjectIdentifier] = [],
      origin: Origin?
    ) {
      self.path = path
      self.columns = columns
      self.saved = saved
      self.origin = origin
    }
  }

  /// A metric of traced predictions.
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
  /// Whether what happens now is a trial that nobody may serve: a fold of a cross-validation.
  package var isPaused = false

  package init() {}

  /// The latest fit of the estimator.
  package func latestFit(of model: ObjectIdentifier) -> Int? {
    fits.lastIndex { $0.model == model }
  }
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
  func probabilities(
    of features: [RowFunction], in tracer: Tracer, origin: Origin?
  ) throws(TraceError) -> RowFunction?
}
