import Columns
import Kernels

/// pandas' `format_object_summary`: the values of an index or array in brackets, broken into lines.
struct ObjectSummary {
  let width: Int
  /// Length of the name that stands in front of the bracket; `nil` for arrays, which start on a line of their own.
  let indent: Int?
  /// More values than this are cut to ten at either end.
  let limit: Int
  let era: Era

  private var nextLine: PythonString { "\n" + PythonString(spaces: indent.map { $0 + 2 } ?? 1) }
  private var lastLine: PythonString { "\n" + PythonString(spaces: indent.map { $0 + 1 } ?? 0) }

  /// `['a', 'b'], `: with what separates it from the attributes that follow.
  func text(_ values: [PythonString], justified: Bool) -> PythonString {
    if values.isEmpty { return "[], " }
    if values.count == 1 || (era == .classic && values.count == 2) { return "[" + values.joined(", ") + "], " }
    var (head, tail) = ends(values)
    let oneLine = head.joined(", ").width < width && tail.joined(", ").width < width
    if justified && (values.count > limit || !oneLine) {
      let widest = max(head.widest, tail.widest)
      head = head.map { $0.justified(.right, widest) }
      tail = tail.map { $0.justified(.right, widest) }
    }
    return broken(head, tail, separator: ",", isTruncated: values.count > limit, everyValue: false)
  }

  /// Tuples, one a line, their parts aligned.
  func text(tuples rows: [[PythonString]]) -> PythonString {
    if rows.isEmpty { return "[], " }
    let (head, tail) = ends(rows)
    let levelCount = rows[0].count
    let widths = (0..<levelCount).map { level in (head + tail).map { $0[level].width }.max() ?? 0 }
    func aligned(_ row: [PythonString]) -> [PythonString] {
      zip(row, widths).map { $0.justified(.right, $1) }
    }
    let room = width - nextLine.width
    let shown =
      stride(from: levelCount, through: 1, by: -1)
      .first { tuple(aligned(tail[0]), $0).width < room } ?? 1
    return broken(
      head.map { tuple(aligned($0), shown) }, tail.map { tuple(aligned($0), shown) },
      separator: ",\n" + PythonString(spaces: (indent ?? 0) + 1), isTruncated: rows.count > limit, everyValue: true)
  }

  private func tuple(_ parts: [PythonString], _ shown: Int) -> PythonString {
    let body = Array(parts.prefix(shown)).joined(", ")
    if shown < parts.count { return "(" + body + ", ...)" }
    return "(" + body + (parts.count == 1 ? ",)" : ")")
  }

  private func ends<Value>(_ values: [Value]) -> (head: [Value], tail: [Value]) {
    if limit == 1 && values.count > 1 { return ([], Array(values.suffix(1))) }
    guard values.count > limit else { return ([], values) }
    let shown = min(limit / 2, 10)
    return (Array(values.prefix(shown)), Array(values.suffix(shown)))
  }

  private func broken(
    _ head: [PythonString], _ tail: [PythonString], separator: PythonString, isTruncated: Bool, everyValue: Bool
  ) -> PythonString {
    var summary: PythonString = ""
    var line = nextLine
    func extend(_ word: PythonString, _ room: Int) {
      if line.strippedAtEnd.width + word.strippedAtEnd.width >= room {
        summary += line.strippedAtEnd
        line = nextLine
      }
      line += word
    }
    for value in head { extend(value + separator + " ", width) }
    if isTruncated {
      summary += line.strippedAtEnd + nextLine + "..."
      line = nextLine
    }
    for value in tail.dropLast() { extend(value + separator + " ", width) }
    if let last = tail.last { extend(last, width - 2) }
    summary += line + "],"
    summary += summary.width > width || everyValue ? lastLine : " "
    return "[" + PythonString(bytes: Array(summary.bytes.dropFirst(nextLine.bytes.count)))
  }
}
