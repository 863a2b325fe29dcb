package import Columns
import Kernels

extension Column {
  /// pandas' `sum`: of integers and bools an integer, wrapping; of floats in numpy's order. Strings are joined.
  package var sum: Scalar {
    switch storage {
    case .int64(let values) where missing == nil: return .int(values.reduce(0, &+))
    case .bool(let values) where missing == nil: return .int(Int64(values.reduce(0) { $0 + ($1 ? 1 : 0) }))
    case .string(let values):
      var bytes: [UInt8] = []
      for row in 0..<values.count where !isMissing(row) { bytes += values[row].bytes }
      return .string(.init(bytes: bytes))
    case .object(let values):
      let whole = values.compactMap { if case .int(let value) = $0 { value } else { nil as Int64? } }
      let present = values.filter { !$0.isMissing }
      if !present.isEmpty && whole.count == present.count { return .int(whole.reduce(0, &+)) }
      return .float(present.reduce(0) { $0 + ($1.double ?? 0) })
    default: return .float(Sample(self).sum)
    }
  }

  /// The row of the smallest or largest present value, the first of equals; `nil` if nothing is present.
  package func extremePosition(_ dtype: DType, largest: Bool) -> Int? {
    withOrder(dtype) { less in
      var best: Int?
      for row in 0..<count where !isMissing(row) {
        guard let found = best else {
          best = row
          continue
        }
        if largest ? less(found, row) : less(row, found) { best = row }
      }
      return best
    }
  }

  /// The smallest present value.
  package func minimum(_ dtype: DType) -> Scalar { extremePosition(dtype, largest: false).map { self[$0] } ?? .missing }

  /// The largest present value.
  package func maximum(_ dtype: DType) -> Scalar { extremePosition(dtype, largest: true).map { self[$0] } ?? .missing }

  /// The rows of the most frequent values, one a value, in sorted order: pandas' `mode`.
  package func modePositions(_ dtype: DType, dropsMissing: Bool = true) -> [Int] {
    let found = Factorized(self, countsMissing: !dropsMissing)
    var counts = [Int](repeating: 0, count: found.uniques.count)
    for code in found.codes where code >= 0 { counts[code] += 1 }
    let most = counts.max() ?? 0
    let modes = selecting(zip(found.uniques, counts).compactMap { $1 == most ? $0 : nil })
    let rows = zip(found.uniques, counts).compactMap { $1 == most ? $0 : nil }
    return modes.order(dtype, kind: .stable, era: .modern).map { rows[$0] }
  }
}
