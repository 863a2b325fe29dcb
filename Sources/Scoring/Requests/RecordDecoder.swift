package import CModelInterface
import Kernels
package import ModelInterface

/// Reads JSON records straight into the fields of a model.
///
/// The rules: every field of the model must be there, `null` is missing; a column of the notebook's table that the model
/// does not use is ignored, any other name is refused; an integer field takes integral numbers, `1.0` too; a number too
/// large for a double is infinite. A class, because it keeps its memory from record to record; one a thread.
package final class RecordDecoder {
  private let names: NameTable
  private let types: [ModelDescription.ValueType]
  /// The record in which each name was seen last.
  private let seen: UnsafeMutableBufferPointer<UInt64>
  private var record: UInt64 = 0
  private let scratch = Scratch()

  /// A decoder for the fields of `description`.
  package init(_ description: ModelDescription) {
    names = NameTable(description)
    types = description.fields.map(\.type)
    seen = .allocate(capacity: names.count)
    seen.initialize(repeating: 0)
  }

  deinit {
    names.deallocate()
    seen.deallocate()
  }

  /// Reads the record at `cursor` into `row`. Strings point into the document or into the decoder, until its next record.
  package func decode(
    _ cursor: inout JSONCursor, into row: UnsafeMutableBufferPointer<faircopy_value>
  ) throws(BadInput) {
    guard cursor.take(UInt8(ascii: "{")) else { throw notARecord(cursor) }
    record &+= 1
    scratch.reset()
    var count = 0
    var previous = -1
    cursor.skipSpace()
    if cursor.take(UInt8(ascii: "}")) {
      if types.isEmpty { return }
      throw absentField()
    }
    repeat {
      cursor.skipSpace()
      let start = cursor.position
      let name = try cursor.string(scratch: scratch)
      cursor.skipSpace()
      guard cursor.take(UInt8(ascii: ":")) else { throw cursor.unexpected("':'") }
      cursor.skipSpace()
      guard let index = names.index(of: name, after: previous) else { throw unknown(name) }
      guard seen[index] != record else { throw twice(index, at: start) }
      seen[index] = record
      previous = index
      if index < types.count {
        count &+= 1
        try decodeValue(&cursor, index: index, into: row)
      } else {
        try cursor.skipValue(depth: 1, scratch: scratch)
      }
      cursor.skipSpace()
    } while cursor.take(UInt8(ascii: ","))
    guard cursor.take(UInt8(ascii: "}")) else { throw cursor.unexpected("',' or '}'") }
    if count < types.count { throw absentField() }
  }

  @inline(__always)
  private func decodeValue(
    _ cursor: inout JSONCursor, index: Int, into row: UnsafeMutableBufferPointer<faircopy_value>
  ) throws(BadInput) {
    do throws(BadInput) {
      row[index] = try value(&cursor, as: types[index])
    } catch {
      var fault = error
      fault.field = names.name(index)
      throw fault
    }
  }

  @inline(__always)
  private func value(
    _ cursor: inout JSONCursor, as type: ModelDescription.ValueType
  ) throws(BadInput) -> faircopy_value {
    let byte = cursor.byte
    let isNumber = byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-")
    if isNumber, type == .float64 { return faircopy_value(float64: try cursor.double()) }
    if isNumber, type == .int64 { return faircopy_value(int64: try integer(&cursor)) }
    if byte == UInt8(ascii: "\""), type == .string { return faircopy_value(try cursor.string(scratch: scratch)) }
    if byte == UInt8(ascii: "n") {
      try cursor.expectWord("null")
      return faircopy_value()
    }
    if type == .bool, byte == UInt8(ascii: "t") || byte == UInt8(ascii: "f") {
      try cursor.expectWord(byte == UInt8(ascii: "t") ? "true" : "false")
      return faircopy_value(bool: byte == UInt8(ascii: "t"))
    }
    throw try wrongType(&cursor, type)
  }

  @inline(__always)
  private func integer(_ cursor: inout JSONCursor) throws(BadInput) -> Int64 {
    guard let value = try cursor.number().int64 else { throw .invalid("expected an integer of 64 bits") }
    return value
  }

  private func wrongType(_ cursor: inout JSONCursor, _ type: ModelDescription.ValueType) throws(BadInput) -> BadInput {
    let first = cursor.byte
    try cursor.skipValue(depth: 1, scratch: scratch)
    return .invalid("expected \(type.spelled), found \(kind(of: first))")
  }

  private func notARecord(_ cursor: JSONCursor) -> BadInput {
    cursor.position < cursor.end ? .invalid("expected a record, which is a JSON object") : cursor.unexpected("a record")
  }

  private func absentField() -> BadInput {
    let index = types.indices.first { seen[$0] != record } ?? 0
    return .invalid("the field is absent; give null where its value is missing", field: names.name(index))
  }

  private func unknown(_ name: Text) -> BadInput {
    .invalid("the model has no such field", field: String(decoding: name.bytes, as: UTF8.self))
  }

  private func twice(_ index: Int, at offset: Int) -> BadInput {
    var fault = BadInput.malformed("a name that comes twice in one record", at: offset)
    fault.field = names.name(index)
    return fault
  }
}

extension faircopy_value {
  /// A text whose bytes outlive the call that the value is for.
  @inline(__always)
  init(_ text: Text) {
    self.init(bytes: UnsafeRawPointer(text.base).assumingMemoryBound(to: CChar.self), count: text.count)
  }
}

extension ModelDescription.ValueType {
  /// As messages name it.
  var spelled: String {
    switch self {
    case .bool: "true, false or null"
    case .int64: "an integer or null"
    case .float64: "a number or null"
    case .string: "a string or null"
    }
  }
}

/// What kind of JSON value begins with `byte`.
private func kind(of byte: UInt8) -> String {
  switch byte {
  case UInt8(ascii: "\""): "a string"
  case UInt8(ascii: "{"): "an object"
  case UInt8(ascii: "["): "a list"
  case UInt8(ascii: "t"), UInt8(ascii: "f"): "a truth value"
  default: "a number"
  }
}
