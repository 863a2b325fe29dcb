import JSON
import NotebookReader
import Replay

/// A recorded output in the replay's terms.
struct RecordedOutput {
  /// 0-based; of streams in several pieces the first.
  let index: Int
  let kind: ReplayedOutput.Kind
  /// `nil` for an output without text.
  let text: String?
  let html: String?
  let mimeTypes: [String]
}

/// The outputs of a cell; pieces of one stream are one output.
func mergedStreams(of outputs: [Output]) -> [RecordedOutput] {
  var result: [RecordedOutput] = []
  var streams: [ReplayedOutput.Kind: Int] = [:]
  for (index, output) in outputs.enumerated() {
    let recorded = RecordedOutput(output, index: index)
    if recorded.kind == .stdout || recorded.kind == .stderr, let position = streams[recorded.kind] {
      let first = result[position]
      result[position] = RecordedOutput(
        index: first.index, kind: first.kind, text: (first.text ?? "") + (recorded.text ?? ""), html: nil, mimeTypes: []
      )
    } else {
      streams[recorded.kind] = result.count
      result.append(recorded)
    }
  }
  return result
}

extension RecordedOutput {
  init(_ output: Output, index: Int) {
    switch output {
    case .stream(let name, let text):
      self.init(
        index: index, kind: name == "stderr" ? .stderr : .stdout, text: String(decoding: text, as: UTF8.self),
        html: nil,
        mimeTypes: [])
    case .executeResult(_, let data): self.init(data, .result, index)
    case .displayData(let data): self.init(data, .display, index)
    case .error(let name, let value, _):
      let text = "\(name): \(String(decoding: value, as: UTF8.self))"
      self.init(index: index, kind: .error, text: text, html: nil, mimeTypes: [])
    }
  }

  private init(_ data: MIMEBundle, _ kind: ReplayedOutput.Kind, _ index: Int) {
    let html = data.html.map { String(decoding: $0, as: UTF8.self) }
    let plain = data.plainText.map { String(decoding: $0, as: UTF8.self) }
    self.init(
      index: index, kind: kind, text: plain ?? html, html: plain == nil ? nil : html, mimeTypes: data.forms.map(\.type))
  }
}
