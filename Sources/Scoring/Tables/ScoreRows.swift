package import ModelInterface

/// Scores the rows of a file to a table of CSV, in the input's order, in memory that does not grow with their number.
///
/// The table has `prediction`, `probability_<class>` …, `error`; `withFeatures` puts `feature_<name>` … before the last. The column
/// `error` is always there, because the header is written before any row is scored; it is empty for rows that were.
/// - Parameter output: the file to write; nil is standard output. It is not touched before the input's header is read.
package func scoreRows(
  of input: String, as format: RowFormat, to output: String?, by model: Model, withFeatures: Bool = false
) throws(ScoringError) -> ScoringSummary {
  let run = try ScoringRun(input: input, output: output, model: model, withFeatures: withFeatures)
  switch format {
  case .csv: try run.scoreTable()
  case .jsonl: try run.scoreLines()
  }
  return run.summary
}

/// One file on its way through the model.
final class ScoringRun {
  let scorer: RowScorer
  let description: ModelDescription
  private(set) var summary = ScoringSummary()
  private let input: FileInput
  private let outputPath: String?
  private var output: FileOutput?
  private let lines = OutputBytes(capacity: 1 << 17)
  private let withFeatures: Bool
  private let portion = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 18)

  /// The longest row that is read, in bytes.
  static let rowLimit = 64 << 20

  init(input: String, output: String?, model: Model, withFeatures: Bool) throws(ScoringError) {
    do throws(ModelError) {
      scorer = try RowScorer(model, withFeatures: withFeatures)
    } catch {
      throw .model(error)
    }
    do throws(FileError) {
      self.input = try FileInput(path: input)
    } catch {
      throw .input(error.message)
    }
    description = model.description
    outputPath = output
    self.withFeatures = withFeatures
  }

  deinit { portion.deallocate() }

  /// The next bytes of the input; empty at the end.
  func nextPortion() throws(ScoringError) -> UnsafeBufferPointer<UInt8> {
    guard let start = portion.baseAddress else { return UnsafeBufferPointer(start: nil, count: 0) }
    do throws(FileError) {
      let count = try input.read(into: start, count: portion.count)
      return UnsafeBufferPointer(start: start, count: count)
    } catch {
      throw .input(error.message)
    }
  }

  /// Opens the output and writes the header: the input is known to have all fields.
  func begin() throws(ScoringError) {
    if let outputPath, input.isFile(at: outputPath) { throw .input("\(outputPath) is the input itself") }
    do throws(FileError) {
      output = try FileOutput(path: outputPath)
    } catch {
      throw .output(error.message)
    }
    scorer.writer.writeHeader(withFeatures: withFeatures, to: lines)
  }

  /// Writes one line, by `score`, which tells whether the row could be scored.
  func row(_ score: (OutputBytes) -> Bool) throws(ScoringError) {
    summary.rows += 1
    if !score(lines) { summary.failures += 1 }
    if lines.count > 1 << 16 { try flush() }
  }

  /// Writes what is left.
  func flush() throws(ScoringError) {
    do throws(FileError) {
      try output?.write(lines)
    } catch {
      throw .output(error.message)
    }
  }
}
