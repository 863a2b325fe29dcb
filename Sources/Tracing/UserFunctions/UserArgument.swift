package import Columns
import DataFrames

/// What a name of user code stands for, row by row.
package enum UserArgument {
  /// An element of a column; one of an array is a numpy scalar, which divides by zero without raising.
  case element(TracedColumn, ofArray: Bool = false)
  /// A whole row of a table.
  case row(RowArgument)
  /// Several at once, as `zip` gives them.
  case tuple([UserArgument])
  /// Which row it is: its label or its number. It can only be used to take something of that row.
  case place
}

/// A row of a table as user code sees it: a series with the columns' labels, or a row of a matrix.
package struct RowArgument {
  package var fields: [(label: Scalar, column: TracedColumn)]
  /// Whether the row holds every number as a float: a row of integers and floats does.
  package var holdsFloats: Bool
  /// Whether its elements are numpy scalars: those of a row of one dtype are.
  package var isArray: Bool

  /// - Parameter fields: the columns, each with the label by which the row knows it.
  package init(_ fields: [(label: Scalar, column: TracedColumn)]) {
    self.fields = fields
    let numbers = fields.filter { $0.column.dtype.isInteger || $0.column.dtype.isFloat }
    isArray = numbers.count == fields.count
    holdsFloats =
      isArray && numbers.contains { !$0.column.dtype.isInteger } && numbers.contains { $0.column.dtype.isInteger }
  }

  /// The field that `row[key]` means: by label, else, for a number, by position. `nil` where there is none.
  func field(at key: Scalar) -> Int? {
    if let place = fields.firstIndex(where: { $0.label == key }) { return place }
    guard case .int(let number) = key, !fields.contains(where: { if case .int = $0.label { true } else { false } })
    else { return nil }
    let place = number < 0 ? fields.count + Int(number) : Int(number)
    return fields.indices.contains(place) ? place : nil
  }
}
