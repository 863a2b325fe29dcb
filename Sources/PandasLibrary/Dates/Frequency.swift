import DataFrames
import Kernels

/// A frequency of dates as pandas writes it: `D`, `15min`, `MS`, `W-SUN`.
struct Frequency {
  enum Step: Hashable {
    /// Of a fixed length in seconds.
    case seconds(Int64)
    /// Working days, weeks that end on a weekday, months and years by their ends or starts.
    case businessDays, week(Int)
    case monthEnd(Int), monthStart(Int)
  }

  let count: Int64
  let step: Step
  /// As pandas prints it, without the count.
  let name: String

  init?(_ text: String) {
    let digits = text.prefix { $0.isNumber }
    count = digits.isEmpty ? 1 : Int64(digits) ?? 0
    guard count > 0, count < 100_000 else { return nil }
    let word = String(text.dropFirst(digits.count))
    switch word {
    case "D", "d": (step, name) = (.seconds(86_400), "D")
    case "H", "h": (step, name) = (.seconds(3600), word)
    case "T", "min": (step, name) = (.seconds(60), word)
    case "S", "s": (step, name) = (.seconds(1), word)
    case "B": (step, name) = (.businessDays, "B")
    case "W", "W-SUN": (step, name) = (.week(6), "W-SUN")
    case "W-MON", "W-TUE", "W-WED", "W-THU", "W-FRI", "W-SAT":
      let days = ["MON", "TUE", "WED", "THU", "FRI", "SAT"]
      (step, name) = (.week(days.firstIndex(of: String(word.suffix(3))) ?? 0), word)
    case "M", "ME": (step, name) = (.monthEnd(1), word)
    case "MS": (step, name) = (.monthStart(1), word)
    case "Q", "QE", "Q-DEC", "QE-DEC": (step, name) = (.monthEnd(3), word.hasPrefix("QE") ? "QE-DEC" : "Q-DEC")
    case "QS", "QS-JAN": (step, name) = (.monthStart(3), "QS-JAN")
    case "Y", "YE", "A", "A-DEC", "YE-DEC": (step, name) = (.monthEnd(12), word.hasPrefix("Y") ? "YE-DEC" : "A-DEC")
    case "YS", "AS", "AS-JAN", "YS-JAN": (step, name) = (.monthStart(12), word.hasPrefix("Y") ? "YS-JAN" : "AS-JAN")
    default: return nil
    }
    // Longer steps than 250 years leave what nanoseconds can count.
    switch step {
    case .monthEnd(let months), .monthStart(let months): if Int64(months) * count > 3000 { return nil }
    default: break
    }
  }

  /// The length, where it is always the same.
  var seconds: Int64? { if case .seconds(let seconds) = step { seconds * count } else { nil } }

  /// As pandas prints it.
  var text: String { count == 1 ? name : "\(count)\(name)" }

  /// The first point of the frequency that is not before a time of `perSecond` units a second.
  func aligned(_ time: Int64, _ perSecond: Int64) -> Int64 {
    let day = perSecond * 86_400
    let date = floorQuotient(time, day)
    let rest = time &- date &* day
    var civil = CivilDate(daysSince1970: Int(date))
    switch step {
    case .seconds: return time
    case .businessDays:
      return (date + Int64(max(0, civil.weekday == 5 ? 2 : civil.weekday == 6 ? 1 : 0))) &* day &+ rest
    case .week(let weekday): return (date + Int64((weekday - civil.weekday + 7) % 7)) &* day &+ rest
    case .monthEnd(let months):
      while civil.month % months != 0 { civil = Frequency.later(civil, 1) }
      return Frequency.monthEnd(civil) &* day &+ rest
    case .monthStart(let months):
      if civil.day > 1 { civil = Frequency.later(civil, 1) }
      while (civil.month - 1) % months != 0 { civil = Frequency.later(civil, 1) }
      return Int64(CivilDate(year: civil.year, month: civil.month, day: 1).daysSince1970) &* day &+ rest
    }
  }

  /// The next point after one that lies on the frequency.
  func after(_ time: Int64, _ perSecond: Int64) -> Int64 {
    let day = perSecond * 86_400
    let date = floorQuotient(time, day)
    let rest = time &- date &* day
    let civil = CivilDate(daysSince1970: Int(date))
    switch step {
    case .seconds(let seconds): return time &+ seconds &* count &* perSecond
    case .businessDays:
      var next = date
      for _ in 0..<count {
        next += 1
        while CivilDate(daysSince1970: Int(next)).weekday > 4 { next += 1 }
      }
      return next &* day &+ rest
    case .week: return time &+ 7 &* count &* day
    case .monthEnd(let months):
      return Frequency.monthEnd(Frequency.later(civil, months * Int(count))) &* day &+ rest
    case .monthStart(let months):
      let next = Frequency.later(civil, months * Int(count))
      return Int64(CivilDate(year: next.year, month: next.month, day: 1).daysSince1970) &* day &+ rest
    }
  }

  /// The day, since 1970, with which a date's month ends.
  private static func monthEnd(_ date: CivilDate) -> Int64 {
    Int64(CivilDate(year: date.year, month: date.month, day: daysInMonth(date.month, of: date.year)).daysSince1970)
  }

  /// The first of the month so many months later.
  private static func later(_ date: CivilDate, _ months: Int) -> CivilDate {
    let number = date.year * 12 + date.month - 1 + months
    let year = number >= 0 ? number / 12 : (number - 11) / 12
    return CivilDate(year: year, month: number - year * 12 + 1, day: 1)
  }
}
