import CModelInterface
import Kernels

/// One column of an answer while it is built, then an Arrow array that frees itself.
struct ArrowAnswerColumn {
  private let kind: Int32
  private var rows = 0
  private var nulls = 0
  private var validity: [UInt8] = []
  /// Packed bools, little-endian numbers, or the bytes of strings.
  private var values: [UInt8] = []
  private var offsets: [Int64] = [0]

  init(kind: Int32) {
    self.kind = kind
  }

  /// The Arrow format of the column: `b`, `l`, `g` or `U`.
  var format: StaticString {
    switch kind {
    case Int32(FAIRCOPY_BOOL): "b"
    case Int32(FAIRCOPY_INT64): "l"
    case Int32(FAIRCOPY_FLOAT64): "g"
    default: "U"
    }
  }

  /// Appends a value of the column's kind; anything else is missing.
  mutating func append(_ value: faircopy_value) {
    let present = value.kind == kind
    appendBit(present, to: &validity)
    if !present { nulls += 1 }
    switch kind {
    case Int32(FAIRCOPY_BOOL):
      appendBit(present && value.as.int64 != 0, to: &values)
    case Int32(FAIRCOPY_STRING):
      if present, let text = value.as.string.bytes {
        for i in 0..<value.as.string.count { values.append(UInt8(bitPattern: text[i])) }
      }
      offsets.append(Int64(values.count))
    default:
      let pattern = present ? UInt64(bitPattern: value.as.int64) : 0
      for byte in 0..<8 { values.append(UInt8(truncatingIfNeeded: pattern >> UInt64(8 * byte))) }
    }
    rows += 1
  }

  mutating func append(_ number: Double) {
    var value = faircopy_value()
    value.kind = Int32(FAIRCOPY_FLOAT64)
    value.as.float64 = number
    append(value)
  }

  mutating func append(_ bytes: UnsafePointer<CChar>, count: Int) {
    var value = faircopy_value()
    value.kind = Int32(FAIRCOPY_STRING)
    value.as.string.bytes = bytes
    value.as.string.count = count
    append(value)
  }

  mutating func appendMissing() {
    append(faircopy_value())
  }

  private func appendBit(_ bit: Bool, to bytes: inout [UInt8]) {
    if rows & 7 == 0 { bytes.append(0) }
    if bit { bytes[rows >> 3] |= 1 << UInt8(rows & 7) }
  }

  /// The finished column; its buffers belong to the array.
  func array() -> ArrowArray {
    let isString = kind == Int32(FAIRCOPY_STRING)
    let buffers = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: 3)
    buffers[0] = copied(validity)
    buffers[1] = isString ? copied(offsets) : copied(values)
    buffers[2] = isString ? copied(values) : nil
    return ArrowArray(
      length: Int64(rows), null_count: Int64(nulls), offset: 0, n_buffers: isString ? 3 : 2, n_children: 0,
      buffers: buffers, children: nil, dictionary: nil, release: releaseColumn, private_data: nil)
  }

  private func copied<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeRawPointer {
    let size = elements.count * MemoryLayout<Element>.stride
    let copy = UnsafeMutableRawPointer.allocate(byteCount: size > 0 ? size : 1, alignment: 64)
    elements.withUnsafeBytes { source in
      if let base = source.baseAddress { copy.copyMemory(from: base, byteCount: size) }
    }
    return UnsafeRawPointer(copy)
  }
}

private func releaseColumn(_ array: UnsafeMutablePointer<ArrowArray>?) {
  guard let array, let buffers = array.pointee.buffers else { return }
  for index in 0..<3 { buffers[index]?.deallocate() }
  buffers.deallocate()
  array.pointee.buffers = nil
  array.pointee.release = nil
}
