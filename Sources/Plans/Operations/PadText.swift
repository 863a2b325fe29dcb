import Columns
package import Kernels
import YAML

/// Python's `str.ljust`, `str.rjust`, `str.center` and `str.zfill`: to a width in code points.
package struct PadText: RowOperation, TextTransform {
  package static let name = "pad"

  /// Where the text stands; `zeros` puts zeros behind the sign.
  package enum Side: String, CaseIterable, Sendable {
    case left, right, center, zeros
  }

  private let side: Side
  private let width: Int
  private let fill: PythonString

  package init(_ side: Side, width: Int, fill: PythonString = " ") {
    self.side = side
    self.width = width
    self.fill = side == .zeros ? "0" : fill
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    side = try attributes.word("side", of: Side.self)
    width = try attributes.int("width")
    fill = try attributes.pythonString("fill")
  }

  package var attributes: Attributes {
    Attributes([
      "side": .string(side.rawValue), "width": .int(Int64(width)), "fill": ExactScalar(.string(fill)).yaml,
    ])
  }

  func apply(_ text: Text, _ scratch: Scratch) -> Text {
    fill.withText { fill in
      switch side {
      case .left: leftJustified(text, width: width, with: fill, scratch)
      case .right: rightJustified(text, width: width, with: fill, scratch)
      case .center: centered(text, width: width, with: fill, scratch)
      case .zeros: zeroFilled(text, width: width, scratch)
      }
    }
  }

  func call(_ text: String) -> String {
    let kernel =
      switch side {
      case .left: "leftJustified"
      case .right: "rightJustified"
      case .center: "centered"
      case .zeros: "zeroFilled"
      }
    let filling = side == .zeros ? "" : ", with: \(swiftLiteral(fill))"
    return "\(kernel)(\(text), width: \(width)\(filling), scratch)"
  }
}
