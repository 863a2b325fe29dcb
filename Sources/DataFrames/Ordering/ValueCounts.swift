package import Columns
import Kernels

/// The values of a column with their counts, in the order in which pandas lists them.
package struct ValueCounts: Sendable {
  /// The values: for categorical columns every category.
  package var values: Column
  package var dtype: DType
  package var counts: [Int64]

  /// pandas' `value_counts` of a column.
  ///
  /// Equal counts stand in order of appearance in the modern era; in the classic era as numpy's quicksort leaves them.
  package init(
    _ column: Column, _ dtype: DType, sort: Bool = true, ascending: Bool = false, dropsMissing: Bool = true, era: Era
  ) {
    self.dtype = dtype
    if case .category(let categories) = dtype {
      (values, counts) = categoryCounts(column, categories, dropsMissing)
    } else {
      let found = Factorized(column, countsMissing: !dropsMissing)
      var totals = [Int64](repeating: 0, count: found.uniques.count)
      for code in found.codes where code >= 0 { totals[code] += 1 }
      values = column.selecting(found.uniques)
      counts = totals
    }
    guard sort else { return }
    let order = Column.ints(counts).order(
      .int64, ascending: ascending, kind: era == .modern ? .stable : .quicksort, era: era)
    values = values.selecting(order)
    counts = order.map { counts[$0] }
  }

  /// The counts divided by their sum.
  package var proportions: [Double] {
    let total = Double(counts.reduce(0, +))
    return counts.map { Double($0) / total }
  }
}

private func categoryCounts(_ column: Column, _ categories: Categories, _ dropsMissing: Bool) -> (Column, [Int64]) {
  var totals = [Int64](repeating: 0, count: categories.count + 1)
  for code in categories.codes(of: column) { totals[code < 0 ? categories.count : code] += 1 }
  let missing = totals.removeLast()
  guard !dropsMissing, missing > 0 else { return (categories.values, totals) }
  var values = categories.values
  switch values.storage {
  case .float64(let numbers): values = .floats(numbers + [.nan])
  case .int64(let numbers): values = .ints(numbers + [0], missing: mask(numbers.count))
  case .string(var texts):
    texts.append("")
    values = .strings(texts, missing: mask(texts.count - 1))
  case .bool(let flags): values = .bools(flags + [false], missing: mask(flags.count))
  case .float32(let numbers): values = Column(.float32(numbers + [.nan]))
  case .object(let objects): values = Column(.object(objects + [.missing]))
  }
  return (values, totals + [missing])
}

private func mask(_ count: Int) -> [Bool] { [Bool](repeating: false, count: count) + [true] }
