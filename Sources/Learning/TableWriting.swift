import Kernels

extension [UInt8] {
  /// Appends counts and codes as words of 32 bits; they are checked against their bounds before.
  mutating func append(words: [Int]) {
    for word in words { appendLittleEndian(UInt32(clamping: word)) }
  }

  /// Appends numbers as they are.
  mutating func append(numbers: [Double]) {
    reserveCapacity(count + 8 * numbers.count)
    for number in numbers { appendLittleEndian(number.bitPattern) }
  }
}
