import Learning
import Testing

@Suite struct MetricTests {
  @Test(arguments: Fixture.cases(of: "metrics")) func classification(_ fixture: Fixture) throws {
    let classes = fixture.integer("classes") ?? 0
    let (truth, answer) = (fixture.integers("truth"), fixture.integers("answer"))
    let weights = fixture.numbers("weights")
    expectSame([accuracy(truth, answer)], fixture.numbers("accuracy"), "accuracy")
    expectSame([accuracy(truth, answer, weights: weights)], fixture.numbers("weighted_accuracy"), "weighted accuracy")
    let confusion = confusionMatrix(truth, answer, classes: classes).flatMap { $0 }
    #expect(confusion.map { Int($0) } == fixture.integers("confusion"))
    let averages: [(String, ScoreAverage)] = [
      ("micro", .micro), ("macro", .macro), ("weighted", .weighted), ("binary", .binary(positive: 1)),
    ]
    for (name, average) in averages where fixture.has(name) {
      for (suffix, undefined) in [("", 0.0), ("_zero1", 1.0)] {
        let s = averagedScores(
          truth, answer, classes: classes, average: average, undefined: undefined, era: fixture.era)
        expectSame([s.precision, s.recall, s.fScore], fixture.numbers(name + suffix), name + suffix)
      }
    }
    let numbered = ClassificationReport(truth, answer, names: (0..<classes).map { "\($0)" }, era: fixture.era)
    #expect(text(numbered.text()) == fixture.text("report"))
    #expect(text(numbered.text(digits: 4)) == fixture.text("report4"))
    let names = Array(["survived", "no", "maybe later", "x", "yy"].prefix(classes))
    #expect(text(ClassificationReport(truth, answer, names: names, era: fixture.era).text()) == fixture.text("named"))
  }

  @Test(arguments: Fixture.cases(of: "metrics")) func probabilities(_ fixture: Fixture) throws {
    let classes = fixture.integer("classes") ?? 0
    let truth = fixture.integers("truth")
    let probabilities = fixture.matrix("probabilities", rows: truth.count, columns: classes)
    expectSame([logLoss(truth, probabilities, era: fixture.era)], fixture.numbers("log_loss"), "log loss")
    guard classes == 2 else {
      let auc = try rocAUCOneAgainstRest(truth, probabilities, era: fixture.era)
      expectSame([auc], fixture.numbers("ovr_auc"), "one-against-rest AUC")
      return
    }
    let positive = truth.map { $0 == 1 }
    let score = fixture.numbers("score")
    expectSame([try rocAUC(positive, score, era: fixture.era)], fixture.numbers("auc"), "AUC")
    expectCurve(rocCurve(positive, score, era: fixture.era), fixture, prefix: "")
    let all = rocCurve(positive, score, dropIntermediate: false, era: fixture.era)
    expectCurve(all, fixture, prefix: "all_")
    let area = try areaUnderCurve(all.falsePositiveRate, all.truePositiveRate)
    expectSame([area], fixture.numbers("auc_of_all"), "area")
    let curve = precisionRecallCurve(positive, score)
    expectSame(curve.precision, fixture.numbers("curve_precision"), "precision curve")
    expectSame(curve.recall, fixture.numbers("curve_recall"), "recall curve")
    expectSame(curve.thresholds, fixture.numbers("curve_thresholds"), "thresholds")
    expectSame([averagePrecision(positive, score)], fixture.numbers("average_precision"), "average precision")
  }

  @Test(arguments: Fixture.cases(of: "metrics")) func regression(_ fixture: Fixture) {
    let (y, p) = (fixture.numbers("y"), fixture.numbers("p"))
    let weights = fixture.numbers("weights")
    expectSame([meanSquaredError(y, p)], fixture.numbers("mse"), "mean squared error")
    expectSame([meanSquaredError(y, p, weights: weights)], fixture.numbers("weighted_mse"), "weighted")
    expectSame([meanAbsoluteError(y, p)], fixture.numbers("mae"), "mean absolute error")
    expectSame([r2Score(y, p)], fixture.numbers("r2"), "r2")
  }

  private func expectCurve(_ curve: ROCCurve, _ fixture: Fixture, prefix: String) {
    expectSame(curve.falsePositiveRate, fixture.numbers(prefix + "fpr"), prefix + "fpr")
    expectSame(curve.truePositiveRate, fixture.numbers(prefix + "tpr"), prefix + "tpr")
    expectSame(curve.thresholds, fixture.numbers(prefix + "thresholds"), prefix + "thresholds")
  }

  private func text(_ report: String) -> String {
    report.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "|")
  }
}
