extension ScoringRun {
  /// Scores JSON records, one a line; blank lines are passed over. A line that is no record is a row that cannot be scored.
  func scoreLines() throws(ScoringError) {
    try begin()
    var rest: [UInt8] = []
    while true {
      let portion = try nextPortion()
      guard portion.count > 0 else { break }
      var start = 0
      while let end = portion[start...].firstIndex(of: 0x0A) {
        let line = UnsafeBufferPointer(rebasing: portion[start..<end])
        if rest.isEmpty {
          try scoreLine(line)
        } else {
          rest.append(contentsOf: line)
          try scoreLine(rest)
          rest.removeAll(keepingCapacity: rest.capacity < 1 << 20)
        }
        start = end + 1
      }
      rest.append(contentsOf: portion[start...])
      if rest.count > Self.rowLimit { throw .input("line \(summary.rows + 1) is longer than \(Self.rowLimit) bytes") }
    }
    if !rest.isEmpty { try scoreLine(rest) }
    try flush()
  }

  private func scoreLine(_ line: [UInt8]) throws(ScoringError) {
    // The buffer's body cannot throw our error, so it is carried out.
    let result = line.withUnsafeBufferPointer { bytes in
      Result { () throws(ScoringError) in try scoreLine(bytes) }
    }
    try result.get()
  }

  private func scoreLine(_ line: UnsafeBufferPointer<UInt8>) throws(ScoringError) {
    guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) else { return }
    try row { output in scorer.score(json: line, to: output) }
  }
}
