import Foundation
import Kernels
import RegularExpressions
import Testing

@Suite struct RegularExpressionTests {
  /// Every pattern with search, match, fullmatch, finditer, split and sub, and Python's words where it refuses one.
  @Test func asPythonsRe() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appending(path: "fixtures/kernels/expressions.json"))
    let cases = try #require(try JSONSerialization.jsonObject(with: data) as? [[Any]])
    let scratch = Scratch()
    for item in cases {
      scratch.reset()
      let (pattern, text, template) = (item[0] as? String ?? "", item[2] as? String ?? "", item[3] as? String ?? "")
      let flags = RegularExpressionFlags(rawValue: item[1] as? Int ?? 0)
      let result = outcome(
        owned(pattern, scratch), flags, owned(text, scratch), owned(template, scratch), scratch)
      #expect(result == item[4] as? String, "\(pattern.debugDescription) in \(text.debugDescription)")
    }
  }

  private func owned(_ string: String, _ scratch: Scratch) -> Text {
    Array(string.utf8).withUnsafeBufferPointer { scratch.text(copying: $0) }
  }

  private func outcome(
    _ pattern: Text, _ flags: RegularExpressionFlags, _ text: Text, _ template: Text, _ scratch: Scratch
  ) -> String {
    do {
      let expression = try RegularExpression(pattern, flags: flags)
      var result = ""
      for match in [
        try expression.search(text, scratch), try expression.match(text, scratch),
        try expression.fullMatch(text, scratch),
      ] { result += shown(match) }
      result += "|"
      try expression.forEachMatch(in: text, scratch) { result += shown($0) }
      for limit in [0, 1] {
        result += "|"
        try expression.split(text, limit: limit, scratch) { result += ($0?.string ?? "None") + "," }
      }
      do {
        let template = try ReplacementTemplate(template, for: expression)
        for count in [0, 2] {
          result += "|" + (try expression.replaced(text, with: template, count: count, scratch).string)
        }
      } catch let error as PatternError {
        result += "|template: " + error.message.description
      }
      return result
    } catch let error as PatternError {
      return "error: " + error.message.description
    } catch {
      return "\(error)"
    }
  }

  private func shown(_ match: RegularExpressionMatch?) -> String {
    guard let match else { return "None;" }
    let spans = (0...match.groupCount).map { group in
      guard let range = match.range(ofGroup: group) else { return "-1," }
      let start = match.text.codePointIndex(ofOffset: range.lowerBound)
      return "\(start)-\(match.text.codePointIndex(ofOffset: range.upperBound)),"
    }
    return spans.joined() + ";"
  }

  @Test func tooManyStepsIsAnErrorOfTheRow() throws {
    let expression = try RegularExpression(Text("(a+)+$"))
    let scratch = Scratch()
    #expect(throws: RowError.self) {
      try expression.search(Text("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"), scratch)
    }
  }

  @Test func bytesThatAreNotTextAreAnErrorOfTheRow() throws {
    let expression = try RegularExpression(Text("."))
    let scratch = Scratch()
    for bytes: [UInt8] in [[0xff], [0xe2, 0x82], [0xc0, 0x80], [0xf5, 0x80, 0x80, 0x80]] {
      let text = bytes.withUnsafeBufferPointer { scratch.text(copying: $0) }
      #expect(throws: RowError.self) { try expression.search(text, scratch) }
    }
    let surrogate = [0xed, 0xa0, 0x80] as [UInt8]
    let text = surrogate.withUnsafeBufferPointer { scratch.text(copying: $0) }
    #expect(try expression.fullMatch(text, scratch) != nil)
  }

  @Test func escapedTextMatchesItself() throws {
    let scratch = Scratch()
    let text = Text("1.5+é (#~a-b) \\ $^|[x]{2}\t?")
    let pattern = escapedPattern(text, scratch)
    #expect(pattern.string == ##"1\.5\+é\ \(\#\~a\-b\)\ \\\ \$\^\|\[x\]\{2\}\"## + "\t" + ##"\?"##)
    #expect(try RegularExpression(pattern, flags: .verbose).fullMatch(text, scratch) != nil)
  }

  @Test func groupsByName() throws {
    let expression = try RegularExpression(Text("(?P<year>\\d{4})-(?P<month>\\d\\d)"))
    #expect(expression.groupCount == 2)
    #expect(expression.group(named: "month") == 2)
    #expect(expression.group(named: "day") == nil)
    let scratch = Scratch()
    let match = try #require(try expression.search(Text("on 2024-05"), scratch))
    #expect(match.group(1)?.string == "2024")
    scratch.reset()
  }
}

extension Text {
  fileprivate var string: String { String(decoding: bytes, as: UTF8.self) }
}
