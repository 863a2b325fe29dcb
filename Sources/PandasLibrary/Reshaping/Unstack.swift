import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.Series {
  /// pandas `Series.unstack`.
  static let unstack = Method("unstack(self, level=-1, fill_value=None, sort=True)") { call in
    let series = try call.series
    let frame = series.plain.unstacked(level: try call.level(series.index), fill: call.fill)
    return .object(
      FrameObject(
        constant: frame, fitted: series.column.fitted ?? call.context.fitted("unstack", of: series.column, series.name))
    )
  }
}

extension Pandas.DataFrame {
  /// pandas `DataFrame.unstack`.
  static let unstack = Method("unstack(self, level=-1, fill_value=None, sort=True)") { call in
    let frame = try call.frame
    guard frame.index.isMulti else { throw call.unsupported("'unstack' of a frame with one level") }
    return .object(
      FrameObject(
        constant: frame.plain.unstacked(level: try call.level(frame.index), fill: call.fill),
        fitted: call.context.fitted("unstack", of: frame)))
  }
}

extension Call {
  fileprivate func level(_ index: Index) throws(Raised) -> Int {
    if case .string = self["level"] {
      guard let position = index.names.firstIndex(of: Scalar(self["level"])) else {
        throw Raised.keyError(self["level"])
      }
      return position
    }
    return try int("level")
  }

  fileprivate var fill: Scalar? { isNone("fill_value") ? nil : Scalar(self["fill_value"]) }
}
