import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// A statistic over some axes of plain elements, in the order in which numpy adds elements of this layout.
  ///
  /// - Parameter axes: counted from the front or the back; `nil` for all.
  func reduced(
    _ reduction: Reduction, _ dense: Dense, axes: [Int]?, ddof: Double = 0, keepsAxes: Bool = false,
    strides: [Int]? = nil
  ) throws(Raised) -> Value {
    value(try reducedDense(reduction, dense, axes: axes, ddof: ddof, keepsAxes: keepsAxes, strides: strides))
  }

  func reducedDense(
    _ reduction: Reduction, _ dense: Dense, axes: [Int]?, ddof: Double = 0, keepsAxes: Bool = false,
    strides: [Int]? = nil
  ) throws(Raised) -> Dense {
    var reducing = Set(dense.shape.indices)
    if let axes {
      reducing = []
      for axis in axes {
        let axis = try self.axis(axis, rank: dense.rank)
        guard reducing.insert(axis).inserted else { throw .valueError("duplicate value in 'axis'") }
      }
    }
    if let message = reduction.emptyMessage,
      reducing.contains(where: { dense.shape[$0] == 0 }) || dense.rank == 0 && dense.count == 0
    {
      throw .valueError(message)
    }
    let shape = dense.shape.indices.compactMap { axis in
      reducing.contains(axis) ? (keepsAxes ? 1 : nil) : dense.shape[axis]
    }
    let plan = ReductionOrder(shape: dense.shape, strides: strides ?? ElementLayout.strides(of: dense.shape), reducing)
    let dtype = reduction.dtype(of: dense.dtype)
    if let scalars = try exact(reduction, dense, plan) {
      return Dense(scalars, shape: shape, dtype: dense.dtype == .object ? .object : dtype, fitted: dense.fitted)
    }
    guard dense.dtype.isNumeric || dense.dtype == .object else {
      throw unsupportedNow("'\(reduction.rawValue)' of '\(dense.dtype.name(era))'")
    }
    if dense.dtype == .float32, [.sum, .mean].contains(reduction), case .float32(let numbers) = dense.values.storage {
      let scalars = plan.groups.map { group -> Scalar in
        let sum = group.sum32(numbers)
        return .float(Double(reduction == .sum ? sum : sum / Float(group.count)))
      }
      return Dense(scalars, shape: shape, dtype: .float32, fitted: dense.fitted)
    }
    let numbers = try self.numbers(dense.values)
    let scalars = plan.groups.map { group in
      reduction.scalar(group.value(reduction, numbers, ddof: ddof), of: dense.dtype)
    }
    return Dense(scalars, shape: shape, dtype: dtype, fitted: dense.fitted)
  }

  /// Statistics that must not go through floats: of integers, texts and objects; `nil` where floats do.
  private func exact(_ reduction: Reduction, _ dense: Dense, _ plan: ReductionOrder) throws(Raised) -> [Scalar]? {
    switch (reduction, dense.values.storage) {
    case (.sum, .int64(let all)): return plan.groups.map { .int($0.positions.reduce(0) { $0 &+ all[$1] }) }
    case (.prod, .int64(let all)): return plan.groups.map { .int($0.positions.reduce(1) { $0 &* all[$1] }) }
    case (.min, .int64(let all)): return plan.groups.map { .int($0.positions.lazy.map { all[$0] }.min() ?? 0) }
    case (.max, .int64(let all)): return plan.groups.map { .int($0.positions.lazy.map { all[$0] }.max() ?? 0) }
    case (.min, .string), (.max, .string):
      return plan.groups.map { group in
        let part = dense.values.selecting(group.positions)
        return reduction == .min ? part.minimum(.str) : part.maximum(.str)
      }
    case (.sum, .object(let all)), (.min, .object(let all)), (.max, .object(let all)), (.prod, .object(let all)):
      return try folded(reduction, all, plan)
    case (.mean, .object(let all)):
      let sums = try folded(.sum, all, plan) ?? []
      var means: [Scalar] = []
      for (sum, group) in zip(sums, plan.groups) {
        means.append(Scalar(try binary(.divide, sum.pythonValue, .int(group.count))))
      }
      return means
    default: return nil
    }
  }

  private func folded(_ reduction: Reduction, _ all: [Scalar], _ plan: ReductionOrder) throws(Raised) -> [Scalar]? {
    var result: [Scalar] = []
    for group in plan.groups {
      var value: Value = reduction == .prod ? .int(1) : .int(0)
      for (index, position) in group.positions.enumerated() {
        let next = all[position].pythonValue
        if index == 0 {
          value = next
        } else if reduction == .sum || reduction == .prod {
          value = try binary(reduction == .sum ? .add : .multiply, value, next)
        } else if try truth(compare(reduction == .min ? .less : .greater, next, value)) {
          value = next
        }
      }
      result.append(Scalar(value))
    }
    return result
  }
}

/// The groups of elements that a reduction makes one value of, each in numpy's order.
struct ReductionOrder {
  struct Group {
    /// The runs that numpy adds pairwise, one run after the other; C-order positions of the elements.
    let runs: [[Int]]
    /// Positions in C order: what positions of extremes count.
    let positions: [Int]

    var count: Int { positions.count }

    func value(_ reduction: Reduction, _ numbers: [Double], ddof: Double) -> Double {
      func sum(_ numbers: (Int) -> Double) -> Double {
        runs.reduce(0) { $0 + pairwiseSum($1.map(numbers)) }
      }
      switch reduction {
      case .sum: return sum { numbers[$0] }
      case .mean: return sum { numbers[$0] } / Double(count)
      case .var, .std:
        let mean = sum { numbers[$0] } / Double(count)
        let squares = sum { (numbers[$0] - mean) * (numbers[$0] - mean) }
        let variance = squares / Swift.max(Double(count) - ddof, 0)
        return reduction == .std ? variance.squareRoot() : variance
      default: return reduction.value(positions.map { numbers[$0] })
      }
    }

    func sum32(_ numbers: [Float]) -> Float {
      runs.reduce(Float(0)) { $0 + pairwiseSum($1.map { numbers[$0] }) }
    }
  }

  let groups: [Group]

  /// - Parameter strides: of the elements in memory, which decide the order.
  init(shape: [Int], strides: [Int], _ reducing: Set<Int>) {
    let own = ElementLayout.strides(of: shape)
    func layout(_ axes: [Int]) -> ElementLayout {
      ElementLayout(shape: axes.map { shape[$0] }, strides: axes.map { own[$0] })
    }
    let kept = shape.indices.filter { !reducing.contains($0) }
    let bases = layout(kept).positions
    let ordered = layout(shape.indices.filter(reducing.contains)).positions
    // The axes as they lie in memory, the innermost last.
    let inMemory = shape.indices.filter { shape[$0] > 1 }.sorted { a, b in
      abs(strides[a]) != abs(strides[b]) ? abs(strides[a]) > abs(strides[b]) : a < b
    }
    var inner: [Int] = []
    for axis in inMemory.reversed() {
      guard reducing.contains(axis) else { break }
      if let outer = inner.first, strides[axis] != strides[outer] * shape[outer] { break }
      inner.insert(axis, at: 0)
    }
    let outer = inMemory.filter { reducing.contains($0) && !inner.contains($0) }
    let (starts, run) = (layout(outer).positions, layout(inner).positions)
    groups = bases.map { base in
      Group(
        runs: shape.contains(0) ? [] : starts.map { start in run.map { base + start + $0 } },
        positions: ordered.map { base + $0 })
    }
  }
}

extension ArrayObject {
  /// Strides of the elements in memory, for orders of summation.
  var memoryStrides: [Int] {
    switch content {
    case .strided(_, let layout): layout.strides
    case .columns(let buffers, let rows, let isVector):
      isVector ? [1] : isColumnMajor ? [1, rows] : [buffers.count, 1]
    }
  }
}
