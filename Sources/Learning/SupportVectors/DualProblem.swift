/// A quadratic problem over one multiplier a variable: ½ αᵀQα + pᵀα, 0 ≤ α ≤ C, yᵀα constant.
///
/// Each variable stands for a training row and has a sign: Q is the product of both signs and the kernel of both rows.
struct DualProblem {
  /// The training row of each variable.
  let rows: [Int]
  /// The sign in Q.
  let signs: [Double]
  /// The side in the constraint, +1 or -1.
  let sides: [Double]
  let linear: [Double]
  let bounds: [Double]
  let start: [Double]
}

/// Where the multipliers of a problem ended.
struct DualSolution {
  var multipliers: [Double]
  var rho: Double
  /// What ν machines divide by.
  var scale: Double
  let iterations: Int
  let hasConverged: Bool
}
