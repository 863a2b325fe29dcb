/// The streams of a compound file, the container of workbooks until 2007: sectors that tables chain to streams.
///
/// - SeeAlso: [MS-CFB], Compound File Binary File Format.
struct CompoundFile {
  private let bytes: LittleEndian
  private let sectorSize: Int
  private let next: [UInt32]

  private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// Numbers from here on end a chain or stand for no sector.
  private static let special: UInt32 = 0xFFFF_FFFA

  /// - Returns: `nil` for bytes that are no such container.
  init?(_ content: [UInt8]) {
    guard content.starts(with: CompoundFile.signature) else { return nil }
    let bytes = LittleEndian(content)
    guard let shift = bytes.uint16(30), shift == 9 || shift == 12 else { return nil }
    let sectorSize = 1 << Int(shift)
    var tables = (0..<109).compactMap { bytes.uint32(76 + 4 * $0) }
    var sector = bytes.uint32(68) ?? CompoundFile.special
    let most = content.count / sectorSize + 1
    for _ in 0..<most where sector < CompoundFile.special {
      let start = (Int(sector) + 1) * sectorSize
      let numbers = (0..<sectorSize / 4).compactMap { bytes.uint32(start + 4 * $0) }
      tables += numbers.dropLast()
      sector = numbers.last ?? CompoundFile.special
    }
    var next: [UInt32] = []
    for table in tables.prefix(most) where table < CompoundFile.special {
      let start = (Int(table) + 1) * sectorSize
      for place in 0..<sectorSize / 4 { next.append(bytes.uint32(start + 4 * place) ?? CompoundFile.special) }
    }
    (self.bytes, self.sectorSize, self.next) = (bytes, sectorSize, next)
  }

  /// The content of a stream by its name; `nil` where there is none.
  func stream(_ name: String) -> [UInt8]? {
    let directory = LittleEndian(chained(bytes.uint32(48) ?? CompoundFile.special))
    for entry in stride(from: 0, to: directory.count, by: 128) {
      guard let length = directory.uint16(entry + 64), length >= 2, length <= 64,
        let start = directory.uint32(entry + 116), let size = directory.uint32(entry + 120)
      else { continue }
      let units = stride(from: 0, to: Int(length) - 2, by: 2).compactMap { directory.uint16(entry + $0) }
      guard String(decoding: units, as: UTF16.self) == name else { continue }
      // Short streams lie in sectors of their own inside the stream of the first entry.
      if size < bytes.uint32(56) ?? 0 { return shortStream(start, Int(size), directory) }
      return Array(chained(start).prefix(Int(size)))
    }
    return nil
  }

  private func shortStream(_ first: UInt32, _ size: Int, _ directory: LittleEndian) -> [UInt8]? {
    guard let root = directory.uint32(116) else { return nil }
    let container = chained(root)
    let table = LittleEndian(chained(bytes.uint32(60) ?? CompoundFile.special))
    var content: [UInt8] = []
    var sector = first
    while sector < CompoundFile.special, content.count < size {
      let start = Int(sector) * 64
      guard start < container.count else { return nil }
      content += container[start..<min(start + 64, container.count)]
      guard let following = table.uint32(4 * Int(sector)) else { return nil }
      sector = following
    }
    return Array(content.prefix(size))
  }

  private func chained(_ first: UInt32) -> [UInt8] {
    var content: [UInt8] = []
    var sector = first
    // A chain in a circle ends with the file's size.
    for _ in 0...next.count where sector < CompoundFile.special {
      let start = (Int(sector) + 1) * sectorSize
      guard start < bytes.count, Int(sector) < next.count else { break }
      content += bytes.bytes[start..<min(start + sectorSize, bytes.count)]
      sector = next[Int(sector)]
    }
    return content
  }
}

/// Bytes read as numbers with the lowest byte first; `nil` beyond the end.
struct LittleEndian {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  func uint8(_ place: Int) -> UInt8? { place >= 0 && place < bytes.count ? bytes[place] : nil }

  func uint16(_ place: Int) -> UInt16? {
    guard place >= 0, place + 2 <= bytes.count else { return nil }
    return UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
  }

  func uint32(_ place: Int) -> UInt32? {
    guard let low = uint16(place), let high = uint16(place + 2) else { return nil }
    return UInt32(low) | UInt32(high) << 16
  }

  func float64(_ place: Int) -> Double? {
    guard let low = uint32(place), let high = uint32(place + 4) else { return nil }
    return Double(bitPattern: UInt64(low) | UInt64(high) << 32)
  }
}
