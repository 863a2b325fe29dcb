import Kernels
import Testing

@Suite struct NumberTextTests {
  @Test func floatsAsPythonWritesThem() throws {
    for item in try Fixture("float-text").cases {
      let x = item.double(0)
      let texts = [
        written { appendRepr(x, to: &$0) },
        written { appendFixed(x, precision: 0, to: &$0) },
        written { appendFixed(x, precision: 2, to: &$0) },
        written { appendFixed(x, precision: 20, to: &$0) },
        written { appendExponential(x, precision: 3, to: &$0) },
        written { appendExponential(x, precision: 17, to: &$0) },
        written { appendGeneral(x, precision: 6, to: &$0) },
        written { appendGeneral(x, precision: 17, to: &$0) },
        written { appendGeneral(x, precision: 4, alternate: true, to: &$0) },
        written { appendFixed(x, precision: 0, alternate: true, to: &$0) },
      ]
      #expect(texts == (1...10).map { item.text($0) })
    }
  }

  @Test(arguments: [("classic", Float(1e16)), ("modern", Float(1e6))])
  func float32AsNumpyWritesThem(era: String, exponentFrom: Float) throws {
    for item in try Fixture("float32-text-\(era)").cases {
      let x = Float(item.double(0))
      #expect(written { appendRepr(x, exponentFrom: exponentFrom, to: &$0) } == item.text(1))
    }
  }

  @Test func integersAtTheirLimits() {
    for n: Int64 in [0, 1, -1, 9, 10, .max, .min] {
      #expect(written { appendInteger(n, to: &$0) } == "\(n)")
    }
  }

  @Test func everyPowerOfTwoReadsBack() throws {
    let scratch = Scratch()
    for exponent in -1074...1023 {
      let x = Double(sign: .plus, exponent: exponent, significand: 1)
      #expect(parsedFloat(text(of: x, scratch)) == x)
      #expect(parsedFloat(fixedText(of: x, precision: 1100, scratch)) == x)
      scratch.reset()
    }
  }
}
