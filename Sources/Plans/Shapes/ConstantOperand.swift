package import Columns

/// An operation on two inputs that takes its second one from a constant, without a column made of it.
package protocol ConstantOperand: RowOperation {
  /// What `evaluate` gives with `constant` in every row of the second input; `nil` where a column is needed.
  func evaluate(_ column: Column, with constant: Scalar) -> Column?
}
