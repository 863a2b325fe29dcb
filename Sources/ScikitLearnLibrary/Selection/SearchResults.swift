import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// What a search learned of its candidates: `cv_results_`.
struct SearchResults {
  private let context: Context
  private let candidates: [ParameterSpace.Candidate]
  private let trials: [[CrossValidator.Trial]]
  private let metrics: [PythonString]
  /// What each part's test score weighs; `nil` for the same.
  private let weights: [Double]?

  init(
    _ candidates: [ParameterSpace.Candidate], _ trials: [[CrossValidator.Trial]], areSeveral: Bool,
    weights: [Double]? = nil, in context: Context
  ) {
    self.weights = weights
    self.context = context
    self.candidates = candidates
    self.trials = trials
    metrics = trials.first?.first?.test.map(\.name) ?? []
  }

  /// The mean test score of a candidate.
  func mean(_ metric: PythonString, at index: Int) -> Double {
    let scores = scores(metric)
    return scores.indices.contains(index) ? weighted(scores[index]) : .nan
  }

  /// The position of the best candidate, the first of equals.
  func best(_ metric: PythonString) -> Int {
    let ranks = Self.ranks(scores(metric).map(weighted))
    return ranks.indices.min { ranks[$0] < ranks[$1] } ?? 0
  }

  /// The mean of a candidate's test scores.
  private func weighted(_ row: [Double]) -> Double {
    guard let weights, weights.count == row.count else { return Self.mean(row) }
    return pairwiseSum(zip(row, weights).map { $0 * $1 }) / pairwiseSum(weights)
  }

  private func scores(_ metric: PythonString) -> [[Double]] {
    let position = metrics.firstIndex(of: metric) ?? 0
    return trials.map { parts in parts.map { position < $0.test.count ? $0.test[position].value : .nan } }
  }

  /// In the order of scikit-learn's columns.
  func dictionary() throws(Raised) -> DictObject {
    let result = DictObject()
    put("fit_time", trials.map { $0.map(\.fitSeconds) }, into: result)
    put("score_time", trials.map { $0.map(\.scoreSeconds) }, into: result)
    for name in names() { result["param_" + name] = try values(of: name) }
    result["params"] = .list(candidates.map { .object(DictObject($0.map { ($0.name, $0.value) })) })
    for (position, metric) in metrics.enumerated() {
      let test = scores(metric)
      putParts("test_" + metric, test, into: result)
      put("test_" + metric, test, weights: weights, into: result)
      let ranks = Self.ranks(test.map(weighted))
      result["rank_test_" + metric] = .object(
        ArrayObject(TracedColumn(values: .ints(ranks.map(Int64.init)), dtype: .int32), dtype: .int32))
      guard trials.first?.first?.training.isEmpty == false else { continue }
      let training = trials.map { parts in
        parts.map { position < $0.training.count ? $0.training[position].value : .nan }
      }
      putParts("train_" + metric, training, into: result)
      put("train_" + metric, training, into: result)
    }
    return result
  }

  private func put(_ name: PythonString, _ rows: [[Double]], weights: [Double]? = nil, into result: DictObject) {
    let mean = weights == nil ? Self.mean : weighted
    let means = rows.map(mean)
    let deviations = zip(rows, means).map { row, middle in
      mean(row.map { ($0 - middle) * ($0 - middle) }).squareRoot()
    }
    result["mean_" + name] = ScikitLearn.array(means)
    result["std_" + name] = ScikitLearn.array(deviations)
  }

  private func putParts(_ name: PythonString, _ rows: [[Double]], into result: DictObject) {
    for part in rows.first?.indices ?? 0..<0 {
      result[PythonString("split\(part)_") + name] = ScikitLearn.array(rows.map { $0[part] })
    }
  }

  /// The parameters' names in the order in which candidates name them first.
  private func names() -> [PythonString] {
    var names: [PythonString] = []
    for (name, _) in candidates.flatMap({ $0 }) where !names.contains(name) { names.append(name) }
    return names
  }

  /// A parameter's values, masked where a candidate has none.
  private func values(of name: PythonString) throws(Raised) -> Value {
    let found = candidates.map { candidate in candidate.first { $0.name == name }?.value }
    let scalars = found.map { $0.map { Scalar($0) } ?? .none }
    var dtype = DType.object
    if context.era == .modern {
      let kinds = Set(found.compactMap { $0 }.map { DType(of: Scalar($0)) })
      if kinds.count == 1, let only = kinds.first, only == .int64 || only == .float64 || only == .bool { dtype = only }
      if kinds == [.int64, .float64] { dtype = .float64 }
    }
    let numbers = scalars.map { scalar in
      if dtype == .float64, case .int(let number) = scalar { Scalar.float(Double(number)) } else { scalar }
    }
    return .object(MaskedArrayObject(numbers, mask: found.map { $0 == nil }, dtype: dtype))
  }

  // MARK: Statistics in numpy's order

  static func mean(_ row: [Double]) -> Double {
    row.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress, !values.isEmpty else { return .nan }
      return pairwiseSum(base, count: values.count) / Double(values.count)
    }
  }

  static func deviation(_ row: [Double]) -> Double {
    let mean = mean(row)
    return Self.mean(row.map { ($0 - mean) * ($0 - mean) }).squareRoot()
  }

  /// 1 for the greatest; equal ones share the smallest rank, NaN comes last.
  static func ranks(_ means: [Double]) -> [Int] {
    if means.allSatisfy(\.isNaN) { return means.map { _ in 1 } }
    let least = means.filter { !$0.isNaN }.min() ?? 0
    let filled = means.map { $0.isNaN ? least - 1 : $0 }
    return filled.map { value in 1 + filled.count { $0 > value } }
  }
}

/// A `numpy.ma` array of one dimension, as results of searches have them.
final class MaskedArrayObject: Object, ColumnConvertible {
  nonisolated(unsafe) static let type = TypeObject(name: "MaskedArray", module: "numpy.ma.core", isOpen: true)

  private let scalars: [Scalar]
  private let mask: [Bool]
  private let dtype: DType

  init(_ scalars: [Scalar], mask: [Bool], dtype: DType) {
    self.scalars = scalars
    self.mask = mask
    self.dtype = dtype
    super.init(type: MaskedArrayObject.type)
  }

  /// The values, missing where they are masked.
  var column: TracedColumn {
    guard mask.contains(true) else { return TracedColumn(values: NumPy.column(scalars, dtype), dtype: dtype) }
    let filled = zip(scalars, mask).map { $1 ? Scalar.missing : $0 }
    let kind = dtype == .object ? DType.object : .float64
    return TracedColumn(values: NumPy.column(filled, kind), dtype: kind)
  }

  /// The values behind the mask; a masked place has numpy's filler.
  private var data: ArrayObject {
    let filler: Scalar = dtype == .object ? .string("?") : dtype == .bool ? .bool(true) : .int(999_999)
    let values = zip(scalars, mask).map { $1 ? filler : $0 }
    return ArrayObject(TracedColumn(values: NumPy.column(values, dtype), dtype: dtype), dtype: dtype)
  }

  override func length(in context: Context) throws(Raised) -> Int? { scalars.count }

  override func iterate(in context: Context) throws(Raised) -> IteratorObject {
    var items: [Value] = []
    for index in scalars.indices { items.append(try item(at: .int(index), in: context)) }
    return ArrayIterator(items, type: Types.iterator)
  }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    guard let index = try context.indexIfInteger(key) else {
      return try context.item(of: .object(data), at: key)
    }
    let position = index < 0 ? index + scalars.count : index
    guard scalars.indices.contains(position) else {
      throw .indexError("index \(index) is out of bounds for axis 0 with size \(scalars.count)")
    }
    if mask[position] { throw context.unsupportedNow("a masked element") }
    return dtype == .object ? scalars[position].pythonValue : NumPy.element(scalars[position], dtype)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "data": return .object(data)
    case "shape": return .tuple([.int(scalars.count)])
    case "mask": return .object(ArrayObject(TracedColumn(values: .bools(mask), dtype: .bool)))
    case "dtype", "size", "tolist", "astype", "max", "min": return try context.attribute(of: .object(data), named: name)
    default: return try super.attribute(name, in: context)
    }
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    var items: [String] = []
    for (scalar, isMasked) in zip(scalars, mask) {
      items.append(isMasked ? "--" : try context.repr(scalar.pythonValue).description)
    }
    let masks = mask.map { $0 ? " True" : "False" }
    let maskText = masks.joined(separator: ", ")
    let filler =
      dtype == .object ? context.era == .classic ? "'?'" : "np.str_('?')" : dtype == .float64 ? "1e+20" : "999999"
    return PythonString(
      "masked_array(data=[\(items.joined(separator: ", "))],\n             mask=[\(maskText)],\n       "
        + "fill_value=\(filler)" + (dtype == .object ? ",\n            dtype=object)" : ")"))
  }
}
