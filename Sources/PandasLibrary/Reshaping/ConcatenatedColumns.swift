import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Context {
  /// `concat(parts, axis=1)`: columns side by side, the rows aligned by their labels.
  func concatenatedColumns(_ request: Concatenation) throws(Raised) -> Value {
    let frames = request.parts.map(\.frame)
    let index = try sharedIndex(frames.map(\.index), request)
    let domain = rows(of: frames, over: index)
    var columns: [TracedColumn] = []
    for frame in frames {
      for column in frame.tracedColumns {
        columns.append(adopted(try reindexed(column, frame.index, to: index, domain: domain), by: domain))
      }
    }
    let header = request.ignoresIndex ? Index(count: columns.count) : header(request)
    return .object(FrameObject(index: index, header: header, columns: columns, domain: domain))
  }

  /// The labels of the rows: those of all parts in order of appearance, or those that all parts have.
  private func sharedIndex(_ indexes: [Index], _ request: Concatenation) throws(Raised) -> Index {
    guard var result = indexes.first else { return Index(count: 0) }
    for other in indexes.dropFirst() where !result.hasSameLabels(as: other) {
      let known = (request.sharedOnly ? other : result).firstPositions
      if request.sharedOnly {
        result = result.selecting((0..<result.count).filter { known[result.label(at: $0).asKey] != nil })
      } else {
        let names = result.names == other.names ? result.names : [Scalar?](repeating: nil, count: result.levelCount)
        let added = (0..<other.count).filter { known[other.label(at: $0).asKey] == nil }
        result = concatenated([result, other.selecting(added)])
        result.names = names
      }
    }
    guard indexes.allSatisfy({ $0.hasSameLabels(as: result) || $0.isUnique }) else {
      throw Raised(Pandas.invalidIndexError, "Reindexing only valid with uniquely valued Index objects")
    }
    if !indexes.allSatisfy({ $0.names == result.names }) {
      result.names = [Scalar?](repeating: nil, count: result.levelCount)
    }
    return request.sort ? result.selecting(result.order(ascending: true)) : result
  }

  /// The raw rows that the labels stand for: those of the first traced part that has them.
  private func rows(of frames: [FrameObject], over index: Index) -> Domain? {
    let traced = frames.filter { $0.domain != nil }
    guard let first = traced.first else { return nil }
    if let whole = traced.first(where: { $0.index.hasSameLabels(as: index) }) { return whole.domain }
    let known = first.index.firstPositions
    return first.domain?.selectingOrSynthetic(index.labels.map { known[$0.asKey] ?? -1 })
  }

  private func header(_ request: Concatenation) -> Index {
    if let keys = request.keys { return keyed(keys, request) }
    if request.parts.allSatisfy(\.isSeries) { return namesOfSeries(request.parts) }
    var unnamed: Int64 = 0
    var labels: [Label] = []
    for part in request.parts {
      guard part.isNameless else {
        labels += part.frame.header.labels
        continue
      }
      labels.append(.single(.int(unnamed)))
      unnamed += 1
    }
    let first = request.parts[0].frame.header
    let isShared = request.parts.allSatisfy { $0.isSeries || $0.frame.header.names == first.names }
    return Index(of: labels, names: isShared ? first.names : [nil])
  }

  /// Names of series become labels; those without are numbered.
  private func namesOfSeries(_ parts: [Concatenation.Part]) -> Index {
    if parts.allSatisfy(\.isNameless) { return Index(count: parts.count) }
    var unnamed: Int64 = -1
    return Index(
      of: parts.map { part in
        guard part.isNameless else { return part.frame.label(0) }
        unnamed += 1
        return .single(.int(unnamed))
      })
  }

  /// Keys as labels of series, or as the outer level of the frames' labels.
  private func keyed(_ keys: [Label], _ request: Concatenation) -> Index {
    if request.parts.allSatisfy(\.isSeries) {
      return Index(of: keys, names: request.names.isEmpty ? [nil] : request.names)
    }
    let labels = zip(keys, request.parts).flatMap { key, part in
      part.frame.header.labels.map { Label.tuple(key.parts + $0.parts) }
    }
    let first = request.parts[0].frame.header
    let outer = request.names.isEmpty ? [nil] : request.names
    return Index(of: labels, names: outer + first.names)
  }
}
