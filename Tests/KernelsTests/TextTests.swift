import Kernels
import Testing

@Suite struct TextTests {
  @Test func methodsOfPythonsStrings() throws {
    let scratch = Scratch()
    for item in try Fixture("strings").cases {
      scratch.reset()
      let arguments = item.list(1)
      func text(_ index: Int) -> Text { Text(arguments[index] as? String ?? "", in: scratch) }
      func integer(_ index: Int) -> Int? { arguments[index] as? Int }
      let result = outcome(of: item.text(0), text(0), text, integer, scratch)
      #expect(result?.string == item.text(2), "\(item.text(0)) of \(arguments)")
    }
  }

  private func outcome(
    of method: String, _ t: Text, _ text: (Int) -> Text, _ integer: (Int) -> Int?, _ scratch: Scratch
  ) -> Text? {
    func shown(_ list: TextList) -> Text { list.joined(by: Text("\u{2}"), scratch) }
    switch method {
    case "lower": return lowercased(t, scratch)
    case "upper": return uppercased(t, scratch)
    case "title": return titlecased(t, scratch)
    case "capitalize": return capitalized(t, scratch)
    case "swapcase": return swapcased(t, scratch)
    case "casefold": return casefolded(t, scratch)
    case "repr": return repr(of: t, scratch)
    case "strip": return stripped(t)
    case "lstrip": return leftStripped(t)
    case "rstrip": return rightStripped(t)
    case "strip of": return stripped(t, of: text(1))
    case "len": return Text("\(t.codePointCount)", in: scratch)
    case "split": return shown(split(t, limit: integer(1) ?? -1, scratch))
    case "rsplit": return shown(splitFromEnd(t, limit: integer(1) ?? -1, scratch))
    case "split by": return shown(split(t, by: text(2), limit: integer(1) ?? -1, scratch))
    case "rsplit by": return shown(splitFromEnd(t, by: text(2), limit: integer(1) ?? -1, scratch))
    case "partition": return shown(partition(t, by: text(1), scratch))
    case "rpartition": return shown(partitionFromEnd(t, by: text(1), scratch))
    case "replace": return replaced(t, text(1), with: text(2), count: integer(3) ?? -1, scratch)
    case "slice": return sliced(t, from: integer(1), to: integer(2), step: integer(3) ?? 1, scratch)
    case "find":
      let first = firstIndex(of: text(1), in: t, from: integer(2) ?? 0, to: integer(3))
      let last = lastIndex(of: text(1), in: t, from: integer(2) ?? 0, to: integer(3))
      return Text("\(first) \(last) \(occurrences(of: text(1), in: t))", in: scratch)
    case "pad":
      let width = integer(1) ?? 0
      let list = scratch.texts(4)
      list.initialize(to: leftJustified(t, width: width, with: text(2), scratch))
      (list + 1).initialize(to: rightJustified(t, width: width, with: text(2), scratch))
      (list + 2).initialize(to: centered(t, width: width, with: text(2), scratch))
      (list + 3).initialize(to: zeroFilled(t, width: width, scratch))
      return shown(TextList(base: list, count: 4))
    case "is":
      let flags = [
        isAlphabetic(t), isDigit(t), isDecimal(t), isNumeric(t), isAlphanumeric(t), isSpace(t), isLowercase(t),
        isUppercase(t), isTitlecase(t),
      ]
      return Text(flags.map { $0 ? "1" : "0" }.joined(), in: scratch)
    default: return nil
    }
  }

  /// Characters of most scripts, each predicate and mapping as one digest.
  @Test func characters() throws {
    let every: [UInt32] =
      Array(0..<0x3000) + Array(0xa640..<0xac00) + Array(0xfb00..<0xfffe) + Array(0x10400..<0x10500)
      + Array(0x1e900..<0x1e960)
    let predicates: [String: (UInt32) -> Bool] = [
      "isalpha": CharacterClass.isAlphabetic, "isdigit": CharacterClass.isDigit,
      "isdecimal": CharacterClass.isDecimal, "isnumeric": CharacterClass.isNumeric,
      "isspace": CharacterClass.isSpace, "islower": CharacterClass.isLowercase,
      "isupper": CharacterClass.isUppercase, "isprintable": CharacterClass.isPrintable,
    ]
    let mappings: [String: (Text, Scratch) -> Text] = [
      "lower": lowercased, "upper": uppercased, "title": titlecased, "casefold": casefolded,
    ]
    let scratch = Scratch()
    for item in try Fixture("characters").cases {
      var digest = Digest()
      if let predicate = predicates[item.text(0)] {
        for c in every { digest.add(predicate(c) ? 1 : 0) }
      } else if let mapping = mappings[item.text(0)] {
        for c in every {
          scratch.reset()
          let out = scratch.bytes(4)
          let mapped = mapping(Text(base: out, count: writeCodePoint(c, out)), scratch)
          var at = 0
          while at < mapped.count {
            let (value, width) = mapped.codePoint(at: at)
            digest.add(Double(value))
            at += width
          }
        }
      }
      #expect(digest.text == item.text(1), "\(item.text(0))")
    }
  }

  /// Bytes that are not UTF-8 must not lead beyond the text.
  @Test func malformedBytes() {
    let scratch = Scratch()
    for bytes: [UInt8] in [
      [0xff], [0xe2], [0xe2, 0x82], [0x80, 0x80], [0xf0, 0x9f, 0x98], [0xc3, 0x28], [0x41, 0xe2],
    ] {
      let text = bytes.withUnsafeBufferPointer { scratch.text(copying: $0) }
      for mapped in [lowercased(text, scratch), titlecased(text, scratch), repr(of: text, scratch)] {
        #expect(mapped.count <= 4 * text.count + 2)
      }
      #expect(stripped(text).count <= text.count)
      #expect(sliced(text, from: 0, to: 1).count <= text.count)
      #expect(split(text, scratch).count <= 1)
      #expect(parsedFloat(text) == nil)
    }
  }
}
