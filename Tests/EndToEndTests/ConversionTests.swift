import Foundation
import Testing

/// A notebook is converted as it stands, and its bundle answers as real Python does.
@Suite(.serialized)
struct ConversionTests {
  @Test(arguments: [
    // Forests give the same bits; logistic regression is iterative.
    ("telecom-churn", 0.0), ("titanic-survivors", 1e-9),
  ])
  func answersAsPythonDoes(_ name: String, _ bound: Double) throws {
    let bundles = try TemporaryFolder()
    let (folder, notebook) = Tool.notebook(name)
    let conversion = try Tool.run("convert", notebook, "-o", bundles.url.path, "--format", "json")
    try #require(conversion.code == 0, "\(conversion.errors)")
    let report = try #require(JSONSerialization.jsonObject(with: Data(conversion.output.utf8)) as? [String: Any])
    #expect(report["featureMismatches"] as? Int == 0)
    #expect(report["predictionMismatches"] as? Int == 0)
    let rows = try #require(report["rows"] as? [String: Int])
    let parts = ["filtered", "traced", "evaluated", "excluded"].map { rows[$0] ?? 0 }
    #expect(rows["raw"] == parts.reduce(0, +))
    let bundle = try #require(report["bundle"] as? String)

    let truth = try TextTable(String(contentsOf: folder.appending(path: "truth_predictions.csv"), encoding: .utf8))
    let scored = try Tool.run("score", bundle, folder.appending(path: "truth_rows.csv").path)
    #expect(scored.code == 0, "\(scored.errors)")
    compare(TextTable(scored.output), with: truth, bound)

    let mixedTruth = try TextTable(
      String(contentsOf: folder.appending(path: "truth_mixed_predictions.csv"), encoding: .utf8))
    let mixed = try Tool.run("score", bundle, folder.appending(path: "truth_mixed_rows.csv").path)
    #expect(mixed.code == 1)
    compare(TextTable(mixed.output), with: mixedTruth, bound)
  }

  /// The same notebook, data and tool give the same bytes; a byte that changes is noticed; nothing is overwritten.
  @Test func bundlesAreDeterministicAndGuarded() throws {
    let first = try TemporaryFolder()
    let second = try TemporaryFolder()
    let (_, notebook) = Tool.notebook("titanic-survivors")
    #expect(try Tool.run("convert", notebook, "-o", first.url.path).code == 0)
    #expect(try Tool.run("convert", notebook, "-o", second.url.path).code == 0)
    let a = first.url.appending(path: "titanic-survivors.tar.zst")
    let bytes = try Data(contentsOf: a)
    #expect(try bytes == Data(contentsOf: second.url.appending(path: "titanic-survivors.tar.zst")))
    #expect(try Tool.run("verify", a.path).code == 0)
    #expect(try Tool.run("convert", notebook, "-o", first.url.path).code == 1)
    #expect(try Data(contentsOf: a) == bytes)
    var damaged = bytes
    damaged[damaged.count / 2] ^= 1
    let b = second.url.appending(path: "damaged.tar.zst")
    try damaged.write(to: b)
    #expect(try Tool.run("verify", b.path).code == 1)
  }

  private func compare(_ scored: TextTable, with truth: TextTable, _ bound: Double) {
    #expect(scored.rows.count == truth.rows.count)
    for (row, (mine, theirs)) in zip(scored.rows, truth.rows).enumerated() {
      if let error = theirs["error"], !error.isEmpty {
        #expect(mine["error"]?.isEmpty == false, "row \(row): Python raises \(error)")
        continue
      }
      #expect(mine["error"] ?? "" == "", "row \(row)")
      #expect(mine["prediction"] == theirs["prediction"], "row \(row)")
      for (column, value) in theirs where column.hasPrefix("proba_") {
        let probability = Double(mine["probability_" + column.dropFirst(6)] ?? "") ?? .nan
        #expect(abs(probability - (Double(value) ?? .nan)) <= bound, "row \(row), \(column)")
      }
    }
  }
}

/// Every recorded output that is changed by a digit is reported, text or HTML.
struct CheckTests {
  @Test(arguments: [("telecom-churn", 85), ("titanic-survivors", 60)])
  func reproducesOutputs(_ name: String, _ percent: Int) throws {
    let outcome = try Tool.run("check", Tool.notebook(name).path, "--format", "json")
    let report = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let counts = try #require(report["outputs"] as? [String: Int])
    let reproduced = ["exact", "equal", "bounded"].map { counts[$0] ?? 0 }.reduce(0, +)
    #expect(reproduced * 100 >= (counts["comparable"] ?? 0) * percent)
    #expect(counts["differs"] == 0)
    #expect(outcome.code == 0)
  }

  @Test func noticesAChangedDigit() throws {
    let folder = try TemporaryFolder()
    let (source, path) = Tool.notebook("telecom-churn")
    try FileManager.default.copyItem(
      at: source.appending(path: "telecom_churn.csv"), to: folder.url.appending(path: "telecom_churn.csv"))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = text.replacingOccurrences(of: "churn rate: 14.14%", with: "churn rate: 14.15%")
    #expect(changed != text)
    let notebook = folder.url.appending(path: "telecom-churn.ipynb")
    try changed.write(to: notebook, atomically: true, encoding: .utf8)
    let outcome = try Tool.run("check", notebook.path)
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("cell 13, output 0: differs"))
  }

  /// What numpy printed on a processor with AVX-512 comes out to the last digit, and what it printed on another one.
  @Test(arguments: [
    ("classic", "0.25", "0.22314355131420974"), ("classic", "0.25", "0.22314355131420976"),
    ("modern", "2.0", "1.0986122886681098"), ("modern", "2.0", "1.0986122886681096"),
  ])
  func tellsTheProcessor(_ era: String, _ argument: String, _ printed: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "processor.ipynb")
    let cell: [String: Any] = [
      "cell_type": "code", "execution_count": 1, "metadata": [String: Any](),
      "source": ["import numpy as np\n", "print(np.log1p(np.array([\(argument)])).tolist()[0])"],
      "outputs": [["output_type": "stream", "name": "stdout", "text": [printed + "\n"]] as [String: Any]],
    ]
    let notebook: [String: Any] = ["cells": [cell], "metadata": [String: Any](), "nbformat": 4, "nbformat_minor": 4]
    try JSONSerialization.data(withJSONObject: notebook).write(to: path)
    let outcome = try Tool.run("check", path.path, "--era", era, "--format", "json")
    let report = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let counts = try #require(report["outputs"] as? [String: Int])
    #expect(counts["exact"] == 1 && outcome.code == 0, "\(outcome.output)")
  }

  @Test func wrongUsageEndsWithTwo() throws {
    #expect(try Tool.run("check").code == 2)
    #expect(try Tool.run("nonsense").code == 2)
    #expect(try Tool.run("--version").code == 0)
  }
}
