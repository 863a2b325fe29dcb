import Columns
package import DataFrames
package import PythonRuntime
import Tracing

/// A column of a frame that could not be computed.
package struct LostColumn {
  package let label: Label
  /// Where it stood, or would stand.
  package let position: Int
  package let cause: UnsupportedCause
}

extension FrameObject {
  /// Why a column could not be computed; `nil` for one that is there, or that never was.
  func lostCause(_ label: Label) -> UnsupportedCause? {
    lostColumns.first { $0.label.asKey == label.asKey }?.cause
  }

  /// The frame without these columns, which it lacks too.
  func losing(_ columns: [LostColumn]) -> FrameObject {
    lostColumns = columns
    return self
  }

  /// An unsupported value was stored: the columns that it would make are lost, rows spoil the whole frame.
  func lose(_ key: Value, _ cause: UnsupportedCause, in context: Context) throws(Raised) {
    let isColumns = try context.maskedPositions(key, index: index) == nil && !(key.object is SliceObject)
    guard isColumns, !(key.object is FrameObject), !header.isMulti else {
      return context.poison(.object(self), with: cause)
    }
    var labels = [Label(key)]
    if let several = try context.keyColumn(key) {
      labels = (0..<several.count).map { Label(several.values[$0].pythonValue) }
    }
    for label in labels where lostCause(label) == nil {
      let position = positions(of: label).first
      if let position { removeColumn(at: position) }
      lostColumns.append(
        LostColumn(label: label, position: position ?? columnCount + lostColumns.count, cause: cause))
    }
  }
}
