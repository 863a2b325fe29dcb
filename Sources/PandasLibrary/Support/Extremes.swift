import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  static let nlargest = Method("nlargest(self, n=5, keep='first')") { call in try call.extremes(largest: true) }
  static let nsmallest = Method("nsmallest(self, n=5, keep='first')") { call in try call.extremes(largest: false) }
}

extension Pandas.DataFrame {
  static let nlargest = Method("nlargest(self, n, columns, keep='first')") { call in
    try call.extremeRows(largest: true)
  }
  static let nsmallest = Method("nsmallest(self, n, columns, keep='first')") { call in
    try call.extremeRows(largest: false)
  }
}

extension Call {
  private var kept: String {
    get throws(Raised) {
      let keep = try text("keep")
      guard ["first", "last", "all"].contains(keep) else {
        throw Raised.valueError("keep must be either \"first\", \"last\" or \"all\"")
      }
      return keep
    }
  }

  fileprivate func extremes(largest: Bool) throws(Raised) -> Value {
    let series = try series
    let keep = try kept
    guard series.dtype.isNumeric || series.dtype.isTime else {
      throw Raised.typeError("Cannot use method '\(signature.name)' with dtype \(series.dtype.name(context.era))")
    }
    let order = ranked([series.column], largest: largest, keep)
    let rows = cut(order, [series.column], count: try int("n"), keep)
    return .object(series.selecting(rows))
  }

  fileprivate func extremeRows(largest: Bool) throws(Raised) -> Value {
    let frame = try frame
    let keep = try kept
    var columns: [TracedColumn] = []
    for label in try labels("columns") {
      guard let position = frame.positions(of: label).first else { throw Raised.keyError(label.pythonValue) }
      let column = frame.column(position)
      guard column.dtype.isNumeric || column.dtype.isTime else {
        let name = try context.repr(label.pythonValue)
        throw Raised.typeError(
          "Column \(name) has dtype \(column.dtype.name(context.era)), cannot use method '\(signature.name)' with this dtype"
        )
      }
      columns.append(column)
    }
    let order = ranked(columns, largest: largest, keep)
    return .object(frame.selecting(cut(order, columns, count: try int("n"), keep)))
  }

  /// The rows from the most extreme on; of equal ones the first leads, or the last.
  private func ranked(_ columns: [TracedColumn], largest: Bool, _ keep: String) -> [Int] {
    let keys = columns.map { SortKey($0.values, $0.dtype, ascending: !largest) }
    guard keep == "last", let count = columns.first?.count else { return lexicalOrder(keys) }
    let reversed = (0..<count).reversed().map { $0 }
    let backwards = keys.map { SortKey($0.column.selecting(reversed), $0.dtype, ascending: $0.ascending) }
    return lexicalOrder(backwards).map { count - 1 - $0 }
  }

  /// The first `n` of them; with `all` those too that equal the last of these.
  private func cut(_ order: [Int], _ columns: [TracedColumn], count n: Int, _ keep: String) -> [Int] {
    // Of several columns rows that lack a value stand last; of a series they are left out where others suffice.
    let present = columns.count == 1 ? order.filter { !columns[0].values.isMissing($0) } : order
    let ranked = present.count >= n || columns.count > 1 ? present : order
    guard n > 0 else { return [] }
    var result = Array(ranked.prefix(n))
    guard keep == "all", let last = result.last else { return result }
    for row in ranked.dropFirst(n) {
      guard columns.allSatisfy({ $0.values[row].asKey == $0.values[last].asKey }) else { break }
      result.append(row)
    }
    return result
  }
}
