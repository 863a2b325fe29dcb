/// The rows of each code, in order, one after the other in one array.
struct RowsByCode {
  private let rows: [Int]
  /// Where the rows of each code begin; one more than there are codes.
  private let starts: [Int]

  /// - Parameters:
  ///   - codes: from zero; rows of a negative one are left out. Rows count from the slice's start.
  ///   - count: how many codes there are.
  init(_ codes: ArraySlice<Int>, _ count: Int) {
    var starts = [Int](repeating: 0, count: count + 1)
    for code in codes where code >= 0 { starts[code + 1] += 1 }
    for code in 0..<count { starts[code + 1] += starts[code] }
    var ends = starts
    var rows = [Int](repeating: 0, count: starts[count])
    for (row, code) in codes.enumerated() where code >= 0 {
      rows[ends[code]] = row
      ends[code] += 1
    }
    self.rows = rows
    self.starts = starts
  }

  /// The rows of a code.
  subscript(code: Int) -> ArraySlice<Int> { rows[starts[code]..<starts[code + 1]] }

  /// Where the values of each code lie, when they are put together in the rows' order.
  func range(_ code: Int) -> Range<Int> { starts[code]..<starts[code + 1] }

  /// The row of each code, -1 where there is none; `nil` if a code has several.
  var single: [Int]? {
    var result = [Int](repeating: -1, count: starts.count - 1)
    for code in result.indices {
      let own = range(code)
      if own.count > 1 { return nil }
      if let place = own.first { result[code] = rows[place] }
    }
    return result
  }
}
