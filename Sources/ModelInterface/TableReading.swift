/// How the notebook's table was read, so that a CSV file gives the fields that the notebook had. Serving never infers.
package struct TableReading: Hashable, Sendable {
  /// pandas 1.5: `None` is a word, and digits are rounded at each step. Else pandas 3: it is missing, and they are rounded once.
  package var isClassic = false
  /// Words that mean *missing*, besides pandas' own.
  package var missingWords: [String] = []
  /// pandas' own words mean *missing* too.
  package var keepsDefaultMissing = true
  /// Between two fields.
  package var delimiter = UInt8(ascii: ",")
  /// The decimal point.
  package var decimal = UInt8(ascii: ".")
  /// The separator of thousands; 0 for none.
  package var thousands: UInt8 = 0

  /// What pandas does unless it is told otherwise.
  package init() {}

  /// The entry `reader` of a description; what it does not name is pandas' default.
  init(json: JSONValue?) {
    isClassic = json?["era"]?.string == "classic"
    missingWords = json?["missing"]?.array?.compactMap(\.string) ?? []
    keepsDefaultMissing = json?["keepsDefaultMissing"]?.bool ?? true
    delimiter = json?["delimiter"]?.string?.utf8.first ?? delimiter
    decimal = json?["decimal"]?.string?.utf8.first ?? decimal
    thousands = json?["thousands"]?.string?.utf8.first ?? 0
  }
}
