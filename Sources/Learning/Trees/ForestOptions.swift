/// The parameters of `RandomForestClassifier` and `RandomForestRegressor`, with their defaults.
package struct ForestOptions: Sendable {
  package var trees = 100
  package var tree: TreeOptions
  package var bootstrap = true
  /// `max_samples`.
  package var bootstrapSize: PartSize?
  package var classWeights = ClassWeights.uniform
  package var outOfBag = false
  /// Whether the fit goes on; asked between its steps, on any thread. Where it does not, it ends with `interrupted`.
  package var goesOn: @Sendable () -> Bool = { true }

  /// `RandomForestClassifier()`.
  package static var classifier: ForestOptions {
    var tree = TreeOptions(criterion: .gini)
    tree.maxFeatures = .squareRoot
    return ForestOptions(tree: tree)
  }

  /// `RandomForestRegressor()`.
  package static var regressor: ForestOptions {
    ForestOptions(tree: TreeOptions(criterion: .squaredError))
  }
}
