import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// The candidates that lists of values span.
struct ParameterSpace {
  /// Names sorted, each with its values; a grid is a list of these.
  let grids: [[(name: PythonString, values: [Value])]]

  typealias Candidate = [(name: PythonString, value: Value)]

  /// A dictionary of lists, or a list of such.
  init(_ value: Value, in context: Context) throws(Raised) {
    let value = try value.supported()
    var dicts: [DictObject] = []
    if let dict = value.cast(to: DictObject.self) {
      dicts = [dict]
    } else if value.object is ListObject || value.object is TupleObject {
      for item in try context.items(of: value) {
        guard let dict = item.cast(to: DictObject.self) else {
          throw .typeError("Parameter grid is not a dict (\(try context.repr(item)))")
        }
        dicts.append(dict)
      }
    } else {
      throw .typeError(
        "Parameter grid should be a dict or a list, got: \(try context.repr(value)) of type \(value.typeName)")
    }
    var grids: [[(name: PythonString, values: [Value])]] = []
    for dict in dicts {
      var grid: [(name: PythonString, values: [Value])] = []
      for (key, values) in dict.items {
        let name = key.stringValue ?? ""
        grid.append((name: name, values: try ParameterSpace.values(values, of: name, in: context)))
      }
      grids.append(grid.sorted { $0.name < $1.name })
    }
    self.grids = grids
  }

  private static func values(
    _ value: Value, of name: PythonString, in context: Context
  ) throws(Raised) -> [Value] {
    let value = try value.supported()
    let isSequence =
      value.object is ListObject || value.object is TupleObject || value.object is RangeObject
      || value.object is any TracedTable
    guard isSequence else {
      throw .typeError(
        "Parameter grid for parameter '\(name)' needs to be a list or a numpy array, but got \(try context.repr(value)) "
          + "(of type \(value.typeName)) instead. Single values need to be wrapped in a list with one element.")
    }
    let items = try context.items(of: value)
    if items.isEmpty {
      throw .valueError(
        "Parameter grid for parameter '\(name)' need to be a non-empty sequence, got: \(try context.repr(value))")
    }
    return items
  }

  /// Number of candidates.
  var count: Int {
    var total = 0
    for grid in grids {
      var size = 1
      for entry in grid {
        let (product, overflow) = size.multipliedReportingOverflow(by: entry.values.count)
        size = overflow ? Int.max / 4 : product
      }
      total = total.addingReportingOverflow(size).overflow ? Int.max / 4 : total + size
    }
    return total
  }

  /// All candidates, the last name varying fastest.
  func all(in context: Context) throws(Raised) -> [Candidate] {
    guard count <= 10_000_000 else { throw context.unsupportedNow("a grid of \(count) candidates") }
    var result: [Candidate] = []
    for grid in grids {
      var candidates: [Candidate] = [[]]
      for (name, values) in grid {
        candidates = candidates.flatMap { candidate in values.map { candidate + [(name: name, value: $0)] } }
      }
      result += candidates
    }
    return result
  }

  /// The candidate at a position of `all`, its names in descending order as scikit-learn gives them.
  func candidate(_ position: Int) -> Candidate {
    var position = position
    for grid in grids {
      let size = grid.reduce(1) { $0 * $1.values.count }
      guard position < size else {
        position -= size
        continue
      }
      var result: Candidate = []
      for (name, values) in grid.reversed() {
        result.append((name: name, value: values[position % values.count]))
        position /= values.count
      }
      return result
    }
    return []
  }
}

/// `ParameterSampler`'s draws.
///
/// - SeeAlso: scikit-learn, `ParameterSampler.__iter__`.
func sampledCandidates(
  _ distributions: Value, count: Int, randomState: Value, in context: Context
) throws(Raised) -> [ParameterSpace.Candidate] {
  let random = try ScikitLearn.randomState(randomState, in: context)
  let dicts = try context.dictionaries(distributions)
  var areLists = true
  for dict in dicts {
    for value in dict.values where try ScikitLearn.has(value, "rvs", in: context) { areLists = false }
  }
  guard areLists else { return try drawn(dicts, count: count, random, in: context) }
  let space = try ParameterSpace(distributions, in: context)
  var wanted = count
  if space.count < count {
    try context.warnInLibrary(
      PythonString(
        "The total space of parameters \(space.count) is smaller than n_iter=\(count). Running \(space.count) iterations. "
          + "For exhaustive searches, use GridSearchCV."), Exceptions.userWarning)
    wanted = space.count
  }
  guard space.count < Int.max / 8 else { throw context.unsupportedNow("a space of so many candidates") }
  return sampleWithoutReplacement(space.count, count: wanted, random: random).map(space.candidate)
}

private func drawn(
  _ dicts: [DictObject], count: Int, _ random: RandomState, in context: Context
) throws(Raised) -> [ParameterSpace.Candidate] {
  let state = Value.object(RandomStateObject(random))
  var result: [ParameterSpace.Candidate] = []
  for _ in 0..<count {
    let dict = dicts[random.integer(from: 0, below: dicts.count)]
    var candidate: ParameterSpace.Candidate = []
    for (key, value) in dict.items.sorted(by: { ($0.key.stringValue ?? "") < ($1.key.stringValue ?? "") }) {
      let name = key.stringValue ?? ""
      if try ScikitLearn.has(value, "rvs", in: context) {
        let draw = try ScikitLearn.call(
          "rvs", of: value, [], [(name: "random_state", value: state)], in: context)
        candidate.append((name: name, value: draw))
      } else {
        let items = try context.items(of: value)
        guard !items.isEmpty else { throw .valueError("Parameter grid for parameter '\(name)' is empty") }
        candidate.append((name: name, value: items[random.integer(from: 0, below: items.count)]))
      }
    }
    result.append(candidate)
  }
  return result
}

extension Context {
  fileprivate func dictionaries(_ value: Value) throws(Raised) -> [DictObject] {
    let value = try value.supported()
    if let dict = value.cast(to: DictObject.self) { return [dict] }
    var dicts: [DictObject] = []
    for item in try items(of: value) {
      guard let dict = item.cast(to: DictObject.self) else {
        throw .typeError("Parameter distribution is not a dict (\(try repr(item)))")
      }
      dicts.append(dict)
    }
    guard !dicts.isEmpty else { throw .valueError("Parameter distributions are empty") }
    return dicts
  }
}

/// `ParameterGrid`, `ParameterSampler`: candidates to loop over.
final class CandidatesObject: Object {
  private let candidates: [ParameterSpace.Candidate]
  /// What gives the item at an index, where there is such.
  private let space: ParameterSpace?

  init(_ candidates: [ParameterSpace.Candidate], space: ParameterSpace? = nil, type: TypeObject) {
    self.candidates = candidates
    self.space = space
    super.init(type: type)
  }

  override func length(in context: Context) throws(Raised) -> Int? { candidates.count }

  override func iterate(in context: Context) throws(Raised) -> IteratorObject {
    ArrayIterator(candidates.map { .object(DictObject($0.map { ($0.name, $0.value) })) }, type: Types.generator)
  }

  override func item(at key: Value, in context: Context) throws(Raised) -> Value {
    guard let space else { return try super.item(at: key, in: context) }
    let index = try context.index(key)
    guard (0..<candidates.count).contains(index) else { throw .indexError("ParameterGrid index out of range") }
    return .object(DictObject(space.candidate(index).map { ($0.name, $0.value) }))
  }
}

extension ScikitLearn {
  package enum ParameterGrid {}
  package enum ParameterSampler {}
  nonisolated(unsafe) static let parameterGrid = TypeObject(
    name: "ParameterGrid", module: "sklearn.model_selection._search", isOpen: true, members: ParameterGrid.members)
  nonisolated(unsafe) static let parameterSampler = TypeObject(
    name: "ParameterSampler", module: "sklearn.model_selection._search", isOpen: true,
    members: ParameterSampler.members)
}

extension ScikitLearn.ParameterGrid {
  static let constructor = Constructor("__init__(self, param_grid)") { call in
    let space = try ParameterSpace(call["param_grid"], in: call.context)
    return .object(
      CandidatesObject(try space.all(in: call.context), space: space, type: ScikitLearn.parameterGrid))
  }
}

extension ScikitLearn.ParameterSampler {
  static let constructor = Constructor("__init__(self, param_distributions, n_iter, *, random_state=None)") { call in
    let candidates = try sampledCandidates(
      call["param_distributions"], count: call.int("n_iter"), randomState: call["random_state"], in: call.context)
    return .object(CandidatesObject(candidates, type: ScikitLearn.parameterSampler))
  }
}
