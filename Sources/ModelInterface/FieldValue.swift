import CModelInterface

/// One field of a row, or a prediction, that owns its bytes: for callers to whom convenience counts more than speed.
package enum FieldValue: Hashable, Sendable {
  case missing
  case bool(Bool)
  case int64(Int64)
  case float64(Double)
  /// UTF-8.
  case string([UInt8])
}

/// The answer to one row, owned.
package struct RowAnswer: Hashable, Sendable {
  package let prediction: FieldValue
  /// One number a class, in the order of the description's classes; empty where the model has none.
  package let probabilities: [Double]
}

extension Session {
  /// The answer to one row of fields in the description's order; missing fields at the end may be left out.
  package func answer(to fields: [FieldValue]) throws(ModelError) -> RowAnswer {
    let storage = try fill(with: fields)
    defer { storage.deallocate() }
    try predict()
    let probabilities = UnsafeBufferPointer(start: answer.probabilities, count: answer.probability_count)
    return RowAnswer(prediction: FieldValue(answer.prediction), probabilities: Array(probabilities))
  }

  /// The feature vector of one row of fields in the description's order.
  package func features(of fields: [FieldValue]) throws(ModelError) -> [Double] {
    let storage = try fill(with: fields)
    defer { storage.deallocate() }
    return try features()
  }

  /// Puts `fields` into `row`; the bytes of strings live in the storage that is returned.
  private func fill(with fields: [FieldValue]) throws(ModelError) -> UnsafeMutablePointer<CChar> {
    guard fields.count <= row.count else {
      throw ModelError(.usage, "\(fields.count) values for \(row.count) fields")
    }
    let size = fields.reduce(1) { $0 + $1.byteCount }
    let storage = UnsafeMutablePointer<CChar>.allocate(capacity: size)
    var used = 0
    for index in row.indices {
      let field = index < fields.count ? fields[index] : .missing
      row[index] = field.value(storage: storage + used)
      used += field.byteCount
    }
    return storage
  }
}

extension FieldValue {
  fileprivate var byteCount: Int {
    guard case .string(let bytes) = self else { return 0 }
    return bytes.count
  }

  fileprivate func value(storage: UnsafeMutablePointer<CChar>) -> faircopy_value {
    switch self {
    case .missing: return faircopy_value()
    case .bool(let value): return faircopy_value(bool: value)
    case .int64(let value): return faircopy_value(int64: value)
    case .float64(let value): return faircopy_value(float64: value)
    case .string(let bytes):
      for i in bytes.indices { storage[i] = CChar(bitPattern: bytes[i]) }
      return faircopy_value(bytes: storage, count: bytes.count)
    }
  }

  fileprivate init(_ value: faircopy_value) {
    switch Int(value.kind) {
    case Int(FAIRCOPY_BOOL): self = .bool(value.as.int64 != 0)
    case Int(FAIRCOPY_INT64): self = .int64(value.as.int64)
    case Int(FAIRCOPY_FLOAT64): self = .float64(value.as.float64)
    case Int(FAIRCOPY_STRING):
      let bytes = UnsafeBufferPointer(start: value.as.string.bytes, count: value.as.string.count)
      self = .string(bytes.map(UInt8.init(bitPattern:)))
    default: self = .missing
    }
  }
}
