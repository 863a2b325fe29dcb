import Kernels

/// What the nearest training rows say: shares of classes, or the mean of a target as a vector of one.
package struct NeighboursOperation: RowOperation, ModelOperation {
  package static let name = "neighbours"
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

  static func kernel(_ bytes: UnsafeRawBufferPointer) throws(ParameterError) -> Neighbours {
    try Neighbours(validating: bytes)
  }
}
