import Columns
import Kernels

// Columns made row by row by a kernel; a row that is missing or that the kernel refuses is missing. Texts, and errors'
// messages too, may be made in the scratch, which is reset after each row.

extension Column {
  static func ints(
    count: Int, missing: [Bool]?, failures: inout RowFailures, _ kernel: (Int, Scratch) throws(RowError) -> Int64?
  ) -> Column {
    var values = [Int64](repeating: 0, count: count)
    let mask = rows(count, missing, &failures) { row, scratch throws(RowError) in
      guard let value = try kernel(row, scratch) else { return false }
      values[row] = value
      return true
    }
    return Column(.int64(values)).masked(mask)
  }

  static func bools(
    count: Int, missing: [Bool]?, failures: inout RowFailures, _ kernel: (Int, Scratch) throws(RowError) -> Bool?
  ) -> Column {
    var values = [Bool](repeating: false, count: count)
    let mask = rows(count, missing, &failures) { row, scratch throws(RowError) in
      guard let value = try kernel(row, scratch) else { return false }
      values[row] = value
      return true
    }
    return Column(.bool(values)).masked(mask)
  }

  static func floats(
    count: Int, missing: [Bool]?, failures: inout RowFailures, _ kernel: (Int, Scratch) throws(RowError) -> Double
  ) -> Column {
    var values = [Double](repeating: .nan, count: count)
    _ = rows(count, missing, &failures) { row, scratch throws(RowError) in
      values[row] = try kernel(row, scratch)
      return true
    }
    return .floats(values)
  }

  static func texts(
    count: Int, missing: [Bool]?, failures: inout RowFailures, _ kernel: (Int, Scratch) throws(RowError) -> Text?
  ) -> Column {
    var values = StringColumn()
    values.reserveCapacity(rows: count, bytes: 0)
    let mask = rows(count, missing, &failures) { row, scratch throws(RowError) in
      while values.count < row { values.append(Text("")) }
      guard let text = try kernel(row, scratch) else { return false }
      values.append(text)
      return true
    }
    while values.count < count { values.append(Text("")) }
    return Column(.string(values)).masked(mask)
  }

  /// Runs `kernel`, which says whether the row has a value, for all rows that are not missing; gives those without.
  private static func rows(
    _ count: Int, _ missing: [Bool]?, _ failures: inout RowFailures,
    _ kernel: (Int, Scratch) throws(RowError) -> Bool
  ) -> [Bool] {
    let scratch = Scratch()
    var mask = missing ?? Array(repeating: false, count: count)
    for row in 0..<count where !mask[row] {
      do throws(RowError) {
        mask[row] = try !kernel(row, scratch)
      } catch {
        mask[row] = true
        failures.append(row, error)
      }
      scratch.reset()
    }
    return mask
  }
}

extension RowFailures {
  /// What a kernel has thrown for a row.
  mutating func append(_ row: Int, _ error: RowError) {
    append(row: row, type: "\(error.type)", message: PythonString(error.message).description)
  }
}
