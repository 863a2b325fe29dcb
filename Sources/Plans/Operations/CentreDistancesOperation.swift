import Kernels

/// How far features are from each of some points.
package struct CentreDistancesOperation: RowOperation, ModelOperation {
  package static let name = "centre-distances"
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

  static func kernel(_ bytes: UnsafeRawBufferPointer) throws(ParameterError) -> CentreDistances {
    try CentreDistances(validating: bytes)
  }
}
