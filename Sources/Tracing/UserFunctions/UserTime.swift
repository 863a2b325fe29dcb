package import DataFrames
import Plans
package import PythonRuntime

/// What user code sees of a time: which class its value has, and in which units a column counts it.
package struct UserTime: Hashable {
  /// A class of Python's or pandas' times.
  package enum Kind {
    /// `pandas.Timestamp`.
    case timestamp
    /// `datetime.datetime`.
    case datetime
    /// `datetime.date`.
    case date
    /// `pandas.Timedelta` and `datetime.timedelta`.
    case duration
  }

  package var kind: Kind
  package var unit: TimeUnit

  package init(_ kind: Kind, _ unit: TimeUnit) {
    self.kind = kind
    self.unit = unit
  }

  /// The elements of a column; `nil` for a column that holds no times.
  init?(_ dtype: DType) {
    switch dtype {
    case .datetime64(let unit): self.init(.timestamp, unit)
    case .timedelta64(let unit): self.init(.duration, unit)
    default: return nil
    }
  }

  var isDuration: Bool { kind == .duration }
}

/// A Python value that is a time and stays the same whatever the row is.
package protocol KnownTime: Object {
  /// What it is, with its count of units; a count of `nil` is `NaT`. `nil` for a time that a plan cannot freeze: one with a
  /// zone, or one read from the clock.
  var knownTime: (time: UserTime, count: Int64?)? { get }
}
