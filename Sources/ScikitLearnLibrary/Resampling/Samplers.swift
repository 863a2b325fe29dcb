import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A sampler of imbalanced-learn: other rows, so that classes are of like sizes.
class SamplerObject: EstimatorObject {
  private var featureNames: [String]?
  private var featureCount: Int?
  private(set) var strategy: [(label: Scalar, count: Int)] = []

  var isOverSampling: Bool { true }

  /// The rows that are taken, and synthetic ones after them. Subclasses override it.
  func sampled(
    _ samples: SampleTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (rows: [Int], synthetic: SyntheticRows?) {
    throw context.unsupportedNow("'\(type.name).fit_resample'")
  }

  /// Rows between rows: features row after row, with the class of each.
  struct SyntheticRows {
    var features: [[Double]] = []
    var classes: [Int] = []
  }

  /// `fit_resample(X, y)`: of the same kinds as what was given.
  func resampled(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> (x: Value, y: Value) {
    let samples = try SampleTable(x, in: context)
    let labels = try LabelColumn(y, in: context)
    guard labels.codes.count == samples.rowCount else {
      throw .valueError(
        "Found input variables with inconsistent numbers of samples: [\(samples.rowCount), \(labels.codes.count)]")
    }
    guard labels.classes.count > 1 else {
      throw .valueError("The target 'y' needs to have more than 1 class. Got \(labels.classes.count) class instead")
    }
    strategy = try targets(labels, in: context)
    let (rows, synthetic) = try sampled(samples, labels, in: context)
    featureNames = samples.hasNames ? samples.names : nil
    featureCount = samples.columns.count
    learned["sampling_strategy_"] = .object(try ordered(strategy, in: context))
    if synthetic == nil { learned["sample_indices_"] = ScikitLearn.array(rows) }
    // Since imbalanced-learn 0.12 rows that are left keep their labels.
    if !isOverSampling, context.era == .modern {
      return (x: try ScikitLearn.rows(x, rows, in: context), y: try ScikitLearn.rows(y, rows, in: context))
    }
    let made = try SamplerObject.joined(samples, labels, rows, synthetic)
    return (
      x: try table(made.features, like: x, samples, in: context), y: try column(made.labels, like: y, in: context)
    )
  }

  private func ordered(
    _ strategy: [(label: Scalar, count: Int)], in context: Context
  ) throws(Raised) -> DictObject {
    let dict = DictObject()
    for (label, count) in strategy { try dict.set(label.pythonValue, to: .int(count), in: context) }
    return dict
  }

  /// `check_sampling_strategy`.
  private func targets(
    _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> [(label: Scalar, count: Int)] {
    var sizes = [Int](repeating: 0, count: labels.classes.count)
    for code in labels.codes { sizes[code] += 1 }
    let (most, least) = (sizes.max() ?? 0, sizes.min() ?? 0)
    let majority = sizes.firstIndex(of: most) ?? 0
    let minority = sizes.firstIndex(of: least) ?? 0
    var chosen = Array(sizes.indices)
    let asked = parameter("sampling_strategy")
    switch asked {
    case .string("auto"): chosen.removeAll { $0 == (isOverSampling ? majority : minority) }
    case .string("all"): break
    case .string("not majority"): chosen.removeAll { $0 == majority }
    case .string("not minority"): chosen.removeAll { $0 == minority }
    case .string("minority") where isOverSampling: chosen = [minority]
    case .string("majority") where !isOverSampling: chosen = [majority]
    default: return try targets(asked, labels, sizes, in: context)
    }
    return chosen.map { (label: labels.classes[$0], count: isOverSampling ? most - sizes[$0] : least) }
  }

  private func targets(
    _ asked: Value, _ labels: LabelColumn, _ sizes: [Int], in context: Context
  ) throws(Raised) -> [(label: Scalar, count: Int)] {
    let (most, least) = (sizes.max() ?? 0, sizes.min() ?? 0)
    if let dict = asked.cast(to: DictObject.self) {
      var result: [(label: Scalar, count: Int)] = []
      for (key, value) in dict.items {
        guard let code = labels.classes.firstIndex(where: { $0.asKey == Scalar(key).asKey }) else {
          throw .valueError("The {\(try context.repr(key))} target class is/are not present in the data.")
        }
        let count = try context.index(value)
        guard isOverSampling ? count >= sizes[code] : count <= sizes[code] else {
          let relation = isOverSampling ? "greater" : "less"
          throw .valueError(
            "With \(isOverSampling ? "over" : "under")-sampling methods, the number of samples in a class should be "
              + "\(relation) or equal to the original number of samples. Originally, there is \(sizes[code]) samples and "
              + "\(count) samples are asked.")
        }
        result.append((label: labels.classes[code], count: isOverSampling ? count - sizes[code] : count))
      }
      return result
    }
    guard let ratio = try context.double(asked) else {
      throw context.unsupportedNow("such a 'sampling_strategy' of '\(type.name)'", id: "unsupported-argument")
    }
    guard sizes.count == 2 else {
      throw .valueError(
        "\"sampling_strategy\" can be a float only when the type of target is binary. For multi-class, use a dict.")
    }
    let kept = sizes.firstIndex(of: isOverSampling ? most : least) ?? 0
    let other = 1 - kept
    let count = isOverSampling ? Int(Double(most) * ratio - Double(sizes[other])) : Int(Double(least) / ratio)
    if isOverSampling ? count <= 0 : count > sizes[other] {
      throw .valueError(
        isOverSampling
          ? "The specified ratio required to remove samples from the minority class while trying to generate new samples. "
            + "Please increase the ratio."
          : "The specified ratio required to generate new sample in the majority class while trying to remove samples. "
            + "Please increase the ratio.")
    }
    return [(label: labels.classes[other], count: count)]
  }

  // MARK: Results

  /// The chosen rows and the synthetic ones: these stand for no raw row, the columns keep their row functions.
  private static func joined(
    _ samples: SampleTable, _ labels: LabelColumn, _ rows: [Int], _ synthetic: SyntheticRows?
  ) throws(Raised) -> (features: [TracedColumn], labels: TracedColumn) {
    let extra = synthetic?.features.count ?? 0
    func domain(_ domain: Domain?) -> Domain? {
      domain.map { domain in
        let selected = domain.selecting(rows)
        return Domain(
          rows: selected.rows + [RowIdentity](repeating: .synthetic, count: extra), filters: selected.filters,
          afterFilters: selected.afterFilters)
      }
    }
    var features: [TracedColumn] = []
    for (position, column) in samples.columns.enumerated() {
      let taken = column.values.selecting(rows)
      let added = synthetic?.features.map { Scalar.float($0[position]) } ?? []
      var values = taken
      var dtype = column.dtype
      if extra > 0 {
        let numbers = taken.float64s + added.map { if case .float(let number) = $0 { number } else { .nan } }
        if column.dtype.isInteger {
          values = .ints(numbers.map { Int64(exactly: $0.rounded(.towardZero)) ?? 0 })
        } else {
          values = .floats(numbers)
          dtype = .float64
        }
      }
      features.append(
        TracedColumn(
          values: values, dtype: dtype, function: column.function, domain: domain(column.domain), fitted: column.fitted)
      )
    }
    let scalars = rows.map { labels.column.values[$0] } + (synthetic?.classes.map { labels.classes[$0] } ?? [])
    let target = TracedColumn(
      values: NumPy.column(scalars, labels.column.dtype == .str ? .object : labels.column.dtype),
      dtype: labels.column.dtype, function: labels.column.function, domain: domain(labels.column.domain))
    return (features, target)
  }

  func table(
    _ columns: [TracedColumn], like x: Value, _ samples: SampleTable, in context: Context
  ) throws(Raised) -> Value {
    let rows = columns.first?.count ?? 0
    let dtype = NumPy.common(columns.map { NumPy.arrayDType(of: $0.dtype) })
    let array = ArrayObject(columns: columns, rows: rows, dtype: dtype)
    guard let frame = x.object as? any TracedTable, !(frame is ArrayObject) else { return .object(array) }
    let dict = DictObject()
    for (name, column) in zip(samples.names, columns) { dict[PythonString(name)] = .object(ArrayObject(column)) }
    return try ScikitLearn.call("DataFrame", of: context.importModule("pandas"), [.object(dict)], in: context)
  }

  func column(_ column: TracedColumn, like y: Value, in context: Context) throws(Raised) -> Value {
    let array = Value.object(ArrayObject(column))
    guard let series = y.object as? any TracedTable, !(series is ArrayObject) else { return array }
    if !series.isOneDimensional { throw context.unsupportedNow("'\(type.name)' with a target of two dimensions") }
    let name = try context.attribute(of: y, named: "name")
    return try ScikitLearn.call(
      "Series", of: context.importModule("pandas"), [array], [(name: "name", value: name)], in: context)
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "n_features_in_": return featureCount.map(Value.int)
    case "feature_names_in_": return featureNames.map { ScikitLearn.names($0) }
    default: return try super.attribute(name, in: context)
    }
  }
}

/// `SMOTE`: rows between neighbours of one class.
final class SMOTEObject: SamplerObject {
  override func clone() -> EstimatorObject { SMOTEObject(cloning: self) }

  override func absentParameters(_ era: Era) -> [String] { ["n_jobs"] }

  override func sampled(
    _ samples: SampleTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (rows: [Int], synthetic: SyntheticRows?) {
    var columns: [[Double]] = []
    for column in samples.columns {
      for row in 0..<column.count {
        guard case .string(let text) = column.values[row] else { continue }
        throw .valueError("could not convert string to float: \(text.pythonRepr)")
      }
      columns.append(try context.numbers(column.values))
    }
    var synthetic = SyntheticRows()
    for (label, count) in strategy where count > 0 {
      guard let code = labels.classes.firstIndex(where: { $0.asKey == label.asKey }) else { continue }
      let members = labels.codes.indices.filter { labels.codes[$0] == code }
      let neighbours = try nearest(
        of: members, for: members, columns, parameter("k_neighbors"), extra: 1, in: context
      ).rows.map { Array($0.dropFirst()) }
      let width = neighbours.first?.count ?? 0
      guard width > 0 else { continue }
      let random = try ScikitLearn.randomState(parameter("random_state"), in: context)
      let picks = random.integers(from: 0, below: neighbours.count * width, count: count)
      let steps = random.uniform(0, 1, count: count)
      for (pick, step) in zip(picks, steps) {
        let (row, other) = (pick / width, neighbours[pick / width][pick % width])
        synthetic.features.append(
          columns.map { column in
            let base = column[members[row]]
            return base + step * (column[members[other]] - base)
          })
        synthetic.classes.append(code)
      }
    }
    return (Array(labels.codes.indices), synthetic)
  }
}

/// `RandomOverSampler`: rows of small classes again.
final class RandomOverSamplerObject: SamplerObject {
  override func clone() -> EstimatorObject { RandomOverSamplerObject(cloning: self) }

  override func sampled(
    _ samples: SampleTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (rows: [Int], synthetic: SyntheticRows?) {
    let random = try ScikitLearn.randomState(parameter("random_state"), in: context)
    var rows = Array(labels.codes.indices)
    for (label, count) in strategy {
      let members = labels.codes.indices.filter { labels.classes[labels.codes[$0]].asKey == label.asKey }
      guard !members.isEmpty else { continue }
      rows += random.integers(from: 0, below: members.count, count: count).map { members[$0] }
    }
    return (rows, nil)
  }
}

/// `RandomUnderSampler`: only some rows of large classes.
final class RandomUnderSamplerObject: SamplerObject {
  override var isOverSampling: Bool { false }

  override func clone() -> EstimatorObject { RandomUnderSamplerObject(cloning: self) }

  override func sampled(
    _ samples: SampleTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (rows: [Int], synthetic: SyntheticRows?) {
    let random = try ScikitLearn.randomState(parameter("random_state"), in: context)
    let replacing = try context.truth(parameter("replacement"))
    let rows = try rowsByClass(labels) { (_, members, count) throws(Raised) in
      try context.raising { () throws(LearningError) in
        try random.choice(members.count, count: count, replacing: replacing)
      }
    }
    return (rows, nil)
  }
}

extension ScikitLearn {
  /// What samplers have.
  package enum Sampler {}
  package enum SMOTE {}
  package enum RandomOverSampler {}
  package enum RandomUnderSampler {}
  nonisolated(unsafe) static let sampler = TypeObject(
    name: "SamplerMixin", module: "imblearn.base", bases: [baseEstimator], isOpen: true,
    members: Sampler.members
      + FittedAttribute.members("sampling_strategy_ sample_indices_ n_features_in_ feature_names_in_"))
  nonisolated(unsafe) static let smote = samplerType("SMOTE", "imblearn.over_sampling._smote.base", SMOTE.members)
  nonisolated(unsafe) static let randomOverSampler = samplerType(
    "RandomOverSampler", "imblearn.over_sampling._random_over_sampler", RandomOverSampler.members)
  nonisolated(unsafe) static let randomUnderSampler = samplerType(
    "RandomUnderSampler", "imblearn.under_sampling._prototype_selection._random_under_sampler",
    RandomUnderSampler.members)

  static func samplerType(_ name: String, _ module: String, _ members: [any Member]) -> TypeObject {
    let type = TypeObject(name: name, module: module, bases: [sampler], isOpen: true, members: members)
    type.touchOfUnknown = { _ in .receiver }
    return type
  }
}

extension ScikitLearn.Sampler {
  static let fitResample = Method("fit_resample(self, X, y, **params)", mutates: true) { call in
    let (x, y) = try call.receiver(as: SamplerObject.self).resampled(
      call["X"].supported(), call["y"].supported(), in: call.context)
    return .tuple([x, y])
  }

  /// The name before imbalanced-learn 0.4.
  static let fitSample = Method("fit_sample(self, X, y)", mutates: true) { call in
    let (x, y) = try call.receiver(as: SamplerObject.self).resampled(
      call["X"].supported(), call["y"].supported(), in: call.context)
    return .tuple([x, y])
  }
}

extension ScikitLearn.SMOTE {
  /// `imblearn.over_sampling.SMOTE`.
  static let constructor = Constructor(
    "__init__(self, *, sampling_strategy='auto', random_state=None, k_neighbors=5, n_jobs=None)"
  ) { call in .object(try SMOTEObject(call, type: ScikitLearn.smote)) }
}

extension ScikitLearn.RandomOverSampler {
  /// `imblearn.over_sampling.RandomOverSampler`.
  static let constructor = Constructor(
    "__init__(self, *, sampling_strategy='auto', random_state=None, shrinkage=None)"
  ) { call in
    try call.refuse("shrinkage")
    return .object(try RandomOverSamplerObject(call, type: ScikitLearn.randomOverSampler))
  }
}

extension ScikitLearn.RandomUnderSampler {
  /// `imblearn.under_sampling.RandomUnderSampler`.
  static let constructor = Constructor(
    "__init__(self, *, sampling_strategy='auto', random_state=None, replacement=False)"
  ) { call in .object(try RandomUnderSamplerObject(call, type: ScikitLearn.randomUnderSampler)) }
}
