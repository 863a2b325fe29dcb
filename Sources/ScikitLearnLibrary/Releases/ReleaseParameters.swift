import Kernels

/// The parameters of the classes that notebooks show, as releases until 0.22 have them, with their defaults.
///
/// An entry reads `name=default`, or `name[20-21]=default` for the releases that have it so; a class may begin with the name
/// of another whose entries it shares. The values come from scikit-learn's documentation of 0.19 to 0.22.
enum ReleaseParameters {
  /// A class's parameters in a release, in the order in which they are shown; `nil` for a class that is not listed.
  static func list(_ type: String, in release: ScikitLearnRelease) -> [(name: String, standard: String)]? {
    guard let text = table[type] else { return nil }
    var found: [(name: String, standard: String)] = []
    for entry in text.split(whereSeparator: \.isWhitespace) {
      if entry.hasPrefix("@") {
        found += list(String(entry.dropFirst()), in: release) ?? []
        continue
      }
      guard let end = entry.firstIndex(of: "=") else { continue }
      let standard = String(entry[entry.index(after: end)...]).replacing("␣", with: " ")
      let head = entry[..<end].split(separator: "[")
      if head.count > 1, !contains(head[1].dropLast(), release) { continue }
      found.removeAll { $0.name == head[0] }
      found.append((name: String(head[0]), standard: standard))
    }
    return found.sorted { $0.name < $1.name }
  }

  /// Whether `20-21`, `-19` or `22-` contains a release.
  private static func contains(_ range: Substring, _ release: ScikitLearnRelease) -> Bool {
    let ends = range.split(separator: "-", omittingEmptySubsequences: false)
    let first = ends.first.flatMap { Int($0) } ?? 0
    let last = ends.last.flatMap { Int($0) } ?? .max
    return first <= release.rawValue && release.rawValue <= last
  }

  private static let table: [String: String] = [
    "#jobs": "n_jobs[-19]=1 n_jobs[20-]=None",
    "#linear": "copy_X=True fit_intercept=True normalize=False",
    "#tree": """
    ccp_alpha[22-]=0.0 max_depth=None max_features=None max_leaf_nodes=None min_impurity_decrease=0.0
    min_impurity_split=None min_samples_leaf=1 min_samples_split=2 min_weight_fraction_leaf=0.0 random_state=None
    """,
    "#forest": """
    @#tree @#jobs bootstrap=True max_features='auto' max_samples[22-]=None n_estimators[-21]=10 n_estimators[22-]=100
    oob_score=False verbose=0 warm_start=False
    """,
    "#boosting": """
    @#tree criterion='friedman_mse' init=None learning_rate=0.1 max_depth=3 n_estimators=100 n_iter_no_change[20-]=None
    presort[-21]='auto' presort[22-]='deprecated' subsample=1.0 tol[20-]=0.0001 validation_fraction[20-]=0.1 verbose=0
    warm_start=False
    """,
    "#machine": """
    C=1.0 cache_size=200 coef0=0.0 degree=3 gamma[-19]='auto' gamma[20-21]='auto_deprecated' gamma[22-]='scale'
    kernel='rbf' max_iter=-1 shrinking=True tol=0.001 verbose=False
    """,
    "#descent": """
    @#linear alpha=1.0 max_iter=1000 positive=False precompute=False random_state=None selection='cyclic' tol=0.0001
    warm_start=False
    """,
    "#search": """
    @#jobs cv[-19]=None cv[20-21]='warn' cv[22-]=None error_score[-19]='raise' error_score[20-21]='raise-deprecating'
    error_score[22-]=nan fit_params[-19]=None iid[-19]=True iid[20-21]='warn' iid[22-]='deprecated'
    pre_dispatch='2*n_jobs' refit=True return_train_score[-19]='warn' return_train_score[20-]=False scoring=None verbose=0
    """,
    "#neighbours":
      "@#jobs algorithm='auto' leaf_size=30 metric='minkowski' metric_params=None n_neighbors=5 p=2 weights='uniform'",
    "LogisticRegression": """
    @#jobs C=1.0 class_weight=None dual=False fit_intercept=True intercept_scaling=1 l1_ratio[21-]=None max_iter=100
    multi_class[-19]='ovr' multi_class[20-21]='warn' multi_class[22-]='auto' penalty='l2' random_state=None
    solver[-19]='liblinear' solver[20-21]='warn' solver[22-]='lbfgs' tol=0.0001 verbose=0 warm_start=False
    """,
    "LinearRegression": "@#linear @#jobs",
    "Ridge": "@#linear alpha=1.0 max_iter=None random_state=None solver='auto' tol=0.001",
    "Lasso": "@#descent",
    "ElasticNet": "@#descent l1_ratio=0.5",
    "DecisionTreeClassifier":
      "@#tree class_weight=None criterion='gini' presort[-21]=False presort[22-]='deprecated' splitter='best'",
    "DecisionTreeRegressor": "@#tree criterion='mse' presort[-21]=False presort[22-]='deprecated' splitter='best'",
    "RandomForestClassifier": "@#forest class_weight=None criterion='gini'",
    "RandomForestRegressor": "@#forest criterion='mse'",
    "ExtraTreesClassifier": "@#forest bootstrap=False class_weight=None criterion='gini'",
    "ExtraTreesRegressor": "@#forest bootstrap=False criterion='mse'",
    "GradientBoostingClassifier": "@#boosting loss='deviance'",
    "GradientBoostingRegressor": "@#boosting alpha=0.9 loss='ls'",
    "AdaBoostClassifier":
      "algorithm='SAMME.R' base_estimator=None learning_rate=1.0 n_estimators=50 random_state=None",
    "AdaBoostRegressor": "base_estimator=None learning_rate=1.0 loss='linear' n_estimators=50 random_state=None",
    "BaggingClassifier": """
    @#jobs base_estimator=None bootstrap=True bootstrap_features=False max_features=1.0 max_samples=1.0 n_estimators=10
    oob_score=False random_state=None verbose=0 warm_start=False
    """,
    "SVC": """
    @#machine break_ties[22-]=False class_weight=None decision_function_shape='ovr' probability=False random_state=None
    """,
    "SVR": "@#machine epsilon=0.1",
    "LinearSVC": """
    C=1.0 class_weight=None dual=True fit_intercept=True intercept_scaling=1 loss='squared_hinge' max_iter=1000
    multi_class='ovr' penalty='l2' random_state=None tol=0.0001 verbose=0
    """,
    "KNeighborsClassifier": "@#neighbours",
    "KNeighborsRegressor": "@#neighbours",
    "GaussianNB": "priors=None var_smoothing[20-]=1e-09",
    "MultinomialNB": "alpha=1.0 class_prior=None fit_prior=True",
    "BernoulliNB": "alpha=1.0 binarize=0.0 class_prior=None fit_prior=True",
    "KMeans": """
    @#jobs algorithm='auto' copy_x=True init='k-means++' max_iter=300 n_clusters=8 n_init=10 precompute_distances='auto'
    random_state=None tol=0.0001 verbose=0
    """,
    "PCA": "copy=True iterated_power='auto' n_components=None random_state=None svd_solver='auto' tol=0.0 whiten=False",
    "StandardScaler": "copy=True with_mean=True with_std=True",
    "MinMaxScaler": "copy=True feature_range=(0,␣1)",
    "SimpleImputer":
      "add_indicator[21-]=False copy=True fill_value=None missing_values=nan strategy='mean' verbose=0",
    "OneHotEncoder": """
    categorical_features[20-21]=None categories[20-21]=None categories[22-]='auto' drop[21-]=None
    dtype=<class␣'numpy.float64'> handle_unknown='error' n_values[20-21]=None sparse=True
    """,
    "Pipeline": "memory=None steps=[] verbose[21-]=False",
    "ColumnTransformer": """
    n_jobs=None remainder='drop' sparse_threshold=0.3 transformer_weights=None transformers=[] verbose[21-]=False
    """,
    "GridSearchCV": "@#search estimator=None param_grid=None",
    "RandomizedSearchCV": "@#search estimator=None n_iter=10 param_distributions=None random_state=None",
    "MLPClassifier": """
    activation='relu' alpha=0.0001 batch_size='auto' beta_1=0.9 beta_2=0.999 early_stopping=False epsilon=1e-08
    hidden_layer_sizes=(100,) learning_rate='constant' learning_rate_init=0.001 max_fun[22-]=15000 max_iter=200
    momentum=0.9 n_iter_no_change[20-]=10 nesterovs_momentum=True power_t=0.5 random_state=None shuffle=True solver='adam'
    tol=0.0001 validation_fraction=0.1 verbose=False warm_start=False
    """,
  ]
}
