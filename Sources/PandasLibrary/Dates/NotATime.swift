import PythonRuntime

/// What a time that is not there does not answer: `NaT.strftime(…)` and its like raise.
extension Pandas.NotATime {
  static let strftime = Method("strftime(self, *args, **kwargs)") { call in throw call.notATime("strftime") }
  static let time = Method("time(self, *args, **kwargs)") { call in throw call.notATime("time") }
  static let timestamp = Method("timestamp(self, *args, **kwargs)") { call in throw call.notATime("timestamp") }
  static let toordinal = Method("toordinal(self, *args, **kwargs)") { call in throw call.notATime("toordinal") }
  static let isocalendar = Method("isocalendar(self, *args, **kwargs)") { call in throw call.notATime("isocalendar") }
  static let timetuple = Method("timetuple(self, *args, **kwargs)") { call in throw call.notATime("timetuple") }
  static let ctime = Method("ctime(self, *args, **kwargs)") { call in throw call.notATime("ctime") }
  static let utctimetuple = Method("utctimetuple(self, *args, **kwargs)") { call in throw call.notATime("utctimetuple")
  }
  static let timetz = Method("timetz(self, *args, **kwargs)") { call in throw call.notATime("timetz") }
  static let utcoffset = Method("utcoffset(self, *args, **kwargs)") { call in throw call.notATime("utcoffset") }
  static let dst = Method("dst(self, *args, **kwargs)") { call in throw call.notATime("dst") }
  static let tzname = Method("tzname(self, *args, **kwargs)") { call in throw call.notATime("tzname") }

  static let weekday = Method("weekday(self)") { _ in .float(.nan) }
  static let isoweekday = Method("isoweekday(self)") { _ in .float(.nan) }
  static let totalSeconds = Method("total_seconds(self)") { _ in .float(.nan) }
  static let dayName = Method("day_name(self, locale=None)") { _ in .float(.nan) }
  static let monthName = Method("month_name(self, locale=None)") { _ in .float(.nan) }
  static let isoformat = Method("isoformat(self, sep='T', timespec='auto')") { _ in .text("NaT") }
  static let date = Method("date(self)") { call in call.receiver }
  static let toPydatetime = Method("to_pydatetime(self, warn=True)") { call in call.receiver }
  static let replace = Method("replace(self, *args, **kwargs)") { call in call.receiver }
  static let floor = Method("floor(self, *args, **kwargs)") { call in call.receiver }
  static let round = Method("round(self, *args, **kwargs)") { call in call.receiver }
  static let ceil = Method("ceil(self, *args, **kwargs)") { call in call.receiver }
}

extension Call {
  fileprivate func notATime(_ method: String) -> Raised { .valueError("NaTType does not support \(method)") }
}
