import Columns
import DataFrames
import Kernels
import PythonRuntime
import Tracing

extension Call {
  /// `self` as a series.
  var series: SeriesObject {
    get throws(Raised) { try receiver(as: SeriesObject.self) }
  }

  /// `self` as a frame.
  var frame: FrameObject {
    get throws(Raised) { try receiver(as: FrameObject.self) }
  }

  /// `self` as a frame that may lack columns that could not be computed; all other arguments must be known.
  var frameWithLostColumns: FrameObject {
    get throws(Raised) {
      for value in values.dropFirst() { if let cause = value.poison { throw Raised.unsupported(cause) } }
      if let frame = receiver.cast(to: FrameObject.self), frame.isPartlyPoisoned { return frame }
      return try frame
    }
  }

  /// The axis that an argument names: 0 rows, 1 columns.
  func axis(_ name: String = "axis") throws(Raised) -> Int {
    switch self[name] {
    case .none: return 0
    case .string(let text) where text == "index" || text == "rows": return 0
    case .string(let text) where text == "columns": return 1
    default:
      let axis = try int(name)
      guard axis == 0 || axis == 1 else { throw Raised.valueError("No axis named \(axis) for object type DataFrame") }
      return axis
    }
  }

  /// The labels that an argument names: one, or several.
  func labels(_ name: String) throws(Raised) -> [Label] {
    let value = try self[name].supported()
    guard let column = try context.keyColumn(value) else { return [Label(value)] }
    return (0..<column.count).map { Label(column.values[$0].pythonValue) }
  }

  /// The result of a method that may work in place: `None` then.
  func result(_ frame: FrameObject, replacing old: FrameObject) throws(Raised) -> Value {
    try warnOfInplace()
    guard try bool("inplace") else { return .object(frame) }
    old.become(frame)
    return .none
  }

  /// The result of a series' method that may work in place: `None` then.
  func result(_ column: TracedColumn, storingInto series: SeriesObject) throws(Raised) -> Value {
    guard try bool("inplace") else { return series.with(column) }
    series.store(column, era: context.era)
    return .none
  }
}
