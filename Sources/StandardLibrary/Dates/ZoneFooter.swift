import Kernels

/// The rule for times after the last transition of a time-zone file: `EST5EDT,M3.2.0,M11.1.0`.
struct ZoneFooter {
  private let standard: ZoneRules.Period
  private let daylight: ZoneRules.Period?
  private var start: Change?
  private var end: Change?

  /// When in a year the clock changes: a weekday of a month at a local time.
  private struct Change {
    let month: Int
    let week: Int
    let weekday: Int
    let seconds: Int

    /// Seconds since 1970, in local time.
    func moment(in year: Int) -> Int {
      let first = CivilDate(year: year, month: month, day: 1)
      // The rule counts weekdays from Sunday.
      let offset = CivilDate.remainder(weekday - (first.weekday + 1), 7)
      var day = 1 + offset + 7 * (week - 1)
      while day > daysInMonth(month, of: year) { day -= 7 }
      return (first.ordinal + day - 1 - Timestamps.epoch) * 86400 + seconds
    }
  }

  init?(_ text: String) {
    var reader = Reader(text: Array(text.utf8))
    guard let name = reader.name(), let offset = reader.time() else { return nil }
    standard = ZoneRules.Period(offset: -offset, dst: 0, name: name, isDaylight: false)
    guard let other = reader.name() else {
      daylight = nil
      return
    }
    let saved = reader.time().map { -$0 } ?? standard.offset + 3600
    daylight = ZoneRules.Period(offset: saved, dst: saved - standard.offset, name: other, isDaylight: true)
    guard let start = reader.change(), let end = reader.change() else { return nil }
    self.start = start
    self.end = end
  }

  func period(utc: Int) -> ZoneRules.Period {
    guard let daylight, let start, let end else { return standard }
    let day = CivilDate.floorDivided(utc + standard.offset, 86400) + Timestamps.epoch
    let year = CivilDate(ordinal: day).year
    let from = start.moment(in: year) - standard.offset
    let until = end.moment(in: year) - daylight.offset
    let isDaylight = from < until ? utc >= from && utc < until : utc >= from || utc < until
    return isDaylight ? daylight : standard
  }

  private struct Reader {
    let text: [UInt8]
    var position = 0

    private var next: UInt8 { position < text.count ? text[position] : 0 }

    mutating func name() -> String? {
      let start = position
      if next == UInt8(ascii: "<") {
        while position < text.count, next != UInt8(ascii: ">") { position += 1 }
        position += 1
        return position <= text.count ? String(decoding: text[(start + 1)..<(position - 1)], as: UTF8.self) : nil
      }
      while next | 0x20 >= 0x61, next | 0x20 <= 0x7A { position += 1 }
      return position > start ? String(decoding: text[start..<position], as: UTF8.self) : nil
    }

    mutating func number() -> Int? {
      let start = position
      var value = 0
      while next >= 0x30, next <= 0x39, position - start < 6 {
        value = value * 10 + Int(next - 0x30)
        position += 1
      }
      return position > start ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
      var sign = 1
      if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") {
        sign = next == UInt8(ascii: "-") ? -1 : 1
        position += 1
      }
      guard var seconds = number().map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where next == UInt8(ascii: ":") {
        position += 1
        seconds += (number() ?? 0) * unit
      }
      return sign * seconds
    }

    /// `,Mm.w.d[/time]`
    mutating func change() -> Change? {
      guard next == UInt8(ascii: ",") else { return nil }
      position += 1
      guard next == UInt8(ascii: "M") else { return nil }
      position += 1
      guard let month = number(), (1...12).contains(month) else { return nil }
      position += 1
      guard let week = number(), (1...5).contains(week) else { return nil }
      position += 1
      guard let weekday = number() else { return nil }
      var seconds = 7200
      if next == UInt8(ascii: "/") {
        position += 1
        guard let given = time() else { return nil }
        seconds = given
      }
      return Change(month: month, week: week, weekday: weekday, seconds: seconds)
    }
  }
}
