import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension ScikitLearn {
  /// Functions of `sklearn.preprocessing`.
  package enum PreprocessingFunctions {}

  /// What a transformer of these parameters makes of samples, or of one column.
  fileprivate static func scaled(
    _ type: TypeObject, _ x: Value, _ keywords: [(name: PythonString, value: Value)], in context: Context
  ) throws(Raised) -> Value {
    guard let table = try table(x, in: context) else {
      throw .valueError("Expected 2D array, got scalar array instead")
    }
    let transformer = try context.call(.object(type), CallArguments([], keywords: keywords)).supported()
    let isVector = table.isOneDimensional
    let samples =
      isVector
      ? Value.object(ArrayObject(columns: table.tracedColumns, rows: table.rowCount, dtype: .float64)) : x
    let result = try call("fit_transform", of: transformer, [samples], in: context)
    return isVector ? .object(ArrayObject(try column(result, in: context))) : result
  }
}

extension ScikitLearn.PreprocessingFunctions {
  static let minmaxScale = Function("minmax_scale(X, feature_range=(0, 1), *, axis=0, copy=True)") { call in
    try call.refuse("axis")
    return try ScikitLearn.scaled(
      ScikitLearn.minMaxScaler, call["X"], [(name: "feature_range", value: call["feature_range"])], in: call.context)
  }

  static let maxabsScale = Function("maxabs_scale(X, *, axis=0, copy=True)") { call in
    try call.refuse("axis")
    return try ScikitLearn.scaled(ScikitLearn.maxAbsScaler, call["X"], [], in: call.context)
  }

  static let robustScale = Function(
    "robust_scale(X, *, axis=0, with_centering=True, with_scaling=True, quantile_range=(25.0, 75.0), copy=True)"
  ) { call in
    try call.refuse("axis")
    return try ScikitLearn.scaled(
      ScikitLearn.robustScaler, call["X"],
      [
        (name: "with_centering", value: call["with_centering"]), (name: "with_scaling", value: call["with_scaling"]),
        (name: "quantile_range", value: call["quantile_range"]),
      ], in: call.context)
  }

  static let powerTransform = Function(
    "power_transform(X, method='yeo-johnson', *, standardize=True, copy=True)"
  ) { call in
    try ScikitLearn.scaled(
      ScikitLearn.powerTransformer, call["X"],
      [(name: "method", value: call["method"]), (name: "standardize", value: call["standardize"])], in: call.context)
  }

  static let quantileTransform = Function(
    """
    quantile_transform(X, *, axis=0, n_quantiles=1000, output_distribution='uniform', ignore_implicit_zeros=False, \
    subsample=100000, random_state=None, copy=True)
    """
  ) { call in
    try call.refuse("axis", "ignore_implicit_zeros")
    let names: [PythonString] = ["n_quantiles", "output_distribution", "subsample", "random_state"]
    return try ScikitLearn.scaled(
      ScikitLearn.quantileTransformer, call["X"], names.map { (name: $0, value: call[$0.description]) },
      in: call.context)
  }

  static let normalize = Function("normalize(X, norm='l2', *, axis=1, copy=True, return_norm=False)") { call in
    try call.refuse("axis", "return_norm")
    return try ScikitLearn.scaled(
      ScikitLearn.normalizer, call["X"], [(name: "norm", value: call["norm"])], in: call.context)
  }

  static let binarize = Function("binarize(X, *, threshold=0.0, copy=True)") { call in
    try ScikitLearn.scaled(
      ScikitLearn.binarizer, call["X"], [(name: "threshold", value: call["threshold"])], in: call.context)
  }

  /// `sklearn.preprocessing.scale`: mean and deviation in numpy's plain order.
  static let scale = Function("scale(X, *, axis=0, with_mean=True, with_std=True, copy=True)") { call in
    try call.refuse("axis")
    let context = call.context
    guard let table = try ScikitLearn.table(call["X"], in: context) else {
      throw Raised.valueError("Expected 2D array, got scalar array instead")
    }
    var columns: [[Double]] = []
    for column in table.tracedColumns { columns.append(try context.numbers(column.values)) }
    let byColumn = Matrix(columns: columns)
    let matrix = table.isColumnMajor || table.isOneDimensional ? byColumn : byColumn.laidOut(.rowMajor)
    let (withMean, withDeviation) = (try call.bool("with_mean"), try call.bool("with_std"))
    let scales = plainScales(matrix, withMean: withMean, withDeviation: withDeviation)
    var results: [TracedColumn] = []
    for (position, column) in table.tracedColumns.enumerated() {
      let fitted = context.provenance("scale", of: [column])
      var made = try context.traced(
        Standardise(mean: scales[position].mean, scale: 1), [.column(column)], dtype: .float64, fitted: fitted)
      if scales[position].secondMean != 0 {
        made = try context.traced(
          Standardise(mean: scales[position].secondMean, scale: 1), [.column(made)], dtype: .float64, fitted: fitted)
      }
      if withDeviation {
        made = try context.traced(
          Standardise(mean: 0, scale: scales[position].deviation), [.column(made)], dtype: .float64, fitted: fitted)
      }
      if scales[position].thirdMean != 0 {
        made = try context.traced(
          Standardise(mean: scales[position].thirdMean, scale: 1), [.column(made)], dtype: .float64, fitted: fitted)
      }
      results.append(made)
    }
    if table.isOneDimensional, let only = results.first { return .object(ArrayObject(only)) }
    return .object(
      ArrayObject(columns: results, rows: table.rowCount, dtype: .float64, isColumnMajor: table.isColumnMajor))
  }

  /// `sklearn.preprocessing.label_binarize`.
  static let labelBinarize = Function(
    "label_binarize(y, *, classes, neg_label=0, pos_label=1, sparse_output=False)"
  ) { call in
    let binarizer = try call.context.call(
      .object(ScikitLearn.labelBinarizer),
      CallArguments(
        [],
        keywords: [
          (name: "neg_label", value: call["neg_label"]), (name: "pos_label", value: call["pos_label"]),
          (name: "sparse_output", value: call["sparse_output"]),
        ]))
    _ = try ScikitLearn.call("fit", of: binarizer, [call["classes"]], in: call.context)
    return try ScikitLearn.call("transform", of: binarizer, [call["y"]], in: call.context)
  }
}
