import Diagnostics
import Foundation
import JSON
import NotebookReader
import Testing

private func read(_ json: String) throws -> Notebook {
  let (notebook, diagnostics) = readNotebook(SourceFile(name: "n.ipynb", text: json))
  #expect(diagnostics.map { $0.rendered() } == [])
  return try #require(notebook)
}

/// A text that is no notebook gives one diagnostic with this id, message and byte.
private func check(_ json: String, fails id: String, _ message: String, at offset: Int?) {
  let (notebook, diagnostics) = readNotebook(SourceFile(name: "n.ipynb", text: json))
  #expect(notebook == nil, "\(json)")
  #expect(diagnostics.map(\.id) == [id], "\(json)")
  #expect(diagnostics.map(\.message) == [message], "\(json)")
  #expect(diagnostics.first?.span?.start.offset == offset, "\(json)")
}

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

@Test func format4() throws {
  let notebook = try read(
    #"""
    {"nbformat": 4, "nbformat_minor": 5,
     "metadata": {"kernelspec": {"name": "python3"}, "language_info": {"name": "python", "version": "3.7.6"}},
     "cells": [
      {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Title\n", "text"]},
      {"cell_type": "code", "execution_count": 3, "metadata": {"tags": ["serve", "parameters"]}, "source": "x\ny",
       "outputs": [
        {"output_type": "stream", "name": "stderr", "text": ["a\n", "b"]},
        {"output_type": "execute_result", "execution_count": 3, "metadata": {},
         "data": {"text/plain": ["1\n", "2"], "text/html": "<b>", "application/json": ["a", "b"], "image/png": "iVBO"}},
        {"output_type": "display_data", "data": {"text/plain": "fig"}, "metadata": {}},
        {"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": ["line 1", "line 2"]}]},
      {"cell_type": "code", "execution_count": null, "metadata": {}, "source": [], "outputs": []},
      {"cell_type": "raw", "metadata": {}, "source": "raw"}]}
    """#)
  #expect(notebook.format == Notebook.Format(major: 4, minor: 5))
  #expect(notebook.kernelName == "python3")
  #expect(notebook.language == "python")
  #expect(notebook.languageVersion == "3.7.6")
  #expect(notebook.cells.map(\.kind) == [.markdown, .code, .code, .raw])
  #expect(notebook.cells.map(\.number) == [1, 2, 3, 4])
  #expect(notebook.cells.map(\.executionCount) == [nil, 3, nil, nil])
  let cell = notebook.cells[1]
  #expect(cell.source == bytes("x\ny"))
  #expect(cell.tags == ["serve", "parameters"])
  #expect(notebook.sourceFile(of: cell).name == "n.ipynb:cell 2")
  let data = MIMEBundle(forms: [
    .init(type: "text/plain", content: "1\n2"), .init(type: "text/html", content: "<b>"),
    .init(type: "application/json", content: ["a", "b"]), .init(type: "image/png", content: "iVBO"),
  ])
  #expect(
    cell.outputs == [
      .stream(name: "stderr", text: bytes("a\nb")), .executeResult(executionCount: 3, data: data),
      .displayData(MIMEBundle(forms: [.init(type: "text/plain", content: "fig")])),
      .error(name: "KeyError", value: bytes("'x'"), traceback: [bytes("line 1"), bytes("line 2")]),
    ])
  #expect(data.plainText == bytes("1\n2"))
  #expect(data.html == bytes("<b>"))
}

@Test func format3() throws {
  let notebook = try read(
    #"""
    {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "old"}, "worksheets": [
     {"cells": [{"cell_type": "heading", "level": 2, "metadata": {}, "source": ["Title"]},
      {"cell_type": "code", "collapsed": false, "input": ["x\n", "y"], "language": "python", "metadata": {},
       "prompt_number": 7, "outputs": [
        {"output_type": "stream", "stream": "stdout", "text": ["a"]},
        {"output_type": "pyout", "prompt_number": 7, "html": ["<i>"], "text": ["1"]},
        {"output_type": "display_data", "png": "iVBO", "text": ["fig"]},
        {"output_type": "pyerr", "ename": "E", "evalue": "v", "traceback": ["t"]}]}]},
     {"cells": [{"cell_type": "markdown", "metadata": {}, "source": "more"}]}]}
    """#)
  #expect(notebook.cells.map(\.kind) == [.markdown, .code, .markdown])
  #expect(notebook.cells[0].source == bytes("## Title"))
  #expect(notebook.cells[1].source == bytes("x\ny"))
  #expect(notebook.cells[1].executionCount == 7)
  #expect(notebook.cells[2].number == 3)
  #expect(
    notebook.cells[1].outputs == [
      .stream(name: "stdout", text: bytes("a")),
      .executeResult(
        executionCount: 7,
        data: MIMEBundle(forms: [.init(type: "text/plain", content: "1"), .init(type: "text/html", content: "<i>")])),
      .displayData(
        MIMEBundle(forms: [.init(type: "text/plain", content: "fig"), .init(type: "image/png", content: "iVBO")])),
      .error(name: "E", value: bytes("v"), traceback: [bytes("t")]),
    ])
}

@Test func failures() {
  check("", fails: "malformed-json", "expected a value, but the text ends at byte 0", at: 0)
  check(#"{"nbformat": 4,"#, fails: "malformed-json", "expected a name in quotes, but the text ends at byte 15", at: 15)
  check("[1]", fails: "not-a-notebook", "the file is not a notebook: expected an object, found a list at byte 0", at: 0)
  check("{}", fails: "not-a-notebook", "the file is not a notebook: 'nbformat' is missing at byte 0", at: 0)
  check(
    #"{"nbformat": 4}"#, fails: "not-a-notebook", "the file is not a notebook: 'cells' is missing at byte 0", at: 0)
  check(
    #"{"nbformat": 3}"#, fails: "not-a-notebook", "the file is not a notebook: 'worksheets' is missing at byte 0",
    at: 0)
  check(
    #"{"nbformat": 5, "cells": []}"#, fails: "unsupported-notebook-format",
    "the notebook has format 5.0; formats 3 and 4 are read at byte 13", at: 13)
  check(
    #"{"nbformat": "4"}"#, fails: "malformed-notebook",
    "'nbformat' must be a whole number, not a string, at byte 13", at: 13)
  check(
    #"{"nbformat": 4, "cells": {}}"#, fails: "malformed-notebook",
    "'cells' must be a list, not an object, at byte 25", at: 25)
  check(
    #"{"nbformat": 4, "cells": [7]}"#, fails: "malformed-notebook",
    "element 0 must be an object, not a number, at byte 26", at: 26)
  check(
    #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["a", 1]}]}"#, fails: "malformed-notebook",
    "element 1 must be a string, not a number, at byte 64", at: 64)
  check(
    #"{"nbformat": 4, "cells": [{"source": ""}]}"#, fails: "malformed-notebook",
    "'cell_type' is missing in the object at byte 26", at: 26)
  check(
    #"{"nbformat": 4, "cells": [{"cell_type": "chart", "source": ""}]}"#, fails: "malformed-notebook",
    "'cell_type' is 'chart'; code, markdown and raw are known, at byte 40", at: 40)
  check(
    #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": [{"output_type": "x"}]}]}"#,
    fails: "malformed-notebook",
    "'output_type' is 'x'; stream, execute_result, display_data and error are known, at byte 90", at: 90)
  check(
    "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", fails: "git-lfs-pointer",
    "the file is a pointer of Git LFS, not the notebook", at: nil)
  check(
    String(repeating: "[", count: 300_000), fails: "malformed-json",
    "lists and objects are nested more than 200 deep at byte 200", at: 200)
}

@Test func largeNotebooksAreReadInLinearTime() throws {
  let image = String(repeating: "iVBORw0K", count: 1 << 17)
  let output = #"{"output_type": "display_data", "data": {"image/png": "\#(image)"}, "metadata": {}}"#
  let cell = #"{"cell_type": "code", "source": "", "outputs": [\#(output), \#(output)]}"#
  let cells = Array(repeating: cell, count: 4).joined(separator: ",")
  let notebook = try read(#"{"nbformat": 4, "cells": [\#(cells)]}"#)
  #expect(notebook.cells.count == 4)
  #expect(notebook.cells.allSatisfy { $0.outputs.count == 2 })
}

@Test func damagedNotebooksNeverTrap() throws {
  let text = bytes(
    #"{"nbformat":4,"cells":[{"cell_type":"code","source":["a"],"outputs":[{"output_type":"stream","text":"é"}]}]}"#)
  for place in text.indices {
    for byte: UInt8 in [0x22, 0x5C, 0x7B, 0x5D, 0x31, 0x00, 0xFF] {
      var damaged = text
      damaged[place] = byte
      let (notebook, diagnostics) = readNotebook(SourceFile(name: "n", bytes: damaged))
      #expect((notebook == nil) == !diagnostics.isEmpty)
    }
    #expect(readNotebook(SourceFile(name: "n", bytes: Array(text[..<place]))).notebook == nil)
  }
}
