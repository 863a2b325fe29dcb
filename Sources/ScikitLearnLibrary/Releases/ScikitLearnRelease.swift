import Columns
package import PythonRuntime
import Tracing

/// A release of scikit-learn before those of the eras, told by how a notebook's outputs show estimators: until 0.22 with all
/// their parameters, defaults included.
package enum ScikitLearnRelease: Int, Comparable, Sendable {
  /// 0.19 and earlier.
  case v19 = 19
  case v20, v21, v22
  /// Those that show changed parameters alone: the release of the era.
  case later

  package static func < (a: ScikitLearnRelease, b: ScikitLearnRelease) -> Bool { a.rawValue < b.rawValue }

  /// From the texts of a notebook's outputs.
  ///
  /// - Parameter python: the minor version of Python 3, where it is known: only 0.22 runs with 3.8.
  package init(showing texts: [String], python: Int?) {
    let estimators = texts.filter { text in signsOfAllParameters.contains { text.contains($0) } }
    func shows(_ sign: String) -> Bool { estimators.contains { $0.contains(sign) } }
    /// Whether a class is shown without a parameter that later releases gave it.
    func shows(_ name: String, without parameter: String) -> Bool {
      estimators.contains { $0.contains(name) && !$0.contains(parameter) }
    }
    if estimators.isEmpty {
      // numpy until 1.13 went with scikit-learn 0.19.
      self = texts.contains(where: showsAllDigits) ? .v19 : .later
    } else if signsOf22.contains(where: shows) {
      self = .v22
    } else if shows("n_jobs=1,") || shows("n_jobs=1)") {
      self = .v19
    } else if shows("add_indicator=") || shows("l1_ratio=None") {
      self = shows("='warn'") ? .v21 : .v22
    } else if shows("LogisticRegression(C=", without: "l1_ratio=") || shows("'auto_deprecated'") || shows("='warn'") {
      self = .v20
    } else if shows("gamma='auto'") {
      self = .v19
    } else if shows("min_impurity_split=", without: "ccp_alpha=") || shows("SVC(C=", without: "break_ties=") {
      self = .v21
    } else {
      self = (python ?? 8) >= 8 ? .v22 : .v21
    }
  }
}

/// Defaults that no later release shows.
private let signsOfAllParameters = [
  "warm_start=False", "copy_X=True", "with_mean=True", "cache_size=200", "leaf_size=30", "fill_value=None, missing",
  "splitter='best'", "priors=None", "whiten=False", "copy_x=True", "pre_dispatch='2*n_jobs'",
]

/// Whether a number is printed with 17 digits where fewer tell it from its neighbours, as numpy did until 1.13.
private func showsAllDigits(_ text: String) -> Bool {
  let marks = Set("0123456789.".unicodeScalars)
  return text.unicodeScalars.split { !marks.contains($0) }.contains { scalars in
    let word = String(scalars)
    guard word.count >= 18, word.contains("."), word.last != "0", let number = Double(word) else { return false }
    let digits = word.filter(\.isNumber).drop { $0 == "0" }
    return digits.count == 17 && "\(number)" != word
  }
}

/// Parameters that came with 0.22, and defaults of that release alone.
private let signsOf22 = ["break_ties=", "ccp_alpha=", "max_fun=", "presort='deprecated'", "iid='deprecated'"]

extension Context {
  /// The release whose estimators the notebook shows.
  var scikitLearnRelease: ScikitLearnRelease {
    era == .classic ? state(ScikitLearnRelease.self) { .later } : .later
  }
}

extension ScikitLearnRelease {
  /// A parameter's default that decides, where it was another than the era's.
  func standard(_ parameter: String, of type: String) -> Value? {
    if self <= .v22, type == "SimpleImputer", parameter == "verbose" { return .int(0) }
    guard self <= .v21 else { return nil }
    switch (type, parameter) {
    case ("LogisticRegression", "solver"): return "liblinear"
    case ("LogisticRegression", "multi_class"): return "ovr"
    case ("SVC", "gamma"), ("SVR", "gamma"), ("NuSVC", "gamma"), ("OneClassSVM", "gamma"): return "auto"
    case (let forest, "n_estimators") where forest.hasPrefix("RandomForest") || forest.hasPrefix("ExtraTrees"):
      return .int(10)
    default: return nil
    }
  }

  /// How many parts a cross-validation has where nobody says.
  var standardFolds: Int { self <= .v21 ? 3 : 5 }

  /// Parameters that later releases no longer take, and that change nothing at their defaults.
  func takes(_ parameter: String, of type: String) -> Bool {
    guard self != .later else { return false }
    switch (type, parameter) {
    case ("LinearRegression", "normalize"), ("GridSearchCV", "iid"), ("RandomizedSearchCV", "iid"): return true
    default: return false
    }
  }
}
