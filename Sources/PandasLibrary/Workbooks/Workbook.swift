import Columns
import Foundation
import Kernels

/// The sheets of a workbook, in Office Open XML or as Excel wrote it before: names and cells.
struct Workbook {
  /// What a cell holds.
  enum Cell: Hashable {
    case empty
    case number(Double)
    case text(PythonString)
    case flag(Bool)
    /// Microseconds after 1 January 1970.
    case date(Int64)
    /// What no plan knows: a time of day, a duration.
    case other
  }

  let names: [String]
  private let paths: [String]
  private let files: [String: [UInt8]]
  private let texts: [PythonString]
  private let styles: [DateStyle]
  /// Whether dates are counted from 1904.
  private let is1904: Bool

  /// The workbook where it is none of Office Open XML.
  private var binary: BinaryWorkbook?

  enum DateStyle { case none, date, other }

  /// - Returns: `nil` for bytes that are no such workbook.
  init?(_ bytes: [UInt8]) {
    if let binary = BinaryWorkbook(bytes) {
      self.binary = binary
      (names, paths, files, texts, styles, is1904) = (binary.names, [], [:], [], [], binary.is1904)
      return
    }
    guard let files = PackedFiles.zip(bytes), let book = files["xl/workbook.xml"] else { return nil }
    self.files = files
    var targets: [String: String] = [:]
    Workbook.elements(files["xl/_rels/workbook.xml.rels"] ?? []) { name, attributes in
      if name == "Relationship" { targets[attributes["Id"] ?? ""] = attributes["Target"] ?? "" }
    }
    var names: [String] = []
    var paths: [String] = []
    var is1904 = false
    Workbook.elements(book) { name, attributes in
      if name == "workbookPr" { is1904 = ["1", "true"].contains(attributes["date1904"] ?? "") }
      guard name == "sheet" else { return }
      let target = targets[attributes["id"] ?? ""] ?? ""
      names.append(attributes["name"] ?? "")
      paths.append(target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target)
    }
    (self.names, self.paths, self.is1904) = (names, paths, is1904)
    texts = Workbook.sharedTexts(files["xl/sharedStrings.xml"] ?? [])
    styles = Workbook.dateStyles(files["xl/styles.xml"] ?? [])
  }

  /// The rows of a sheet, each up to its last cell; empty ones at the end are left out.
  func rows(of sheet: Int) -> [[Cell]] {
    if let binary { return binary.rows(of: sheet) }
    var rows: [[Cell]] = []
    var scanner = MarkupScanner(files[paths[sheet]] ?? [])
    var (row, column) = (-1, -1)
    var kind = ""
    var style = 0
    var content: [UInt8] = []
    var isInside = false
    while let token = scanner.next() {
      switch token {
      case .open("row", let attributes, _):
        row = attributes["r"].flatMap { Int($0) }.map { $0 &- 1 } ?? row &+ 1
        column = -1
      case .open("c", let attributes, let isEmpty):
        column = attributes["r"].flatMap(Workbook.column) ?? column + 1
        kind = attributes["t"] ?? "n"
        style = attributes["s"].flatMap { Int($0) } ?? 0
        content = []
        if isEmpty { kind = "" }
      case .open("v", _, false), .open("t", _, false): isInside = true
      case .close("v"), .close("t"): isInside = false
      case .text(let text) where isInside: content += text
      case .close("c"):
        guard row >= 0, row < 1 << 20, column >= 0, column < 1 << 14 else { continue }
        let cell = cell(kind, style, content)
        if cell == .empty { continue }
        while rows.count <= row { rows.append([]) }
        while rows[row].count <= column { rows[row].append(.empty) }
        rows[row][column] = cell
      default: break
      }
    }
    return rows
  }

  private func cell(_ kind: String, _ style: Int, _ content: [UInt8]) -> Cell {
    let text = String(decoding: content, as: UTF8.self)
    switch kind {
    case "s": return Int(text).flatMap { texts.indices.contains($0) ? .text(texts[$0]) : nil } ?? .empty
    case "str", "inlineStr": return .text(PythonString(bytes: content))
    case "b": return .flag(text == "1")
    case "e": return .empty
    case "d": return .other
    default:
      guard let number = Double(text) else { return .empty }
      switch styles.indices.contains(style) ? styles[style] : .none {
      case .none: return .number(number)
      case .other: return .other
      case .date: return Workbook.date(number, is1904: is1904)
      }
    }
  }

  /// Days after the end of 1899, or after the beginning of 1904; the first has a 29 February 1900 that never was.
  static func date(_ days: Double, is1904: Bool) -> Cell {
    guard days.magnitude < 3_000_000 else { return .other }
    if days < 1, !is1904 { return .other }
    let shift = is1904 ? 24_107.0 : days < 60 ? 25_568.0 : 25_569.0
    let milliseconds = ((days - shift) * 86_400_000).rounded()
    return .date(Int64(milliseconds) * 1000)
  }

  /// `C` of `C12` counted from 0.
  private static func column(_ reference: String) -> Int? {
    var number = 0
    for byte in reference.utf8 {
      guard (65...90).contains(byte) else { break }
      number = number * 26 + Int(byte) - 64
      if number > 1 << 14 { return nil }
    }
    return number == 0 ? nil : number - 1
  }

  private static func elements(_ bytes: [UInt8], _ body: (String, [String: String]) -> Void) {
    var scanner = MarkupScanner(bytes)
    while let token = scanner.next() { if case .open(let name, let attributes, _) = token { body(name, attributes) } }
  }

  /// The texts that cells refer to; phonetic hints are no part of them.
  private static func sharedTexts(_ bytes: [UInt8]) -> [PythonString] {
    var scanner = MarkupScanner(bytes)
    var texts: [PythonString] = []
    var content: [UInt8] = []
    var isInside = false
    var isHint = false
    while let token = scanner.next() {
      switch token {
      case .open("si", _, let isEmpty):
        content = []
        if isEmpty { texts.append(PythonString("")) }
      case .open("rPh", _, false): isHint = true
      case .close("rPh"): isHint = false
      case .open("t", _, false): isInside = true
      case .close("t"): isInside = false
      case .text(let text) where isInside && !isHint: content += text
      case .close("si"): texts.append(PythonString(bytes: content))
      default: break
      }
    }
    return texts
  }

  /// For each style of cells whether its number is a date.
  private static func dateStyles(_ bytes: [UInt8]) -> [DateStyle] {
    var formats: [Int: String] = [:]
    var styles: [DateStyle] = []
    var isInside = false
    var scanner = MarkupScanner(bytes)
    while let token = scanner.next() {
      switch token {
      case .open("numFmt", let attributes, _):
        if let id = attributes["numFmtId"].flatMap({ Int($0) }) { formats[id] = attributes["formatCode"] }
      case .open("cellXfs", _, false): isInside = true
      case .close("cellXfs"): isInside = false
      case .open("xf", let attributes, _) where isInside:
        let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
        styles.append(dateStyle(id, formats[id]))
      default: break
      }
    }
    return styles
  }

  static func dateStyle(_ id: Int, _ format: String?) -> DateStyle {
    guard let format else {
      return [14, 15, 16, 17, 22].contains(id)
        ? .date : (18...21).contains(id) || (45...47).contains(id) ? .other : .none
    }
    var letters = ""
    var isQuoted = false
    var isBracketed = false
    for character in format.split(separator: ";", omittingEmptySubsequences: false).first ?? "" {
      switch character {
      case "\"": isQuoted.toggle()
      case "[": isBracketed = true
      case "]": isBracketed = false
      default: if !isQuoted, !isBracketed { letters.append(contentsOf: character.lowercased()) }
      }
    }
    if letters == "general" { return .none }
    if letters.contains("d") || letters.contains("y") { return .date }
    if letters.contains("h") || letters.contains("s") { return .other }
    return letters.contains("m") ? .date : .none
  }
}
