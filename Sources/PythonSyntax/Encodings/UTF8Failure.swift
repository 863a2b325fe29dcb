/// What Python's codec says of bytes that are not UTF-8.
struct UTF8Failure {
  private let position: Int
  private let byte: UInt8
  private let reason: String

  /// `(unicode error) 'utf-8' codec can't decode byte 0xe9 in position 3: invalid continuation byte`
  var message: String {
    let digits = String(byte, radix: 16)
    return "(unicode error) 'utf-8' codec can't decode byte 0x\(digits) in position \(position): \(reason)"
  }

  /// The first failure of a text; `nil` if it is UTF-8.
  init?(in text: some Collection<UInt8>) {
    var lead: (position: Int, byte: UInt8)?
    var following = 0
    var allowed: ClosedRange<UInt8> = 0x80...0xBF
    for (position, byte) in text.enumerated() {
      if following > 0, let lead {
        guard allowed.contains(byte) else {
          self.init(position: lead.position, byte: lead.byte, reason: "invalid continuation byte")
          return
        }
        following -= 1
        allowed = 0x80...0xBF
        continue
      }
      lead = (position, byte)
      switch byte {
      case 0..<0x80: break
      case 0xC2..<0xE0: following = 1
      case 0xE0..<0xF0: following = 2
      case 0xF0..<0xF5: following = 3
      default:
        self.init(position: position, byte: byte, reason: "invalid start byte")
        return
      }
      allowed = Self.first(behind: byte)
    }
    guard following > 0, let lead else { return nil }
    self.init(position: lead.position, byte: lead.byte, reason: "unexpected end of data")
  }

  private init(position: Int, byte: UInt8, reason: String) {
    self.position = position
    self.byte = byte
    self.reason = reason
  }

  /// The bytes that may follow a lead byte.
  private static func first(behind lead: UInt8) -> ClosedRange<UInt8> {
    switch lead {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}
