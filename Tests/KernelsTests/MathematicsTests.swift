import Kernels
import Testing

@Suite struct MathematicsTests {
  /// splitmix64, as in `record.py`.
  private struct Stream {
    var state: UInt64

    mutating func uniform(_ low: Double, _ high: Double) -> Double {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      z ^= z >> 31
      return low + (high - low) * (Double(z >> 11) * 0x1p-53)
    }
  }

  private static func function(_ name: String) -> ((Double) -> Double)? {
    switch name {
    case "exp": exponential
    case "expm1": exponentialMinusOne
    case "log": naturalLogarithm
    case "log2": binaryLogarithm
    case "log10": decimalLogarithm
    case "log1p": logarithmOfOnePlus
    case "tanh": hyperbolicTangent
    case "sin": sine
    case "cos": cosine
    default: nil
    }
  }

  /// Every bit of 4,000 values on each range.
  @Test func bitsOfGlibc() throws {
    for (index, item) in try Fixture("mathematics").cases.enumerated() {
      let (low, high) = (item.double(1), item.double(2))
      var stream = Stream(state: UInt64(index))
      var digest = Digest()
      for _ in 0..<4000 {
        let x = stream.uniform(low, high)
        if let function = Self.function(item.text(0)) {
          digest.add(function(x))
        } else {
          digest.add(power(x, stream.uniform(-20, 20)))
        }
      }
      #expect(digest.text == item.text(3), "\(item.text(0)) from \(low) to \(high)")
    }
  }

  private static func wideFunction(_ name: String) -> ((Double, ElementaryCode) -> Double)? {
    switch name {
    case "exp": exponential
    case "expm1": exponentialMinusOne
    case "log": naturalLogarithm
    case "log1p": logarithmOfOnePlus
    case "log2": binaryLogarithm
    case "log10": decimalLogarithm
    case "sin": sine
    case "cos": cosine
    default: nil
    }
  }

  /// Every bit of 4,000 values on each range, as numpy gives them on a processor with AVX-512.
  @Test(arguments: [("mathematics-wide-classic", ElementaryCode.wideLow), ("mathematics-wide-modern", .wideHigh)])
  func bitsOfNumPyOnWideProcessors(_ fixture: String, _ code: ElementaryCode) throws {
    for (index, item) in try Fixture(fixture).cases.enumerated() {
      let function = try #require(Self.wideFunction(item.text(0)))
      var stream = Stream(state: UInt64(index))
      var digest = Digest()
      for _ in 0..<4000 { digest.add(function(stream.uniform(item.double(1), item.double(2)), code)) }
      #expect(digest.text == item.text(3), "\(item.text(0)) from \(item.double(1)) to \(item.double(2))")
    }
  }

  @Test(arguments: ElementaryCode.allCases) func limitsOfElementaryFunctions(_ code: ElementaryCode) {
    #expect(exponential(.infinity, by: code) == .infinity && exponential(-.infinity, by: code) == 0)
    #expect(exponential(1000, by: code) == .infinity && exponential(-1000, by: code) == 0)
    #expect(exponential(.nan, by: code).isNaN && exponentialMinusOne(.nan, by: code).isNaN)
    #expect(naturalLogarithm(0, by: code) == -.infinity && naturalLogarithm(-1, by: code).isNaN)
    #expect(naturalLogarithm(.infinity, by: code) == .infinity && naturalLogarithm(.nan, by: code).isNaN)
    #expect(logarithmOfOnePlus(-1, by: code) == -.infinity && logarithmOfOnePlus(-2, by: code).isNaN)
    #expect(logarithmOfOnePlus(-0.0, by: code).sign == .minus && exponentialMinusOne(-0.0, by: code).sign == .minus)
    #expect(exponentialMinusOne(-1000, by: code) == -1 && exponentialMinusOne(1000, by: code) == .infinity)
    #expect(sine(-0.0, by: code).sign == .minus && sine(.infinity, by: code).isNaN && cosine(.nan, by: code).isNaN)
    #expect(cosine(0, by: code) == 1 && sine(1e300, by: code) == sine(1e300))
    #expect(binaryLogarithm(8, by: code) == 3 && decimalLogarithm(1000, by: code) == 3)
    #expect(binaryLogarithm(0, by: code) == -.infinity && decimalLogarithm(-1, by: code).isNaN)
    #expect(naturalLogarithm(1, by: code) == 0 && exponential(0, by: code) == 1)
  }

  @Test func limits() {
    #expect(exponential(.infinity) == .infinity && exponential(-.infinity) == 0 && exponential(.nan).isNaN)
    #expect(exponential(1000) == .infinity && exponential(-1000) == 0)
    #expect(naturalLogarithm(0) == -.infinity && naturalLogarithm(-1).isNaN && naturalLogarithm(.infinity) == .infinity)
    #expect(logarithmOfOnePlus(-1) == -.infinity && logarithmOfOnePlus(-2).isNaN)
    #expect(exponentialMinusOne(-1000) == -1 && exponentialMinusOne(1000) == .infinity)
    #expect(hyperbolicTangent(1000) == 1 && hyperbolicTangent(-.infinity) == -1)
    let powers: [(Double, Double, Double)] = [
      (0, 0, 1), (.nan, 0, 1), (1, .nan, 1), (-2, 3, -8), (-0.0, -1, -.infinity), (-.infinity, 2, .infinity),
      (2, 1024, .infinity), (2, -1080, 0), (2, -1074, .leastNonzeroMagnitude), (-1, .infinity, 1),
      (0.5, -.infinity, .infinity),
    ]
    for (x, y, expected) in powers { #expect(power(x, y) == expected, "\(x) to the \(y)") }
    let broken: Double = power(-2.0, 0.5)
    #expect(broken.isNaN)
    #expect(sine(.infinity).isNaN && cosine(.nan).isNaN && sine(-0.0).sign == .minus && cosine(0) == 1)
  }
}
