/// How many recorded outputs got which verdict.
package struct OutputCounts: Sendable, Equatable {
  package private(set) var byVerdict: [Verdict: Int] = [:]

  package init(_ cells: [CellParity] = []) {
    for output in cells.flatMap(\.outputs) { byVerdict[output.verdict, default: 0] += 1 }
  }

  package subscript(verdict: Verdict) -> Int { byVerdict[verdict] ?? 0 }

  /// All outputs that bear text.
  package var recorded: Int { byVerdict.values.reduce(0, +) }
  /// Those that a perfect replay could reproduce.
  package var comparable: Int { recorded - self[.notComparable] - self[.unseeded] }
  /// Those that were compared with something.
  package var compared: Int { reproduced + self[.differs] }
  package var reproduced: Int { self[.exact] + self[.equal] + self[.bounded] }
}
