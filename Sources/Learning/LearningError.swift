/// What a Python library would raise for the data or the parameters given.
package struct LearningError: Error, Equatable, Sendable {
  /// The exception's class, e.g. `ValueError`.
  package let type: String
  /// What `str(exception)` gives.
  package let message: String

  /// A `ValueError`, which is what scikit-learn raises for nearly everything.
  package static func value(_ message: String) -> LearningError {
    LearningError(type: "ValueError", message: message)
  }
}

extension LearningError {
  /// A fit that was told to stop; nobody sees its message.
  static let interrupted = LearningError(type: "KeyboardInterrupt", message: "")

  /// What scikit-learn says of NaN given to an estimator that does not take it.
  package static func missingInput(estimator: String) -> LearningError {
    .value(
      "Input X contains NaN.\n\(estimator) does not accept missing values encoded as NaN natively. For supervised "
        + "learning, you might want to consider sklearn.ensemble.HistGradientBoostingClassifier and Regressor which accept "
        + "missing values encoded as NaNs natively. Alternatively, it is possible to preprocess the data, for instance by "
        + "using an imputer transformer in a pipeline or drop samples with missing values. See "
        + "https://scikit-learn.org/stable/modules/impute.html You can find a list of all estimators that handle NaN values "
        + "at the following page: https://scikit-learn.org/stable/modules/impute.html#estimators-that-handle-nan-values"
    )
  }

  /// What scikit-learn says of an infinity, or of a number that is infinite in `type`: `float32` for trees, else `float64`.
  package static func infiniteInput(_ type: String) -> LearningError {
    .value("Input X contains infinity or a value too large for dtype('\(type)').")
  }

  /// What scikit-learn says of a table without rows or without columns; nil if it has both.
  static func emptyInput(_ x: Matrix, estimator: String) -> LearningError? {
    let shape = "(shape=(\(x.rows), \(x.columns))) while a minimum of 1 is required by \(estimator)."
    if x.rows == 0 { return .value("Found array with 0 sample(s) \(shape)") }
    if x.columns == 0 { return .value("Found array with 0 feature(s) \(shape)") }
    return nil
  }
}
