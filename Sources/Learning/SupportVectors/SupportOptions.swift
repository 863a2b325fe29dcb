package import Kernels

/// The parameters of libsvm's machines.
package struct SupportOptions: Sendable {
  package enum Problem: Sendable {
    /// `SVC`: a cost for each sample.
    case classes
    /// `NuSVC`: a bound on the share of errors.
    case classesByShare
    /// `SVR`: a tube of this half width.
    case numbers(tube: Double)
    /// `NuSVR`.
    case numbersByShare
    /// `OneClassSVM`.
    case outliers
  }

  package var problem = Problem.classes
  package var kernel: SupportKernel
  package var c = 1.0
  package var nu = 0.5
  package var tolerance = 1e-3
  package var shrinks = true
  /// -1 for no limit.
  package var maxIterations = -1
  /// Megabytes for rows of the kernel.
  package var cacheSize = 200.0
  /// Whether the fit goes on; asked between its steps, on any thread. Where it does not, it ends with `interrupted`.
  package var goesOn: @Sendable () -> Bool = { true }

  package init(kernel: SupportKernel) {
    self.kernel = kernel
  }
}

/// `gamma='scale'`: one over the number of features times the variance of all numbers.
package func scaledGamma(_ x: Matrix) -> Double {
  let values = x.laidOut(.rowMajor).values
  let mean = pairwiseSum(values, count: values.count) / Double(values.count)
  let squares = values.map { ($0 - mean) * ($0 - mean) }
  let variance = pairwiseSum(squares, count: squares.count) / Double(values.count)
  return variance == 0 ? 1 : 1 / (Double(x.columns) * variance)
}
