package import Columns
import Kernels

/// The distinct values of a column in order of appearance, and which of them each row has.
package struct Factorized: Sendable {
  /// For each row the number of its value, -1 where it is missing.
  package private(set) var codes: [Int]
  /// For each value the row where it is first.
  package private(set) var uniques: [Int]

  /// - Parameter countsMissing: a missing value is a value of its own, in its place.
  package init(_ column: Column, countsMissing: Bool = false) {
    codes = []
    uniques = []
    codes.reserveCapacity(column.count)
    switch column.storage {
    case .int64(let values): number(column, countsMissing) { values[$0] }
    case .float64(let values): number(column, countsMissing) { (values[$0] + 0.0).bitPattern }
    case .float32(let values): number(column, countsMissing) { (values[$0] + 0.0).bitPattern }
    case .bool(let values): number(column, countsMissing) { values[$0] }
    case .string(let values): number(strings: values, column, countsMissing)
    case .object(let values): number(column, countsMissing) { values[$0].asKey }
    }
  }

  private mutating func number<Key: Hashable>(_ column: Column, _ countsMissing: Bool, _ key: (Int) -> Key) {
    var numbers: [Key: Int] = [:]
    var missingNumber = -1
    for row in 0..<column.count {
      if column.isMissing(row) {
        appendMissing(row, &missingNumber, countsMissing)
      } else if let number = numbers[key(row)] {
        codes.append(number)
      } else {
        numbers[key(row)] = uniques.count
        codes.append(uniques.count)
        uniques.append(row)
      }
    }
  }

  private mutating func appendMissing(_ row: Int, _ missingNumber: inout Int, _ countsMissing: Bool) {
    if countsMissing && missingNumber < 0 {
      missingNumber = uniques.count
      uniques.append(row)
    }
    codes.append(missingNumber)
  }

  /// Strings are hashed where they lie: no allocation a row.
  private mutating func number(strings: StringColumn, _ column: Column, _ countsMissing: Bool) {
    var slots = [Int](repeating: -1, count: 64)
    var hashes: [UInt64] = []
    var missingNumber = -1
    let offsets = strings.offsets
    strings.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<strings.count {
        if column.isMissing(row) {
          appendMissing(row, &missingNumber, countsMissing)
          if hashes.count < uniques.count { hashes.append(0) }
          continue
        }
        let hash = hashed(bytes, offsets[row], offsets[row + 1])
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
          let number = slots[slot]
          if hashes[number] == hash && equal(bytes, offsets, uniques[number], row) { break }
          slot = (slot + 1) & (slots.count - 1)
        }
        if slots[slot] < 0 {
          slots[slot] = uniques.count
          uniques.append(row)
          hashes.append(hash)
        }
        codes.append(slots[slot])
        if 2 * uniques.count > slots.count { slots = grown(slots, hashes) }
      }
    }
  }
}

private func hashed(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for i in start..<end { hash = (hash ^ UInt64(bytes[i])) &* 0x100_0000_01b3 }
  return hash ^ (hash >> 29)
}

private func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ offsets: [Int], _ a: Int, _ b: Int) -> Bool {
  let length = offsets[a + 1] - offsets[a]
  guard length == offsets[b + 1] - offsets[b] else { return false }
  for i in 0..<length where bytes[offsets[a] + i] != bytes[offsets[b] + i] { return false }
  return true
}

private func grown(_ slots: [Int], _ hashes: [UInt64]) -> [Int] {
  var result = [Int](repeating: -1, count: slots.count * 2)
  for number in slots where number >= 0 {
    var slot = Int(truncatingIfNeeded: hashes[number]) & (result.count - 1)
    while result[slot] >= 0 { slot = (slot + 1) & (result.count - 1) }
    result[slot] = number
  }
  return result
}

/// The distinct values of a column in sorted order, and which of them each row has. Categories keep their order.
package struct SortedKeys: Sendable {
  /// For each row the rank of its value, -1 where it is missing.
  package let codes: [Int]
  /// For each value a row that has it.
  package let uniques: [Int]

  package init(_ column: Column, _ dtype: DType) {
    let found = Factorized(column)
    let order = column.withOrder(dtype) { less in
      stablySorted(count: found.uniques.count) { less(found.uniques[$0], found.uniques[$1]) }
    }
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[number] = rank }
    codes = found.codes.map { $0 < 0 ? -1 : ranks[$0] }
    uniques = order.map { found.uniques[$0] }
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
  if keep == .none {
    var counts: [Int: Int] = [:]
    for code in codes { counts[code, default: 0] += 1 }
    for row in codes.indices { result[row] = (counts[codes[row]] ?? 0) > 1 }
    return result
  }
  var seen: Set<Int> = []
  let rows = keep == .first ? Array(codes.indices) : codes.indices.reversed()
  for row in rows { result[row] = !seen.insert(codes[row]).inserted }
  return result
}

/// One code a row for several: equal exactly where all of them are, numbered in order of appearance.
func combinedCodes(_ codes: [[Int]]) -> [Int] {
  guard var result = codes.first else { return [] }
  for next in codes.dropFirst() {
    var numbers: [SIMD2<Int>: Int] = [:]
    for row in result.indices {
      let pair = SIMD2(result[row], next[row])
      let number = numbers[pair] ?? numbers.count
      numbers[pair] = number
      result[row] = number
    }
  }
  return result
}
