package import Kernels
package import PythonRuntime

/// The columns from which records were made.
package final class RecordSource {
  package let columns: [(name: PythonString, column: TracedColumn)]

  package init(_ columns: [(name: PythonString, column: TracedColumn)]) {
    self.columns = columns
  }
}

/// A dictionary that a frame's row was made into. Whoever reads it as that row compares the values first: the notebook may
/// have changed them.
package final class RecordObject: DictObject {
  package let source: RecordSource
  package let row: Int

  package init(_ source: RecordSource, row: Int) {
    self.source = source
    self.row = row
    super.init()
  }
}
