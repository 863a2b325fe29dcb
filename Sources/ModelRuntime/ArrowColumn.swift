import CModelInterface
import Kernels

/// One child of an Arrow struct array, read in place.
struct ArrowColumn {
  private let array: UnsafePointer<ArrowArray>
  private let format: ArrowFormat

  /// The column, if the model can read its format for a field of `kind`.
  init?(_ schema: UnsafePointer<ArrowSchema>, _ array: UnsafePointer<ArrowArray>, kind: Int32) {
    guard let text = schema.pointee.format, let format = ArrowFormat(text), format.kind == kind else { return nil }
    guard array.pointee.n_buffers >= format.bufferCount, array.pointee.buffers != nil else { return nil }
    self.array = array
    self.format = format
  }

  /// The value at `row` of the parent, whose own offset is in `row` already.
  func value(at row: Int) -> faircopy_value {
    var value = faircopy_value()
    let index = row + Int(array.pointee.offset)
    guard let buffers = array.pointee.buffers, isPresent(index) else { return value }
    let data = buffers[1]
    value.kind = format.kind
    switch format {
    case .bool:
      guard let bits = data?.assumingMemoryBound(to: UInt8.self) else { return faircopy_value() }
      value.as.int64 = Int64((bits[index >> 3] >> UInt8(index & 7)) & 1)
    case .int8: value.as.int64 = Int64(number(Int8.self, data, index))
    case .int16: value.as.int64 = Int64(number(Int16.self, data, index))
    case .int32: value.as.int64 = Int64(number(Int32.self, data, index))
    case .int64: value.as.int64 = number(Int64.self, data, index)
    case .float32: value.as.float64 = Double(number(Float.self, data, index))
    case .float64: value.as.float64 = number(Double.self, data, index)
    case .utf8:
      set(&value, Int(number(Int32.self, data, index)), Int(number(Int32.self, data, index + 1)), buffers[2])
    case .largeUTF8:
      set(&value, Int(number(Int64.self, data, index)), Int(number(Int64.self, data, index + 1)), buffers[2])
    }
    return value
  }

  private func isPresent(_ index: Int) -> Bool {
    guard array.pointee.null_count != 0, let validity = array.pointee.buffers?[0] else { return true }
    let bits = validity.assumingMemoryBound(to: UInt8.self)
    return (bits[index >> 3] >> UInt8(index & 7)) & 1 == 1
  }

  private func number<Number: BitwiseCopyable>(
    _ type: Number.Type, _ data: UnsafeRawPointer?, _ index: Int
  ) -> Number where Number: ExpressibleByIntegerLiteral {
    guard let data else { return 0 }
    return data.loadUnaligned(fromByteOffset: index * MemoryLayout<Number>.stride, as: type)
  }

  private func set(_ value: inout faircopy_value, _ start: Int, _ end: Int, _ bytes: UnsafeRawPointer?) {
    guard let bytes, start >= 0, end >= start else {
      value.as.string.bytes = UnsafeRawPointer(Text("").base).assumingMemoryBound(to: CChar.self)
      value.as.string.count = 0
      return
    }
    value.as.string.bytes = (bytes + start).assumingMemoryBound(to: CChar.self)
    value.as.string.count = end - start
  }
}

/// The Arrow formats that fields may come in.
enum ArrowFormat {
  case bool, int8, int16, int32, int64, float32, float64, utf8, largeUTF8

  init?(_ text: UnsafePointer<CChar>) {
    guard text[0] != 0, text[1] == 0 else { return nil }
    switch UInt8(bitPattern: text[0]) {
    case UInt8(ascii: "b"): self = .bool
    case UInt8(ascii: "c"): self = .int8
    case UInt8(ascii: "s"): self = .int16
    case UInt8(ascii: "i"): self = .int32
    case UInt8(ascii: "l"): self = .int64
    case UInt8(ascii: "f"): self = .float32
    case UInt8(ascii: "g"): self = .float64
    case UInt8(ascii: "u"): self = .utf8
    case UInt8(ascii: "U"): self = .largeUTF8
    default: return nil
    }
  }

  /// The kind of field that such a column can fill.
  var kind: Int32 {
    switch self {
    case .bool: Int32(FAIRCOPY_BOOL)
    case .int8, .int16, .int32, .int64: Int32(FAIRCOPY_INT64)
    case .float32, .float64: Int32(FAIRCOPY_FLOAT64)
    case .utf8, .largeUTF8: Int32(FAIRCOPY_STRING)
    }
  }

  var bufferCount: Int64 {
    switch self {
    case .utf8, .largeUTF8: 3
    default: 2
    }
  }
}
