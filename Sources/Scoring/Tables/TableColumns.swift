import CModelInterface
import Kernels
import ModelInterface

/// Where a table has the model's fields, and how their texts become values.
///
/// A class, because it learns from the first row whether the table has a column that its header does not name.
final class TableColumns {
  private let headerCount: Int
  /// The column of each field, counted in the header.
  private let positions: [Int]
  private let readers: [FieldReader]
  /// How many columns stand before those that the header names; known from the first row on.
  private var unnamedCount: Int?

  /// The columns of `description`'s fields, by name in any order; surplus columns are ignored.
  init(header: CSVRecord, _ description: ModelDescription) throws(ScoringError) {
    let names = columnNames(header.fields.map { Array($0.bytes) })
    var positions: [Int] = []
    for field in description.fields {
      guard let position = names.firstIndex(of: Array(field.name.utf8)) else {
        throw .input("the table has no column '\(field.name)', which is a field of the model")
      }
      positions.append(position)
    }
    headerCount = names.count
    self.positions = positions
    readers = description.fields.map { FieldReader($0, description.reader) }
  }

  /// Puts the fields of `record` into `row`; strings point into the record.
  func read(_ record: CSVRecord, into row: UnsafeMutableBufferPointer<faircopy_value>) throws(BadInput) {
    // As in pandas: a first row longer than the header begins with an index.
    let shift = unnamedCount ?? max(0, record.fields.count - headerCount)
    unnamedCount = shift
    guard record.fields.count <= headerCount + shift else {
      throw .invalid(
        "ParserError: Expected \(headerCount + shift) fields in line \(record.line), saw \(record.fields.count)")
    }
    for index in readers.indices {
      let position = positions[index] + shift
      row[index] =
        position < record.fields.count ? try readers[index].value(of: record.fields[position]) : faircopy_value()
    }
  }
}

/// The names that pandas gives to the columns: an empty one becomes `Unnamed: 2`, a repeated one gets a number.
func columnNames(_ header: [[UInt8]]) -> [[UInt8]] {
  var names = header
  let unnamed = header.indices.filter { header[$0].isEmpty }
  for index in unnamed { names[index] = Array("Unnamed: \(index)".utf8) }
  var counts: [[UInt8]: Int] = [:]
  for index in header.indices.filter({ !header[$0].isEmpty }) + unnamed {
    let original = names[index]
    var name = original
    var count = counts[name] ?? 0
    while count > 0 {
      counts[original] = count + 1
      name = original + Array(".\(count)".utf8)
      count = names.contains(name) ? count + 1 : counts[name] ?? 0
    }
    names[index] = name
    counts[name] = count + 1
  }
  return names
}
