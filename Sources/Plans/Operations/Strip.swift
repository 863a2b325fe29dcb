import Columns
package import Kernels
import YAML

/// Python's `str.strip`, `str.lstrip` and `str.rstrip`: without white space, or the given characters, at the ends.
package struct Strip: RowOperation, TextTransform {
  package static let name = "strip"

  /// Which ends.
  package enum Side: String, CaseIterable, Sendable {
    case both, left, right
  }

  private let side: Side
  private let characters: PythonString?

  /// - Parameter characters: those to be taken away; white space if `nil`.
  package init(_ side: Side = .both, characters: PythonString? = nil) {
    self.side = side
    self.characters = characters
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    side = try attributes.word("side", of: Side.self)
    characters = try attributes.optionalPythonString("characters")
  }

  package var attributes: Attributes {
    var attributes = Attributes(["side": .string(side.rawValue)])
    if let characters { attributes.append("characters", ExactScalar(.string(characters)).yaml) }
    return attributes
  }

  func apply(_ text: Text, _ scratch: Scratch) -> Text {
    guard let characters else {
      return switch side {
      case .both: stripped(text)
      case .left: leftStripped(text)
      case .right: rightStripped(text)
      }
    }
    return characters.withText { characters in
      switch side {
      case .both: stripped(text, of: characters)
      case .left: leftStripped(text, of: characters)
      case .right: rightStripped(text, of: characters)
      }
    }
  }

  func call(_ text: String) -> String {
    let kernel =
      switch side {
      case .both: "stripped"
      case .left: "leftStripped"
      case .right: "rightStripped"
      }
    guard let characters else { return "\(kernel)(\(text))" }
    return "\(kernel)(\(text), of: \(swiftLiteral(characters)))"
  }
}
