import Testing

/// Fails unless all numbers have the same bits; NaN equals NaN.
func expectSame(
  _ found: [Double], _ expected: [Double], _ what: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  guard found.count == expected.count else {
    Issue.record("\(what): \(found.count) numbers, expected \(expected.count)", sourceLocation: sourceLocation)
    return
  }
  for (i, (a, b)) in zip(found, expected).enumerated() where a.bitPattern != b.bitPattern && !(a.isNaN && b.isNaN) {
    Issue.record("\(what)[\(i)] is \(a), expected \(b)", sourceLocation: sourceLocation)
    return
  }
}

/// Fails unless all numbers agree within `tolerance` times the largest of the expected ones.
func expectClose(
  _ found: [Double], _ expected: [Double], within tolerance: Double, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard found.count == expected.count else {
    Issue.record("\(what): \(found.count) numbers, expected \(expected.count)", sourceLocation: sourceLocation)
    return
  }
  let scale = expected.map(\.magnitude).max() ?? 0
  for (i, (a, b)) in zip(found, expected).enumerated() where !((a - b).magnitude <= tolerance * scale) {
    Issue.record(
      "\(what)[\(i)] is \(a), expected \(b): off by \((a - b).magnitude / scale)", sourceLocation: sourceLocation)
    return
  }
}
