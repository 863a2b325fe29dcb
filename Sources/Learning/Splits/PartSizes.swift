/// The numbers of training and test rows, with scikit-learn's checks and its words.
///
/// - SeeAlso: scikit-learn, `_validate_shuffle_split`.
func partSizes(
  rows: Int, test: PartSize?, train: PartSize?, defaultTest: Double
) throws(LearningError) -> (train: Int, test: Int) {
  let test = test == nil && train == nil ? .fraction(defaultTest) : test
  try check(test, "test_size", rows: rows)
  try check(train, "train_size", rows: rows)
  if case .fraction(let a) = train, case .fraction(let b) = test, a + b > 1 {
    throw .value(
      "The sum of test_size and train_size = \(a + b), should be in the (0, 1) range. Reduce test_size and/or train_size."
    )
  }
  var testCount: Int?
  var trainCount: Int?
  switch test {
  case .fraction(let fraction): testCount = Int((fraction * Double(rows)).rounded(.up))
  case .count(let count): testCount = count
  case nil: break
  }
  switch train {
  case .fraction(let fraction): trainCount = Int((fraction * Double(rows)).rounded(.down))
  case .count(let count): trainCount = count
  case nil: break
  }
  let tested = testCount ?? (rows - (trainCount ?? 0))
  let trained = trainCount ?? (rows - tested)
  if trained + tested > rows {
    throw .value(
      "The sum of train_size and test_size = \(trained + tested), should be smaller than the number of samples \(rows). "
        + "Reduce test_size and/or train_size.")
  }
  if trained == 0 {
    throw .value(
      "With n_samples=\(rows), test_size=\(pythonText(test)) and train_size=\(pythonText(train)), the resulting train set "
        + "will be empty. Adjust any of the aforementioned parameters.")
  }
  return (trained, tested)
}

private func check(_ size: PartSize?, _ name: String, rows: Int) throws(LearningError) {
  let valid =
    switch size {
    case .count(let count): count > 0 && count < rows
    case .fraction(let fraction): fraction > 0 && fraction < 1
    case nil: true
    }
  if !valid {
    throw .value(
      "\(name)=\(pythonText(size)) should be either positive and smaller than the number of samples \(rows) or a float in "
        + "the (0, 1) range")
  }
}

private func pythonText(_ size: PartSize?) -> String {
  switch size {
  case .count(let count): "\(count)"
  case .fraction(let fraction): "\(fraction)"
  case nil: "None"
  }
}
