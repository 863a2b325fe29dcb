import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A member of an ensemble: a supervised estimator of ours.
struct EnsembleMember {
  let estimator: SupervisedObject

  var value: Value { .object(estimator) }

  /// A copy of `template` that is not fitted, its random state drawn from `random`.
  ///
  /// - SeeAlso: scikit-learn, `BaseEnsemble._make_estimator`, `_set_random_states`.
  init(copying template: Value, random: RandomState? = nil, in context: Context) throws(Raised) {
    guard let copy = (try template.supported().object as? EstimatorObject)?.clone() as? SupervisedObject else {
      throw context.unsupportedNow("a '\(template.typeName)' as a member of an ensemble")
    }
    estimator = copy
    if let random, copy.parameters.contains(where: { $0.name == "random_state" }) {
      _ = copy.setParameter("random_state", to: .int(Int(random.estimatorSeed())))
    }
  }

  /// Whether `fit` takes `sample_weight`.
  var takesWeights: Bool { estimator.takesSampleWeights }

  /// Fits without being a candidate of its own.
  func fit(_ x: Value, _ y: Value, weights: [Double]? = nil, in context: Context) throws(Raised) {
    try estimator.fit(
      x, y, weights: weights.map { ScikitLearn.array($0) } ?? .none, isRecorded: false, in: context)
  }

  /// Whether there are probabilities, or a decision function.
  func has(_ method: PythonString) -> Bool {
    guard let classifier = estimator as? ClassifierObject else { return false }
    return method == "predict_proba" ? classifier.hasProbabilities : classifier.hasDecisionFunction
  }

  /// What `predict`, `predict_proba` or `decision_function` answers, side by side.
  func outputs(_ method: PythonString, _ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    guard method != "predict" else { return [try estimator.predicted(x, in: context)] }
    guard let classifier = estimator as? ClassifierObject else {
      throw .attributeError("'\(estimator.type.name)' object has no attribute '\(method)'")
    }
    return method == "predict_proba"
      ? try classifier.probabilities(x, in: context) : try classifier.decisions(x, in: context)
  }

  /// The same as one vector.
  func vector(_ method: PythonString, _ x: Value, in context: Context) throws(Raised) -> TracedVector {
    try context.vector(of: outputs(method, x, in: context))
  }

  /// `predict` as a vector of one.
  func prediction(_ x: Value, in context: Context) throws(Raised) -> TracedVector {
    try vector("predict", x, in: context)
  }

  /// Votes for the class whose index the member predicts.
  func votes(
    _ x: Value, classes: Int, hit: Double, miss: Double, in context: Context
  ) throws(Raised) -> TracedVector {
    guard let column = try outputs("predict", x, in: context).first else {
      throw context.unsupportedNow("a member of an ensemble that predicts nothing")
    }
    do throws(TraceError) {
      return try context.tracer.applyingToVector(
        Vote(classes: classes, hit: hit, miss: miss), to: column, origin: context.planOrigin)
    } catch {
      throw context.raised(error)
    }
  }
}

extension Context {
  /// Columns side by side; the components of one vector are that vector again.
  func vector(of columns: [TracedColumn]) throws(Raised) -> TracedVector {
    do throws(TraceError) {
      return try tracer.joining(columns, origin: planOrigin)
    } catch {
      throw raised(error)
    }
  }

  /// `operation` from vector to vector, executed and recorded.
  func applying(_ operation: some RowOperation, to vector: TracedVector) throws(Raised) -> TracedVector {
    do throws(TraceError) {
      return try tracer.applying(operation, to: vector, origin: planOrigin)
    } catch {
      throw raised(error)
    }
  }

  /// `operation` from two vectors to one, executed and recorded.
  func applying(
    _ operation: some RowOperation, to a: TracedVector, _ b: TracedVector
  ) throws(Raised) -> TracedVector {
    do throws(TraceError) {
      return try tracer.applying(operation, to: a, b, origin: planOrigin)
    } catch {
      throw raised(error)
    }
  }

  /// The sum of vectors, from the first to the last.
  func sum(_ vectors: [TracedVector]) throws(Raised) -> TracedVector {
    guard var sum = vectors.first else { throw unsupportedNow("an ensemble without members") }
    for vector in vectors.dropFirst() { sum = try applying(AddVectors(), to: sum, vector) }
    return sum
  }

  /// `numpy.average` of vectors over the members.
  func average(_ vectors: [TracedVector], weights: [Double]?) throws(Raised) -> TracedVector {
    guard let weights else { return try applying(DivideVector(by: Double(vectors.count)), to: sum(vectors)) }
    var scaled: [TracedVector] = []
    for (vector, weight) in zip(vectors, weights) { scaled.append(try applying(ScaleVector(by: weight), to: vector)) }
    let total = pairwiseSum(weights, count: weights.count)
    if total == 0 {
      throw Raised(named: "ZeroDivisionError", "Weights sum to zero, can't be normalized")
    }
    return try applying(DivideVector(by: total), to: sum(scaled))
  }

  /// The first number of a vector, as a column.
  func first(of vector: TracedVector) throws(Raised) -> TracedColumn {
    do throws(TraceError) {
      return try tracer.applyingToColumn(Component(0), to: vector, dtype: .float64, origin: planOrigin)
    } catch {
      throw raised(error)
    }
  }

  /// The class that a vector decides for.
  func decided(_ classes: [Scalar], by vector: TracedVector) throws(Raised) -> TracedColumn {
    do throws(TraceError) {
      return try tracer.applyingToColumn(ClassOf(classes), to: vector, origin: planOrigin)
    } catch {
      throw raised(error)
    }
  }

  /// The numbers of a vector as columns.
  func components(of vector: TracedVector) throws(Raised) -> [TracedColumn] {
    do throws(TraceError) {
      return try tracer.components(of: vector, origin: planOrigin)
    } catch {
      throw raised(error)
    }
  }
}
