import Kernels

/// The sum of histogram-boosted trees over a vector of features: raw predictions.
package struct HistogramTreesOperation: RowOperation, ModelOperation {
  package static let name = "histogram-trees"
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

  static func kernel(_ bytes: UnsafeRawBufferPointer) throws(ParameterError) -> HistogramTrees {
    try HistogramTrees(validating: bytes)
  }
}
