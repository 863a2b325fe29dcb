import Columns
import Kernels

// Columns made row by row by a kernel; a row that is missing or that the kernel refuses is missing.

extension Column {
  static func ints(
    count: Int, missing: [Bool]?, failures: inout RowFailures, _ kernel: (Int) throws(RowError) -> Int64?
  ) -> Column {
    var values = [Int64](repeating: 0, count: count)
    let mask = rows(count, missing, &failures) { row throws(RowError) in
      guard let value = try kernel(row) else { return false }
      values[row] = value
      return true
    }
    return Column(.int64(values)).masked(mask)
  }

  static func bools(
    count: Int, missing: [Bool]?, failures: inout RowFailures, _ kernel: (Int) throws(RowError) -> Bool?
  ) -> Column {
    var values = [Bool](repeating: false, count: count)
    let mask = rows(count, missing, &failures) { row throws(RowError) in
      guard let value = try kernel(row) else { return false }
      values[row] = value
      return true
    }
    return Column(.bool(values)).masked(mask)
  }

  static func floats(
    count: Int, missing: [Bool]?, failures: inout RowFailures, _ kernel: (Int) throws(RowError) -> Double
  ) -> Column {
    var values = [Double](repeating: .nan, count: count)
    _ = rows(count, missing, &failures) { row throws(RowError) in
      values[row] = try kernel(row)
      return true
    }
    return .floats(values)
  }

  /// The texts may be made in the scratch, which is reset after each row.
  static func texts(
    count: Int, missing: [Bool]?, failures: inout RowFailures, _ kernel: (Int, Scratch) throws(RowError) -> Text?
  ) -> Column {
    let scratch = Scratch()
    var values = StringColumn()
    let mask = rows(count, missing, &failures) { row throws(RowError) in
      defer { scratch.reset() }
      let text: Text?
      do throws(RowError) {
        text = try kernel(row, scratch)
      } catch {
        values.append(Text(""))
        throw error
      }
      values.append(text ?? Text(""))
      return text != nil
    } absent: {
      values.append(Text(""))
    }
    return Column(.string(values)).masked(mask)
  }

  /// Runs `kernel`, which says whether the row has a value, for all rows that are not missing; gives those without.
  private static func rows(
    _ count: Int, _ missing: [Bool]?, _ failures: inout RowFailures, _ kernel: (Int) throws(RowError) -> Bool,
    absent: () -> Void = {}
  ) -> [Bool] {
    var mask = missing ?? Array(repeating: false, count: count)
    for row in 0..<count {
      if mask[row] {
        absent()
        continue
      }
      do throws(RowError) {
        mask[row] = try !kernel(row)
      } catch {
        mask[row] = true
        failures.append(row, error)
      }
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
