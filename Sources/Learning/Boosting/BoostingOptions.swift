/// The parameters of `GradientBoostingClassifier` and `GradientBoostingRegressor`, with their defaults.
package struct BoostingOptions: Sendable {
  package var loss: BoostingLossKind
  package var stages = 100
  package var learningRate = 0.1
  package var subsample = 1.0
  package var alpha = 0.9
  package var tree: TreeOptions
  /// `init='zero'`.
  package var beginsAtZero = false
  /// `n_iter_no_change`.
  package var patience: Int?
  package var tolerance = 1e-4
  package var validationFraction = 0.1
  /// Whether the fit goes on; asked between its steps, on any thread. Where it does not, it ends with `interrupted`.
  package var goesOn: @Sendable () -> Bool = { true }

  package init(loss: BoostingLossKind) {
    self.loss = loss
    tree = TreeOptions(criterion: .squaredError)
    tree.maxDepth = 3
  }
}
