package import Columns
import Kernels

extension Column {
  /// Runs `body` with a comparison of two present rows by value; categories compare by position.
  func withOrder<Result>(_ dtype: DType, _ body: ((Int, Int) -> Bool) -> Result) -> Result {
    if case .category(let categories) = dtype {
      let codes = categories.codes(of: self)
      return body { codes[$0] < codes[$1] }
    }
    switch storage {
    case .bool(let values): return body { !values[$0] && values[$1] }
    case .int64(let values):
      if dtype == .uint64 { return body { UInt64(bitPattern: values[$0]) < UInt64(bitPattern: values[$1]) } }
      return values.withUnsafeBufferPointer { values in body { values[$0] < values[$1] } }
    case .float32(let values): return body { values[$0] < values[$1] }
    case .float64(let values): return values.withUnsafeBufferPointer { values in body { values[$0] < values[$1] } }
    case .string(let values):
      return values.bytes.withUnsafeBufferPointer { bytes in
        body { precedes(bytes, values.offsets, $0, $1) }
      }
    case .object(let values): return body { values[$0].precedes(values[$1]) }
    }
  }
}

func precedes(_ bytes: UnsafeBufferPointer<UInt8>, _ offsets: [Int], _ a: Int, _ b: Int) -> Bool {
  var i = offsets[a]
  var j = offsets[b]
  let iEnd = offsets[a + 1]
  let jEnd = offsets[b + 1]
  while i < iEnd && j < jEnd {
    if bytes[i] != bytes[j] { return bytes[i] < bytes[j] }
    i += 1
    j += 1
  }
  return jEnd - j > iEnd - i
}

extension Scalar {
  /// Order of present values: numbers by value, strings by code point, numbers before strings as pandas' `safe_sort` has it.
  package func precedes(_ other: Scalar) -> Bool {
    switch (self, other) {
    case (.int(let a), .int(let b)): a < b
    case (.string(let a), .string(let b)): a < b
    case (.string, _): false
    case (_, .string): true
    default:
      if let a = double, let b = other.double { a < b } else { double != nil && other.double == nil }
    }
  }
}
