import Kernels
import Testing

@Suite struct NumberParsingTests {
  @Test func floatsAsPythonReadsThem() throws {
    let scratch = Scratch()
    for item in try Fixture("float-parsing").cases {
      let value = parsedFloat(Text(item.text(0), in: scratch))
      #expect(hexadecimal(value) == (item.isNull(1) ? nil : item.text(1)), "\(item.text(0))")
    }
  }

  @Test func integersAsPythonReadsThem() throws {
    let scratch = Scratch()
    for item in try Fixture("integer-parsing").cases {
      let result =
        switch parsedInteger(Text(item.text(0), in: scratch)) {
        case .value(let value): "\(value)"
        case .tooLarge: "too large"
        case .invalid: "invalid"
        }
      #expect(result == item.text(1), "\(item.text(0))")
    }
  }

  @Test(arguments: ["classic", "modern"])
  func fieldsAsPandasReadsThem(era: String) throws {
    let scratch = Scratch()
    let modern = era == "modern"
    let plain = FieldConversion(roundsOnce: modern)
    let german = FieldConversion(decimal: UInt8(ascii: ","), thousands: UInt8(ascii: "."), roundsOnce: modern)
    for item in try Fixture("fields-\(era)").cases {
      let conversion = item.text(0) == "thousands" ? german : plain
      let value = conversion.float(Text(item.text(1), in: scratch))
      #expect(hexadecimal(value) == (item.isNull(2) ? nil : item.text(2)), "\(item.text(1))")
    }
  }

  @Test func errorsInPythonsWords() {
    let scratch = Scratch()
    #expect(throws: RowError.self) { try float(Text("1,5"), scratch) }
    do throws(RowError) {
      _ = try integer(Text("it's"), scratch)
      Issue.record("no error")
    } catch {
      #expect(error.message.string == "invalid literal for int() with base 10: \"it's\"")
    }
  }

  @Test func missingWords() {
    for word: StaticString in ["", "NA", "NaN", "#N/A N/A", "-1.#QNAN", "<NA>", "null", "n/a"] {
      #expect(isDefaultMissingWord(Text(word), none: false))
    }
    for word: StaticString in ["na", "Na", "NAN", "-", "none", " NA", "nul"] {
      #expect(!isDefaultMissingWord(Text(word), none: true))
    }
    #expect(isDefaultMissingWord(Text("None"), none: true))
    #expect(!isDefaultMissingWord(Text("None"), none: false))
  }
}
