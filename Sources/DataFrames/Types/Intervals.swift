package import Columns
import Kernels

/// Adjoining intervals: what `cut` and `qcut` make of their bins.
package struct Intervals: Sendable, Hashable {
  /// Which ends belong to an interval.
  package enum Closed: String, Sendable, Hashable {
    case left, right, both, neither
  }

  /// The dtype of an array of intervals.
  package struct Kind: Sendable, Hashable {
    package enum Subtype: String, Sendable, Hashable { case int64, float64 }
    package var subtype: Subtype
    package var closed: Closed

    package init(subtype: Subtype, closed: Closed) {
      self.subtype = subtype
      self.closed = closed
    }

    /// `interval[float64, right]`.
    package var name: String { "interval[\(subtype.rawValue), \(closed.rawValue)]" }
  }

  package let left: [Double]
  package let right: [Double]
  package let kind: Kind

  package init(left: [Double], right: [Double], kind: Kind) {
    self.left = left
    self.right = right
    self.kind = kind
  }

  package var count: Int { left.count }

  /// The intervals as pandas prints them: `(0.166, 19.0]`.
  package var texts: Column {
    Column.strings(StringColumn((0..<count).map { text(at: $0) }))
  }

  /// The intervals with bounds as floats: what integers turn into beside missing values.
  var floatTexts: Column {
    Intervals(left: left, right: right, kind: Kind(subtype: .float64, closed: kind.closed)).texts
  }

  private func text(at position: Int) -> PythonString {
    var bytes: [UInt8] = []
    bytes.append(UInt8(ascii: kind.closed == .left || kind.closed == .both ? "[" : "("))
    append(left[position], to: &bytes)
    bytes.append(contentsOf: [UInt8(ascii: ","), UInt8(ascii: " ")])
    append(right[position], to: &bytes)
    bytes.append(UInt8(ascii: kind.closed == .right || kind.closed == .both ? "]" : ")"))
    return PythonString(bytes: bytes)
  }

  private func append(_ bound: Double, to bytes: inout [UInt8]) {
    if kind.subtype == .int64, let whole = Int64(exactly: bound) {
      appendInteger(whole, to: &bytes)
    } else {
      appendRepr(bound, to: &bytes)
    }
  }
}
