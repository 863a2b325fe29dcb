package import Columns
package import DataFrames
package import PythonRuntime

/// `pandas.Index` and its kin: labels as a value of their own. Constant: labels are no row functions.
package final class IndexObject: Object {
  package var index: Index

  package init(_ index: Index) {
    self.index = index
    super.init(type: Pandas.indexType)
  }
}
