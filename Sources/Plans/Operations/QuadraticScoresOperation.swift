import Kernels

/// The log likelihood of each class or component under a normal distribution of its own.
package struct QuadraticScoresOperation: RowOperation, ModelOperation {
  package static let name = "quadratic-scores"
  let block: ParameterBlock
  let refusals: InputRefusals

  /// - Parameters:
  ///   - table: what the kernel opens.
  ///   - missing: what a NaN raises, where the model does not take it.
  ///   - infinite: what an infinity raises.
  package init(_ table: ParameterBlock, missing: RaisedError, infinite: RaisedError) {
    self.init(block: table, refusals: InputRefusals(missing: missing, infinite: infinite))
  }

  init(block: ParameterBlock, refusals: InputRefusals) {
    self.block = block
    self.refusals = refusals
  }

  static func kernel(_ bytes: UnsafeRawBufferPointer) throws(ParameterError) -> QuadraticScores {
    try QuadraticScores(validating: bytes)
  }
}
