/// Row numbers of the two parts of a split, in the order in which scikit-learn gives them.
package struct TrainTestIndices: Equatable, Sendable {
  package var train: [Int]
  package var test: [Int]

  package init(train: [Int], test: [Int]) {
    self.train = train
    self.test = test
  }
}

/// A size given as Python gives it: `0.25` or `100`.
package enum PartSize: Equatable, Sendable {
  case fraction(Double)
  case count(Int)
}

/// The row numbers of `train_test_split` without `stratify`.
///
/// - Throws: scikit-learn's `ValueError` for sizes that do not fit.
/// - SeeAlso: scikit-learn, `ShuffleSplit`.
package func trainTestSplit(
  rows: Int, testSize: PartSize? = nil, trainSize: PartSize? = nil, shuffle: Bool = true, random: RandomState
) throws(LearningError) -> TrainTestIndices {
  let (train, test) = try partSizes(rows: rows, test: testSize, train: trainSize, defaultTest: 0.25)
  if !shuffle {
    return TrainTestIndices(train: Array(0..<train), test: Array(train..<train + test))
  }
  let order = random.permutation(rows)
  return TrainTestIndices(train: Array(order[test..<test + train]), test: Array(order[..<test]))
}

/// The row numbers of `train_test_split` with `stratify`; `classes` holds each row's class as an index.
///
/// Classes must be numbered as `numpy.unique` sorts them; rows of one class keep their order before they are permuted.
///
/// - SeeAlso: scikit-learn, `StratifiedShuffleSplit`.
package func stratifiedTrainTestSplit(
  classes: [Int], testSize: PartSize? = nil, trainSize: PartSize? = nil, defaultTest: Double = 0.25,
  random: RandomState
) throws(LearningError) -> TrainTestIndices {
  let (train, test) = try partSizes(rows: classes.count, test: testSize, train: trainSize, defaultTest: defaultTest)
  var members = [[Int]](repeating: [], count: (classes.max() ?? -1) + 1)
  for (row, label) in classes.enumerated() { members[label].append(row) }
  let counts = members.map(\.count)
  guard let least = counts.min(), least >= 2 else {
    throw .value(
      "The least populated class in y has only 1 member, which is too few. The minimum number of groups for any class "
        + "cannot be less than 2.")
  }
  if train < counts.count {
    throw .value("The train_size = \(train) should be greater or equal to the number of classes = \(counts.count)")
  }
  if test < counts.count {
    throw .value("The test_size = \(test) should be greater or equal to the number of classes = \(counts.count)")
  }
  let drawn = try approximateMode(counts: counts, draws: train, random: random)
  let tested = try approximateMode(counts: zip(counts, drawn).map { $0 - $1 }, draws: test, random: random)
  var result = TrainTestIndices(train: [], test: [])
  for (label, rows) in members.enumerated() {
    let order = random.permutation(rows.count).map { rows[$0] }
    result.train += order[..<drawn[label]]
    result.test += order[drawn[label]..<drawn[label] + tested[label]]
  }
  random.shuffle(&result.train)
  random.shuffle(&result.test)
  return result
}

/// How many to draw of each class: proportional, the remainders given to the largest fractions, ties broken at random.
///
/// - SeeAlso: scikit-learn, `sklearn.utils.extmath._approximate_mode`.
func approximateMode(counts: [Int], draws: Int, random: RandomState) throws(LearningError) -> [Int] {
  let total = Double(counts.reduce(0, +))
  let continuous = counts.map { Double($0) / total * Double(draws) }
  var result = continuous.map { $0.rounded(.down) }
  var missing = Int(Double(draws) - result.reduce(0, +))
  if missing > 0 {
    let remainders = zip(continuous, result).map { $0 - $1 }
    for value in Set(remainders).sorted(by: >) where missing > 0 {
      let tied = remainders.indices.filter { remainders[$0] == value }
      let taken = min(tied.count, missing)
      for i in try random.choice(tied.count, count: taken, replacing: false) { result[tied[i]] += 1 }
      missing -= taken
    }
  }
  return result.map { Int($0) }
}
