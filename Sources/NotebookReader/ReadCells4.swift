import JSON

/// The cells of a notebook of format 4.
func readCells4(_ root: JSONCursor) throws(NotebookFailure) -> [Cell] {
  guard let cells = try root.list("cells") else { throw NotebookFailure.notANotebook("'cells' is missing") }
  var result: [Cell] = []
  result.reserveCapacity(cells.count)
  for (index, cell) in cells.enumerated() { result.append(try readCell(cell, number: index + 1)) }
  return result
}

private func readCell(_ cell: JSONCursor, number: Int) throws(NotebookFailure) -> Cell {
  guard case .object = cell.value else { throw cell.expected("an object") }
  guard let type = try cell.string("cell_type") else { throw cell.missing("cell_type") }
  guard let kind = Cell.Kind(rawValue: type) else {
    throw NotebookFailure(
      id: "malformed-notebook", message: "'cell_type' is '\(type)'; code, markdown and raw are known,",
      path: cell.path + [.member("cell_type")])
  }
  guard let source = try cell.multiline("source") else { throw cell.missing("source") }
  var outputs: [Output] = []
  if kind == .code {
    for output in try cell.list("outputs") ?? [] { outputs.append(try readOutput(output)) }
  }
  let metadata = try cell.object("metadata") ?? JSONObject()
  return Cell(
    number: number, kind: kind, source: source,
    executionCount: kind == .code ? try cell.integer("execution_count") : nil,
    tags: metadata["tags"]?.array?.compactMap(\.text) ?? [], metadata: metadata, outputs: outputs)
}

private func readOutput(_ output: JSONCursor) throws(NotebookFailure) -> Output {
  guard case .object = output.value else { throw output.expected("an object") }
  guard let type = try output.string("output_type") else { throw output.missing("output_type") }
  switch type {
  case "stream":
    guard let text = try output.multiline("text") else { throw output.missing("text") }
    return .stream(name: try output.string("name") ?? "stdout", text: text)
  case "execute_result":
    return .executeResult(
      executionCount: try output.integer("execution_count"), data: try readBundle(output))
  case "display_data", "update_display_data": return .displayData(try readBundle(output))
  case "error": return try readError(output)
  default:
    throw NotebookFailure(
      id: "malformed-notebook",
      message: "'output_type' is '\(type)'; stream, execute_result, display_data and error are known,",
      path: output.path + [.member("output_type")])
  }
}

/// An exception; both formats write it alike.
func readError(_ output: JSONCursor) throws(NotebookFailure) -> Output {
  var traceback: [[UInt8]] = []
  for line in try output.list("traceback") ?? [] { traceback.append(try line.joined()) }
  return .error(
    name: try output.string("ename") ?? "", value: try output.multiline("evalue") ?? [], traceback: traceback)
}

private func readBundle(_ output: JSONCursor) throws(NotebookFailure) -> MIMEBundle {
  let members = try output.object("data")?.members ?? []
  return MIMEBundle(
    forms: members.map { MIMEBundle.Form(type: $0.name, content: joinedLines($0.value, type: $0.name)) })
}

/// Lists of strings are texts split into lines, but for types that are JSON themselves.
private func joinedLines(_ value: JSONValue, type: String) -> JSONValue {
  guard case .array(let lines) = value, type != "application/json", !type.hasSuffix("+json") else { return value }
  var text: [UInt8] = []
  for line in lines {
    guard case .string(let bytes) = line else { return value }
    text += bytes
  }
  return .string(text)
}
