package import Columns
package import Kernels

/// pandas' display options, with the values that a notebook starts with.
package struct DisplayOptions: Sendable {
  /// `display.width`.
  package var width = 80
  /// `display.max_rows`; `nil` shows all.
  package var maxRows: Int? = 60
  /// `display.min_rows`.
  package var minRows: Int? = 10
  /// `display.max_columns`; `nil` shows all.
  package var maxColumns: Int? = 20
  /// `display.max_colwidth`.
  package var maxColumnWidth: Int? = 50
  /// `display.precision`.
  package var precision = 6
  /// `display.float_format`.
  package var floatFormat: (@Sendable (Double) -> PythonString)?
  /// `display.max_seq_items`.
  package var maxSequenceItems: Int? = 100
  /// `display.show_dimensions`; `nil` is `truncate`.
  package var showDimensions: Bool?
  /// `display.multi_sparse`.
  package var sparse = true
  /// `display.html.border`.
  package var border = 1
  /// Whether `info()` numbers the columns under heads: pandas since 1.0.
  package var infoHasHeads = true
  /// Whether floats among objects have so many digits in all, not behind the point: pandas until 1.1.
  package var objectFloatsAreGeneral = false
  /// Whether indexes of numbers have classes of their own in the classic year: pandas until 1.5.
  package var numbersHaveIndexClasses = true
  /// What Python's `str`, `repr` and pandas' `pprint_thing` give for an object.
  package var objectText: @Sendable (ScalarObject, ObjectStyle) -> PythonString = { _, _ in "<object>" }

  package init() {}
}

/// The ways in which a Python object turns into text.
package enum ObjectStyle: Sendable {
  case str, repr, pprint
}
