import PythonRuntime

extension ScikitLearn {
  /// What `sklearn.ensemble` has.
  static var ensembles: [any Member] {
    [
      randomForestClassifier, randomForestRegressor, extraTreesClassifier, extraTreesRegressor,
      gradientBoostingClassifier, gradientBoostingRegressor, votingClassifier, votingRegressor,
      baggingClassifier, baggingRegressor, adaBoostClassifier, adaBoostRegressor, stackingClassifier, stackingRegressor,
      histGradientBoostingClassifier, histGradientBoostingRegressor, isolationForest,
    ].map(ClassMember.init)
  }

  /// What `sklearn.tree` has.
  static var treeMembers: [any Member] {
    [
      decisionTreeClassifier, decisionTreeRegressor, extraTreeClassifier, extraTreeRegressor,
    ].map(ClassMember.init) + Tree.members + [SinkMember("plot_tree", of: "sklearn.tree")]
  }
}
