import JSON

/// The cells of all worksheets of a notebook of format 3.
func readCells3(_ root: JSONCursor) throws(NotebookFailure) -> [Cell] {
  guard let worksheets = try root.list("worksheets") else {
    throw NotebookFailure.notANotebook("'worksheets' is missing")
  }
  var result: [Cell] = []
  for worksheet in worksheets {
    guard case .object = worksheet.value else { throw worksheet.expected("an object") }
    for cell in try worksheet.list("cells") ?? [] { result.append(try readCell(cell, number: result.count + 1)) }
  }
  return result
}

private func readCell(_ cell: JSONCursor, number: Int) throws(NotebookFailure) -> Cell {
  guard case .object = cell.value else { throw cell.expected("an object") }
  guard let type = try cell.string("cell_type") else { throw cell.missing("cell_type") }
  let metadata = try cell.object("metadata") ?? JSONObject()
  let tags = metadata["tags"]?.array?.compactMap(\.text) ?? []
  guard type == "code" else {
    let heading = type == "heading" ? String(repeating: "#", count: headingLevel(try cell.integer("level"))) + " " : ""
    return Cell(
      number: number, kind: type == "raw" ? .raw : .markdown,
      source: Array(heading.utf8) + (try cell.multiline("source") ?? []), executionCount: nil, tags: tags,
      metadata: metadata, outputs: [])
  }
  guard let source = try cell.multiline("input") else { throw cell.missing("input") }
  var outputs: [Output] = []
  for output in try cell.list("outputs") ?? [] { outputs.append(try readOutput(output)) }
  return Cell(
    number: number, kind: .code, source: source, executionCount: try cell.integer("prompt_number"), tags: tags,
    metadata: metadata, outputs: outputs)
}

private func headingLevel(_ level: Int?) -> Int { min(6, max(1, level ?? 1)) }

private func readOutput(_ output: JSONCursor) throws(NotebookFailure) -> Output {
  guard case .object = output.value else { throw output.expected("an object") }
  guard let type = try output.string("output_type") else { throw output.missing("output_type") }
  switch type {
  case "stream":
    return .stream(name: try output.string("stream") ?? "stdout", text: try output.multiline("text") ?? [])
  case "pyout":
    return .executeResult(executionCount: try output.integer("prompt_number"), data: try readBundle(output))
  case "display_data": return .displayData(try readBundle(output))
  case "pyerr": return try readError(output)
  default:
    throw NotebookFailure(
      id: "malformed-notebook",
      message: "'output_type' is '\(type)'; stream, pyout, display_data and pyerr are known,",
      path: output.path + [.member("output_type")])
  }
}

/// What format 3 calls the forms, in its own order, and their types.
private let forms3 = [
  ("text", "text/plain"), ("html", "text/html"), ("svg", "image/svg+xml"), ("png", "image/png"),
  ("jpeg", "image/jpeg"), ("latex", "text/latex"), ("json", "application/json"),
  ("javascript", "application/javascript"), ("pdf", "application/pdf"),
]

private func readBundle(_ output: JSONCursor) throws(NotebookFailure) -> MIMEBundle {
  var forms: [MIMEBundle.Form] = []
  for (name, type) in forms3 {
    guard let text = try output.multiline(name) else { continue }
    forms.append(MIMEBundle.Form(type: type, content: .string(text)))
  }
  return MIMEBundle(forms: forms)
}
