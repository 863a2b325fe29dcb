package import Kernels

extension PythonString {
  /// `hash(string)`: the same in every run, unlike CPython's.
  package var pythonHash: Int {
    let hash = bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map { ByteHash.of($0, bytes.count) } ?? ByteHash.of("", 0)
    }
    return Int(truncatingIfNeeded: hash == .max ? hash &- 1 : hash)
  }
}

/// Python's hashes of numbers: equal numbers of different types have equal hashes.
package enum NumberHash {
  package static let modulus = (1 << 61) - 1

  /// `hash(int)`.
  package static func of(_ value: Int) -> Int {
    if value >= 0, value < modulus { return value }
    let result = value % modulus
    return result == -1 ? -2 : result
  }

  /// `hash(float)`.
  package static func of(_ value: Double) -> Int {
    guard value.isFinite else { return value.isNaN ? 0 : value > 0 ? 314159 : -314159 }
    if let exact = Int(exactly: value) { return of(exact) }
    var mantissa = value.significand * (value < 0 ? -1 : 1)
    var exponent = Int(value.exponent)
    mantissa /= 2
    exponent += 1
    let isNegative = mantissa < 0
    mantissa = mantissa.magnitude
    var x: UInt64 = 0
    let modulus = UInt64(NumberHash.modulus)
    while mantissa != 0 {
      x = ((x << 28) & modulus) | x >> (61 - 28)
      mantissa *= 268_435_456
      exponent -= 28
      let y = UInt64(mantissa)
      mantissa -= Double(y)
      x += y
      if x >= modulus { x -= modulus }
    }
    let shift = exponent >= 0 ? exponent % 61 : 60 - ((-1 - exponent) % 61)
    x = ((x << UInt64(shift)) & modulus) | x >> UInt64(61 - shift)
    let result = isNegative ? -Int(x) : Int(x)
    return result == -1 ? -2 : result
  }

  /// CPython's hash of a tuple from its items' hashes.
  package static func ofTuple(_ hashes: [Int]) -> Int {
    var result = TupleHash()
    for hash in hashes { result.combine(hash) }
    return result.value
  }
}

/// CPython's hash of a tuple, item by item.
struct TupleHash {
  private var state: UInt = 2_870_177_450_012_600_261
  private var count: UInt = 0

  mutating func combine(_ hash: Int) {
    state &+= UInt(bitPattern: hash) &* 14_029_467_366_897_019_727
    state = (state << 31) | (state >> 33)
    state &*= 11_400_714_785_074_694_791
    count &+= 1
  }

  var value: Int {
    let result = state &+ (count ^ (2_870_177_450_012_600_261 ^ 3_527_539))
    return result == UInt.max ? 1_546_275_796 : Int(bitPattern: result)
  }
}
