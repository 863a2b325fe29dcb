package import Columns
import Kernels

/// Numbers with gaps: what pandas' `nanops` reduce. Missing values count as zero in sums, in their places, as there.
package struct Sample: Sendable {
  /// The values, zero where missing.
  let values: [Double]
  let isMissing: [Bool]?
  /// How many are present.
  package let count: Int
  private let isFloat32: Bool

  package init(_ column: Column) {
    var isFloat32 = false
    if case .float32 = column.storage { isFloat32 = true }
    self.init(doubles: column.doubles, isFloat32: isFloat32)
  }

  package init(_ values: [Double]) { self.init(doubles: values, isFloat32: false) }

  private init(doubles: [Double], isFloat32: Bool) {
    self.isFloat32 = isFloat32
    guard doubles.contains(where: \.isNaN) else {
      values = doubles
      isMissing = nil
      count = doubles.count
      return
    }
    values = doubles.map { $0.isNaN ? 0 : $0 }
    let mask = doubles.map(\.isNaN)
    isMissing = mask
    count = mask.reduce(0) { $0 + ($1 ? 0 : 1) }
  }

  /// The values that are there.
  package var present: [Double] {
    guard let isMissing else { return values }
    return zip(values, isMissing).compactMap { $1 ? nil : $0 }
  }

  package var sum: Double { isFloat32 ? Double(pairwiseSum(values.map { Float($0) })) : pairwiseSum(values) }

  /// NaN of nothing.
  package var mean: Double {
    guard count > 0 else { return .nan }
    return isFloat32 ? Double(Float(sum) / Float(count)) : sum / Double(count)
  }

  /// In two passes; NaN if no more values than `ddof`.
  package func variance(ddof: Int = 1) -> Double {
    guard count > ddof else { return .nan }
    let average = pairwiseSum(values) / Double(count)
    let squares = deviations(from: average).map { $0 * $0 }
    let result = pairwiseSum(squares) / Double(count - ddof)
    return isFloat32 ? Double(Float(result)) : result
  }

  package func standardDeviation(ddof: Int = 1) -> Double {
    let variance = variance(ddof: ddof)
    return isFloat32 ? Double(Float(variance).squareRoot()) : variance.squareRoot()
  }

  /// Standard error of the mean.
  package func standardError(ddof: Int = 1) -> Double {
    standardDeviation(ddof: ddof) / Double(count).squareRoot()
  }

  /// The differences, zero where missing.
  func deviations(from average: Double) -> [Double] {
    guard let isMissing else { return values.map { $0 - average } }
    return zip(values, isMissing).map { $1 ? 0 : $0 - average }
  }

  package var median: Double { medianOf(present) }

  package var minimum: Double { present.min() ?? .nan }

  package var maximum: Double { present.max() ?? .nan }

  package var product: Double { present.reduce(1, *) }
}

/// The middle value, or the mean of the two in the middle; NaN of nothing.
package func medianOf(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
