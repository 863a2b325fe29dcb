import Foundation
import Kernels
import Testing

/// Cases recorded by `fixtures/kernels/record.py`: each a list of strings, numbers, lists and nulls.
struct Fixture {
  /// One recorded case.
  struct Case {
    let items: [Any]

    func text(_ index: Int) -> String { items[index] as? String ?? "" }
    func integer(_ index: Int) -> Int? { items[index] as? Int }
    func list(_ index: Int) -> [Any] { items[index] as? [Any] ?? [] }
    func isNull(_ index: Int) -> Bool { items[index] is NSNull }
    /// A double from its bits.
    func double(_ index: Int) -> Double {
      text(index) == "nan" ? .nan : UInt64(text(index), radix: 16).map { Double(bitPattern: $0) } ?? .nan
    }
  }

  let cases: [Case]

  init(_ name: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appending(path: "fixtures/kernels/\(name).json"))
    let lists = try JSONSerialization.jsonObject(with: data) as? [[Any]] ?? []
    cases = lists.map { Case(items: $0) }
    try #require(!cases.isEmpty)
  }
}

/// The bits of a double as the fixtures write them.
func hexadecimal(_ x: Double?) -> String? {
  x.map { $0.isNaN ? "nan" : String($0.bitPattern, radix: 16) }
}

extension Text {
  /// A text in a scratch.
  init(_ string: String, in scratch: Scratch) {
    self = Array(string.utf8).withUnsafeBufferPointer { scratch.text(copying: $0) }
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }
}

/// What one of the appending functions writes.
func written(_ append: (inout [UInt8]) -> Void) -> String {
  var bytes: [UInt8] = []
  append(&bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// The hash that the fixtures hold in place of many numbers.
struct Digest {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ x: Double) {
    withUnsafeBytes(of: x.bitPattern.littleEndian) { bytes in
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
  }

  var text: String { String(hash, radix: 16) }
}
