import Kernels

/// The bytes of a string's storage.
extension ItemsMemory {
  @inline(__always)
  func byte(_ position: Int) -> UInt8 { memory.load(fromByteOffset: Layout.firstItem &+ position, as: UInt8.self) }

  @inline(__always)
  func setByte(_ position: Int, _ byte: UInt8) {
    memory.storeBytes(of: byte, toByteOffset: Layout.firstItem &+ position, as: UInt8.self)
  }

  /// Whether there is a byte of some kind.
  @inline(__always)
  func hasByte(_ isWanted: (UInt8) -> Bool) -> Bool {
    for i in 0..<count where isWanted(byte(i)) { return true }
    return false
  }

  /// Whether every byte is ASCII; for short strings.
  @inline(__always)
  var isASCII: Bool {
    var i = 0
    while i &+ 8 <= count {
      let word = memory.loadUnaligned(fromByteOffset: Layout.firstItem &+ i, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { return false }
      i &+= 8
    }
    while i < count {
      if byte(i) >= 0x80 { return false }
      i &+= 1
    }
    return true
  }

  /// How often a byte is there.
  func count(of wanted: UInt8) -> Int {
    var result = 0
    for i in 0..<count where byte(i) == wanted { result &+= 1 }
    return result
  }

  /// Whether the bytes of another string stand at a position, which may be out of bounds.
  func hasBytes(of part: ItemsMemory, at position: Int) -> Bool {
    guard position >= 0, part.count <= count &- position else { return false }
    for i in 0..<part.count where byte(position &+ i) != part.byte(i) { return false }
    return true
  }

  /// The storage of the strings between separators of one byte.
  func parts(between separator: UInt8) -> ItemsMemory {
    let result = NewArray.ofValues(count(of: separator) &+ 1)
    var (start, part) = (0, 0)
    for i in 0...count where i == count || byte(i) == separator {
      let place = result[part]
      place.begin()
      if i == start {
        place.store("")
      } else {
        place.store(string: NewArray.copy(memory + Layout.firstItem + start, i &- start))
      }
      (start, part) = (i &+ 1, part &+ 1)
    }
    return result
  }
}
