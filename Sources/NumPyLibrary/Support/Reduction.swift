import Columns
import DataFrames
import Kernels

/// A statistic of numbers in numpy's order of summation; NaN goes through.
enum Reduction: String {
  case sum, mean, std, `var`, min, max, prod, median
  case argmin, argmax
  case any, all

  /// The value of contiguous numbers.
  func value(_ numbers: [Double], ddof: Int = 0) -> Double {
    let count = Double(numbers.count)
    switch self {
    case .sum: return pairwiseSum(numbers)
    case .mean: return pairwiseSum(numbers) / count
    case .var, .std:
      let mean = pairwiseSum(numbers) / count
      let squares = numbers.map { ($0 - mean) * ($0 - mean) }
      let variance = pairwiseSum(squares) / Swift.max(count - Double(ddof), 0)
      return self == .std ? variance.squareRoot() : variance
    case .min: return numbers.contains(where: \.isNaN) ? .nan : numbers.min() ?? .nan
    case .max: return numbers.contains(where: \.isNaN) ? .nan : numbers.max() ?? .nan
    case .prod: return numbers.reduce(1, *)
    case .median: return numbers.contains(where: \.isNaN) ? .nan : medianOf(numbers)
    case .argmin, .argmax: return Double(position(numbers))
    case .any: return numbers.contains { $0 != 0 } ? 1 : 0
    case .all: return numbers.allSatisfy { $0 != 0 } ? 1 : 0
    }
  }

  /// The value of numbers that numpy adds one row after the other.
  func sequentialValue(_ numbers: [Double], ddof: Int = 0) -> Double {
    func sum(_ numbers: [Double]) -> Double { numbers.dropFirst().reduce(numbers.first ?? 0, +) }
    let count = Double(numbers.count)
    switch self {
    case .sum: return sum(numbers)
    case .mean: return sum(numbers) / count
    case .var, .std:
      let mean = sum(numbers) / count
      let variance = sum(numbers.map { ($0 - mean) * ($0 - mean) }) / Swift.max(count - Double(ddof), 0)
      return self == .std ? variance.squareRoot() : variance
    default: return value(numbers, ddof: ddof)
    }
  }

  private func position(_ numbers: [Double]) -> Int {
    if let missing = numbers.firstIndex(where: \.isNaN) { return missing }
    var best = 0
    for (index, number) in numbers.enumerated() where self == .argmax ? number > numbers[best] : number < numbers[best]
    {
      best = index
    }
    return best
  }

  /// The dtype of the result.
  func dtype(of input: DType) -> DType {
    switch self {
    case .sum, .prod: input.isFloat ? input : .int64
    case .mean, .std, .var, .median: input == .float32 ? .float32 : .float64
    case .min, .max: input
    case .argmin, .argmax: .int64
    case .any, .all: .bool
    }
  }

  /// The statistic as a scalar of the result's dtype.
  func scalar(_ number: Double, of input: DType) -> Scalar {
    let dtype = dtype(of: input)
    if dtype == .bool { return .bool(number != 0) }
    if dtype.isInteger { return .int(Int64(exactly: number) ?? 0) }
    return .float(dtype == .float32 ? Double(Float(number)) : number)
  }

  /// Whether it needs at least one number, and what numpy says without any.
  var emptyMessage: String? {
    switch self {
    case .min: "zero-size array to reduction operation minimum which has no identity"
    case .max: "zero-size array to reduction operation maximum which has no identity"
    case .argmin, .argmax: "attempt to get \(rawValue) of an empty sequence"
    default: nil
    }
  }
}
