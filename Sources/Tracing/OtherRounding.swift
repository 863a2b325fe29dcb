import Columns
import Plans

/// How another processor may round: moves results whose last bits depend on the processor by up to their bound.
///
/// A replay with another rounding tells how far its outputs depend on such bits: what does not move with them is exact.
/// Equal values are moved alike, as they are on that processor, so that ties stay ties.
package struct OtherRounding: Sendable {
  private let seed: UInt64

  package init(seed: UInt64) {
    self.seed = seed
  }

  /// `x`, moved by at most `ulps` units in its last place. Zero, infinities and NaN stay.
  package func moved(_ x: Double, ulps: Int) -> Double {
    guard x.isFinite, x != 0 else { return x }
    let steps = Int(scrambled(x.bitPattern) % UInt64(2 * ulps + 1)) - ulps
    return x + Double(steps) * x.ulp
  }

  /// `values`, moved by at most `ulps` units in their last places.
  package func moved(_ values: [Double], ulps: Int) -> [Double] { values.map { moved($0, ulps: ulps) } }

  /// A column's floats, moved; whole numbers stay, which functions hit on every processor (`exp(0)`).
  func moved(_ column: Column, ulps: Int) -> Column {
    guard case .float64(let numbers) = column.storage else { return column }
    let moved = numbers.map { $0 == $0.rounded() ? $0 : self.moved($0, ulps: ulps) }
    return Column(.float64(moved), missing: column.missing)
  }

  /// The finaliser of splitmix64.
  private func scrambled(_ bits: UInt64) -> UInt64 {
    var z = bits &+ seed &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

extension Tracer {
  /// The values of an operation, moved where this replay rounds as another processor does.
  func rounded(_ values: RowValues, of operation: some RowOperation, _ operands: [Operand]) -> RowValues {
    guard let bounded = operation as? any ProcessorRounded, case .column(let column) = values,
      case .float64 = column.storage, !(operation is Power && operands.last?.isExactExponent == true)
    else { return values }
    dependsOnProcessor = true
    guard let otherRounding else { return values }
    return .column(otherRounding.moved(column, ulps: type(of: bounded).ulps))
  }
}

extension Tracer.Operand {
  /// Exponents for which numpy multiplies, divides or takes the root: the same on every processor.
  fileprivate var isExactExponent: Bool {
    guard case .constant(let value, _) = self else { return false }
    switch value {
    case .int(let number): return (-1...2).contains(number)
    case .float(let number): return [-1, 0, 0.5, 1, 2].contains(number)
    default: return false
    }
  }
}
