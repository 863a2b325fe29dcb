import Columns
import Kernels
import Learning
import Plans
import PythonRuntime
import Tracing

/// A support vector regression.
class SVRObject: RegressorObject {
  /// What bounds the errors. `NuSVR` overrides it.
  func setProblem(of options: inout SupportOptions, in context: Context) throws(Raised) {
    let range = ParameterRange(text: "a float in the range [0.0, inf)") { $0 >= 0 }
    options.problem = .numbers(tube: try number("epsilon", range, in: context))
  }

  override func fitted(
    _ features: FeatureTable, _ target: [Double], in context: Context
  ) throws(Raised) -> [any RowOperation] {
    var options = try supportOptions(features.matrix, in: context)
    try setProblem(of: &options, in: context)
    options.c = try number("C", ParameterRange(text: "a float in the range (0.0, inf)") { $0 > 0 }, in: context)
    let machine: SupportMachine
    do throws(LearningError) {
      machine = try fitSupportNumbers(
        features.matrix, target, samples: sampleWeights, options: options, estimator: type.name)
    } catch {
      throw context.raised(error)
    }
    try context.checkStop()
    if !machine.hasConverged { try warnOfLimit(in: context) }
    var attributes = supportAttributes(machine, features.matrix, sign: 1)
    attributes["n_iter_"] = .int(machine.iterations.first ?? 0)
    learn(attributes: attributes)
    return [supportOperation(machine.parameterTable(options.kernel))]
  }

  override var takesSampleWeights: Bool { true }
  override var learnsAttributes: Bool { true }
  override var learnsByBLAS: Bool { true }
  override func clone() -> EstimatorObject { SVRObject(cloning: self) }
}

/// A support vector regression that bounds the share of errors.
final class NuSVRObject: SVRObject {
  override func setProblem(of options: inout SupportOptions, in context: Context) throws(Raised) {
    options.problem = .numbersByShare
    let range = ParameterRange(text: "a float in the range (0.0, 1.0]") { $0 > 0 && $0 <= 1 }
    options.nu = try number("nu", range, in: context)
  }

  override func clone() -> EstimatorObject { NuSVRObject(cloning: self) }
}

extension ScikitLearn {
  package enum SVR {}
  package enum NuSVR {}

  nonisolated(unsafe) static let svr = estimatorType(
    "SVR", module: "sklearn.svm._classes", mixin: regressor, members: SVR.members,
    fitted: "support_ support_vectors_ n_support_ dual_coef_ intercept_ coef_ fit_status_ shape_fit_ n_iter_")
  nonisolated(unsafe) static let nuSVR = estimatorType(
    "NuSVR", module: "sklearn.svm._classes", mixin: regressor, members: NuSVR.members,
    fitted: "support_ support_vectors_ n_support_ dual_coef_ intercept_ coef_ fit_status_ shape_fit_ n_iter_")
}

extension ScikitLearn.SVR {
  /// `sklearn.svm.SVR`.
  static let constructor = Constructor(
    """
    __init__(self, *, kernel='rbf', degree=3, gamma='scale', coef0=0.0, tol=0.001, C=1.0, epsilon=0.1, shrinking=True, \
    cache_size=200, verbose=False, max_iter=-1)
    """
  ) { call in
    .object(try SVRObject(call, type: ScikitLearn.svr))
  }
}

extension ScikitLearn.NuSVR {
  /// `sklearn.svm.NuSVR`.
  static let constructor = Constructor(
    """
    __init__(self, *, nu=0.5, C=1.0, kernel='rbf', degree=3, gamma='scale', coef0=0.0, shrinking=True, tol=0.001, \
    cache_size=200, verbose=False, max_iter=-1)
    """
  ) { call in
    .object(try NuSVRObject(call, type: ScikitLearn.nuSVR))
  }
}
