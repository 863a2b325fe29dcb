package import Columns
import Kernels

/// The distinct values of a column in order of appearance, and which of them each row has.
package struct Factorized: Sendable {
  /// For each row the number of its value, -1 where it is missing.
  package let codes: [Int]
  /// For each value the row where it is first.
  package let uniques: [Int]

  /// - Parameter countsMissing: a missing value is a value of its own, in its place.
  package init(_ column: Column, countsMissing: Bool = false) {
    let missing = column.missingRows
    switch column.storage {
    case .int64(let values):
      if missing == nil, let bounds = DenseBounds(values) {
        (codes, uniques) = numbered(values, within: bounds)
        return
      }
      var table = NumberTable()
      (codes, uniques) = numbered(values.count, missing, countsMissing) {
        table.number(of: UInt64(bitPattern: values[$0]), next: $1)
      }
    case .float64(let values):
      var table = NumberTable()
      (codes, uniques) = numbered(values.count, missing, countsMissing) {
        table.number(of: (values[$0] + 0.0).bitPattern, next: $1)
      }
    case .float32(let values):
      var table = NumberTable()
      (codes, uniques) = numbered(values.count, missing, countsMissing) {
        table.number(of: UInt64((values[$0] + 0.0).bitPattern), next: $1)
      }
    case .bool(let values):
      var table = NumberTable()
      (codes, uniques) = numbered(values.count, missing, countsMissing) {
        table.number(of: values[$0] ? 1 : 0, next: $1)
      }
    case .string(let values):
      var table = TextTable(values)
      (codes, uniques) = numbered(values.count, missing, countsMissing) { row, next in
        table.number(ofRow: row, next: next)
      }
    case .object(let values):
      var numbers: [Scalar: Int] = [:]
      (codes, uniques) = numbered(values.count, missing, countsMissing) { row, next in
        let key = values[row].asKey
        if let number = numbers[key] { return number }
        numbers[key] = next
        return next
      }
    }
  }
}

/// Numbers the rows by appearance. `number` gives the value's number, which is the given next one if it is new.
@inline(__always)
private func numbered(
  _ count: Int, _ missing: [Bool]?, _ countsMissing: Bool, _ number: (_ row: Int, _ next: Int) -> Int
) -> (codes: [Int], uniques: [Int]) {
  var uniques: [Int] = []
  var missingNumber = -1
  let codes = [Int](unsafeUninitializedCapacity: count) { codes, length in
    for row in 0..<count {
      var code = missingNumber
      if let missing, missing[row] {
        if countsMissing && missingNumber < 0 {
          missingNumber = uniques.count
          code = missingNumber
          uniques.append(row)
        }
      } else {
        code = number(row, uniques.count)
        if code == uniques.count { uniques.append(row) }
      }
      codes[row] = code
    }
    length = count
  }
  return (codes, uniques)
}

/// Integers that lie so close that a table of all between them is small.
private struct DenseBounds {
  let least: Int64
  let size: Int

  init?(_ values: [Int64]) {
    guard var least = values.first else { return nil }
    var greatest = least
    for value in values {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    let (distance, overflows) = greatest.subtractingReportingOverflow(least)
    guard !overflows, distance < 2 * values.count + 64 else { return nil }
    self.least = least
    size = Int(distance) + 1
  }
}

private func numbered(_ values: [Int64], within bounds: DenseBounds) -> (codes: [Int], uniques: [Int]) {
  var numbers = [Int32](repeating: -1, count: bounds.size)
  guard values.count < Int(Int32.max) else {
    var table = NumberTable()
    return numbered(values.count, nil, false) { table.number(of: UInt64(bitPattern: values[$0]), next: $1) }
  }
  return numbers.withUnsafeMutableBufferPointer { numbers in
    numbered(values.count, nil, false) { row, next in
      let place = Int(values[row] &- bounds.least)
      if numbers[place] < 0 { numbers[place] = Int32(truncatingIfNeeded: next) }
      return Int(numbers[place])
    }
  }
}

/// The distinct values of a column in sorted order, and which of them each row has. Categories keep their order.
package struct SortedKeys: Sendable {
  /// For each row the rank of its value, -1 where it is missing.
  package let codes: [Int]
  /// For each value a row that has it.
  package let uniques: [Int]

  package init(_ column: Column, _ dtype: DType) {
    let found = Factorized(column)
    let order = column.sortedDistinct(found.uniques, dtype)
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[number] = rank }
    codes = found.codes.map { $0 < 0 ? -1 : ranks[$0] }
    uniques = order.map { found.uniques[$0] }
  }
}

extension Column {
  /// The positions in `rows`, which hold different values, in the order of these.
  fileprivate func sortedDistinct(_ rows: [Int], _ dtype: DType) -> [Int] {
    if let bits = orderedBits(dtype) { return radixSorted(rows.map { bits[$0] }) }
    if case .string(let texts) = storage, dtype.categories == nil { return texts.sortedDistinct(rows) }
    return withOrder(dtype) { less in
      stablySorted(count: rows.count) { less(rows[$0], rows[$1]) }
    }
  }
}

extension Column {
  /// The rows that `unique` keeps: the first of every value, a missing one too.
  package var uniquePositions: [Int] { Factorized(self, countsMissing: true).uniques }

  /// How many different values there are.
  package func distinctCount(countsMissing: Bool = false) -> Int {
    Factorized(self, countsMissing: countsMissing).uniques.count
  }
}

/// Which of a record's repetitions `duplicated` spares.
package enum KeptDuplicate: Sendable, Hashable {
  case first, last, none
}

/// For each row whether its values repeat those of another row; missing values equal each other.
package func duplicated(_ columns: [Column], keep: KeptDuplicate = .first) -> [Bool] {
  let codes = combinedCodes(columns.map { Factorized($0, countsMissing: true).codes })
  var result = [Bool](repeating: false, count: codes.count)
  let count = (codes.max() ?? -1) + 1
  if keep == .none {
    var counts = [Int](repeating: 0, count: count)
    for code in codes { counts[code] += 1 }
    for row in codes.indices { result[row] = counts[codes[row]] > 1 }
    return result
  }
  var seen = [Bool](repeating: false, count: count)
  let rows = keep == .first ? Array(codes.indices) : codes.indices.reversed()
  for row in rows {
    result[row] = seen[codes[row]]
    seen[codes[row]] = true
  }
  return result
}

/// One code a row for several: equal exactly where all of them are, numbered in order of appearance.
func combinedCodes(_ codes: [[Int]]) -> [Int] {
  guard var result = codes.first else { return [] }
  for next in codes.dropFirst() {
    let width = UInt64((next.max() ?? -1) + 2)
    let (_, overflows) = UInt64((result.max() ?? -1) + 2).multipliedReportingOverflow(by: width)
    guard !overflows else {
      result = combinedPairs(result, next)
      continue
    }
    var table = NumberTable()
    result =
      numbered(result.count, nil, false) {
        table.number(of: UInt64(result[$0] + 1) &* width &+ UInt64(next[$0] + 1), next: $1)
      }.codes
  }
  return result
}

private func combinedPairs(_ first: [Int], _ second: [Int]) -> [Int] {
  var numbers: [SIMD2<Int>: Int] = [:]
  return zip(first, second).map { a, b in
    let number = numbers[SIMD2(a, b)] ?? numbers.count
    numbers[SIMD2(a, b)] = number
    return number
  }
}
