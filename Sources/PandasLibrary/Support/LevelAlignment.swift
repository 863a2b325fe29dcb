import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

/// How two indexes of which one has several levels meet: the labels of the result, and where each side has them, -1 where it
/// has none.
struct LevelJoin {
  let index: Index
  let left: [Int]
  let right: [Int]
}

extension Context {
  /// The outer join of two indexes on the levels that both have by name, as pandas makes it before it computes.
  ///
  /// - Returns: `nil` where neither has several levels.
  /// - Throws: ValueError where no name is shared; NotImplementedError where a level would meet a label twice.
  /// - SeeAlso: pandas, `Index._join_multi` and `_join_level`.
  func levelJoin(_ a: Index, _ b: Index) throws(Raised) -> LevelJoin? {
    guard a.isMulti || b.isMulti else { return nil }
    let shared: [(Int, Int)]
    if a.names == b.names {
      shared = a.names.indices.map { ($0, $0) }
    } else {
      shared = a.names.indices.compactMap { i in
        guard let name = a.names[i] else { return nil }
        return b.names.firstIndex(of: name).map { (i, $0) }
      }
    }
    guard let first = shared.first else {
      throw Raised.valueError("cannot join with no overlapping index names")
    }
    if !b.isMulti { return try rows(of: a, first.0, foundIn: b) }
    if !a.isMulti {
      let found = try rows(of: b, first.1, foundIn: a)
      return LevelJoin(index: found.index, left: found.right, right: found.left)
    }
    return outerJoin(a, b, shared)
  }

  /// Every row of `multi`, with the place of its label of one level in `single`.
  private func rows(of multi: Index, _ level: Int, foundIn single: Index) throws(Raised) -> LevelJoin {
    guard single.isUnique else {
      throw Raised(named: "NotImplementedError", "Index._join_level on non-unique index is not implemented")
    }
    let known = single.firstPositions
    let labels = multi.levels[level].labels
    let found = (0..<multi.count).map { known[Label.single(labels[$0]).asKey] ?? -1 }
    return LevelJoin(index: multi, left: Array(0..<multi.count), right: found)
  }

  /// The pairs of rows that agree in the shared levels, and the rows alone, sorted by these levels.
  private func outerJoin(_ a: Index, _ b: Index, _ shared: [(Int, Int)]) -> LevelJoin {
    var keys = [[Int]](repeating: [], count: a.count + b.count)
    for (i, j) in shared {
      for (row, rank) in ranks(a.levels[i], b.levels[j]).enumerated() { keys[row].append(rank) }
    }
    var leftRows: [[Int]: [Int]] = [:]
    var rightRows: [[Int]: [Int]] = [:]
    for row in 0..<a.count { leftRows[keys[row], default: []].append(row) }
    for row in 0..<b.count { rightRows[keys[a.count + row], default: []].append(row) }
    let distinct = Set(keys).sorted { $0.lexicographicallyPrecedes($1) }
    var (left, right): ([Int], [Int]) = ([], [])
    for key in distinct {
      for i in leftRows[key] ?? [-1] {
        for j in rightRows[key] ?? [-1] {
          left.append(i)
          right.append(j)
        }
      }
    }
    return LevelJoin(index: joined(a, left, b, right, shared), left: left, right: right)
  }

  /// All levels: in the classic year the shared ones before those that one side alone has, later in the order of the left.
  private func joined(_ a: Index, _ left: [Int], _ b: Index, _ right: [Int], _ shared: [(Int, Int)]) -> Index {
    let ownLeft = a.names.indices.filter { i in !shared.contains { $0.0 == i } }
    let ownRight = b.names.indices.filter { j in !shared.contains { $0.1 == j } }
    let order = era == .classic ? shared.map(\.0) + ownLeft : Array(a.names.indices)
    var levels: [Index.Level] = []
    for i in order {
      var labels = (0..<left.count).map { left[$0] < 0 ? Scalar.missing : a.levels[i].labels[left[$0]] }
      var dtype = a.levels[i].dtype
      if let pair = shared.first(where: { $0.0 == i }) {
        for row in labels.indices where left[row] < 0 { labels[row] = b.levels[pair.1].labels[right[row]] }
      } else if left.contains(-1), dtype.isInteger {
        dtype = .float64
      }
      levels.append(Index.Level(Column(scalars: labels), dtype))
    }
    for j in ownRight {
      let field = b.levels[j].labels.selectingOrMissing(right).promoted(b.levels[j].dtype)
      levels.append(Index.Level(field.values, field.dtype))
    }
    return Index(levels: levels, names: order.map { a.names[$0] } + ownRight.map { b.names[$0] })
  }

  /// The rank of each label of two levels among all; one rank for labels that are equal, the last for missing ones.
  private func ranks(_ a: Index.Level, _ b: Index.Level) -> [Int] {
    let labels = (0..<a.labels.count).map { a.labels[$0] } + (0..<b.labels.count).map { b.labels[$0] }
    let all = Column(scalars: labels)
    let order = all.isMixed ? Array(labels.indices) : all.order(a.dtype, kind: .stable, era: era)
    var ranks = [Int](repeating: 0, count: labels.count)
    var known: [Scalar: Int] = [:]
    for row in order {
      let key = labels[row].asKey
      let rank = known[key] ?? known.count
      known[key] = rank
      ranks[row] = rank
    }
    return ranks
  }
}
