@_spi(_Unicode) import Swift

/// Names as Python compares them: in Unicode's form NFKC, in which `ﬁ` is `fi`.
enum NormalizedName {
  /// A name of any characters.
  static func of(_ name: String) -> String {
    guard !name.utf8.allSatisfy({ $0 < 0x80 }) else { return name }
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars { append(scalar, to: &scalars) }
    var result = String.UnicodeScalarView()
    for scalar in String(scalars)._nfc { result.append(scalar) }
    return String(result)
  }

  private static func append(_ scalar: Unicode.Scalar, to scalars: inout String.UnicodeScalarView) {
    if let several = several[scalar.value] {
      for value in several { if let part = Unicode.Scalar(value) { scalars.append(part) } }
    } else {
      scalars.append(replacement(of: scalar.value).flatMap(Unicode.Scalar.init) ?? scalar)
    }
  }

  /// Searches the runs, which are sorted.
  private static func replacement(of value: UInt32) -> UInt32? {
    let runs = CompatibilityTables.runs
    var low = 0
    var high = runs.count / 3
    while low < high {
      let middle = (low + high) / 2
      if runs[middle * 3] + runs[middle * 3 + 2] <= value { low = middle + 1 } else { high = middle }
    }
    guard low < runs.count / 3, runs[low * 3] <= value else { return nil }
    return runs[low * 3 + 1] + (value - runs[low * 3])
  }

  private static let several: [UInt32: ArraySlice<UInt32>] = {
    var table: [UInt32: ArraySlice<UInt32>] = [:]
    let all = CompatibilityTables.several
    var index = 0
    while index + 1 < all.count {
      let end = index + 2 + Int(all[index + 1])
      table[all[index]] = all[(index + 2)..<end]
      index = end
    }
    return table
  }()
}
