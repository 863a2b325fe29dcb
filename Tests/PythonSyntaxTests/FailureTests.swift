import Diagnostics
import Foundation
import PythonSyntax
import Testing

/// The diagnostics of `errors/<name>.py` against the committed ones in `errors/<name>.txt`.
private func check(_ name: String) throws {
  let folder = Fixture.folder.appendingPathComponent("errors")
  let source = try Fixture.source(name, in: folder)
  let (module, diagnostics) = parse(source)
  #expect(!diagnostics.isEmpty, "\(name)")
  let kept = module.body.map { "\($0.span.start.line): \(source.text(of: $0.span).prefix { $0 != "\n" })\n" }
  let text = diagnostics.map { $0.rendered() + "\n" }.joined() + "\nstatements kept:\n" + kept.joined()
  try Fixture.expect(text, equalsGolden: name.dropLast(2) + "txt", in: folder)
}

@Test(arguments: Fixture.names(in: Fixture.folder.appendingPathComponent("errors"), withSuffix: ".py"))
func failures(_ name: String) throws {
  try check(name)
}
