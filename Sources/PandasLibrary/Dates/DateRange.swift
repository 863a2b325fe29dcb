import Columns
import DataFrames
import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `date_range`.
  static let dateRange = Function(
    "date_range(start=None, end=None, periods=None, freq=None, tz=None, normalize=False, name=None, inclusive='both', *, unit=None, **kwargs)"
  ) { call in
    try call.refuse("tz", "normalize", "inclusive", "unit")
    guard call.keywords.isEmpty else { throw call.unsupported("such a 'date_range'") }
    let given = ["start", "end", "periods"].filter { !call.isNone($0) }.count
    guard given == 2 else {
      throw Raised.valueError(
        "Of the four parameters: start, end, periods, and freq, exactly three must be specified")
    }
    let text = try call.optionalString("freq")?.description ?? "D"
    guard let frequency = Frequency(text),
      call.context.era == .classic || !["M", "Q", "Y", "A", "H", "T", "S"].contains(text)
    else { throw call.unsupported("frequency '\(text)'", argument: "freq") }
    let isClassic = call.context.era == .classic
    let unit: TimeUnit = isClassic ? .nanosecond : .microsecond
    let start = try call.bound("start", unit)
    let end = try call.bound("end", unit)
    let times = try call.times(start, end, frequency, unit)
    var index = DataFrames.Index(
      .labels(.ints(times), .datetime64(unit)), names: [call.isNone("name") ? nil : Scalar(call["name"])])
    index.frequency = PythonString(frequency.text)
    return .object(IndexObject(index))
  }

  static let bdateRange = Function("bdate_range(start=None, end=None, periods=None, freq='B', **kwargs)") { call in
    guard call.keywords.isEmpty else { throw call.unsupported("such a 'bdate_range'") }
    return try call.context.callMethod(
      call.context.module(named: "pandas") ?? .none, "date_range",
      CallArguments([call["start"], call["end"], call["periods"], call["freq"]]))
  }
}

extension Call {
  fileprivate func bound(_ name: String, _ unit: TimeUnit) throws(Raised) -> Int64? {
    if isNone(name) { return nil }
    var value = self[name]
    if case .string(let text) = value { value = try context.date(text, DateOptions()) }
    guard case .date(let date)? = context.time(value) else { throw unsupported("such a '\(name)'", argument: name) }
    return try date.count.rescaled(from: date.unit, to: unit)
  }

  fileprivate func times(
    _ start: Int64?, _ end: Int64?, _ frequency: Frequency, _ unit: TimeUnit
  ) throws(Raised) -> [Int64] {
    let perSecond = unit.perSecond
    var times: [Int64] = []
    if let start {
      var time = frequency.aligned(start, perSecond)
      let limit = isNone("periods") ? 10_000_000 : try int("periods")
      while times.count < limit {
        if let end, time > end { break }
        times.append(time)
        let next = frequency.after(time, perSecond)
        guard next > time, times.count < 10_000_000 else { throw unsupported("such a long 'date_range'") }
        time = next
      }
      return times
    }
    guard let end, let seconds = frequency.seconds else { throw unsupported("a 'date_range' up to its end") }
    let count = Int64(try int("periods"))
    let (length, overflows) = seconds.multipliedReportingOverflow(by: perSecond)
    let (whole, exceeds) = length.multipliedReportingOverflow(by: max(count, 1))
    guard count < 10_000_000, !overflows, !exceeds, !end.subtractingReportingOverflow(whole).overflow else {
      throw unsupported("such a long 'date_range'")
    }
    return (0..<max(count, 0)).map { end - (count - 1 - $0) * seconds * perSecond }
  }
}
