import Kernels
import PythonRuntime

/// `calendar.Calendar` and `calendar.TextCalendar`.
final class CalendarObject: Object {
  nonisolated(unsafe) static let type = TypeObject(
    name: "Calendar", module: "calendar", members: Standard.CalendarClass.members)
  nonisolated(unsafe) static let textType = TypeObject(
    name: "TextCalendar", module: "calendar", bases: [type], members: Standard.TextCalendarClass.members)
  nonisolated(unsafe) static let badMonth = Exceptions.make(
    "IllegalMonthError", module: "calendar", Exceptions.valueError)
  nonisolated(unsafe) static let badWeekday = Exceptions.make(
    "IllegalWeekdayError", module: "calendar", Exceptions.valueError)

  /// 0 is Monday.
  var firstWeekday: Int

  init(firstWeekday: Int, type: TypeObject) {
    self.firstWeekday = firstWeekday
    super.init(type: type)
  }

  /// The calendar of the module's functions.
  static func ofModule(_ context: Context) -> CalendarObject {
    context.state(ModuleCalendar.self) { ModuleCalendar(calendar: CalendarObject(firstWeekday: 0, type: textType)) }
      .calendar
  }

  private struct ModuleCalendar {
    let calendar: CalendarObject
  }

  /// The weeks of a month, as days; those of the months beside it included.
  func weeks(_ year: Int, _ month: Int) throws(Raised) -> [[CivilDate]] {
    let first = try CalendarObject.first(year, month)
    let before = CivilDate.remainder(first.weekday - firstWeekday, 7)
    let count = daysInMonth(month, of: year) + before
    return (0..<((count + 6) / 7)).map { week in
      (0..<7).map { CivilDate(ordinal: first.ordinal - before + 7 * week + $0) }
    }
  }

  /// The first day of a month.
  static func first(_ year: Int, _ month: Int) throws(Raised) -> CivilDate {
    guard month >= 1, month <= 12 else {
      throw .exception(BadCalendarNumber.made(badMonth, month, "bad month number \(month); must be 1-12"))
    }
    guard year.magnitude < 1 << 32 else { throw .overflowError("Python int too large to convert to C int") }
    return CivilDate(year: year, month: month, day: 1)
  }
}

/// The exceptions of `calendar`, whose text names the number.
enum BadCalendarNumber {
  static func made(_ type: TypeObject, _ number: Int, _ text: String) -> ExceptionObject {
    ExceptionObject(type, [.text(text)])
  }
}

/// The texts of calendars.
enum CalendarText {
  /// `text.center(width)`, blanks at the end cut off where asked.
  static func centered(_ text: String, _ width: Int) -> String {
    let missing = width - text.count
    guard missing > 0 else { return text }
    let left = missing / 2 + (missing & width & 1)
    return String(repeating: " ", count: left) + text + String(repeating: " ", count: missing - left)
  }

  /// A width that fits into memory.
  static func checked(_ width: Int) throws(Raised) -> Int {
    guard width < 1 << 20 else { throw Raised(Exceptions.memoryError, "") }
    return max(0, width)
  }

  static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  static func weekday(_ day: Int, _ width: Int) -> String {
    let name = BrokenDownTime.weekdays[CivilDate.remainder(day, 7)]
    return centered(String((width >= 9 ? name[...] : name.prefix(3)).prefix(width)), width)
  }

  static func header(_ calendar: CalendarObject, _ width: Int) -> String {
    (0..<7).map { weekday(calendar.firstWeekday + $0, width) }.joined(separator: " ")
  }

  static func day(_ day: Int, _ width: Int) -> String { centered(day == 0 ? "" : day.padded(2, with: " "), width) }

  static func week(_ days: [Int], _ width: Int) -> String { days.map { day($0, width) }.joined(separator: " ") }

  static func monthName(_ year: Int, _ month: Int, _ width: Int, withYear: Bool) -> String {
    let name = BrokenDownTime.months[month - 1]
    return centered(withYear ? "\(name) \(year)" : name, width)
  }

  /// `formatmonth`.
  static func month(
    _ calendar: CalendarObject, _ year: Int, _ month: Int, width: Int, lines: Int
  ) throws(Raised) -> String {
    let width = max(2, try checked(width))
    let end = String(repeating: "\n", count: max(1, try checked(lines)))
    let weeks = try calendar.weeks(year, month)
    var text = trimmed(monthName(year, month, 7 * (width + 1) - 1, withYear: true)) + end
    text += trimmed(header(calendar, width)) + end
    for week in weeks { text += trimmed(self.week(days(week, of: month), width)) + end }
    return text
  }

  /// The days of a week that belong to a month; 0 for the others.
  static func days(_ week: [CivilDate], of month: Int) -> [Int] { week.map { $0.month == month ? $0.day : 0 } }

  /// `formatyear`.
  static func year(
    _ calendar: CalendarObject, _ year: Int, width: Int, lines: Int, space: Int, columns: Int
  ) throws(Raised) -> String {
    let width = max(2, try checked(width))
    let end = String(repeating: "\n", count: max(1, try checked(lines)))
    let space = max(2, try checked(space))
    let columnWidth = (width + 1) * 7 - 1
    func row(_ cells: [String]) -> String {
      trimmed(cells.map { centered($0, columnWidth) }.joined(separator: String(repeating: " ", count: space)))
    }
    var text = trimmed(centered("\(year)", columnWidth * columns + space * (columns - 1))) + end
    for first in stride(from: 1, through: 12, by: columns) {
      let months = Array(first...min(12, first + columns - 1))
      text += end + row(months.map { monthName(year, $0, columnWidth, withYear: false) }) + end
      text += row(months.map { _ in header(calendar, width) }) + end
      var weeks: [[[CivilDate]]] = []
      for month in months { weeks.append(try calendar.weeks(year, month)) }
      for i in 0..<(weeks.map(\.count).max() ?? 0) {
        text += row(zip(months, weeks).map { i < $1.count ? week(days($1[i], of: $0), width) : "" }) + end
      }
    }
    return text
  }
}
