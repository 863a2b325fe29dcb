import Kernels

/// The strings of one ASCII character, and which long strings are known to be ASCII.
///
/// Strings do not say themselves whether they are ASCII; for a short one it is found quickly, the storage of the long
/// ones last asked about is remembered.
final class CharacterTable {
  private let strings: UnsafeMutablePointer<Value?>
  /// The storage of strings, with a reference each, so that what is known stays true.
  private var long: (first: [UInt8], second: [UInt8]) = ([], [])
  private var isASCII = (first: true, second: true)

  init() {
    strings = .allocate(capacity: 128)
    for i in 0..<128 {
      (strings + i).initialize(to: .string(PythonString(bytes: [UInt8(truncatingIfNeeded: i)])))
    }
  }

  deinit {
    strings.deinitialize(count: 128)
    strings.deallocate()
  }

  /// The string of one ASCII character.
  @inline(__always)
  func slot(_ character: UInt8) -> Slot { Slot(strings + Int(character & 0x7F)) }

  /// The string of one ASCII character.
  @inline(__always)
  func string(_ character: UInt8) -> Value { strings[Int(character & 0x7F)] ?? .none }

  /// Whether every character of a string is ASCII.
  func isASCII(_ bytes: [UInt8]) -> Bool {
    if bytes.count <= 64 { return bytes.isASCII }
    let address = bytes.withUnsafeBytes { $0.baseAddress }
    if address == long.first.withUnsafeBytes({ $0.baseAddress }) { return isASCII.first }
    if address != long.second.withUnsafeBytes({ $0.baseAddress }) {
      long.second = bytes
      isASCII.second = bytes.isASCII
    }
    swap(&long.first, &long.second)
    swap(&isASCII.first, &isASCII.second)
    return isASCII.first
  }

  /// Whether it is the long string that was asked for last, and ASCII.
  @inline(__always)
  func knowsAsASCII(_ bytes: ItemsMemory) -> Bool {
    isASCII.first && long.first.withUnsafeBytes { $0.baseAddress == UnsafeRawPointer(bytes.memory) + Layout.firstItem }
  }

  /// Lets go of a string that is to be changed in place.
  @inline(__always)
  func forget(_ storage: UnsafeMutableRawPointer) {
    let elements = UnsafeRawPointer(storage) + 32
    if long.first.withUnsafeBytes({ $0.baseAddress }) == elements { long.first = [] }
    if long.second.withUnsafeBytes({ $0.baseAddress }) == elements { long.second = [] }
  }
}

extension Context {
  /// The character of an ASCII string at an index; `nil` where it is not ASCII or the index is out of range.
  func character(of string: Slot, at index: Int) -> Slot? {
    let bytes = ItemsMemory(string.reference)
    let position = index < 0 ? index &+ bytes.count : index
    guard UInt(bitPattern: position) < UInt(bitPattern: bytes.count), isASCII(string) else { return nil }
    return characters.slot(bytes.memory.load(fromByteOffset: Layout.firstItem &+ position, as: UInt8.self))
  }
}

extension [UInt8] {
  /// Whether all bytes are below 0x80, looked at eight at a time.
  var isASCII: Bool {
    withUnsafeBytes { bytes in
      var i = 0
      var high: UInt64 = 0
      while i + 8 <= bytes.count {
        high |= bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        i += 8
      }
      while i < bytes.count {
        high |= UInt64(bytes[i])
        i += 1
      }
      return high & 0x8080_8080_8080_8080 == 0
    }
  }
}
