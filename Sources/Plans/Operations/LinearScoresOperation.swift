import Columns
import Kernels
import YAML

/// Coefficients times features plus intercept, for each output of a linear model.
package struct LinearScoresOperation: RowOperation, ModelOperation {
  package static let name = "linear-scores"
  package static let kernelOfTable = "LinearScores"
  let block: ParameterBlock
  let refusals: InputRefusals

  /// - Parameters:
  ///   - table: what `LinearScores` opens.
  ///   - missing: what a NaN raises.
  ///   - infinite: what an infinity raises.
  package init(_ table: ParameterBlock, missing: RaisedError, infinite: RaisedError) {
    block = table
    refusals = InputRefusals(missing: missing, infinite: infinite)
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    block = try attributes.parameters()
    refusals = try InputRefusals(&attributes)
  }

  func model() throws(ParameterError) -> FittedModel {
    let scores = try block.kernel { (bytes) throws(ParameterError) in try LinearScores(validating: bytes) }
    return FittedModel(features: scores.features, outputs: scores.outputs) { scores.evaluate($0, into: $1) }
  }
}
