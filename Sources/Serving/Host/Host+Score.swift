import ModelInterface
import Scoring

extension Host {
  /// Scores a file of rows.
  static func score(_ options: HostCommand.ScoreOptions, _ bundle: BundleFolder) -> Int32 {
    let model: Model
    do throws(ModelError) {
      model = try bundle.model()
    } catch {
      complain(error.message)
      return 70
    }
    do throws(ScoringError) {
      let format = options.format.flatMap(RowFormat.init(rawValue:)) ?? RowFormat(path: options.input)
      let summary = try scoreRows(
        of: options.input, as: format, to: options.output, by: model, withFeatures: options.withFeatures)
      if summary.failures > 0 {
        complain("\(summary.failures) of \(summary.rows) rows cannot be scored; see column 'error'")
      }
      return summary.failures > 0 ? 1 : 0
    } catch {
      complain(error.message)
      if case .input = error { return 2 }
      return 70
    }
  }
}
