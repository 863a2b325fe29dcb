import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

extension Pandas.Functions {
  /// pandas `to_datetime`.
  static let toDatetime = Function(
    "to_datetime(arg, errors='raise', dayfirst=False, yearfirst=False, utc=None, format=None, exact=True, unit=None, infer_datetime_format=False, origin='unix', cache=True)"
  ) { call in
    try call.refuse("yearfirst", "origin")
    if try !call.isNone("utc") && call.bool("utc") { throw call.unsupported("times with a zone", argument: "utc") }
    let options = try DateOptions(call)
    switch call["arg"] {
    case .none: return .none
    case .string(let text): return try call.context.date(text, options)
    case .object(let object):
      if let series = object as? SeriesObject {
        return series.with(try call.context.dates(series.column, options))
      }
      if let index = object as? IndexObject {
        let column = try call.context.dates(index.column, options)
        return .object(IndexObject(column, names: index.index.names))
      }
      if object is TimestampObject || object is NotATimeObject { return call["arg"] }
      if let column = try call.context.keyColumn(call["arg"]) {
        let dates = try call.context.dates(column, options)
        return .object(IndexObject(dates))
      }
    default: break
    }
    guard case .int(let number) = Scalar(call["arg"]) else {
      throw call.unsupported("'to_datetime' of '\(call["arg"].typeName)'")
    }
    let column = try call.context.dates(TracedColumn(values: .ints([number]), dtype: .int64), options)
    return pandasElement(column.values[0], column.dtype)
  }
}

/// What a call of `to_datetime` says about the spelling.
struct DateOptions {
  var format: PythonString?
  var isDayFirst = false
  /// Whether what cannot be read becomes NaT.
  var coerces = false
  var unit: PythonString?

  init() {}

  init(_ call: Call) throws(Raised) {
    format = try call.optionalString("format")
    isDayFirst = try call.bool("dayfirst")
    unit = try call.optionalString("unit")
    switch try call.text("errors") {
    case "raise": break
    case "coerce": coerces = true
    default: throw call.unsupported("such 'errors'", argument: "errors")
    }
  }
}

extension Context {
  /// The unit that dates read from text have.
  var dateUnit: TimeUnit { era == .modern ? .microsecond : .nanosecond }

  /// A column as dates, each value a row function of the text or number.
  func dates(_ column: TracedColumn, _ options: DateOptions) throws(Raised) -> TracedColumn {
    if case .datetime64 = column.dtype { return column }
    switch column.values.storage {
    case .string: return try dates(texts: column, options)
    case .int64 where !column.dtype.isTime: return try dates(numbers: column, options)
    case .float64 where column.values.presentCount == 0:
      return try dates(texts: constantColumn(.string(""), .str, count: column.count, domain: column.domain), options)
    case .object(let scalars):
      let times = inferringTimes(column.values, acceptsDays: true)
      if times.dtype.isTime { return opaqueColumn(times.values, times.dtype, domain: column.domain, reason: "objects") }
      let texts = Column(scalars: scalars.map { $0 == .none ? .missing : $0 })
      if case .string = texts.storage {
        var text = column
        text.values = texts
        return try dates(texts: text, options)
      }
      fallthrough
    default: throw unsupportedNow("'to_datetime' of '\(column.dtype.name(era))'")
    }
  }

  private func dates(texts column: TracedColumn, _ options: DateOptions) throws(Raised) -> TracedColumn {
    let unit = dateUnit
    let spelling = try spelling(of: column, options)
    let operation = ParseDate(
      spelling, perSecond: unit.perSecond, raising: options.coerces ? nil : refusal(of: spelling))
    let result: TracedColumn
    do throws(Raised) {
      result = try applying(operation, to: column, dtype: .datetime64(unit))
    } catch .exception(let exception) {
      throw named(exception)
    }
    try refuseUnread(column, result, spelling)
    return result
  }

  /// A row's error of a class of pandas' own.
  private func named(_ exception: ExceptionObject) -> Raised {
    guard exception.type === Exceptions.exception, let message = exception.arguments.first?.stringValue else {
      return .exception(exception)
    }
    return Raised(era == .modern ? Pandas.dateParseError : Pandas.dateutilError, message)
  }

  /// How the texts of a column are written: as asked for, as the first of them is, or each in its own way.
  private func spelling(of column: TracedColumn, _ options: DateOptions) throws(Raised) -> ParseDate.Spelling {
    if let format = options.format, format != "mixed", format != "ISO8601" {
      try refuseDirectives(format)
      return .format(format)
    }
    if era == .modern, options.format == nil {
      let first = (0..<column.count).lazy.compactMap { row -> PythonString? in
        guard case .string(let text) = column.values[row], !text.withText(isNotATime) else { return nil }
        return text
      }.first
      if let first, let guess = guessedDateFormat(first, dayFirst: options.isDayFirst) { return .format(guess) }
    }
    return .usual(dayFirst: options.isDayFirst)
  }

  private func refuseDirectives(_ format: PythonString) throws(Raised) {
    var isDirective = false
    for byte in format.bytes {
      if isDirective, !"YymdjHIMSfpbBaA%".utf8.contains(byte) {
        throw unsupportedNow("'%\(PythonString(bytes: [byte]))' in a date format")
      }
      isDirective = byte == UInt8(ascii: "%") && !isDirective
    }
  }

  /// What pandas raises for a text that is no date.
  private func refusal(of spelling: ParseDate.Spelling) -> RaisedError {
    switch (era, spelling) {
    case (.classic, .format(let format)):
      return RaisedError("ValueError", "time data '{}' does not match format '\(format)' (match)")
    case (.classic, .usual): return RaisedError("ParserError", "Unknown string format: {} present at position 0")
    case (.modern, .usual):
      return RaisedError("DateParseError", "Unknown datetime string format, unable to parse: {}")
    case (.modern, .format(let format)):
      return RaisedError(
        "ValueError",
        "time data \"{}\" doesn't match format \"\(format)\". You might want to try:\n"
          + "    - passing `format` if your strings have a consistent format;\n"
          + "    - passing `format='ISO8601'` if your strings are all ISO8601 but not necessarily in exactly the same "
          + "format;\n    - passing `format='mixed'`, and the format will be inferred for each element individually. "
          + "You might want to use `dayfirst` alongside this.")
    }
  }

  /// A text with digits that we cannot read may well be a date to dateutil.
  private func refuseUnread(
    _ texts: TracedColumn, _ dates: TracedColumn, _ spelling: ParseDate.Spelling
  ) throws(Raised) {
    guard case .usual = spelling else { return }
    for row in 0..<dates.count where dates.values.isMissing(row) {
      guard case .string(let text) = texts.values[row], !text.withText(isNotATime),
        text.bytes.contains(where: { (48...57).contains($0) })
      else { continue }
      throw unsupportedNow("the date '\(text)'")
    }
  }

  private func dates(numbers column: TracedColumn, _ options: DateOptions) throws(Raised) -> TracedColumn {
    if options.format != nil {
      let texts = try applying(Cast(to: .string), to: column, dtype: .str)
      return try dates(texts: texts, options)
    }
    guard let factor = DateOptions.nanoseconds[options.unit?.description ?? "ns"] else {
      throw unsupportedNow("unit '\(options.unit ?? "")'")
    }
    let unit: TimeUnit = era == .modern && factor % 1000 == 0 ? .microsecond : .nanosecond
    let length = Scalar.int(unit == .microsecond ? factor / 1000 : factor)
    return try applying(Multiply(), to: [.column(column), .constant(length, nil)], dtype: .datetime64(unit))
  }

  /// One text as a `Timestamp`.
  func date(_ text: PythonString, _ options: DateOptions) throws(Raised) -> Value {
    let column = TracedColumn(values: .strings(StringColumn([text])), dtype: .str)
    let result = try dates(column, options)
    return pandasElement(result.values[0], result.dtype)
  }

  /// One text as a `Timestamp`, wherever pandas takes a text for a date.
  func timestamp(reading text: PythonString) throws(Raised) -> TimestampObject {
    let unit = dateUnit
    guard let instant = text.withText({ instant(reading: $0, dayFirst: false) }),
      let count = instant.count(perSecond: unit.perSecond)
    else { throw unsupportedNow("the date '\(text)'") }
    return TimestampObject(count, unit)
  }
}

extension Pandas {
  nonisolated(unsafe) static let dateParseError = Exceptions.make(
    "DateParseError", module: "pandas._libs.tslibs.parsing", Exceptions.valueError)
  nonisolated(unsafe) static let dateutilError = Exceptions.make(
    "ParserError", module: "dateutil.parser._parser", Exceptions.valueError)
}

extension DateOptions {
  /// Nanoseconds in a unit.
  static let nanoseconds: [String: Int64] = [
    "ns": 1, "us": 1_000, "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000, "h": 3_600_000_000_000,
    "D": 86_400_000_000_000,
  ]
}
