import CModelInterface
import Kernels
import ModelInterface

/// Turns the text of one field into a value, as the notebook's reader did. The type is frozen: nothing is inferred.
struct FieldReader {
  private let name: String
  private let type: ModelDescription.ValueType
  private let conversion: FieldConversion
  private let keepsDefaultMissing: Bool
  private let isClassic: Bool
  private let missingWords: [[UInt8]]

  init(_ field: ModelDescription.Field, _ reading: TableReading) {
    name = field.name
    type = field.type
    conversion = FieldConversion(
      decimal: reading.decimal, thousands: reading.thousands, roundsOnce: !reading.isClassic)
    keepsDefaultMissing = reading.keepsDefaultMissing
    isClassic = reading.isClassic
    missingWords = (reading.missingWords + field.missingWords).map { Array($0.utf8) }
  }

  /// The value of `text`.
  func value(of text: Text) throws(BadInput) -> faircopy_value {
    if isMissing(text) { return faircopy_value() }
    switch type {
    case .float64:
      guard let number = conversion.float(text) else { throw fault("is no number", text) }
      return faircopy_value(float64: number)
    case .int64:
      guard let number = integer(text) else { throw fault("is no integer of 64 bits", text) }
      return faircopy_value(int64: number)
    case .bool:
      guard let truth = FieldConversion.bool(text) else { throw fault("is neither True nor False", text) }
      return faircopy_value(bool: truth)
    case .string:
      guard isWellFormed(text) else { throw .invalid("bytes that are not UTF-8", field: name) }
      return faircopy_value(text)
    }
  }

  private func isMissing(_ text: Text) -> Bool {
    if keepsDefaultMissing, isDefaultMissingWord(text, none: !isClassic) { return true }
    return missingWords.contains { $0.elementsEqual(text.bytes) }
  }

  /// A whole number, `1.0` too: a column of integers with a gap elsewhere in the file is written so.
  private func integer(_ text: Text) -> Int64? {
    if let number = conversion.integer(text) { return number }
    return conversion.float(text).flatMap { Int64(exactly: $0) }
  }

  private func isWellFormed(_ text: Text) -> Bool {
    var position = 0
    while position < text.count {
      if text.base[position] < 0x80 {
        position &+= 1
      } else {
        let length = wellFormedLength(at: text.base + position, count: text.count &- position)
        guard length > 0 else { return false }
        position &+= length
      }
    }
    return true
  }

  private func fault(_ problem: String, _ text: Text) -> BadInput {
    .invalid("'\(String(decoding: text.bytes.prefix(100), as: UTF8.self))' \(problem)", field: name)
  }
}
