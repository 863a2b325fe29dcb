import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// What histogram boosting for classes and for numbers share.
protocol HistogramBoostingObject: SupervisedObject {
  var boosting: FittedHistogramBoosting? { get }
  /// What brings categories to codes in the modern era.
  var categories: HistogramCategories? { get set }
  /// The names of the fit that runs, where categories are encoded.
  var sampleNames: [String]? { get set }
}

/// Which features are categories, and what encodes them.
struct HistogramCategories {
  /// A flag a feature.
  let mask: [Bool]
  /// Puts encoded categories first, numbers after them; `nil` where numbers stand for themselves.
  let transformer: Value?
}

extension HistogramBoostingObject {
  func fittedBoosting(in context: Context) throws(Raised) -> FittedHistogramBoosting {
    guard let boosting else { throw context.notFitted(self) }
    return boosting
  }

  /// Refuses parameters as scikit-learn's check does.
  private func checkParameters(in context: Context) throws(Raised) {
    _ = try number("learning_rate", .positive(context), in: context)
    _ = try count("max_iter", .count(from: 1), in: context)
    try check("max_leaf_nodes", in: context, "an int in the range [2, inf) or None") { $0 >= 2 }
    try check("max_depth", in: context, "an int in the range [1, inf) or None") { $0 >= 1 }
    _ = try count("min_samples_leaf", .count(from: 1), in: context)
    _ = try number("l2_regularization", .notNegative(context), in: context)
    _ = try count("n_iter_no_change", .count(from: 1), in: context)
    _ = try number("tol", .notNegative(context), in: context)
    let range = ParameterRange(text: "an int in the range [2, 255]") { $0 >= 2 && $0 <= 255 }
    _ = try count("max_bins", range, in: context)
    if !parameter("interaction_cst").isNone { throw try unsupported("interaction_cst", in: context) }
    if try context.truth(parameter("verbose")) { throw try unsupported("verbose", in: context) }
    if try context.truth(parameter("warm_start")), boosting != nil {
      throw try unsupported("warm_start", in: context)
    }
    if context.era == .modern, try context.double(parameter("max_features")) != 1 {
      throw try unsupported("max_features", in: context)
    }
  }

  /// The constructor's parameters as options of a fit.
  private func histogramOptions(
    _ loss: HistogramLossKind, _ features: FeatureTable, in context: Context
  ) throws(Raised) -> HistogramOptions {
    try checkParameters(in: context)
    var options = HistogramOptions(loss: loss)
    options.learningRate = try context.double(parameter("learning_rate")) ?? 0.1
    options.iterations = try context.index(parameter("max_iter"))
    options.maxLeafNodes = try optionalInt("max_leaf_nodes", in: context)
    options.maxDepth = try optionalInt("max_depth", in: context)
    options.minSamplesLeaf = try context.index(parameter("min_samples_leaf"))
    options.l2 = try context.double(parameter("l2_regularization")) ?? 0
    options.maxBins = try context.index(parameter("max_bins"))
    options.patience = try context.index(parameter("n_iter_no_change"))
    options.tolerance = try context.double(parameter("tol")) ?? 1e-7
    if parameter("early_stopping").stringValue != "auto" {
      options.stopsEarly = try flag("early_stopping", in: context)
    }
    options.validation =
      parameter("validation_fraction").isNone ? nil : try size("validation_fraction", in: context)
    options.monotonic = try monotonic(features, in: context)
    options.categories = try knownCategories(features, options.maxBins, in: context)
    if options.monotonic.contains(where: { $0 != 0 }) {
      if case .multinomial = loss {
        throw .valueError("monotonic constraints are not supported for multiclass classification.")
      }
      if zip(options.monotonic, options.categories).contains(where: { $0 != 0 && $1 != nil }) {
        throw .valueError("Categorical features cannot have monotonic constraints.")
      }
    }
    return options
  }

  /// Fits on the samples.
  func fitted(
    _ features: FeatureTable, _ y: [Double], _ loss: HistogramLossKind, weights: [Double]?, in context: Context
  ) throws(Raised) -> FittedHistogramBoosting {
    let options = try histogramOptions(loss, features, in: context)
    let rows = features.rowCount
    let stops = options.stopsEarly ?? (rows > 10_000)
    if stops, parameter("scoring").stringValue != "loss" { throw try unsupported("scoring", in: context) }
    if rows == 0 || features.columns.isEmpty {
      let what = rows == 0 ? "sample" : "feature"
      throw .valueError(
        "Found array with 0 \(what)(s) (shape=(\(rows), \(features.columns.count))) while a minimum of 1 is required by "
          + "\(type.name).")
    }
    let random = try random(in: context, matters: stops && options.validation != nil || rows > 200_000)
    let seed = UInt32(truncatingIfNeeded: random.integer(from: 0, below: Int(UInt32.max)))
    // The seed for drawing features.
    if context.era == .modern { _ = random.integer(from: 0, below: Int(UInt32.max)) }
    do throws(LearningError) {
      let fit = try fitHistogramBoosting(
        features.matrix, y, options: options, sampleWeights: weights, seed: seed, era: context.learningEra,
        shouldGoOn: { (try? context.checkStop()) != nil })
      try? context.checkStop()
      return fit
    } catch {
      throw context.raised(error)
    }
  }

  /// The trees over the feature vector.
  func operation(_ fit: FittedHistogramBoosting) -> HistogramTreesOperation {
    HistogramTreesOperation(
      ParameterBlock(name: "boosting.bin", bytes: fit.parameterTable()),
      missing: refusal(.missingInput(estimator: type.name)), infinite: refusal(.infiniteInput("float64")))
  }

  // MARK: Constraints

  /// A sign a feature, in the order in which the fit sees them.
  private func monotonic(_ features: FeatureTable, in context: Context) throws(Raised) -> [Int] {
    let value = try parameter("monotonic_cst").supported()
    let count = features.columns.count
    if value.isNone { return [] }
    var signs = [Int](repeating: 0, count: count)
    if let dict = value.cast(to: DictObject.self) {
      guard let names = originalNames(features) else {
        throw .valueError(
          "\(type.name) was not fitted on data with feature names. Pass monotonic_cst as an integer array instead.")
      }
      for (key, sign) in dict.items {
        let name = try context.str(key).description
        guard let place = names.firstIndex(of: name) else {
          throw .valueError("monotonic_cst contains 1 unexpected feature names: ['\(name)'].")
        }
        guard let sign = try context.indexIfInteger(sign), (-1...1).contains(sign) else {
          throw .valueError("monotonic_cst['\(name)'] must be either -1, 0 or 1. Got \(try context.repr(sign)).")
        }
        signs[place] = sign
      }
    } else {
      let given = try context.items(of: value)
      for (place, item) in given.enumerated() {
        guard let sign = try context.double(item), [-1, 0, 1].contains(sign) else {
          throw .valueError(
            "monotonic_cst must be an array-like of -1, 0 or 1. Observed values: \(try context.repr(item)).")
        }
        if place < count { signs[place] = Int(sign) }
      }
      if given.count != count {
        throw .valueError("monotonic_cst has shape (\(given.count),) but the input data X has \(count) features.")
      }
    }
    guard let categories, categories.transformer != nil else { return signs }
    return zip(signs, categories.mask).filter(\.1).map(\.0) + zip(signs, categories.mask).filter { !$0.1 }.map(\.0)
  }

  /// The names of the samples' features before categories were encoded.
  private func originalNames(_ features: FeatureTable) -> [String]? {
    sampleNames ?? (features.hasNames ? features.names : nil)
  }

  // MARK: Categories

  /// The known categories of each feature; empty where all are numeric.
  private func knownCategories(
    _ features: FeatureTable, _ most: Int, in context: Context
  ) throws(Raised) -> [[Double]?] {
    guard let categories else { return [] }
    let isEncoded = categories.transformer != nil
    let encoded = categories.mask.count(where: { $0 })
    var result: [[Double]?] = []
    for place in features.columns.indices {
      guard isEncoded ? place < encoded : categories.mask[place] else {
        result.append(nil)
        continue
      }
      let values = Set((0..<features.rowCount).map { features.matrix[$0, place] }.filter { !$0.isNaN }).sorted()
      let original = isEncoded ? categories.mask.indices.filter { categories.mask[$0] }[place] : place
      let name = originalNames(features).map { "'\($0[original])'" } ?? "at index \(original)"
      if values.count > most {
        throw .valueError(
          "Categorical feature \(name) is expected to have a cardinality <= \(most)"
            + (isEncoded ? " but actually has a cardinality of \(values.count)." : ""))
      }
      if let last = values.last, last >= Double(most) {
        throw .valueError("Categorical feature \(name) is expected to be encoded with values < \(most)")
      }
      if let first = values.first, first < 0 {
        throw context.unsupportedNow("a category below zero", id: "unsupported-argument")
      }
      result.append(values)
    }
    return result
  }

  /// Which features are categories; `nil` where none is.
  ///
  /// - SeeAlso: scikit-learn 1.9, `_check_categorical_features`; 1.2, `_check_categories`.
  func categoryMask(_ samples: SampleTable, isFrame: Bool, in context: Context) throws(Raised) -> [Bool]? {
    let value = try parameter("categorical_features").supported()
    if value.isNone { return nil }
    var mask = [Bool](repeating: false, count: samples.columns.count)
    if value.stringValue == "from_dtype", context.era == .modern {
      if isFrame { mask = samples.columns.map { $0.dtype.categories != nil } }
      return mask.contains(true) ? mask : nil
    }
    let items = try context.items(of: value)
    if items.isEmpty { return nil }
    if items.allSatisfy({ $0.stringValue != nil }) {
      guard samples.hasNames else {
        throw .valueError(
          "categorical_features should be passed as an array of integers or as a boolean mask when the model is fitted on "
            + "data without feature names.")
      }
      for item in items {
        guard let place = samples.names.firstIndex(of: item.stringValue?.description ?? "") else {
          let names = try context.repr(.list(samples.names.map { .string(PythonString($0)) }))
          throw .valueError(
            "categorical_features has \(context.era == .classic ? "a" : "an") item value '\(item.stringValue ?? "")' "
              + "which is not a valid feature name of the training data. Observed feature names: \(names)")
        }
        mask[place] = true
      }
    } else if items.allSatisfy({ if case .bool = $0 { true } else { $0.typeName == "bool" || $0.typeName == "bool_" } })
    {
      guard items.count == mask.count else {
        throw .valueError(
          "categorical_features set as a boolean mask must have shape (n_features,), got: (\(items.count),)")
      }
      for (place, item) in items.enumerated() { mask[place] = try context.truth(item) }
    } else {
      for item in items {
        guard let place = try context.indexIfInteger(item) else {
          throw try unsupported("categorical_features", in: context)
        }
        guard mask.indices.contains(place) else {
          throw .valueError("categorical_features set as integer indices must be in [0, n_features - 1]")
        }
        mask[place] = true
      }
    }
    return mask.contains(true) ? mask : nil
  }

  /// The categories of a fit, and the samples with categories as codes.
  func prepared(_ x: Value, in context: Context) throws(Raised) -> (categories: HistogramCategories?, x: Value) {
    let samples = try SampleTable(x, in: context)
    let isFrame = x.object is any TracedTable && !(x.object is ArrayObject)
    guard let mask = try categoryMask(samples, isFrame: isFrame, in: context) else { return (nil, x) }
    guard context.era == .modern else { return (HistogramCategories(mask: mask, transformer: nil), x) }
    let encoder = try context.call(
      .object(ScikitLearn.ordinalEncoder),
      CallArguments(
        [],
        keywords: [
          (name: "handle_unknown", value: "use_encoded_value"), (name: "unknown_value", value: .float(.nan)),
          (name: "encoded_missing_value", value: .float(.nan)),
        ]))
    func places(_ wanted: Bool) -> Value { .list(mask.indices.filter { mask[$0] == wanted }.map { .int($0) }) }
    let steps: [Value] = [
      .tuple(["encoder", encoder, places(true)]), .tuple(["numerical", "passthrough", places(false)]),
    ]
    let transformer = try context.call(.object(ScikitLearn.columnTransformer), CallArguments([.list(steps)]))
    let encoded = try ScikitLearn.fitTransformed(transformer, x, .none, in: context)
    return (HistogramCategories(mask: mask, transformer: transformer), encoded)
  }
}
