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
    guard series.index.isMulti else {
      let type = try call.context.repr(.object(IndexObject(series.index).type))
      throw Raised.valueError("index must be a MultiIndex to unstack, \(type) was passed")
    }
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
        throw Raised.keyError(.string(PythonString("Level \(try context.str(self["level"])) not found")))
      }
      return position
    }
    let level = try int("level")
    let count = index.levels.count
    guard level < count else {
      throw Raised(Exceptions.indexError, "Too many levels: Index has only \(count) levels, not \(level &+ 1)")
    }
    guard level >= -count else {
      throw Raised(
        Exceptions.indexError, "Too many levels: Index has only \(count) levels, \(level) is not a valid level number")
    }
    return level
  }

  fileprivate var fill: Scalar? { isNone("fill_value") ? nil : Scalar(self["fill_value"]) }
}
