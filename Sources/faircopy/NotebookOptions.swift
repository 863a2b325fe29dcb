import ArgumentParser
import Columns
import Foundation
import Replay

/// What all commands over a notebook take.
struct NotebookOptions: ParsableArguments {
  @Argument(help: "The notebook.", completion: .file(extensions: ["ipynb"]))
  var notebook: String

  @Option(name: .long, help: "A folder with data files, beside the notebook's own. May be given several times.")
  var data: [String] = []

  @Option(
    name: .long,
    help: "The libraries' year: classic (pandas 1.5) or modern (pandas 3); told by the notebook if left out.")
  var era: EraName?

  @Option(name: .long, help: "What to serve: a Python expression over the notebook's final state.")
  var serve: String?

  var replayOptions: ReplayOptions {
    ReplayOptions(dataFolders: data.map { URL(filePath: $0) }, era: era?.era, serve: serve)
  }
}

/// An era's name on the command line.
enum EraName: String, ExpressibleByArgument, CaseIterable {
  case classic, modern

  var era: Era {
    switch self {
    case .classic: .classic
    case .modern: .modern
    }
  }
}

/// How a report is printed.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

extension Era {
  /// As reports and manifests name it.
  var name: String {
    switch self {
    case .classic: "classic"
    case .modern: "modern"
    }
  }
}
