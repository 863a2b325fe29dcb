import Columns
import DataFrames
package import PythonRuntime
import Tracing

/// A release of pandas before or after that of the classic era, told by how a notebook's outputs show tables.
package enum PandasRelease: Int, Comparable, Sendable {
  /// Until 0.24: a long table is shown with sixty rows, not with ten.
  case v024
  /// 0.25: `info()` has no heads above its columns.
  case v025
  /// Until 1.1: floats among objects are shown with six digits.
  case v11
  /// The release of the era.
  case ofEra
  /// 2.0 to 2.3: counts have names of their own, dummies are bools, and indexes of numbers have no class of their own.
  case v2

  package static func < (a: PandasRelease, b: PandasRelease) -> Bool { a.rawValue < b.rawValue }

  /// From the texts of a notebook's outputs.
  ///
  /// - Parameters:
  ///   - isBefore2020: whether another library that the notebook shows is as old as pandas 1.1.
  ///   - python: the minor version of Python 3, where it is known: 3.12 runs no earlier pandas than 2.1.
  package init(showing texts: [String], isBefore2020: Bool, python: Int?) {
    if texts.contains(where: showsSixtyRows) {
      self = .v024
    } else if texts.contains(where: { $0.contains(/\d non-null (int64|float64|object|bool|category|datetime64)/) }) {
      self = .v025
    } else if signsOfClassicIndexes.contains(where: { sign in texts.contains { $0.contains(sign) } }) {
      self = isBefore2020 ? .v11 : .ofEra
    } else if texts.contains(where: showsPandas2) || (python ?? 0) >= 12 {
      self = .v2
    } else {
      self = isBefore2020 ? .v11 : .ofEra
    }
  }
}

/// What no release since 2.0 prints.
private let signsOfClassicIndexes = ["Int64Index", "Float64Index", "UInt64Index", "uint8"]

private func showsPandas2(_ text: String) -> Bool {
  text.contains("Name: count, ") || text.contains("Name: proportion, ")
    || text.contains(/(^|[^A-Za-z0-9])Index\(\[[^\]]*\],\s+dtype='(int64|float64|bool)'/)
    || text.contains(/(^|\n)Index: [0-9]+ entries, [0-9]+ to [0-9]+/)
}

/// Whether a table that is cut has sixty rows.
private func showsSixtyRows(_ text: String) -> Bool {
  let isCut = text.contains("Length: ") || text.contains(" rows x ")
  guard isCut else { return false }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
  guard let dots = lines.firstIndex(where: { $0.contains(/^[^ ]* *\.\.\.?( |$)/) }) else { return false }
  return dots >= 30 && lines.count - dots > 30
}

extension Context {
  /// Shows tables as a release does, and computes what it computes otherwise.
  package func setPandasRelease(_ release: PandasRelease) {
    setState(release)
    setState(standardDisplayOptions)
  }

  /// The release whose tables the notebook shows.
  var pandasRelease: PandasRelease {
    era == .classic ? state(PandasRelease.self) { .ofEra } : .ofEra
  }

  /// Whether counts, dummies and indexes are those of pandas since 2.0.
  var isPandas2: Bool { era == .modern || pandasRelease == .v2 }

  /// The options that a notebook starts with.
  var standardDisplayOptions: DisplayOptions {
    var options = DisplayOptions()
    let release = pandasRelease
    if release <= .v024 { options.minRows = nil }
    options.infoHasHeads = release > .v025
    options.objectFloatsAreGeneral = release <= .v11
    options.numbersHaveIndexClasses = release != .v2
    return options
  }
}
