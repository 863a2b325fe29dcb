import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A member of an ensemble: an estimator of ours, a pipeline, or one of the notebook's own.
struct EnsembleMember {
  let value: Value

  /// An estimator of ours that answers with traced columns directly.
  private var supervised: SupervisedObject? { value.object as? SupervisedObject }

  /// A member that is fitted already.
  init(fitted value: Value) { self.value = value }

  /// A copy of `template` that is not fitted, its random states drawn from `random`.
  ///
  /// - SeeAlso: scikit-learn, `BaseEnsemble._make_estimator`, `_set_random_states`.
  init(copying template: Value, random: RandomState? = nil, in context: Context) throws(Raised) {
    value = try ScikitLearn.cloned(template, in: context)
    guard let random else { return }
    var changes: [(name: PythonString, value: Value)] = []
    for name in try ScikitLearn.parameters(of: value, deep: true, in: context).map(\.name).sorted()
    where name == "random_state" || name.description.hasSuffix("__random_state") {
      changes.append((name: name, value: .int(Int(random.estimatorSeed()))))
    }
    if !changes.isEmpty { try ScikitLearn.setParameters(value, changes, in: context) }
  }

  /// Whether `fit` takes `sample_weight`.
  var takesWeights: Bool {
    if let supervised { return supervised.takesSampleWeights }
    guard let function = value.type.lookup("fit")?.object as? FunctionObject else { return false }
    return (function.code.parameterNames + function.code.keywordOnlyNames).contains("sample_weight")
  }

  /// Fits without being a candidate of its own.
  ///
  /// - Throws: TypeError for weights that `fit` does not take, as scikit-learn words it.
  func fit(_ x: Value, _ y: Value, weights: [Double]? = nil, in context: Context) throws(Raised) {
    if weights != nil, !takesWeights {
      throw .typeError("Underlying estimator \(value.typeName) does not support sample weights.")
    }
    let weights = weights.map { ScikitLearn.array($0) }
    if let supervised {
      return try supervised.fit(x, y, weights: weights ?? .none, isRecorded: false, in: context)
    }
    try context.unrecorded { () throws(Raised) in
      try ScikitLearn.fit(
        value, x, y, weights.map { [(name: PythonString("sample_weight"), value: $0)] } ?? [], in: context)
    }
  }

  /// Whether there are probabilities, or a decision function.
  func has(_ method: PythonString, in context: Context) throws(Raised) -> Bool {
    if let classifier = supervised as? ClassifierObject {
      if method == "predict_proba", !classifier.hasProbabilities { return false }
      if method == "decision_function", !classifier.hasDecisionFunction { return false }
    }
    return try ScikitLearn.has(value, method, in: context)
  }

  /// What `predict`, `predict_proba` or `decision_function` answers, side by side.
  func outputs(_ method: PythonString, _ x: Value, in context: Context) throws(Raised) -> [TracedColumn] {
    guard let supervised else {
      let answer = try ScikitLearn.call(method, of: value, [x], in: context)
      guard let table = try ScikitLearn.table(answer, in: context) else {
        throw context.unsupportedNow("a member of an ensemble that answers with a '\(answer.typeName)'")
      }
      return table.tracedColumns
    }
    guard method != "predict" else { return [try supervised.predicted(x, in: context)] }
    guard let classifier = supervised as? ClassifierObject else {
      throw .attributeError("'\(value.typeName)' object has no attribute '\(method)'")
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
