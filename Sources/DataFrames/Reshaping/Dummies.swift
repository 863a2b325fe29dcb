package import Columns
package import Kernels

/// One of the columns that `get_dummies` makes of a column.
package struct DummyColumn: Sendable {
  /// The category, `missing` for that of missing values.
  package let category: Scalar
  /// `str(category)`: what follows prefix and separator in the name.
  package let label: PythonString
  /// For each row the number of its category, -1 where it is missing; and the number of this one.
  fileprivate let codes: [Int]
  fileprivate let code: Int

  /// Whether the row's value is the category.
  package var isSet: [Bool] { codes.map { $0 == code } }
}

/// The columns of `get_dummies`, in order: a column a category, sorted unless the column is categorical.
package func dummies(
  _ field: Frame.Field, dropsFirst: Bool = false, withMissing: Bool = false, era: Era
) -> [DummyColumn] {
  let values: Column
  let codes: [Int]
  var dtype = field.dtype
  if case .category(let categories) = field.dtype {
    values = categories.values
    codes = categories.codes(of: field.values)
    dtype = categories.dtype.value
  } else {
    let keys = SortedKeys(field.values, field.dtype)
    values = field.values.selecting(keys.uniques)
    codes = keys.codes
  }
  let text = ScalarText(era: era, options: DisplayOptions())
  var result = (0..<values.count).map { code in
    DummyColumn(category: values[code], label: text.str(values[code], dtype), codes: codes, code: code)
  }
  if withMissing {
    result.append(DummyColumn(category: .missing, label: "nan", codes: codes, code: -1))
  }
  return dropsFirst ? Array(result.dropFirst()) : result
}
