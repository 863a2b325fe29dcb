import Learning
import Testing

@Suite struct SplitTests {
  @Test(arguments: Fixture.cases(of: "splits")) func indices(_ fixture: Fixture) throws {
    let rows = fixture.integer("rows") ?? 0
    let y = fixture.integers("y")
    let plain = try trainTestSplit(rows: rows, testSize: size(fixture, "size"), random: fixture.random)
    #expect(plain == TrainTestIndices(train: fixture.integers("train"), test: fixture.integers("test")))
    let stratified = try stratifiedTrainTestSplit(classes: y, testSize: size(fixture, "ssize"), random: fixture.random)
    #expect(stratified == TrainTestIndices(train: fixture.integers("strain"), test: fixture.integers("stest")))
    #expect(folds(try kFolds(rows: rows, folds: 5, random: fixture.random), rows) == fixture.integers("kfold"))
    #expect(folds(try kFolds(rows: rows, folds: 5, random: nil), rows) == fixture.integers("plain"))
    #expect(folds(try stratifiedKFolds(classes: y, folds: 3, random: nil), rows) == fixture.integers("strat"))
    let shuffled = try stratifiedKFolds(classes: y, folds: 3, random: fixture.random)
    #expect(folds(shuffled, rows) == fixture.integers("strat_shuffled"))
  }

  @Test func sizesThatDoNotFit() {
    #expect(throws: LearningError.self) {
      try trainTestSplit(rows: 4, testSize: .count(4), random: RandomState(seed: 0))
    }
    #expect(throws: LearningError.self) {
      try trainTestSplit(rows: 4, testSize: .fraction(1.5), random: RandomState(seed: 0))
    }
    #expect(throws: LearningError.self) { try kFolds(rows: 3, folds: 5, random: nil) }
    #expect(throws: LearningError.self) { try kFolds(rows: 3, folds: 0, random: nil) }
    #expect(throws: LearningError.self) {
      try stratifiedTrainTestSplit(classes: [0, 0, 0, 1], random: RandomState(seed: 0))
    }
  }

  private func size(_ fixture: Fixture, _ key: String) -> PartSize? {
    if let count = fixture.integer(key) { return .count(count) }
    return fixture.number(key).map { .fraction($0) }
  }

  private func folds(_ parts: [TrainTestIndices], _ rows: Int) -> [Int] {
    var result = [Int](repeating: -1, count: rows)
    for (k, part) in parts.enumerated() {
      #expect(part.train.count + part.test.count == rows)
      for row in part.test { result[row] = k }
    }
    return result
  }
}
