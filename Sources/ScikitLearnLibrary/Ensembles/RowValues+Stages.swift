import Columns
import Plans

extension RowValues {
  /// What operations make of the values, one after the other, a column a number: a stage of boosting, which is not served.
  func columns(after operations: [any RowOperation]) -> [Column] {
    var values = self
    var failures = RowFailures()
    for operation in operations { values = operation.evaluate([values], failures: &failures) }
    switch values {
    case .vector(let columns): return columns
    case .column(let column): return [column]
    case .lists: return []
    }
  }
}
