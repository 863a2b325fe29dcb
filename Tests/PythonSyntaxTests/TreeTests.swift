import Diagnostics
import Foundation
import PythonSyntax
import Testing

/// Our tree of `<name>.py` against what `ast.dump` gave in the Python of the suffix, statement by statement.
private func check(_ recorded: String) throws {
  let parts = recorded.split(separator: ".")
  let name = parts.dropLast(2).joined(separator: ".")
  let source = try Fixture.source(name, in: Fixture.folder)
  let version = parts.last.flatMap { Int($0) }.flatMap(PythonVersion.init(rawValue:)) ?? .v3_11
  let (module, diagnostics) = parse(source, version: version, checksCode: false)
  #expect(diagnostics.map { $0.rendered() } == [])
  let style = DumpStyle(includesAttributes: true, minorVersion: version.rawValue)
  let expected = String(decoding: try Data(contentsOf: Fixture.folder.appendingPathComponent(recorded)), as: UTF8.self)
    .split(separator: "\n")
  #expect(module.body.count == expected.count)
  for (statement, line) in zip(module.body, expected) {
    let dumped = statement.dumped(style, source: source)
    #expect(dumped == line, "\(name): \(source.text(of: statement.span))")
  }
}

@Test(arguments: Fixture.names(in: Fixture.folder, withSuffix: ".3.11")) func treesOfPython311(_ name: String) throws {
  try check(name)
}

@Test(arguments: Fixture.names(in: Fixture.folder, withSuffix: ".3.13")) func treesOfPython313(_ name: String) throws {
  try check(name)
}

@Test func everyFixtureIsRecorded() {
  let sources = Fixture.names(in: Fixture.folder, withSuffix: ".py")
  let recorded = Fixture.names(in: Fixture.folder, withSuffix: ".3.11") + ["new.py.3.13"]
  #expect(sources.count == recorded.count)
  #expect(sources.count >= 8)
}

@Test func templateStrings() {
  let (module, diagnostics) = parse(SourceFile(name: "t.py", text: #"t"a{b + 1 !r:>{c}}{d = }""#))
  #expect(diagnostics.isEmpty)
  #expect(
    module.dumped() == """
      Module(body=[Expr(value=TemplateStr(values=[Constant(value='a'), Interpolation(value=BinOp(left=Name(id='b', \
      ctx=Load()), op=Add(), right=Constant(value=1)), str='b + 1', conversion=114, \
      format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='c', ctx=Load()), \
      conversion=-1)])), Constant(value='d = '), Interpolation(value=Name(id='d', ctx=Load()), str='d', \
      conversion=114)]))], type_ignores=[])
      """)
}

@Test func expressionsAlone() {
  #expect(parseExpression(SourceFile(name: "e", text: "  a, *b \n")).expression?.dumped().hasPrefix("Tuple(") == true)
  for text in ["", "a b", "a = 1", "a; b", "pass", "a\nb"] {
    let result = parseExpression(SourceFile(name: "e", text: text))
    #expect(result.expression == nil, "\(text)")
    #expect(result.diagnostics.count == 1, "\(text)")
  }
}

@Test func signaturesAlone() throws {
  let source = SourceFile(name: "s", text: "fillna(self, value=None, /, *args, axis=0, **kwargs)")
  let signature = try #require(parseSignature(source).signature)
  #expect(signature.name == "fillna")
  #expect(signature.arguments.positionalOnly.map(\.name) == ["self", "value"])
  #expect(signature.arguments.defaults.count == 1)
  #expect(signature.arguments.variadic?.name == "args")
  #expect(signature.arguments.keywordOnly.map(\.name) == ["axis"])
  #expect(signature.arguments.keywordVariadic?.name == "kwargs")
  for text in ["f", "f(", "f()x", "f(a=1, b)", "1()"] {
    #expect(parseSignature(SourceFile(name: "s", text: text)).signature == nil, "\(text)")
  }
}

@Test func cellsMayBeIndented() {
  let source = SourceFile(name: "c", text: "\n    a = 1\n    if a:\n        b\n\n    c\nd\n")
  let (module, diagnostics) = parse(source, mode: .cell)
  #expect(diagnostics.isEmpty)
  #expect(module.body.map(\.span.start.column) == [4, 4, 4, 0])
  #expect(parse(source).diagnostics.first?.message == "unexpected indent")
}
