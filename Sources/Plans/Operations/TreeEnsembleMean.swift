import Columns
import Kernels
import YAML

/// The mean of the trees' leaf values over a vector of features: a forest's class probabilities, or its answer as a
/// vector of one.
package struct TreeEnsembleMean: RowOperation, ModelOperation {
  package static let name = "tree-ensemble"
  package static let kernelOfTable = "TreeEnsemble"
  let block: ParameterBlock
  let refusals: InputRefusals

  /// - Parameters:
  ///   - table: what `TreeEnsemble` opens.
  ///   - missing: what a NaN raises, where the trees do not take it.
  ///   - infinite: what a number raises that is infinite as float32.
  package init(_ table: ParameterBlock, missing: RaisedError, infinite: RaisedError) {
    block = table
    refusals = InputRefusals(missing: missing, infinite: infinite)
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    block = try attributes.parameters()
    refusals = try InputRefusals(&attributes)
  }

  func model() throws(ParameterError) -> FittedModel {
    let trees = try block.kernel { (bytes) throws(ParameterError) in try TreeEnsemble(validating: bytes) }
    return FittedModel(features: trees.features, outputs: trees.outputs) { trees.evaluate($0, into: $1) }
  }
}
