import Learning
import Testing

@Suite struct TreeTests {
  @Test(arguments: Fixture.cases(of: "trees")) func tree(_ fixture: Fixture) throws {
    let forest = try fitTree(
      fixture.x, fixture.target, options: fixture.treeOptions, sampleWeights: fixture.weights,
      classWeights: fixture.classWeights, random: fixture.random, era: fixture.era, estimator: "DecisionTreeClassifier")
    expectTree(forest.trees[0], fixture, prefix: "")
    expectSame(forest.featureImportances, fixture.numbers("importances"), "importances")
    let probe = fixture.matrix("probe", rows: fixture.integer("probes") ?? 0, columns: forest.features)
    expectSame(try forest.predictedProbabilities(probe).values, fixture.numbers("answer"), "answer")
  }

  @Test(arguments: Fixture.cases(of: "forests")) func forest(_ fixture: Fixture) throws {
    var options = ForestOptions.classifier
    if fixture.text("kind") == "numbers" { options = .regressor }
    options.tree = fixture.treeOptions(startingFrom: options.tree)
    options.trees = fixture.integer("trees") ?? 0
    options.bootstrap = fixture.integer("bootstrap") != 0
    options.bootstrapSize = fixture.number("max_samples").map { .fraction($0) }
    options.classWeights = fixture.classWeights
    options.outOfBag = fixture.integer("oob_score") == 1
    let forest = try fitForest(
      fixture.x, fixture.target, options: options, sampleWeights: fixture.weights, random: fixture.random,
      era: fixture.era,
      estimator: "RandomForestClassifier")
    #expect(forest.seeds.map { Int($0) } == fixture.integers("seeds"))
    for (i, tree) in forest.trees.enumerated() { expectTree(tree, fixture, prefix: "\(i).") }
    expectSame(forest.featureImportances, fixture.numbers("importances"), "importances")
    let probe = fixture.x.selecting(rows: Array(0..<(fixture.integer("probes") ?? 0)))
    expectSame(try forest.predictedProbabilities(probe).values, fixture.numbers("answer"), "answer")
    if fixture.has("oob") { expectSame(forest.outOfBag?.values ?? [], fixture.numbers("oob"), "out of bag") }
  }

  @Test func missingValuesAreRefusedInTheClassicEra() {
    let x = Matrix(rows: 2, columns: 1, layout: .rowMajor, values: [1, .nan])
    #expect(throws: LearningError.self) {
      try fitTree(
        x, .classes([0, 1], count: 2), options: TreeOptions(criterion: .gini), random: RandomState(seed: 0),
        era: .classic, estimator: "DecisionTreeClassifier")
    }
  }

  @Test func tablesWithoutRowsAreRefused() {
    let x = Matrix(rows: 0, columns: 3, layout: .rowMajor, values: [])
    #expect(
      throws: LearningError.value(
        "Found array with 0 sample(s) (shape=(0, 3)) while a minimum of 1 is required by RandomForestClassifier.")
    ) {
      try fitForest(
        x, .classes([], count: 0), options: .classifier, random: RandomState(seed: 0), era: .modern,
        estimator: "RandomForestClassifier")
    }
  }

  private func expectTree(_ tree: FittedTree, _ fixture: Fixture, prefix: String) {
    #expect(tree.left.map { Int($0) } == fixture.integers(prefix + "left"))
    #expect(tree.right.map { Int($0) } == fixture.integers(prefix + "right"))
    #expect(tree.feature.map { Int($0) } == fixture.integers(prefix + "feature"))
    expectSame(tree.threshold, fixture.numbers(prefix + "threshold"), "threshold")
    expectSame(tree.impurity, fixture.numbers(prefix + "impurity"), "impurity")
    #expect(tree.nodeSamples == fixture.integers(prefix + "samples"))
    expectSame(tree.weightedNodeSamples, fixture.numbers(prefix + "weight"), "weight")
    expectSame(tree.values, fixture.numbers(prefix + "value"), "value")
    #expect(tree.maxDepth == fixture.integer(prefix + "depth"))
    if fixture.has(prefix + "missing_left") {
      #expect(tree.missingGoesLeft.map { $0 ? 1 : 0 } == fixture.integers(prefix + "missing_left"))
    }
  }
}

extension Fixture {
  var target: TreeTarget {
    if text("kind") == "numbers" { return .numbers(numbers("y")) }
    let classes = integers("y")
    return .classes(classes, count: (classes.max() ?? 0) + 1)
  }

  var weights: [Double]? { has("weights") ? numbers("weights") : nil }

  var classWeights: ClassWeights {
    switch text("class_weight") {
    case nil, "none": .uniform
    case "balanced": .balanced
    case "balanced_subsample": .balancedSubsample
    default: .byClass(numbers("class_weight"))
    }
  }

  var treeOptions: TreeOptions {
    treeOptions(startingFrom: TreeOptions(criterion: text("kind") == "numbers" ? .squaredError : .gini))
  }

  func treeOptions(startingFrom start: TreeOptions) -> TreeOptions {
    var options = start
    if text("criterion") == "entropy" { options.criterion = .entropy }
    options.maxDepth = integer("max_depth")
    options.maxLeafNodes = integer("max_leaf_nodes")
    options.minSamplesLeaf = size("min_samples_leaf") ?? .count(1)
    options.minSamplesSplit = size("min_samples_split") ?? .count(2)
    options.minImpurityDecrease = number("min_impurity_decrease") ?? 0
    options.minWeightFractionLeaf = number("min_weight_fraction_leaf") ?? 0
    switch text("max_features") {
    case nil: break
    case "sqrt": options.maxFeatures = .squareRoot
    case "log2": options.maxFeatures = .log2
    case "all": options.maxFeatures = .all
    default: options.maxFeatures = integer("max_features").map { .count($0) } ?? .fraction(number("max_features") ?? 1)
    }
    return options
  }

  private func size(_ key: String) -> PartSize? {
    if let count = integer(key) { return .count(count) }
    return number(key).map { .fraction($0) }
  }
}
