package import Columns

extension Grouping {
  /// `cumsum` and its kin within each group; NaN stays where it is and in rows of no group.
  ///
  /// Sums are compensated as pandas' `group_cumsum` does.
  package func cumulative(_ values: [Double], _ running: Running) -> [Double] {
    var state = [Double](repeating: .nan, count: count)
    var lost = [Double](repeating: 0, count: count)
    return codes.indices.map { row in
      let code = codes[row]
      let value = values[row]
      guard code >= 0, !value.isNaN else { return .nan }
      if running == .sum {
        if state[code].isNaN { state[code] = 0 }
        add(value, to: &state[code], compensating: &lost[code])
        return state[code]
      }
      guard !state[code].isNaN else {
        state[code] = value
        return value
      }
      switch running {
      case .product: state[code] *= value
      case .minimum: state[code] = Swift.min(state[code], value)
      case .maximum, .sum: state[code] = Swift.max(state[code], value)
      }
      return state[code]
    }
  }

  /// For each row the row of its group that stands `periods` before it, -1 where there is none: `shift`.
  package func shifted(_ periods: Int) -> [Int] {
    var result = [Int](repeating: -1, count: codes.count)
    for rows in self.rows {
      for (i, row) in rows.enumerated() where rows.indices.contains(i - periods) { result[row] = rows[i - periods] }
    }
    return result
  }

  /// `rank` within each group.
  package func ranks(
    _ column: Column, _ dtype: DType, method: RankMethod = .average, ascending: Bool = true, percent: Bool = false
  ) -> [Double] {
    var result = [Double](repeating: .nan, count: codes.count)
    for rows in self.rows {
      let own = DataFrames.ranks(
        column.selecting(rows), dtype, method: method, ascending: ascending, percent: percent)
      for (row, rank) in zip(rows, own) { result[row] = rank }
    }
    return result
  }

  /// The rows that `head(n)` keeps, in their order; with a negative count those of `tail`.
  package func firstRows(_ limit: Int) -> [Int] {
    let kept = rows.flatMap { limit >= 0 ? Array($0.prefix(limit)) : Array($0.suffix(-limit)) }
    return kept.sorted()
  }
}
