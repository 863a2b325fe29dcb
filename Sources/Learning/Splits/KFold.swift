/// The parts of `KFold(folds, shuffle, random_state)`; both parts of a fold are in ascending order.
///
/// - Parameter random: shuffles the rows first, if given.
package func kFolds(rows: Int, folds: Int, random: RandomState?) throws(LearningError) -> [TrainTestIndices] {
  try checkFolds(folds, rows: rows)
  var order = Array(0..<rows)
  random?.shuffle(&order)
  var fold = [Int](repeating: 0, count: rows)
  var start = 0
  for k in 0..<folds {
    let size = rows / folds + (k < rows % folds ? 1 : 0)
    for i in start..<start + size { fold[order[i]] = k }
    start += size
  }
  return parts(fold: fold, folds: folds)
}

/// The parts of `StratifiedKFold(folds, shuffle, random_state)`; `classes` holds each row's class as an index.
///
/// Each class is dealt out in blocks, as many to a fold as a round robin over the sorted classes would give it.
///
/// - SeeAlso: scikit-learn, `StratifiedKFold._make_test_folds`.
///
/// - Parameter dealsEachClass: whether each class begins with the first part, as until scikit-learn 0.21; else the classes are
///   dealt one after the other.
package func stratifiedKFolds(
  classes: [Int], folds: Int, random: RandomState?, dealsEachClass: Bool = false
) throws(LearningError) -> [TrainTestIndices] {
  var numbering: [Int: Int] = [:]
  for label in classes where numbering[label] == nil { numbering[label] = numbering.count }
  let encoded = classes.map { numbering[$0] ?? 0 }
  let count = numbering.count
  var sizes = [Int](repeating: 0, count: count)
  for label in encoded { sizes[label] += 1 }
  try checkFolds(folds, rows: classes.count)
  if sizes.allSatisfy({ folds > $0 }) {
    throw .value("n_splits=\(folds) cannot be greater than the number of members in each class.")
  }
  var dealt = [[Int]](repeating: [Int](repeating: 0, count: folds), count: count)
  if dealsEachClass {
    for label in 0..<count {
      for i in 0..<sizes[label] { dealt[label][i % folds] += 1 }
    }
  } else {
    for (i, label) in encoded.sorted().enumerated() { dealt[label][i % folds] += 1 }
  }
  var fold = [Int](repeating: 0, count: classes.count)
  for label in 0..<count {
    var blocks = (0..<folds).flatMap { [Int](repeating: $0, count: dealt[label][$0]) }
    random?.shuffle(&blocks)
    var next = 0
    for row in encoded.indices where encoded[row] == label {
      fold[row] = blocks[next]
      next += 1
    }
  }
  return parts(fold: fold, folds: folds)
}

private func parts(fold: [Int], folds: Int) -> [TrainTestIndices] {
  var result = [TrainTestIndices](repeating: TrainTestIndices(train: [], test: []), count: folds)
  for (row, k) in fold.enumerated() {
    for other in 0..<folds {
      if other == k { result[other].test.append(row) } else { result[other].train.append(row) }
    }
  }
  return result
}

private func checkFolds(_ folds: Int, rows: Int) throws(LearningError) {
  if folds < 2 {
    throw .value(
      "k-fold cross-validation requires at least one train/test split by setting n_splits=2 or more, got n_splits=\(folds)."
    )
  }
  if folds > rows {
    throw .value(
      "Cannot have number of splits n_splits=\(folds) greater than the number of samples: n_samples=\(rows).")
  }
}
