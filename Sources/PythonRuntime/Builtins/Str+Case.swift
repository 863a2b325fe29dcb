import Kernels

extension Builtins.StrClass {
  static let lower = Method("lower(self)") { call in .string(try call.text().through(lowercased)) }
  static let upper = Method("upper(self)") { call in .string(try call.text().through(uppercased)) }
  static let casefold = Method("casefold(self)") { call in .string(try call.text().through(casefolded)) }
  static let capitalize = Method("capitalize(self)") { call in .string(try call.text().through(capitalized)) }
  static let title = Method("title(self)") { call in .string(try call.text().through(titlecased)) }
  static let swapcase = Method("swapcase(self)") { call in .string(try call.text().through(swapcased)) }

  static let isalpha = Method("isalpha(self)") { call in .bool(try call.text().withText(isAlphabetic)) }
  static let isdigit = Method("isdigit(self)") { call in .bool(try call.text().withText(isDigit)) }
  static let isdecimal = Method("isdecimal(self)") { call in .bool(try call.text().withText(isDecimal)) }
  static let isnumeric = Method("isnumeric(self)") { call in .bool(try call.text().withText(isNumeric)) }
  static let isalnum = Method("isalnum(self)") { call in .bool(try call.text().withText(isAlphanumeric)) }
  static let isspace = Method("isspace(self)") { call in .bool(try call.text().withText(isSpace)) }
  static let islower = Method("islower(self)") { call in .bool(try call.text().withText(isLowercase)) }
  static let isupper = Method("isupper(self)") { call in .bool(try call.text().withText(isUppercase)) }
  static let istitle = Method("istitle(self)") { call in .bool(try call.text().withText(isTitlecase)) }
  static let isascii = Method("isascii(self)") { call in .bool(try call.text().isASCII) }

  static let isidentifier = Method("isidentifier(self)") { call in
    .bool(Identifiers.isIdentifier(try call.text()))
  }

  static let isprintable = Method("isprintable(self)") { call in
    .bool(try call.text().codePoints.allSatisfy(CharacterClass.isPrintable))
  }
}

extension Call {
  /// `self` as a string.
  func text() throws(Raised) -> PythonString {
    guard case .string(let text) = values[0] else {
      throw Raised.typeError(
        "descriptor '\(signature.name)' for 'str' objects doesn't apply to a '\(values[0].typeName)' object")
    }
    return text
  }
}
