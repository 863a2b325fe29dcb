import Kernels

/// The sheets of a workbook as Excel wrote it until 2007: a stream of records.
///
/// - SeeAlso: [MS-XLS], Excel Binary File Format, the version of 1997.
struct BinaryWorkbook {
  private(set) var names: [String] = []
  private(set) var is1904 = false
  private var starts: [Int] = []
  private var texts: [PythonString] = []
  private var styles: [Workbook.DateStyle] = []
  private let stream: LittleEndian

  private enum Kind {
    static let formula: UInt16 = 0x0006
    static let end: UInt16 = 0x000A
    static let dateMode: UInt16 = 0x0022
    static let password: UInt16 = 0x002F
    static let continued: UInt16 = 0x003C
    static let sheet: UInt16 = 0x0085
    static let numbers: UInt16 = 0x00BD
    static let style: UInt16 = 0x00E0
    static let sharedTexts: UInt16 = 0x00FC
    static let sharedText: UInt16 = 0x00FD
    static let number: UInt16 = 0x0203
    static let text: UInt16 = 0x0204
    static let flag: UInt16 = 0x0205
    static let formulaText: UInt16 = 0x0207
    static let shortNumber: UInt16 = 0x027E
    static let format: UInt16 = 0x041E
    static let begin: UInt16 = 0x0809
  }

  /// - Returns: `nil` for bytes that are no such workbook, and for encrypted and damaged ones.
  init?(_ bytes: [UInt8]) {
    guard let content = CompoundFile(bytes)?.stream("Workbook") else { return nil }
    stream = LittleEndian(content)
    guard stream.uint16(0) == Kind.begin, stream.uint16(4) == 0x0600 else { return nil }
    var formats: [Int: String] = [:]
    var styleFormats: [Int] = []
    var place = 0
    while let record = record(at: place), record.kind != Kind.end {
      place = record.next
      let data = record.data
      switch record.kind {
      case Kind.password: return nil
      case Kind.dateMode: is1904 = data.uint16(0) == 1
      case Kind.sheet:
        guard let start = data.uint32(0), data.uint8(5) == 0, let length = data.uint8(6) else { continue }
        var reader = BinaryText([data])
        starts.append(Int(start))
        names.append(reader.text(at: 7, length: Int(length)).description)
      case Kind.format:
        guard let id = data.uint16(0), let length = data.uint16(2) else { continue }
        var reader = BinaryText([data])
        formats[Int(id)] = reader.text(at: 4, length: Int(length)).description
      case Kind.style: styleFormats.append(Int(data.uint16(2) ?? 0))
      case Kind.sharedTexts:
        var parts = [data]
        while let more = self.record(at: place), more.kind == Kind.continued {
          parts.append(more.data)
          place = more.next
        }
        texts = BinaryText.shared(parts)
      default: break
      }
    }
    styles = styleFormats.map { Workbook.dateStyle($0, formats[$0]) }
    // A sheet that is cut off would give fewer rows than it has.
    guard starts.allSatisfy(isWhole) else { return nil }
  }

  /// Whether the records from a sheet's first to its last are there.
  private func isWhole(from start: Int) -> Bool {
    guard stream.uint16(start) == Kind.begin else { return false }
    var place = start
    while let kind = stream.uint16(place), let length = stream.uint16(place + 2) {
      place += 4 + Int(length)
      guard place <= stream.count else { return false }
      if kind == Kind.end { return true }
    }
    return false
  }

  private func record(at place: Int) -> (kind: UInt16, data: LittleEndian, next: Int)? {
    guard let kind = stream.uint16(place), let length = stream.uint16(place + 2) else { return nil }
    let next = place + 4 + Int(length)
    guard next <= stream.count else { return nil }
    return (kind, LittleEndian(Array(stream.bytes[(place + 4)..<next])), next)
  }

  /// The rows of a sheet, each up to its last cell; empty ones at the end are left out.
  func rows(of sheet: Int) -> [[Workbook.Cell]] {
    var rows: [[Workbook.Cell]] = []
    func put(_ cell: Workbook.Cell, _ row: UInt16, _ column: Int) {
      if cell == .empty { return }
      while rows.count <= Int(row) { rows.append([]) }
      while rows[Int(row)].count <= column { rows[Int(row)].append(.empty) }
      rows[Int(row)][column] = cell
    }
    var place = starts[sheet]
    var formula: (row: UInt16, column: Int)?
    while let record = record(at: place), record.kind != Kind.end {
      place = record.next
      let data = record.data
      if record.kind == Kind.formulaText {
        if let cell = formula, let length = data.uint16(0) {
          var reader = BinaryText([data])
          put(.text(reader.text(at: 2, length: Int(length))), cell.row, cell.column)
        }
        formula = nil
        continue
      }
      guard let row = data.uint16(0), let first = data.uint16(2), first < 1 << 14 else { continue }
      if record.kind == Kind.numbers {
        for index in 0..<max((data.count - 6) / 6, 0) {
          guard let style = data.uint16(4 + 6 * index), let bits = data.uint32(6 + 6 * index) else { break }
          put(number(BinaryWorkbook.number(short: bits), style), row, Int(first) + index)
        }
        continue
      }
      if record.kind == Kind.formula, data.uint16(12) == 0xFFFF, data.uint8(6) == 0 { formula = (row, Int(first)) }
      put(cell(record.kind, data), row, Int(first))
    }
    return rows
  }

  private func cell(_ kind: UInt16, _ data: LittleEndian) -> Workbook.Cell {
    let style = data.uint16(4) ?? 0
    switch kind {
    case Kind.sharedText:
      guard let index = data.uint32(6).map(Int.init), texts.indices.contains(index) else { return .empty }
      return .text(texts[index])
    case Kind.number: return data.float64(6).map { number($0, style) } ?? .empty
    case Kind.shortNumber: return data.uint32(6).map { number(BinaryWorkbook.number(short: $0), style) } ?? .empty
    case Kind.flag: return data.uint8(7) == 0 ? .flag(data.uint8(6) == 1) : .empty
    case Kind.text:
      guard let length = data.uint16(6) else { return .empty }
      var reader = BinaryText([data])
      return .text(reader.text(at: 8, length: Int(length)))
    case Kind.formula:
      guard data.uint16(12) == 0xFFFF else { return data.float64(6).map { number($0, style) } ?? .empty }
      return data.uint8(6) == 1 ? .flag(data.uint8(8) == 1) : .empty
    default: return .empty
    }
  }

  private func number(_ value: Double, _ style: UInt16) -> Workbook.Cell {
    switch styles.indices.contains(Int(style)) ? styles[Int(style)] : .none {
    case .none: .number(value)
    case .other: .other
    case .date: Workbook.date(value, is1904: is1904)
    }
  }

  /// A number of 30 bits: an integer or the upper part of a double, in hundredths or not.
  private static func number(short bits: UInt32) -> Double {
    let value =
      bits & 2 != 0
      ? Double(Int32(bitPattern: bits) >> 2) : Double(bitPattern: UInt64(bits & 0xFFFF_FFFC) << 32)
    return bits & 1 != 0 ? value / 100 : value
  }
}
