/// The four forms of Unicode normalization.
enum Normalization: String {
  case nfc = "NFC"
  case nfd = "NFD"
  case nfkc = "NFKC"
  case nfkd = "NFKD"

  private var isCompatible: Bool { self == .nfkc || self == .nfkd }
  private var composes: Bool { self == .nfc || self == .nfkc }

  /// The characters in this form.
  func normalized(_ points: [UInt32]) -> [UInt32] {
    if points.allSatisfy({ $0 < 0x80 }) { return points }
    var result: [UInt32] = []
    for point in points { decompose(point, into: &result) }
    Normalization.order(&result)
    return composes ? Normalization.composed(result) : result
  }

  private func decompose(_ point: UInt32, into result: inout [UInt32]) {
    if let syllable = HangulSyllable(point) { return result += syllable.parts }
    guard let decomposition = CharacterData.decomposition(point), decomposition.tag.isEmpty || isCompatible else {
      return result.append(point)
    }
    for part in decomposition.parts { decompose(part, into: &result) }
  }

  /// Sorts runs of combining characters by class, keeping the order of equal ones.
  private static func order(_ points: inout [UInt32]) {
    var i = 0
    while i < points.count {
      guard CharacterData.combiningClass(points[i]) != 0 else {
        i += 1
        continue
      }
      let start = i
      while i < points.count, CharacterData.combiningClass(points[i]) != 0 { i += 1 }
      if i - start > 1 {
        let run = points[start..<i].map { (point: $0, order: CharacterData.combiningClass($0)) }.enumerated()
        let sorted = run.sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
        points.replaceSubrange(start..<i, with: sorted.map(\.element.point))
      }
    }
  }

  private static func composed(_ points: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var starter: Int?
    var lastClass = -1
    for point in points {
      let order = CharacterData.combiningClass(point)
      if let position = starter, lastClass < order || lastClass == -1,
        let composed = HangulSyllable.composed(result[position], point)
          ?? CharacterData.composed(result[position], point)
      {
        result[position] = composed
        continue
      }
      if order == 0 {
        starter = result.count
        lastClass = -1
      } else {
        lastClass = order
      }
      result.append(point)
    }
    return result
  }
}

/// A Korean syllable, which is composed by rule.
private struct HangulSyllable {
  private static let (base, leads, vowels, tails): (UInt32, UInt32, UInt32, UInt32) = (0xAC00, 0x1100, 0x1161, 0x11A7)
  let parts: [UInt32]

  init?(_ point: UInt32) {
    guard point >= HangulSyllable.base, point < HangulSyllable.base + 11172 else { return nil }
    let index = point - HangulSyllable.base
    let pair = [HangulSyllable.leads + index / 588, HangulSyllable.vowels + index % 588 / 28]
    parts = index % 28 == 0 ? pair : pair + [HangulSyllable.tails + index % 28]
  }

  static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if first >= leads, first < leads + 19, second >= vowels, second < vowels + 21 {
      return base + ((first - leads) * 21 + second - vowels) * 28
    }
    if first >= base, first < base + 11172, (first - base) % 28 == 0, second > tails, second < tails + 28 {
      return first + second - tails
    }
    return nil
  }
}
