import Kernels
import PythonRuntime

extension Standard.CalendarModule {
  static let calendarClass = Constant("Calendar") { _ in .object(CalendarObject.type) }
  static let textCalendar = Constant("TextCalendar") { _ in .object(CalendarObject.textType) }
  static let illegalMonth = Constant("IllegalMonthError") { _ in .object(CalendarObject.badMonth) }
  static let illegalWeekday = Constant("IllegalWeekdayError") { _ in .object(CalendarObject.badWeekday) }

  static let dayName = Constant("day_name") { _ in names(BrokenDownTime.weekdays, 9) }
  static let dayAbbreviation = Constant("day_abbr") { _ in names(BrokenDownTime.weekdays, 3) }
  static let monthName = Constant("month_name") { _ in names([""] + BrokenDownTime.months, 9) }
  static let monthAbbreviation = Constant("month_abbr") { _ in names([""] + BrokenDownTime.months, 3) }

  private static func names(_ names: [String], _ length: Int) -> Value {
    .list(names.map { .text(String($0.prefix(length))) })
  }

  static let monday = Constant("MONDAY") { _ in 0 }
  static let tuesday = Constant("TUESDAY") { _ in 1 }
  static let wednesday = Constant("WEDNESDAY") { _ in 2 }
  static let thursday = Constant("THURSDAY") { _ in 3 }
  static let friday = Constant("FRIDAY") { _ in 4 }
  static let saturday = Constant("SATURDAY") { _ in 5 }
  static let sunday = Constant("SUNDAY") { _ in 6 }
  static let january = Constant("January") { _ in 1 }
  static let february = Constant("February") { _ in 2 }
  static let epoch = Constant("EPOCH") { _ in 1970 }

  static let isleap = Function("isleap(year)") { call in .bool(isLeapYear(try call.int("year"))) }

  static let leapdays = Function("leapdays(y1, y2)") { call in
    func before(_ year: Int) -> Int {
      CivilDate.floorDivided(year, 4) - CivilDate.floorDivided(year, 100) + CivilDate.floorDivided(year, 400)
    }
    return .int(before(try call.int("y2") &- 1) - before(try call.int("y1") &- 1))
  }

  static let weekday = Function("weekday(year, month, day)") { call in
    var year = try call.int("year")
    if year < 1 || year > 9999 { year = 2000 + CivilDate.remainder(year, 400) }
    return .int(try DateObject.checked(year, call.int("month"), call.int("day")).weekday)
  }

  static let monthrange = Function("monthrange(year, month)") { call in
    let first = try CalendarObject.first(call.int("year"), call.int("month"))
    return .tuple([.int(first.weekday), .int(daysInMonth(first.month, of: first.year))])
  }

  static let timegm = Function("timegm(tuple)") { call in
    let items = try call.list("tuple").prefix(6)
    guard items.count == 6 else {
      throw Raised.valueError("not enough values to unpack (expected 6, got \(items.count))")
    }
    var n: [Int] = []
    for item in items {
      let number = try call.context.index(item)
      guard number.magnitude < 1 << 40 else { throw Raised.overflowError("date value out of range") }
      n.append(number)
    }
    let first = try DateObject.checked(n[0], n[1], 1)
    return .int((((first.ordinal + n[2] - 1 - Timestamps.epoch) * 24 + n[3]) * 60 + n[4]) * 60 + n[5])
  }

  static let setfirstweekday = Function("setfirstweekday(firstweekday)") { call in
    let day = try call.int("firstweekday")
    guard day >= 0, day <= 6 else {
      let text = "bad weekday number \(day); must be 0 (Monday) to 6 (Sunday)"
      throw Raised.exception(BadCalendarNumber.made(CalendarObject.badWeekday, day, text))
    }
    CalendarObject.ofModule(call.context).firstWeekday = day
    return .none
  }
  static let firstweekday = Function("firstweekday()") { call in
    .int(CalendarObject.ofModule(call.context).firstWeekday)
  }

  static let monthcalendar = Function("monthcalendar(year, month)") { call in
    try CalendarWeeks.days(CalendarObject.ofModule(call.context), call)
  }

  static let month = Function("month(theyear, themonth, w=0, l=0)") { call in
    .text(
      try CalendarText.month(
        CalendarObject.ofModule(call.context), call.int("theyear"), call.int("themonth"), width: call.int("w"),
        lines: call.int("l")))
  }
  static let prmonth = Function("prmonth(theyear, themonth, w=0, l=0)") { call in
    let text = try CalendarText.month(
      CalendarObject.ofModule(call.context), call.int("theyear"), call.int("themonth"), width: call.int("w"),
      lines: call.int("l"))
    call.context.write(PythonString(text))
    return .none
  }
  static let calendar = Function("calendar(theyear, w=2, l=1, c=6, m=3)") { call in
    .text(try CalendarWeeks.year(CalendarObject.ofModule(call.context), call))
  }
  static let prcal = Function("prcal(theyear, w=0, l=0, c=6, m=3)") { call in
    call.context.write(PythonString(try CalendarWeeks.year(CalendarObject.ofModule(call.context), call)))
    return .none
  }
  static let weekheader = Function("weekheader(width)") { call in
    .text(CalendarText.header(CalendarObject.ofModule(call.context), try CalendarText.checked(call.int("width"))))
  }
}

/// What the functions of the module and the methods of calendars share.
enum CalendarWeeks {
  static func days(_ calendar: CalendarObject, _ call: Call) throws(Raised) -> Value {
    let month = try call.int("month")
    return .list(
      try calendar.weeks(call.int("year"), month).map { week in
        .list(CalendarText.days(week, of: month).map { .int($0) })
      })
  }

  static func year(_ calendar: CalendarObject, _ call: Call) throws(Raised) -> String {
    let columns = try call.int("m")
    if columns < 1 { throw .valueError("range() arg 3 must not be zero") }
    return try CalendarText.year(
      calendar, call.int("theyear"), width: call.int("w"), lines: call.int("l"), space: call.int("c"),
      columns: min(columns, 12))
  }
}

extension Standard.CalendarClass {
  static let new = Constructor("Calendar(cls, firstweekday=0)") { call in
    .object(
      CalendarObject(
        firstWeekday: CivilDate.remainder(try call.int("firstweekday"), 7),
        type: call.receivingClass ?? CalendarObject.type))
  }
  static let firstweekday = Property("firstweekday") { call in
    .int(try call.receiver(as: CalendarObject.self).firstWeekday)
  } set: { call, value in
    try call.receiver(as: CalendarObject.self).firstWeekday = CivilDate.remainder(call.context.index(value), 7)
  }
  static let setfirstweekday = Method("setfirstweekday(self, firstweekday)") { call in
    try call.receiver(as: CalendarObject.self).firstWeekday = CivilDate.remainder(call.int("firstweekday"), 7)
    return .none
  }
  static let iterweekdays = Method("iterweekdays(self)") { call in
    let first = try call.receiver(as: CalendarObject.self).firstWeekday
    return .object(ArrayIterator((0..<7).map { .int(CivilDate.remainder(first + $0, 7)) }))
  }

  private static func each(_ call: Call, _ item: (CivilDate, Int) throws(Raised) -> Value) throws(Raised) -> Value {
    let month = try call.int("month")
    var items: [Value] = []
    for week in try call.receiver(as: CalendarObject.self).weeks(call.int("year"), month) {
      for day in week { items.append(try item(day, month)) }
    }
    return .object(ArrayIterator(items))
  }

  private static func weeks(_ call: Call, _ item: (CivilDate, Int) throws(Raised) -> Value) throws(Raised) -> Value {
    let month = try call.int("month")
    var rows: [Value] = []
    for week in try call.receiver(as: CalendarObject.self).weeks(call.int("year"), month) {
      var row: [Value] = []
      for day in week { row.append(try item(day, month)) }
      rows.append(.list(row))
    }
    return .list(rows)
  }

  private static func date(_ day: CivilDate, _ month: Int) throws(Raised) -> Value {
    .object(DateObject(try DateObject.checked(day.year, day.month, day.day)))
  }
  private static func number(_ day: CivilDate, _ month: Int) -> Value { .int(day.month == month ? day.day : 0) }
  private static func pair(_ day: CivilDate, _ month: Int) -> Value {
    .tuple([number(day, month), .int(day.weekday)])
  }

  static let itermonthdates = Method("itermonthdates(self, year, month)") { call in try each(call, date) }
  static let itermonthdays = Method("itermonthdays(self, year, month)") { call in try each(call, number) }
  static let itermonthdays2 = Method("itermonthdays2(self, year, month)") { call in try each(call, pair) }
  static let itermonthdays3 = Method("itermonthdays3(self, year, month)") { call in
    try each(call) { day, _ in .tuple([.int(day.year), .int(day.month), .int(day.day)]) }
  }
  static let itermonthdays4 = Method("itermonthdays4(self, year, month)") { call in
    try each(call) { day, _ in .tuple([.int(day.year), .int(day.month), .int(day.day), .int(day.weekday)]) }
  }
  static let monthdatescalendar = Method("monthdatescalendar(self, year, month)") { call in try weeks(call, date) }
  static let monthdayscalendar = Method("monthdayscalendar(self, year, month)") { call in try weeks(call, number) }
  static let monthdays2calendar = Method("monthdays2calendar(self, year, month)") { call in try weeks(call, pair) }
}

extension Standard.TextCalendarClass {
  static let formatmonth = Method("formatmonth(self, theyear, themonth, w=0, l=0)") { call in
    .text(
      try CalendarText.month(
        call.receiver(as: CalendarObject.self), call.int("theyear"), call.int("themonth"), width: call.int("w"),
        lines: call.int("l")))
  }
  static let prmonth = Method("prmonth(self, theyear, themonth, w=0, l=0)") { call in
    let text = try CalendarText.month(
      call.receiver(as: CalendarObject.self), call.int("theyear"), call.int("themonth"), width: call.int("w"),
      lines: call.int("l"))
    call.context.write(PythonString(text))
    return .none
  }
  static let formatyear = Method("formatyear(self, theyear, w=2, l=1, c=6, m=3)") { call in
    .text(try CalendarWeeks.year(call.receiver(as: CalendarObject.self), call))
  }
  static let pryear = Method("pryear(self, theyear, w=0, l=0, c=6, m=3)") { call in
    call.context.write(PythonString(try CalendarWeeks.year(call.receiver(as: CalendarObject.self), call)))
    return .none
  }
  static let formatweekheader = Method("formatweekheader(self, width)") { call in
    .text(CalendarText.header(try call.receiver(as: CalendarObject.self), try CalendarText.checked(call.int("width"))))
  }
  static let formatweekday = Method("formatweekday(self, day, width)") { call in
    .text(try CalendarText.weekday(CivilDate.remainder(call.int("day"), 7), CalendarText.checked(call.int("width"))))
  }
  static let formatday = Method("formatday(self, day, weekday, width)") { call in
    .text(try CalendarText.day(call.int("day"), CalendarText.checked(call.int("width"))))
  }
}
