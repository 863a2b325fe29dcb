package import Columns
import Kernels

/// Which row of each group is picked.
package enum GroupPick: Sendable, Hashable {
  /// The first or last present value.
  case first, last
  /// The smallest or largest present value, the first of equals.
  case minimum, maximum
}

extension Grouping {
  /// For each group the row that holds its pick, -1 where nothing is present.
  package func positions(_ pick: GroupPick, _ column: Column, _ dtype: DType) -> [Int] {
    var result = [Int](repeating: -1, count: count)
    column.withOrder(dtype) { less in
      for (row, code) in codes.enumerated() where code >= 0 && !column.isMissing(row) {
        let best = result[code]
        let isBetter =
          switch pick {
          case .first: best < 0
          case .last: true
          case .minimum: best < 0 || less(row, best)
          case .maximum: best < 0 || less(best, row)
          }
        if isBetter { result[code] = row }
      }
    }
    return result
  }

  /// The middle values of each group.
  ///
  /// Found by selection, not by sorting, in pandas' order of steps.
  package func medians(_ values: [Double]) -> [Double] {
    var ends = [Int](repeating: 0, count: count + 1)
    for (row, code) in codes.enumerated() where code >= 0 && !values[row].isNaN { ends[code + 1] += 1 }
    for code in 0..<count { ends[code + 1] += ends[code] }
    let starts = ends
    var grouped = [Double](repeating: 0, count: ends[count])
    for (row, code) in codes.enumerated() where code >= 0 && !values[row].isNaN {
      grouped[ends[code]] = values[row]
      ends[code] += 1
    }
    return grouped.withUnsafeMutableBufferPointer { values in
      (0..<count).map { selectedMedian(UnsafeMutableBufferPointer(rebasing: values[starts[$0]..<starts[$0 + 1]])) }
    }
  }

  /// Quantiles of each group; linear between values from the lower one, unlike numpy's.
  package func quantiles(_ values: [Double], _ fraction: Double) -> [Double] {
    presentValues(values).map { group in
      guard !group.isEmpty else { return .nan }
      let sorted = group.sorted()
      let position = fraction * Double(sorted.count - 1)
      let index = Int(position)
      let gap = position - Double(index)
      guard gap > 0, index + 1 < sorted.count else { return sorted[index] }
      return sorted[index] + (sorted[index + 1] - sorted[index]) * gap
    }
  }

  /// For each row its number within its group, from zero; -1 in no group.
  package func cumulativeCounts() -> [Int64] {
    var seen = [Int64](repeating: 0, count: count)
    return codes.map { code in
      guard code >= 0 else { return -1 }
      seen[code] += 1
      return seen[code] - 1
    }
  }

  /// The group's value in each of its rows: what `transform` does with an aggregate; missing in no group.
  package func broadcast(_ values: Column) -> Column {
    values.selectingOrMissing(codes)
  }

  private func presentValues(_ values: [Double]) -> [[Double]] {
    var result = [[Double]](repeating: [], count: count)
    for (row, code) in codes.enumerated() where code >= 0 && !values[row].isNaN { result[code].append(values[row]) }
    return result
  }
}

extension Column {
  /// The rows at `positions`, missing where a position is negative. Integers and bools get a mask.
  package func selectingOrMissing(_ positions: [Int]) -> Column {
    guard positions.contains(where: { $0 < 0 }) else { return selecting(positions) }
    switch storage {
    case .float64(let values): return .floats(positions.map { $0 < 0 ? .nan : values[$0] })
    case .float32(let values): return Column(.float32(positions.map { $0 < 0 ? .nan : values[$0] }))
    case .object(let values): return Column(.object(positions.map { $0 < 0 ? .missing : values[$0] }))
    case .int64(let values): return .ints(positions.map { $0 < 0 ? 0 : values[$0] }, missing: masked(positions))
    case .bool(let values): return .bools(positions.map { $0 < 0 ? false : values[$0] }, missing: masked(positions))
    case .string(let values):
      return .strings(values.selectingOrEmpty(positions), missing: masked(positions))
    }
  }

  private func masked(_ positions: [Int]) -> [Bool] { positions.map { $0 < 0 || (missing?[$0] ?? false) } }

  /// The column as pandas has it after a row went missing: masked integers become floats, masked bools objects.
  package func promoted(_ dtype: DType) -> Frame.Field {
    guard let missing, missing.contains(true) else { return Frame.Field(self, dtype) }
    if dtype.isInteger { return Frame.Field(.floats(doubles), .float64) }
    if dtype == .bool { return Frame.Field(Column(.object((0..<count).map { self[$0] })), .object) }
    return Frame.Field(self, dtype)
  }
}
