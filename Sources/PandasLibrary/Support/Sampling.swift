import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.sample`.
  static let sample = Method(
    "sample(self, n=None, frac=None, replace=False, weights=None, random_state=None, axis=None, ignore_index=False)"
  ) { call in
    let series = try call.series
    let sampled = series.selecting(try call.sampledPositions(of: series.rowCount, frame: nil, series.index))
    if try call.bool("ignore_index") { sampled.index = Index(count: sampled.rowCount) }
    return .object(sampled)
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.sample`: of rows, or of columns.
  static let sample = Method(
    "sample(self, n=None, frac=None, replace=False, weights=None, random_state=None, axis=None, ignore_index=False)"
  ) { call in
    let frame = try call.frame
    if try call.axis() == 1 {
      let drawn = try call.sampledPositions(of: frame.columnCount, frame: nil, frame.header)
      let sampled = frame.selectingColumns(drawn)
      if try call.bool("ignore_index") { sampled.header = Index(count: sampled.columnCount) }
      return .object(sampled)
    }
    let sampled = frame.selecting(try call.sampledPositions(of: frame.rowCount, frame: frame, frame.index))
    if try call.bool("ignore_index") { sampled.index = Index(count: sampled.rowCount) }
    return .object(sampled)
  }
}

extension Call {
  /// The positions that `sample` draws.
  func sampledPositions(of count: Int, frame: FrameObject?, _ index: Index) throws(Raised) -> [Int] {
    let replaces = try bool("replace")
    let wanted = try sampleSize(of: count, replaces: replaces)
    try context.reserve(wanted, of: MemoryLayout<Int>.stride)
    let weights = try weights(count, frame, index)
    let state: RandomState
    if let given = self["random_state"].cast(to: RandomStateObject.self) {
      state = given.state
    } else if isNone("random_state") {
      state = context.numpyRandom.drawn()
    } else {
      state = RandomState(seed: try NumPy.seed(self["random_state"], in: context))
    }
    do throws(LearningError) {
      guard let weights else { return try state.choice(count, count: wanted, replacing: replaces) }
      return try state.choice(probabilities: weights, count: wanted, replacing: replaces)
    } catch {
      if weights != nil || count == 0 { throw Raised.valueError("\(error)") }
      throw Raised.valueError("Cannot take a larger sample than population when 'replace=False'")
    }
  }

  private func sampleSize(of count: Int, replaces: Bool) throws(Raised) -> Int {
    if let fraction = try optionalDouble("frac") {
      guard isNone("n") else { throw Raised.valueError("Please enter a value for `frac` OR `n`, not both") }
      guard !fraction.isNaN else { throw Raised.valueError("cannot convert float NaN to integer") }
      guard fraction <= 1 || replaces else {
        throw Raised.valueError(
          "Replace has to be set to `True` when upsampling the population `frac` > 1.")
      }
      guard fraction >= 0 else {
        throw Raised.valueError("A negative number of rows requested. Please provide `frac` >= 0.")
      }
      let size = (fraction * Double(count)).rounded(.toNearestOrEven)
      guard size < 0x1p62 else { throw Raised(Exceptions.memoryError, "") }
      return Int(size)
    }
    if isNone("n") { return 1 }
    if case .float = Scalar(self["n"]) { throw Raised.valueError("Only integers accepted as `n` values") }
    let wanted = try int("n")
    guard wanted >= 0 else {
      throw Raised.valueError("A negative number of rows requested. Please provide `n` >= 0.")
    }
    return wanted
  }

  /// The probabilities of the rows; `nil` where all are equal.
  private func weights(_ count: Int, _ frame: FrameObject?, _ index: Index) throws(Raised) -> [Double]? {
    if isNone("weights") { return nil }
    let values: [Double]
    if case .string(let name) = self["weights"] {
      guard let frame else {
        throw Raised.valueError("Strings cannot be passed as weights when sampling from a Series.")
      }
      guard let position = frame.positions(of: .single(.string(name))).first else {
        throw Raised.keyError(.text("String passed to weights not a valid column"))
      }
      values = frame.column(position).values.doubles
    } else if let series = self["weights"].cast(to: SeriesObject.self) {
      values = try context.reindexed(series.column, series.index, to: index, domain: nil).values.doubles
    } else {
      values = try context.keyColumn(self["weights"])?.values.doubles ?? []
    }
    guard values.count == count else {
      throw Raised.valueError("Weights and axis to be sampled must be of same length")
    }
    let weights = values.map { $0.isNaN ? 0 : $0 }
    if weights.contains(where: \.isInfinite) { throw Raised.valueError("weight vector may not include `inf` values") }
    if weights.contains(where: { $0 < 0 }) { throw Raised.valueError("weight vector many not include negative values") }
    let sum = pairwiseSum(weights)
    if sum == 0 { throw Raised.valueError("Invalid weights: weights sum to zero") }
    return weights.map { $0 / sum }
  }
}
