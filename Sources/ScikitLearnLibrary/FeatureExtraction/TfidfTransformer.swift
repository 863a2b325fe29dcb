import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// How counts of terms are weighed.
struct TermWeighing {
  private let norm: Int
  private let usesRarity: Bool
  private let isSmooth: Bool
  private let takesLogarithms: Bool
  /// How rare each term is; `nil` before a fit, and where it is not asked for.
  private(set) var rarities: [Double]?

  init(_ estimator: EstimatorObject, in context: Context) throws(Raised) {
    let given = estimator.parameter("norm")
    if given.isNone {
      norm = 0
    } else {
      norm = try estimator.word("norm", of: ["l1", "l2"], others: " or None", in: context) == "l1" ? 1 : 2
    }
    usesRarity = try estimator.flag("use_idf", in: context)
    isSmooth = try estimator.flag("smooth_idf", in: context)
    takesLogarithms = try estimator.flag("sublinear_tf", in: context)
  }

  /// Learns in how many rows each term occurs.
  mutating func fit(_ counts: [TracedColumn], rows: Int) {
    guard usesRarity else { return rarities = nil }
    let extra: Double = isSmooth ? 1 : 0
    rarities = counts.map { column in
      let frequency = Double(column.values.float64s.count { $0 != 0 }) + extra
      return naturalLogarithm((Double(rows) + extra) / frequency) + 1
    }
  }

  /// The weights of counts.
  func weighed(
    _ counts: [TracedColumn], rows: Int, order: [Int]?, of estimator: EstimatorObject, in context: Context
  ) throws(Raised) -> SparseMatrixObject {
    guard !counts.isEmpty else {
      return SparseMatrixObject(ArrayObject(columns: [], rows: rows, dtype: .float64))
    }
    let isReversed = context.era == .classic && usesRarity
    let table = termWeightTable(
      rarities ?? [Double](repeating: 1, count: counts.count), takesLogarithms: takesLogarithms, norm: norm,
      sumsFromLast: isReversed)
    let missing = LearningError.missingInput(estimator: estimator.type.name)
    let infinite = LearningError.infiniteInput("float64")
    let operation = TermWeightsOperation(
      ParameterBlock(name: "rarities.bin", bytes: table), missing: RaisedError(missing.type, missing.message),
      infinite: RaisedError(infinite.type, infinite.message))
    let columns: [TracedColumn]
    do throws(TraceError) {
      columns = try context.tracer.components(
        of: context.tracer.applying(
          operation, to: context.tracer.joining(counts, origin: context.planOrigin), origin: context.planOrigin,
          fitted: context.provenance("\(estimator.type.name).fit", of: Array(counts.prefix(1)))),
        origin: context.planOrigin)
    } catch {
      throw context.raised(error)
    }
    // scipy's product with a diagonal gives each row's entries backwards.
    let stored = isReversed ? Array((order ?? Array(columns.indices)).reversed()) : order
    return SparseMatrixObject(ArrayObject(columns: columns, rows: rows, dtype: .float64), order: stored)
  }
}

/// `TfidfTransformer`: counts of terms as weights.
final class TfidfTransformerObject: TransformerObject {
  private var weighing: TermWeighing?

  override func clone() -> EstimatorObject { TfidfTransformerObject(cloning: self) }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    let samples = try SampleTable(x, in: context)
    var weighing = try TermWeighing(self, in: context)
    weighing.fit(samples.columns, rows: samples.rowCount)
    self.weighing = weighing
    remember(samples)
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    let samples = try checked(x, in: context)
    guard let weighing else { throw context.notFitted(self) }
    return .object(
      try weighing.weighed(
        samples.columns, rows: samples.rowCount, order: (x.object as? SparseMatrixObject)?.order, of: self, in: context)
    )
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "idf_", let rarities = weighing?.rarities { return ScikitLearn.array(rarities) }
    return try super.attribute(name, in: context)
  }
}

/// `TfidfVectorizer`: documents as weights of their terms.
final class TfidfVectorizerObject: CountVectorizerObject {
  private var weighing: TermWeighing?

  override func clone() -> EstimatorObject { TfidfVectorizerObject(cloning: self) }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "dtype" ? .object(NumPy.float64) : nil
  }

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    _ = try fittedAndTransformed(x, y, in: context)
  }

  override func fittedAndTransformed(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> Value {
    var weighing = try TermWeighing(self, in: context)
    guard let counts = try super.fittedAndTransformed(x, y, in: context).object as? SparseMatrixObject else {
      throw context.unsupportedNow("'\(type.name).fit'")
    }
    weighing.fit(counts.tracedColumns, rows: counts.rowCount)
    self.weighing = weighing
    return .object(
      try weighing.weighed(
        counts.tracedColumns, rows: counts.rowCount, order: counts.order, of: self, in: context))
  }

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    guard let weighing else { throw Raised(ScikitLearn.notFittedError, "The TF-IDF vectorizer is not fitted") }
    if x.stringValue != nil {
      throw .valueError("Iterable over raw text documents expected, string object received.")
    }
    let counts = try counts(x, in: context)
    return .object(
      try weighing.weighed(counts.tracedColumns, rows: counts.rowCount, order: nil, of: self, in: context))
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if name == "idf_" {
      if let rarities = weighing?.rarities { return ScikitLearn.array(rarities) }
      if weighing == nil {
        throw Raised(
          ScikitLearn.notFittedError,
          "TfidfVectorizer is not fitted yet. Call 'fit' with appropriate arguments before using this attribute.")
      }
    }
    return try super.attribute(name, in: context)
  }
}

extension ScikitLearn {
  package enum TfidfTransformer {}
  package enum TfidfVectorizer {}
  nonisolated(unsafe) static let tfidfTransformer = estimatorType(
    "TfidfTransformer", module: "sklearn.feature_extraction.text", mixin: transformer,
    members: TfidfTransformer.members, fitted: "idf_ n_features_in_ feature_names_in_")
  nonisolated(unsafe) static let tfidfVectorizer: TypeObject = {
    let type = TypeObject(
      name: "TfidfVectorizer", module: "sklearn.feature_extraction.text", bases: [countVectorizer], isOpen: true,
      members: TfidfVectorizer.members + FittedAttribute.members("idf_"))
    type.touchOfUnknown = { _ in .receiver }
    return type
  }()
}

extension ScikitLearn.TfidfTransformer {
  /// `sklearn.feature_extraction.text.TfidfTransformer`.
  static let constructor = Constructor(
    "__init__(self, *, norm='l2', use_idf=True, smooth_idf=True, sublinear_tf=False)"
  ) { call in .object(try TfidfTransformerObject(call, type: ScikitLearn.tfidfTransformer)) }
}

extension ScikitLearn.TfidfVectorizer {
  /// `sklearn.feature_extraction.text.TfidfVectorizer`.
  static let constructor = Constructor(
    """
    __init__(self, *, input='content', encoding='utf-8', decode_error='strict', strip_accents=None, lowercase=True, \
    preprocessor=None, tokenizer=None, analyzer='word', stop_words=None, token_pattern='(?u)\\\\b\\\\w\\\\w+\\\\b', \
    ngram_range=(1, 1), max_df=1.0, min_df=1, max_features=None, vocabulary=None, binary=False, dtype=float64, norm='l2', \
    use_idf=True, smooth_idf=True, sublinear_tf=False)
    """
  ) { call in .object(try TfidfVectorizerObject(call, type: ScikitLearn.tfidfVectorizer)) }
}
