import PythonRuntime

extension ScikitLearn {
  /// The classes of `sklearn.model_selection`.
  nonisolated(unsafe) static let selectionTypes: [TypeObject] = [
    kFold, stratifiedKFold, repeatedKFold, repeatedStratifiedKFold, shuffleSplit, stratifiedShuffleSplit,
    groupShuffleSplit, groupKFold, leaveOneGroupOut, leaveOneOut, timeSeriesSplit, predefinedSplit, parameterGrid,
    parameterSampler, gridSearch, randomizedSearch,
  ]

  /// The classes of `sklearn.preprocessing`.
  nonisolated(unsafe) static let preprocessingTypes: [TypeObject] = [
    labelEncoder, standardScaler, minMaxScaler, robustScaler, maxAbsScaler, oneHotEncoder, ordinalEncoder,
    polynomialFeatures, functionTransformer, oldImputer, kBinsDiscretizer, labelBinarizer, powerTransformer,
    quantileTransformer, normalizer, binarizer, multiLabelBinarizer,
  ]

  /// The classes of `sklearn.feature_selection`.
  nonisolated(unsafe) static let selectorTypes: [TypeObject] = [
    selectKBest, selectPercentile, varianceThreshold, selectFromModel, recursiveElimination,
    validatedElimination,
  ]

  /// The classes of `sklearn.cross_validation`.
  nonisolated(unsafe) static let oldSplitterTypes: [TypeObject] = [
    oldKFold, oldStratifiedKFold, oldShuffleSplit, oldLeaveOneOut,
  ]

  /// The classes of `sklearn.pipeline`.
  nonisolated(unsafe) static let pipelineTypes: [TypeObject] = [pipeline, featureUnion]
}
