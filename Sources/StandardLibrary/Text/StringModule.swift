import PythonRuntime

extension Standard.StringModule {
  static let asciiLowercase = Constant("ascii_lowercase") { _ in "abcdefghijklmnopqrstuvwxyz" }
  static let asciiUppercase = Constant("ascii_uppercase") { _ in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" }
  static let asciiLetters = Constant("ascii_letters") { _ in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" }
  static let digits = Constant("digits") { _ in "0123456789" }
  static let hexdigits = Constant("hexdigits") { _ in "0123456789abcdefABCDEF" }
  static let octdigits = Constant("octdigits") { _ in "01234567" }
  static let punctuation = Constant("punctuation") { _ in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" }
  static let whitespace = Constant("whitespace") { _ in " \t\n\r\u{0B}\u{0C}" }
}
