import Kernels
import PythonRuntime

/// The public names that scikit-learn's estimators have: what an estimator does not have raises AttributeError, what is not
/// implemented is unsupported.
enum ReferenceAttributes {
  /// Whether no estimator of this class has a public attribute of this name; `false` for classes that are not known.
  static func isAbsent(_ name: PythonString, from type: String) -> Bool {
    let name = name.description
    guard let names = names[type], !name.hasPrefix("_"), !formerNames.contains(name) else { return false }
    return !names.contains(name) && !(common.contains(name) || name.hasSuffix("_request"))
  }

  private static let names = ClassNames(text)

  /// What all estimators have.
  private static let common: Set<String> = ["get_params", "set_params", "get_metadata_routing", "n_features_in_"]

  /// Names that went with scikit-learn's years before the classic era, and those of imbalanced-learn's classes of equal name.
  private static let formerNames: Set<String> = [
    "active_features_", "classes_", "coef_", "feature_indices_", "feature_log_prob_", "get_feature_names",
    "get_support", "grid_scores_", "label_", "loss_", "n_classes_", "n_features_", "n_outputs_", "n_values_",
    "outputs_2d_", "residues_", "sigma_", "std_", "x_mean_", "x_std_", "y_mean_", "y_std_", "fit_status_",
    "fit_resample", "fit_sample", "sample",
  ]
}
