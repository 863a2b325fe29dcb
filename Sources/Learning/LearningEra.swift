/// What changed between the versions of numpy and scikit-learn that notebooks were written with, as switches.
///
/// `classic` is scikit-learn 1.2 with numpy 1.23 and scipy 1.10, `modern` is scikit-learn 1.9 with numpy 2.4 and scipy 1.17.
package struct LearningEra: Equatable, Sendable {
  /// Trees sort parts of up to 15 samples by insertion. Ties land in another order, which shows in sums of weights or targets
  /// that are not exact.
  package var treeSortEndsWithInsertion = true
  /// A classification node stores fractions of its weight (since 1.3) instead of weighted counts.
  package var treeValuesAreFractions = true
  /// Trees take NaN, at fit and at prediction (since 1.3 for trees, 1.4 for forests).
  package var treesAcceptMissing = true
  /// `sag` and `saga` take the slopes of the losses that the other solvers use too (since 1.8).
  package var averageGradientUsesCommonLosses = true
  /// A forest draws its bootstrap samples with the sample weights as probabilities instead of multiplying the counts
  /// by them.
  package var bootstrapDrawsByWeight = true
  /// Balanced class weights count sample weights, where the estimator hands them on.
  package var balancedWeightsUseSampleWeights = true
  /// The logistic loss is a mean over sample weights, with `ftol` 64 ε and 50 line search steps, instead of a sum
  /// with scipy's defaults (2.2e-9 and 20).
  package var logisticLossIsMean = true
  /// liblinear fits two classes only; earlier, each class against the rest.
  package var liblinearRefusesManyClasses = true
  /// liblinear's L1 solver leaves its outer loop after ten rounds without an update.
  package var liblinearStopsWithoutProgress = true
  /// `roc_curve` begins at an infinite threshold (since 1.3) instead of the highest score plus one.
  package var rocBeginsAtInfinity = true
  /// F scores are computed from counts (since 1.3) instead of from precision and recall.
  package var fScoreFromCounts = true
  /// `roc_auc_score` answers NaN where there is one class only, instead of raising.
  package var aucOfOneClassIsMissing = true
  /// `log_loss` divides the clipped probabilities by their sum.
  package var logLossNormalises = false
  /// Gradient boosting takes its losses from the common ones (since 1.4), whose gradients round otherwise, and classes from
  /// raw predictions.
  package var boostingUsesCommonLosses = true
  /// One-against-rest probabilities that are all zero become uniform.
  package var uniformWhereAllZero = true
  /// Neighbours are sorted by introsort (since 1.3) instead of by partition to the end. Ties land in another order.
  package var neighboursSortByIntrosort = true
  /// `logsumexp` keeps the largest terms outside of its sum (scipy since 1.15).
  package var logSumSeparatesLargest = true
  /// Coordinate descent leaves out features that cannot matter, and tests its gap before it begins (since 1.8).
  package var coordinateDescentScreens = true
  /// Cluster centres are drawn with the sample weights (since 1.3).
  package var clustersDrawByWeight = true
  /// Covariances of discriminant analyses divide by the number of samples, not by the degrees of freedom (since 1.8).
  package var covariancesAreLikeliest = true
  /// Stochastic descent computes the logistic loss by labels of 0 and 1 (since 1.6).
  package var stochasticLogisticIsHalf = true
  /// Stochastic descent stops by loss and penalty instead of by loss alone (since 1.8).
  package var stochasticStopsByObjective = true
  /// Components take their signs from themselves instead of from the samples (since 1.5), and a tall table's come from its
  /// covariance.
  package var componentsTurnByThemselves = true
  /// Power transforms are computed and their exponents searched by scipy's formulas (since 1.6).
  package var powersByLogarithm = true

  /// Histogram boosting cuts bins at averaged quantiles by weight, each once, and sums the root's histogram (since 1.5 and
  /// 1.8) instead of cutting at midpoints and summing the gradients.
  package var binsAverageQuantiles = true

  /// scikit-learn 1.9, numpy 2.4, scipy 1.17.
  package static let modern = LearningEra()

  /// scikit-learn 1.2, numpy 1.23, scipy 1.10.
  package static let classic: LearningEra = {
    var era = LearningEra()
    era.treeSortEndsWithInsertion = false
    era.treeValuesAreFractions = false
    era.treesAcceptMissing = false
    era.averageGradientUsesCommonLosses = false
    era.bootstrapDrawsByWeight = false
    era.balancedWeightsUseSampleWeights = false
    era.logisticLossIsMean = false
    era.liblinearRefusesManyClasses = false
    era.liblinearStopsWithoutProgress = false
    era.rocBeginsAtInfinity = false
    era.fScoreFromCounts = false
    era.aucOfOneClassIsMissing = false
    era.logLossNormalises = true
    era.boostingUsesCommonLosses = false
    era.uniformWhereAllZero = false
    era.neighboursSortByIntrosort = false
    era.logSumSeparatesLargest = false
    era.coordinateDescentScreens = false
    era.clustersDrawByWeight = false
    era.covariancesAreLikeliest = false
    era.componentsTurnByThemselves = false
    era.powersByLogarithm = false
    era.stochasticLogisticIsHalf = false
    era.stochasticStopsByObjective = false
    era.binsAverageQuantiles = false
    return era
  }()
}
