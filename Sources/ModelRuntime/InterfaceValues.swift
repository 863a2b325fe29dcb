public import CModelInterface
public import Kernels

// From the interface's values to a record's members.

/// A boolean field.
public func boolField(_ value: faircopy_value) -> Bool? {
  value.kind == Int32(FAIRCOPY_BOOL) ? value.as.int64 != 0 : nil
}

/// An integer field.
public func integerField(_ value: faircopy_value) -> Int64? {
  value.kind == Int32(FAIRCOPY_INT64) ? value.as.int64 : nil
}

/// A floating-point field; NaN where it is missing.
public func numberField(_ value: faircopy_value) -> Double {
  switch value.kind {
  case Int32(FAIRCOPY_FLOAT64): value.as.float64
  case Int32(FAIRCOPY_INT64), Int32(FAIRCOPY_BOOL): Double(value.as.int64)
  default: .nan
  }
}

/// A string field; its bytes are the caller's.
public func textField(_ value: faircopy_value) -> Text? {
  guard value.kind == Int32(FAIRCOPY_STRING) else { return nil }
  guard let bytes = value.as.string.bytes else { return Text("") }
  return Text(base: UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self), count: value.as.string.count)
}

// From an answer to the interface's values.

/// A boolean answer.
public func value(_ flag: Bool?) -> faircopy_value {
  var value = faircopy_value()
  guard let flag else { return value }
  value.kind = Int32(FAIRCOPY_BOOL)
  value.as.int64 = flag ? 1 : 0
  return value
}

/// An integer answer.
public func value(_ number: Int64?) -> faircopy_value {
  var value = faircopy_value()
  guard let number else { return value }
  value.kind = Int32(FAIRCOPY_INT64)
  value.as.int64 = number
  return value
}

/// A floating-point answer.
public func value(_ number: Double) -> faircopy_value {
  var value = faircopy_value()
  value.kind = Int32(FAIRCOPY_FLOAT64)
  value.as.float64 = number
  return value
}

/// A single-precision answer.
public func value(_ number: Float) -> faircopy_value {
  value(Double(number))
}

/// A string answer, whose bytes must outlive the call's result.
public func value(_ text: Text?) -> faircopy_value {
  var value = faircopy_value()
  guard let text else { return value }
  value.kind = Int32(FAIRCOPY_STRING)
  value.as.string.bytes = UnsafeRawPointer(text.base).assumingMemoryBound(to: CChar.self)
  value.as.string.count = text.count
  return value
}

/// Copies a vector to a caller's array of at least its count.
public func copy(_ vector: UnsafeBufferPointer<Double>, to numbers: UnsafeMutablePointer<Double>) {
  for index in 0..<vector.count { numbers[index] = vector[index] }
}
