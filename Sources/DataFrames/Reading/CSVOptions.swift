import Columns
package import Kernels

/// What `read_csv` is told about a table; the defaults are pandas'.
package struct CSVOptions: Sendable {
  /// Which line names the columns.
  package enum Header: Sendable, Hashable {
    /// The first line, unless names are given.
    case inferred
    case none
    /// A line, counted from 0 among those that are not skipped.
    case line(Int)
  }

  /// A column, by name or position.
  package enum ColumnChoice: Sendable, Hashable {
    case name(PythonString)
    case position(Int)
  }

  /// `index_col`.
  package enum IndexColumns: Sendable, Hashable {
    /// Leading columns that the header does not name.
    case inferred
    /// No column: `False`.
    case none
    case columns([ColumnChoice])
  }

  /// Which lines at the beginning are passed over.
  package enum SkippedLines: Sendable, Hashable {
    case first(Int)
    /// Lines counted from 0.
    case numbered(Set<Int>)
  }

  package var dialect = CSVDialect()
  package var header = Header.inferred
  package var names: [PythonString]?
  package var indexColumns = IndexColumns.inferred
  package var usedColumns: [ColumnChoice]?
  /// The dtype of all columns that `dtypes` does not name.
  package var dtype: DType?
  package var dtypes: [ColumnChoice: DType] = [:]
  /// Missing in every column, besides the default words.
  package var missingWords: Set<PythonString> = []
  /// Missing in one column, besides the default words.
  package var missingWordsByColumn: [PythonString: Set<PythonString>] = [:]
  package var keepsDefaultMissing = true
  /// `na_filter`.
  package var filtersMissing = true
  package var trueWords: Set<PythonString> = []
  package var falseWords: Set<PythonString> = []
  package var skippedLines = SkippedLines.first(0)
  package var skippedFooter = 0
  package var rowLimit: Int?
  package var decimal = UInt8(ascii: ".")
  /// 0 for none.
  package var thousands: UInt8 = 0
  /// Lines with too many fields are left out instead of refused.
  package var skipsBadLines = false

  package init() {}
}

/// What pandas raises when it cannot read a table.
package struct CSVFailure: Error, Hashable, Sendable {
  /// The class: `ParserError`, `EmptyDataError`, `ValueError`.
  package var exception: String
  package var message: PythonString

  package init(_ exception: String, _ message: PythonString) {
    self.exception = exception
    self.message = message
  }
}
