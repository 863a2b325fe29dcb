import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

extension SamplerObject {
  /// The nearest of some rows for others: distances and positions among the former.
  ///
  /// - Parameters:
  ///   - search: `NearestNeighbors`, or how many neighbours it shall find.
  ///   - extra: how many more than asked for: a row is its own neighbour.
  ///   - count: how many to find, where that is another number.
  func nearest(
    of fitted: [Int], for queries: [Int], _ columns: [[Double]], _ search: Value, extra: Int, count: Int? = nil,
    in context: Context
  ) throws(Raised) -> (distances: [[Double]], rows: [[Int]]) {
    func table(_ rows: [Int]) -> Value {
      let parts = columns.map { column in TracedColumn(values: .floats(rows.map { column[$0] }), dtype: .float64) }
      return .object(ArrayObject(columns: parts, rows: rows.count, dtype: .float64))
    }
    var estimator = search
    if let asked = try context.indexIfInteger(search) {
      let type = try context.attribute(of: context.importModule("sklearn.neighbors"), named: "NearestNeighbors")
      estimator = try context.call(
        type, CallArguments([], keywords: [(name: "n_neighbors", value: .int(asked + extra))])
      ).supported()
    } else {
      estimator = try ScikitLearn.cloned(search, in: context)
    }
    _ = try ScikitLearn.call("fit", of: estimator, [table(fitted)], in: context)
    let keywords: [(name: PythonString, value: Value)] = count.map { [(name: "n_neighbors", value: .int($0))] } ?? []
    let found = try context.unpack(
      ScikitLearn.call("kneighbors", of: estimator, [table(queries)], keywords, in: context), count: 2)
    var parts: [[[Double]]] = []
    for value in found {
      guard let table = try ScikitLearn.table(value, in: context) else { return ([], []) }
      var byColumn: [[Double]] = []
      for column in table.tracedColumns { byColumn.append(try context.numbers(column.values)) }
      parts.append((0..<queries.count).map { row in byColumn.map { $0[row] } })
    }
    return (parts[0], parts[1].map { $0.map { Int($0) } })
  }

  func numbers(_ samples: SampleTable, in context: Context) throws(Raised) -> [[Double]] {
    var columns: [[Double]] = []
    for column in samples.columns { columns.append(try context.numbers(column.values)) }
    return columns
  }

  /// The rows of each class in turn: those that `kept` names of the classes in question, all of others.
  func rowsByClass(
    _ labels: LabelColumn, _ kept: (Int, [Int], Int) throws(Raised) -> [Int]
  ) throws(Raised) -> [Int] {
    var rows: [Int] = []
    for code in labels.classes.indices {
      let members = labels.codes.indices.filter { labels.codes[$0] == code }
      if let target = strategy.first(where: { $0.label.asKey == labels.classes[code].asKey }) {
        rows += try kept(code, members, target.count).map { members[$0] }
      } else {
        rows += members
      }
    }
    return rows
  }
}

/// `NearMiss`: of large classes the rows that are near the smallest.
final class NearMissObject: SamplerObject {
  override var isOverSampling: Bool { false }
  override func clone() -> EstimatorObject { NearMissObject(cloning: self) }

  override func sampled(
    _ samples: SampleTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (rows: [Int], synthetic: SyntheticRows?) {
    let version = try count("version", .count(from: 1), in: context)
    guard version < 3 else { throw try unsupported("version", in: context) }
    let columns = try numbers(samples, in: context)
    var sizes = [Int](repeating: 0, count: labels.classes.count)
    for code in labels.codes { sizes[code] += 1 }
    // The first of equally small classes that is met in the rows, as Python's Counter has them.
    let least = sizes.min() ?? 0
    let smallest = labels.codes.first { sizes[$0] == least } ?? 0
    let minority = labels.codes.indices.filter { labels.codes[$0] == smallest }
    let rows = try rowsByClass(labels) { (_, members, wanted) throws(Raised) in
      let found = try nearest(
        of: minority, for: members, columns, parameter("n_neighbors"), extra: 0,
        count: version == 2 ? minority.count : nil, in: context)
      let width = try context.indexIfInteger(parameter("n_neighbors")) ?? found.distances.first?.count ?? 0
      let sums = found.distances.map { row in
        let last = Array(row.suffix(width))
        return pairwiseSum(last, count: last.count)
      }
      return Array(sums.indices.sorted { (sums[$0], $0) < (sums[$1], $1) }.prefix(wanted))
    }
    return (rows, nil)
  }
}

/// `TomekLinks`: without rows that are each other's nearest and of different classes.
final class TomekLinksObject: SamplerObject {
  override var isOverSampling: Bool { false }
  override func clone() -> EstimatorObject { TomekLinksObject(cloning: self) }

  override func sampled(
    _ samples: SampleTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (rows: [Int], synthetic: SyntheticRows?) {
    let all = Array(labels.codes.indices)
    let found = try nearest(of: all, for: all, numbers(samples, in: context), 1, extra: 1, in: context)
    let other = found.rows.map { $0.count > 1 ? $0[1] : 0 }
    let inQuestion = Set(strategy.map(\.label.asKey))
    let kept = all.filter { row in
      let isLinked = labels.codes[other[row]] != labels.codes[row] && other[other[row]] == row
      return !(isLinked && inQuestion.contains(labels.classes[labels.codes[row]].asKey))
    }
    return (kept, nil)
  }
}

/// `EditedNearestNeighbours`: without rows whose neighbours are of other classes.
final class EditedNeighboursObject: SamplerObject {
  override var isOverSampling: Bool { false }
  override func clone() -> EstimatorObject { EditedNeighboursObject(cloning: self) }

  override func sampled(
    _ samples: SampleTable, _ labels: LabelColumn, in context: Context
  ) throws(Raised) -> (rows: [Int], synthetic: SyntheticRows?) {
    let needsAll = try word("kind_sel", of: ["all", "mode"], in: context) == "all"
    let columns = try numbers(samples, in: context)
    let all = Array(labels.codes.indices)
    let rows = try rowsByClass(labels) { (code, members, _) throws(Raised) in
      let found = try nearest(
        of: all, for: members, columns, parameter("n_neighbors"), extra: 1, in: context)
      return members.indices.filter { place in
        let others = found.rows[place].dropFirst().map { labels.codes[$0] }
        if needsAll { return others.allSatisfy { $0 == code } }
        var votes = [Int](repeating: 0, count: labels.classes.count)
        for other in others { votes[other] += 1 }
        return votes.firstIndex(of: votes.max() ?? 0) == code
      }
    }
    return (rows, nil)
  }
}

/// `SMOTEENN`, `SMOTETomek`: more rows of small classes, then fewer of those that mislead.
final class CombinedSamplerObject: SamplerObject {
  override func clone() -> EstimatorObject { CombinedSamplerObject(cloning: self) }

  override func resampled(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> (x: Value, y: Value) {
    let isTomek = type === ScikitLearn.smoteTomek
    let more = try part(
      "smote", ScikitLearn.smote,
      [
        (name: "sampling_strategy", value: parameter("sampling_strategy")),
        (name: "random_state", value: parameter("random_state")),
      ], in: context)
    let fewer = try part(
      isTomek ? "tomek" : "enn", isTomek ? ScikitLearn.tomekLinks : ScikitLearn.editedNeighbours,
      [(name: "sampling_strategy", value: "all")], in: context)
    learned["sampling_strategy_"] = parameter("sampling_strategy")
    // Arrays in between, so that frames get an index of their own at the end.
    let samples = try SampleTable(x, in: context)
    guard let plainX = try ScikitLearn.table(x, in: context) else { throw .valueError("Expected 2D array") }
    let plainY = try ScikitLearn.column(y, in: context)
    let (oneX, oneY) = try more.resampled(
      .object(NumPy.array(of: plainX)), .object(ArrayObject(plainY)), in: context)
    let (lastX, lastY) = try fewer.resampled(oneX, oneY, in: context)
    guard let table = try ScikitLearn.table(lastX, in: context) else { return (lastX, lastY) }
    return (
      try self.table(table.tracedColumns, like: x, samples, in: context),
      try column(ScikitLearn.column(lastY, in: context), like: y, in: context)
    )
  }

  private func part(
    _ name: PythonString, _ type: TypeObject, _ keywords: [(name: PythonString, value: Value)], in context: Context
  ) throws(Raised) -> SamplerObject {
    let given = parameter(name)
    let made =
      given.isNone
      ? try context.call(.object(type), CallArguments([], keywords: keywords)).supported()
      : try ScikitLearn.cloned(given, in: context)
    guard let sampler = made.object as? SamplerObject else { throw try unsupported(name, in: context) }
    return sampler
  }
}

extension ScikitLearn {
  package enum NearMiss {}
  package enum TomekLinks {}
  package enum EditedNeighbours {}
  package enum SMOTEENN {}
  package enum SMOTETomek {}
  nonisolated(unsafe) static let nearMiss = samplerType(
    "NearMiss", "imblearn.under_sampling._prototype_selection._nearmiss", NearMiss.members)
  nonisolated(unsafe) static let tomekLinks = samplerType(
    "TomekLinks", "imblearn.under_sampling._prototype_selection._tomek_links", TomekLinks.members)
  nonisolated(unsafe) static let editedNeighbours = samplerType(
    "EditedNearestNeighbours", "imblearn.under_sampling._prototype_selection._edited_nearest_neighbours",
    EditedNeighbours.members)
  nonisolated(unsafe) static let smoteENN = samplerType("SMOTEENN", "imblearn.combine._smote_enn", SMOTEENN.members)
  nonisolated(unsafe) static let smoteTomek = samplerType(
    "SMOTETomek", "imblearn.combine._smote_tomek", SMOTETomek.members)
}

extension ScikitLearn.NearMiss {
  /// `imblearn.under_sampling.NearMiss`.
  static let constructor = Constructor(
    "__init__(self, *, sampling_strategy='auto', version=1, n_neighbors=3, n_neighbors_ver3=3, n_jobs=None)"
  ) { call in .object(try NearMissObject(call, type: ScikitLearn.nearMiss)) }
}

extension ScikitLearn.TomekLinks {
  /// `imblearn.under_sampling.TomekLinks`.
  static let constructor = Constructor("__init__(self, *, sampling_strategy='auto', n_jobs=None)") { call in
    .object(try TomekLinksObject(call, type: ScikitLearn.tomekLinks))
  }
}

extension ScikitLearn.EditedNeighbours {
  /// `imblearn.under_sampling.EditedNearestNeighbours`.
  static let constructor = Constructor(
    "__init__(self, *, sampling_strategy='auto', n_neighbors=3, kind_sel='all', n_jobs=None)"
  ) { call in .object(try EditedNeighboursObject(call, type: ScikitLearn.editedNeighbours)) }
}

extension ScikitLearn.SMOTEENN {
  /// `imblearn.combine.SMOTEENN`.
  static let constructor = Constructor(
    "__init__(self, *, sampling_strategy='auto', random_state=None, smote=None, enn=None, n_jobs=None)"
  ) { call in .object(try CombinedSamplerObject(call, type: ScikitLearn.smoteENN)) }
}

extension ScikitLearn.SMOTETomek {
  /// `imblearn.combine.SMOTETomek`.
  static let constructor = Constructor(
    "__init__(self, *, sampling_strategy='auto', random_state=None, smote=None, tomek=None, n_jobs=None)"
  ) { call in .object(try CombinedSamplerObject(call, type: ScikitLearn.smoteTomek)) }
}
