import Kernels

/// Reads texts of a binary workbook from a record and the records that continue it.
///
/// Each text says whether its characters have one byte or two; where it goes on in the next record, that says so again.
struct BinaryText {
  private let parts: [LittleEndian]
  private var part = 0
  private var place = 0

  init(_ parts: [LittleEndian]) {
    self.parts = parts
  }

  /// All texts of the table that cells refer to.
  static func shared(_ parts: [LittleEndian]) -> [PythonString] {
    guard let count = parts.first?.uint32(4) else { return [] }
    var reader = BinaryText(parts)
    reader.place = 8
    var texts: [PythonString] = []
    for _ in 0..<count {
      guard let text = reader.nextShared() else { break }
      texts.append(text)
    }
    return texts
  }

  /// The text whose flags stand at `place` of the first record.
  mutating func text(at place: Int, length: Int) -> PythonString {
    self.place = place
    guard let flags = byte() else { return "" }
    return PythonString(String(decoding: characters(length, isWide: flags & 1 != 0), as: UTF16.self))
  }

  private mutating func nextShared() -> PythonString? {
    guard let low = byte(), let high = byte(), let flags = byte() else { return nil }
    var rest = 0
    if flags & 8 != 0 {
      guard let low = byte(), let high = byte() else { return nil }
      rest += 4 * (Int(low) | Int(high) << 8)
    }
    if flags & 4 != 0 {
      var size = 0
      for shift in [0, 8, 16, 24] {
        guard let byte = byte() else { return nil }
        size |= Int(byte) << shift
      }
      rest += size
    }
    let units = characters(Int(low) | Int(high) << 8, isWide: flags & 1 != 0)
    skip(rest)
    return PythonString(String(decoding: units, as: UTF16.self))
  }

  private mutating func characters(_ count: Int, isWide: Bool) -> [UInt16] {
    var isWide = isWide
    var units: [UInt16] = []
    while units.count < count {
      guard part < parts.count else { break }
      if place >= parts[part].count {
        (part, place) = (part + 1, 0)
        guard let flags = byte() else { break }
        isWide = flags & 1 != 0
        continue
      }
      if isWide {
        guard let unit = parts[part].uint16(place) else { break }
        units.append(unit)
        place += 2
      } else {
        units.append(UInt16(parts[part].uint8(place) ?? 0))
        place += 1
      }
    }
    return units
  }

  private mutating func byte() -> UInt8? {
    while part < parts.count, place >= parts[part].count { (part, place) = (part + 1, 0) }
    guard part < parts.count else { return nil }
    defer { place += 1 }
    return parts[part].uint8(place)
  }

  private mutating func skip(_ count: Int) {
    var left = count
    while left > 0, part < parts.count {
      let step = min(left, parts[part].count - place)
      place += step
      left -= step
      if left > 0 { (part, place) = (part + 1, 0) }
    }
  }
}
