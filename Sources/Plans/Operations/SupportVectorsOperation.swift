import Kernels

/// A support vector machine's decision for each pair of classes, or its answer as a vector of one.
package struct SupportVectorsOperation: RowOperation, ModelOperation {
  package static let name = "support-vectors"
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

  static func kernel(_ bytes: UnsafeRawBufferPointer) throws(ParameterError) -> SupportVectors {
    try SupportVectors(validating: bytes)
  }
}
