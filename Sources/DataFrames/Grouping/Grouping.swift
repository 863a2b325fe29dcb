package import Columns

/// Rows put into groups by the values of one or more keys: pandas' `groupby`.
package struct Grouping: Sendable {
  /// For each row the number of its group, -1 where a key is missing.
  package let codes: [Int]
  /// How many groups there are, groups without rows included.
  package let count: Int
  /// For each key its value in every group.
  package let levels: [Index.Level]

  /// - Parameters:
  ///   - sort: groups in order of their keys, else of appearance.
  ///   - dropsMissing: rows with a missing key are in no group; else missing is a key of its own, the last.
  ///   - observed: categories that no row has make no group.
  package init(_ keys: [Frame.Field], sort: Bool = true, dropsMissing: Bool = true, observed: Bool = true) {
    let coded = keys.map { CodedKey($0, sort: sort, dropsMissing: dropsMissing, observed: observed) }
    let linear = linearCodes(coded)
    // All combinations of categories, unless there are more than any machine holds.
    let all = coded.reduce(Optional(1)) { $0?.multiplied($1.values.count) }
    if let all, !observed, keys.contains(where: { $0.dtype.categories != nil }) {
      codes = linear
      count = all
      var stride = all
      levels = coded.map { key in
        stride /= max(key.values.count, 1)
        let positions = (0..<all).map { $0 / max(stride, 1) % max(key.values.count, 1) }
        return Index.Level(key.values.selecting(positions), key.dtype)
      }
      return
    }
    if coded.count == 1, let key = coded.first, key.occursWhole {
      codes = key.codes
      count = key.values.count
      levels = [Index.Level(key.values, key.dtype)]
      return
    }
    let found = compressed(linear, below: all, sort: sort)
    codes = found.codes
    count = found.groups.count
    var first = [Int](repeating: 0, count: count)
    for (row, code) in found.codes.enumerated().reversed() where code >= 0 { first[code] = row }
    levels = coded.map { key in Index.Level(key.values.selecting(first.map { key.codes[$0] }), key.dtype) }
  }

  /// The keys of the groups as an index.
  package func index(names: [Scalar?]) -> Index {
    if levels.count == 1, let level = levels.first {
      return Index(.labels(level.labels, level.dtype), names: names)
    }
    return Index(.multi(levels), names: names)
  }

  /// The rows of each group, in order.
  package var rows: [[Int]] {
    let found = RowsByCode(codes[...], count)
    return (0..<count).map { Array(found[$0]) }
  }
}

/// One key with its distinct values.
private struct CodedKey {
  let codes: [Int]
  let values: Column
  let dtype: DType
  /// Whether every value has a row.
  let occursWhole: Bool

  init(_ key: Frame.Field, sort: Bool, dropsMissing: Bool, observed: Bool) {
    dtype = key.dtype
    if case .category(let categories) = key.dtype, !observed {
      codes = categories.codes(of: key.values)
      values = categories.values
      occursWhole = false
      return
    }
    occursWhole = true
    if !sort {
      let found = Factorized(key.values, countsMissing: !dropsMissing)
      codes = found.codes
      values = key.values.selecting(found.uniques)
      return
    }
    let found = SortedKeys(key.values, key.dtype)
    let firstMissing = dropsMissing ? nil : found.codes.firstIndex(of: -1)
    values = key.values.selecting(found.uniques + (firstMissing.map { [$0] } ?? []))
    codes = firstMissing == nil ? found.codes : found.codes.map { $0 < 0 ? found.uniques.count : $0 }
  }
}

/// One number for each row's combination of keys, in the keys' order; -1 where a key is missing.
private func linearCodes(_ keys: [CodedKey]) -> [Int] {
  guard let first = keys.first else { return [] }
  var result = first.codes
  var combinations = first.values.count
  for key in keys.dropFirst() {
    if let all = combinations.multiplied(key.values.count) {
      combinations = all
    } else {
      // More combinations than numbers: those that occur are numbered anew.
      let found = compressed(result, below: nil, sort: true)
      result = found.codes
      combinations = found.groups.count * key.values.count
    }
    for row in result.indices {
      result[row] = result[row] < 0 || key.codes[row] < 0 ? -1 : result[row] * key.values.count + key.codes[row]
    }
  }
  return result
}

extension Int {
  /// The product, where it is a number.
  fileprivate func multiplied(_ factor: Int) -> Int? {
    let (product, overflows) = multipliedReportingOverflow(by: factor)
    return overflows ? nil : product
  }
}

/// Numbers the codes that occur from zero on: by value, or by appearance.
///
/// - Parameter limit: a number above all codes, where there is one.
private func compressed(_ codes: [Int], below limit: Int?, sort: Bool) -> (codes: [Int], groups: [Int]) {
  guard let limit, limit <= 4 * codes.count + 1024 else { return compressed(codes, sort: sort) }
  var numbers = [Int](repeating: -1, count: limit)
  var groups: [Int] = []
  for code in codes where code >= 0 && numbers[code] < 0 {
    numbers[code] = groups.count
    groups.append(code)
  }
  if sort {
    groups = numbers.indices.filter { numbers[$0] >= 0 }
    for (number, code) in groups.enumerated() { numbers[code] = number }
  }
  return (codes.map { $0 < 0 ? -1 : numbers[$0] }, groups)
}

private func compressed(_ codes: [Int], sort: Bool) -> (codes: [Int], groups: [Int]) {
  var table = NumberTable()
  var groups: [Int] = []
  var numbers = codes.map { code -> Int in
    guard code >= 0 else { return -1 }
    let number = table.number(of: UInt64(code), next: groups.count)
    if number == groups.count { groups.append(code) }
    return number
  }
  if sort {
    let order = radixSorted(groups.map { UInt64($0) })
    var ranks = order
    for (rank, number) in order.enumerated() { ranks[number] = rank }
    numbers = numbers.map { $0 < 0 ? -1 : ranks[$0] }
    groups = order.map { groups[$0] }
  }
  return (numbers, groups)
}
