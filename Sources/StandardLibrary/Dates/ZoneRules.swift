/// The offsets of a place through time, from a file of the time-zone database (RFC 8536).
struct ZoneRules {
  /// A stretch of time with one offset.
  struct Period: Hashable {
    /// Seconds east of UTC.
    var offset: Int
    /// Seconds of daylight saving in it.
    var dst: Int
    var name: String
    var isDaylight: Bool
  }

  /// Seconds since 1970 at which a period begins.
  private(set) var transitions: [Int] = []
  private(set) var periods: [Period] = []
  private(set) var first = Period(offset: 0, dst: 0, name: "UTC", isDaylight: false)
  /// What holds after the last transition.
  private(set) var footer: ZoneFooter?

  /// `nil` if the bytes are no such file.
  init?(_ bytes: [UInt8]) {
    guard var header = Header(bytes, at: 0) else { return nil }
    var size = 4
    if bytes[4] != 0 {
      guard let second = Header(bytes, at: header.end(4)) else { return nil }
      header = second
      size = 8
    }
    guard header.end(size) <= bytes.count, header.types > 0 else { return nil }
    func number(_ start: Int, _ count: Int) -> Int {
      let value = bytes[start..<(start + count)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return count == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(bitPattern: value))
    }
    let times = header.start
    let indices = times + header.times * size
    let types = indices + header.times
    let names = types + header.types * 6
    var kinds: [Period] = []
    for i in 0..<header.types {
      let start = types + 6 * i
      let name = bytes[(names + Int(bytes[start + 5]))...].prefix { $0 != 0 }
      kinds.append(
        Period(
          offset: number(start, 4), dst: 0, name: String(decoding: name, as: UTF8.self),
          isDaylight: bytes[start + 4] != 0))
    }
    first = kinds.first { !$0.isDaylight } ?? kinds[0]
    var standard = first.offset
    for i in 0..<header.times {
      guard Int(bytes[indices + i]) < kinds.count else { return nil }
      var period = kinds[Int(bytes[indices + i])]
      if period.isDaylight {
        period.dst = period.offset == standard ? 3600 : period.offset - standard
      } else {
        standard = period.offset
      }
      transitions.append(number(times + i * size, size))
      periods.append(period)
    }
    if size == 8 {
      let text = bytes[header.end(8)...].dropFirst().prefix { $0 != 0x0A }
      footer = ZoneFooter(String(decoding: text, as: UTF8.self))
    }
  }

  /// The period at a moment of UTC.
  func period(utc: Int) -> Period {
    if let last = transitions.last, utc >= last, let footer { return footer.period(utc: utc) }
    guard let index = transitions.lastIndex(where: { $0 <= utc }) else {
      return transitions.isEmpty ? footer?.period(utc: utc) ?? first : first
    }
    return periods[index]
  }

  /// The period at a local moment; of one that occurs twice, the first or second.
  func period(local: Int, fold: Int) -> Period {
    // Offsets before and after any change near the moment.
    let earlier = period(utc: local - 93600)
    let later = period(utc: local + 93600)
    let candidates = [earlier, later].filter { period(utc: local - $0.offset) == $0 }
    if candidates.count == 2 { return fold == 0 ? earlier : later }
    if let only = candidates.first { return only }
    // A moment that was skipped: counted from before, or from after with fold.
    return fold == 0 ? earlier : later
  }

  /// The counts at the beginning of a block.
  private struct Header {
    let start: Int
    let times: Int
    let types: Int
    let leaps: Int
    let characters: Int
    let standards: Int
    let universals: Int

    init?(_ bytes: [UInt8], at offset: Int) {
      guard bytes.count >= offset + 44, Array(bytes[offset..<(offset + 4)]) == Array("TZif".utf8) else { return nil }
      let counts = (0..<6).map { i in
        bytes[(offset + 20 + 4 * i)..<(offset + 24 + 4 * i)].reduce(0) { $0 << 8 | Int($1) }
      }
      guard counts.allSatisfy({ $0 < 1 << 20 }) else { return nil }
      (universals, standards, leaps, times) = (counts[0], counts[1], counts[2], counts[3])
      (types, characters) = (counts[4], counts[5])
      start = offset + 44
    }

    func end(_ size: Int) -> Int {
      start + times * (size + 1) + types * 6 + characters + leaps * (size + 4) + standards + universals
    }
  }
}
