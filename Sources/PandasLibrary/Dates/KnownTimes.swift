package import DataFrames
import Kernels
package import StandardLibrary
package import Tracing

// The times of pandas and Python, as what is compiled or kept in columns sees them.

extension TimestampObject: KnownTime {
  package var knownTime: (time: UserTime, count: Int64?)? { (UserTime(.timestamp, unit), count) }
}

extension TimedeltaObject: KnownTime {
  package var knownTime: (time: UserTime, count: Int64?)? { (UserTime(.duration, unit), count) }
}

extension NotATimeObject: KnownTime {
  package var knownTime: (time: UserTime, count: Int64?)? { (UserTime(.timestamp, .second), nil) }
}

extension DateObject: KnownTime {
  package var knownTime: (time: UserTime, count: Int64?)? {
    if isClock { return nil }
    if let moment = self as? DateTimeObject {
      return moment.microsecondsSince1970.map { (UserTime(.datetime, .microsecond), $0) }
    }
    return (UserTime(.date, .microsecond), Int64(daysSince1970) * 86_400_000_000)
  }
}

extension TimeDeltaObject: KnownTime {
  package var knownTime: (time: UserTime, count: Int64?)? {
    isClock ? nil : Int64(exactly: total).map { (UserTime(.duration, .microsecond), $0) }
  }
}
