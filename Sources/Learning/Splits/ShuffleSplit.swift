/// The parts of `ShuffleSplit(splits, test_size, train_size, random_state)`.
///
/// - SeeAlso: scikit-learn, `ShuffleSplit._iter_indices`.
package func shuffleSplits(
  rows: Int, splits: Int, testSize: PartSize?, trainSize: PartSize?, defaultTest: Double = 0.1, random: RandomState
) throws(LearningError) -> [TrainTestIndices] {
  let (train, test) = try partSizes(rows: rows, test: testSize, train: trainSize, defaultTest: defaultTest)
  return (0..<splits).map { _ in
    let order = random.permutation(rows)
    return TrainTestIndices(train: Array(order[test..<test + train]), test: Array(order[..<test]))
  }
}

/// The parts of `GroupShuffleSplit`: whole groups are drawn; `groups` holds each row's group as an index in sorted order.
package func groupShuffleSplits(
  groups: [Int], splits: Int, testSize: PartSize?, trainSize: PartSize?, random: RandomState
) throws(LearningError) -> [TrainTestIndices] {
  let drawn = try shuffleSplits(
    rows: (groups.max() ?? -1) + 1, splits: splits, testSize: testSize, trainSize: trainSize, defaultTest: 0.2,
    random: random)
  return drawn.map { part in
    let (train, test) = (Set(part.train), Set(part.test))
    return TrainTestIndices(
      train: groups.indices.filter { train.contains(groups[$0]) },
      test: groups.indices.filter { test.contains(groups[$0]) })
  }
}

/// The parts of `GroupKFold(folds)`: the largest group goes to the lightest fold.
///
/// - SeeAlso: scikit-learn, `GroupKFold._iter_test_indices`.
package func groupKFolds(groups: [Int], folds: Int) throws(LearningError) -> [TrainTestIndices] {
  let count = (groups.max() ?? -1) + 1
  if folds > count {
    throw .value("Cannot have number of splits n_splits=\(folds) greater than the number of groups: \(count).")
  }
  var sizes = [Int](repeating: 0, count: count)
  for group in groups { sizes[group] += 1 }
  var weights = [Int](repeating: 0, count: folds)
  var foldOfGroup = [Int](repeating: 0, count: count)
  for group in (0..<count).sorted(by: { (sizes[$0], $0) < (sizes[$1], $1) }).reversed() {
    let lightest = weights.indices.min { weights[$0] < weights[$1] } ?? 0
    weights[lightest] += sizes[group]
    foldOfGroup[group] = lightest
  }
  return parted(groups.map { foldOfGroup[$0] }, folds: folds)
}

/// Each fold in turn as test rows, both parts in ascending order.
package func parted(_ fold: [Int], folds: Int) -> [TrainTestIndices] {
  (0..<folds).map { k in
    TrainTestIndices(
      train: fold.indices.filter { fold[$0] != k }, test: fold.indices.filter { fold[$0] == k })
  }
}

/// The parts of `TimeSeriesSplit`: rows before the test rows train.
///
/// - SeeAlso: scikit-learn, `TimeSeriesSplit.split`.
package func timeSeriesSplits(
  rows: Int, splits: Int, maxTrain: Int?, test: Int?, gap: Int
) throws(LearningError) -> [TrainTestIndices] {
  let folds = splits + 1
  let size = test ?? rows / folds
  if folds > rows {
    throw .value("Cannot have number of folds=\(folds) greater than the number of samples=\(rows).")
  }
  if rows - gap - size * splits <= 0 {
    throw .value("Too many splits=\(splits) for number of samples=\(rows) with test_size=\(size) and gap=\(gap).")
  }
  return stride(from: rows - splits * size, to: rows, by: size).map { start in
    let end = start - gap
    let first = maxTrain.map { $0 < end ? end - $0 : 0 } ?? 0
    return TrainTestIndices(train: Array(first..<max(first, end)), test: Array(start..<min(start + size, rows)))
  }
}
