import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Rows divided by their lengths.
final class NormalizerObject: TransformerObject {
  override func clone() -> EstimatorObject { NormalizerObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    _ = try word("norm", of: ["l1", "l2", "max"], in: context)
    remember(try FeatureTable.complete(x, for: self, in: context).samples)
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    let features = try FeatureTable.complete(x, for: self, in: context)
    // Nothing is learned, so a transformation needs no fit.
    if let featureCount { try features.check(featureCount, named: featureNames, of: self) }
    let norm: RowNorm
    switch try word("norm", of: ["l1", "l2", "max"], in: context) {
    case "l1": norm = .sum
    case "max": norm = .greatest
    default: norm = .euclidean
    }
    let made = try mapped(
      features, by: NormaliseVector(by: norm, inOrder: features.isColumnMajor), nil, in: context)
    return x.object is SparseMatrixObject ? SparseMatrixObject.wrapped(made) : made
  }
}

/// Features as 1 above a threshold, else 0.
final class BinarizerObject: TransformerObject {
  override func clone() -> EstimatorObject { BinarizerObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    remember(try FeatureTable.complete(x, for: self, in: context).samples)
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    let features = try FeatureTable.complete(x, for: self, in: context)
    if let featureCount { try features.check(featureCount, named: featureNames, of: self) }
    let threshold = try number("threshold", in: context)
    var columns: [TracedColumn] = []
    for column in features.columns {
      let isAbove = try context.traced(
        Greater(), [.column(column.narrowed), .constant(.float(threshold), nil)], dtype: .bool)
      let target: ValueType.Base = column.dtype.isInteger ? .int64 : .float64
      columns.append(
        try context.traced(
          Cast(to: target), [.column(isAbove)], dtype: column.dtype.isInteger ? column.dtype : .float64))
    }
    let dtype = NumPy.common(columns.map { NumPy.arrayDType(of: $0.dtype) })
    return .object(
      ArrayObject(columns: columns, rows: features.rowCount, dtype: dtype, isColumnMajor: features.isColumnMajor))
  }
}

extension FeatureTable {
  /// Samples without anything missing or infinite.
  static func complete(
    _ x: Value, for estimator: EstimatorObject, in context: Context
  ) throws(Raised) -> FeatureTable {
    let features = try FeatureTable(x, in: context)
    try features.checkNotEmpty(for: estimator)
    if features.matrix.values.contains(where: \.isNaN) {
      throw context.raised(LearningError.missingInput(estimator: estimator.type.name))
    }
    try features.checkFinite()
    return features
  }

  /// The same samples without the numbers.
  var samples: SampleTable {
    SampleTable(columns, names: names, hasNames: hasNames, isColumnMajor: isColumnMajor, rowCount: rowCount)
  }
}

extension ScikitLearn {
  package enum Normalizer {}
  package enum Binarizer {}
  nonisolated(unsafe) static let normalizer = estimatorType(
    "Normalizer", module: "sklearn.preprocessing._data", mixin: transformer, members: Normalizer.members,
    fitted: "n_features_in_ feature_names_in_")
  nonisolated(unsafe) static let binarizer = estimatorType(
    "Binarizer", module: "sklearn.preprocessing._data", mixin: transformer, members: Binarizer.members,
    fitted: "n_features_in_ feature_names_in_")
}

extension ScikitLearn.Normalizer {
  /// `sklearn.preprocessing.Normalizer`.
  static let constructor = Constructor("__init__(self, norm='l2', *, copy=True)") { call in
    .object(try NormalizerObject(call, type: ScikitLearn.normalizer))
  }
}

extension ScikitLearn.Binarizer {
  /// `sklearn.preprocessing.Binarizer`.
  static let constructor = Constructor("__init__(self, *, threshold=0.0, copy=True)") { call in
    .object(try BinarizerObject(call, type: ScikitLearn.binarizer))
  }
}
