/// Appends `x` as Python's `repr` writes it.
public func appendRepr(_ x: Double, to bytes: inout [UInt8]) {
  append(upTo: longestNumberText, to: &bytes) { writeRepr(x, $0) }
}

/// Appends a float32 as numpy's `str` writes it, in exponent form from `exponentFrom` on.
public func appendRepr(_ x: Float, exponentFrom: Float = 1e16, to bytes: inout [UInt8]) {
  append(upTo: longestNumberText, to: &bytes) { writeRepr(x, exponentFrom: exponentFrom, $0) }
}

/// Appends `n` in decimal.
public func appendInteger(_ n: Int64, to bytes: inout [UInt8]) {
  append(upTo: longestNumberText, to: &bytes) { writeInteger(n, $0) }
}

/// Appends `x` as `%.*f`.
public func appendFixed(_ x: Double, precision: Int, alternate: Bool = false, to bytes: inout [UInt8]) {
  append(upTo: fixedTextBound(x, precision: precision), to: &bytes) {
    writeFixed(x, precision: precision, alternate: alternate, $0)
  }
}

/// Appends `x` as `%.*e`.
public func appendExponential(_ x: Double, precision: Int, alternate: Bool = false, to bytes: inout [UInt8]) {
  append(upTo: precision &+ 16, to: &bytes) { writeExponential(x, precision: precision, alternate: alternate, $0) }
}

/// Appends `x` as `%.*g`.
public func appendGeneral(_ x: Double, precision: Int, alternate: Bool = false, to bytes: inout [UInt8]) {
  append(upTo: precision &+ 16, to: &bytes) { writeGeneral(x, precision: precision, alternate: alternate, $0) }
}

private func append(upTo bound: Int, to bytes: inout [UInt8], _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bound) { buffer in
    guard let base = buffer.baseAddress else { return }
    let count = write(base)
    bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
  }
}

/// The text of a number in a row: Python's `str(x)`.
public func text(of x: Double, _ scratch: Scratch) -> Text {
  let out = scratch.bytes(longestNumberText)
  return Text(base: out, count: writeRepr(x, out))
}

/// numpy's `str` of a float32, in exponent form from `exponentFrom` on.
public func text(of x: Float, exponentFrom: Float = 1e16, _ scratch: Scratch) -> Text {
  let out = scratch.bytes(longestNumberText)
  return Text(base: out, count: writeRepr(x, exponentFrom: exponentFrom, out))
}

/// Python's `str(n)`.
public func text(of n: Int64, _ scratch: Scratch) -> Text {
  let out = scratch.bytes(longestNumberText)
  return Text(base: out, count: writeInteger(n, out))
}

/// Python's `str(b)`.
public func text(of b: Bool) -> Text {
  b ? Text("True") : Text("False")
}

/// Python's `'%.*f' % x`.
public func fixedText(of x: Double, precision: Int, _ scratch: Scratch) -> Text {
  let out = scratch.bytes(fixedTextBound(x, precision: precision))
  return Text(base: out, count: writeFixed(x, precision: precision, out))
}
