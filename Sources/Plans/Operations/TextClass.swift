import Kernels
import YAML

/// Python's `str.isdigit` and its like: whether the string is of one class of characters.
package struct TextClass: RowOperation, TextTest {
  package static let name = "text-class"

  /// The classes, by Python's method.
  package enum Class: String, CaseIterable, Sendable {
    case isalpha, isdigit, isdecimal, isnumeric, isalnum, isspace, islower, isupper, istitle
  }

  private let textClass: Class
  let whenMissing: Bool?

  package init(_ textClass: Class, whenMissing: Bool? = nil) {
    self.textClass = textClass
    self.whenMissing = whenMissing
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    textClass = try attributes.word("class", of: Class.self)
    whenMissing = try attributes.whenMissing()
  }

  var ownAttributes: Attributes { Attributes(["class": .string(textClass.rawValue)]) }

  func test(_ text: Text) -> Bool {
    switch textClass {
    case .isalpha: isAlphabetic(text)
    case .isdigit: isDigit(text)
    case .isdecimal: isDecimal(text)
    case .isnumeric: isNumeric(text)
    case .isalnum: isAlphanumeric(text)
    case .isspace: isSpace(text)
    case .islower: isLowercase(text)
    case .isupper: isUppercase(text)
    case .istitle: isTitlecase(text)
    }
  }

  func call(_ text: String, in scope: inout SwiftScope) -> String {
    let kernel =
      switch textClass {
      case .isalpha: "isAlphabetic"
      case .isdigit: "isDigit"
      case .isdecimal: "isDecimal"
      case .isnumeric: "isNumeric"
      case .isalnum: "isAlphanumeric"
      case .isspace: "isSpace"
      case .islower: "isLowercase"
      case .isupper: "isUppercase"
      case .istitle: "isTitlecase"
      }
    return "\(kernel)(\(text))"
  }
}
