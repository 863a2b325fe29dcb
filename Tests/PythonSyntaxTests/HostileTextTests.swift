import Diagnostics
import Foundation
import PythonSyntax
import Testing

/// Parses, and frees the tree, on a thread with a stack of a size; returns the messages.
private func messages(_ text: String, stack: Int) -> [String] {
  nonisolated(unsafe) var messages: [String] = []
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    messages = parse(SourceFile(name: "n", text: text)).diagnostics.map(\.message)
    done.signal()
  }
  thread.stackSize = stack
  thread.start()
  done.wait()
  return messages
}

private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

/// Few levels must parse even on a small stack, many on a usual one; the deepest are a diagnostic on either.
private func check(_ make: (Int) -> String, parses shallow: Int, fails deep: Int) {
  let small = 512 << 10
  let usual = 8 << 20
  #expect(messages(make(min(shallow, 6)), stack: small) == [], "\(make(1))")
  #expect(messages(make(shallow), stack: usual) == [], "\(make(1))")
  _ = messages(make(shallow), stack: small)
  #expect(!messages(make(deep), stack: small).isEmpty, "\(make(1)) × \(deep)")
  #expect(!messages(make(deep), stack: usual).isEmpty, "\(make(1)) × \(deep)")
}

@Test func deepNestingIsADiagnostic() {
  check({ repeated("(", $0) + "1" + repeated(")", $0) }, parses: 150, fails: 10_000)
  check({ repeated("[", $0) + repeated("]", $0) }, parses: 150, fails: 10_000)
  check({ repeated("{1:", $0) + "2" + repeated("}", $0) }, parses: 90, fails: 10_000)
  check({ repeated("{**", $0) + "a" + repeated("}", $0) }, parses: 150, fails: 10_000)
  check({ repeated("[*", $0) + "a" + repeated("]", $0) }, parses: 150, fails: 10_000)
  check({ "x = " + repeated("-", $0) + "1" }, parses: 150, fails: 10_000)
  check({ "x = " + repeated("not ", $0) + "1" }, parses: 150, fails: 10_000)
  check({ "x = " + repeated("a**", $0) + "1" }, parses: 150, fails: 10_000)
  check({ repeated("lambda: ", $0) + "1" }, parses: 150, fails: 10_000)
  check({ repeated("a if b else ", $0) + "1" }, parses: 150, fails: 10_000)
  check({ repeated("f(", $0) + repeated(")", $0) }, parses: 150, fails: 10_000)
  check({ repeated("a[", $0) + "1" + repeated("]", $0) }, parses: 150, fails: 10_000)
  check({ repeated("[x for x in ", $0) + "a" + repeated("]", $0) }, parses: 150, fails: 10_000)
  check({ repeated("[x for ", $0) + "a" }, parses: 0, fails: 10_000)
  check({ "x = " + repeated("~", $0) + "1" }, parses: 150, fails: 10_000)
  check({ "x = " + repeated("await ", $0) + "y" }, parses: 0, fails: 10_000)
  check({ "async def f(): " + repeated("(await ", $0) + "y" + repeated(")", $0) }, parses: 90, fails: 10_000)
  check({ "def f(): " + repeated("(yield ", $0) + "y" + repeated(")", $0) }, parses: 90, fails: 10_000)
  check({ repeated("(x := ", $0) + "1" + repeated(")", $0) }, parses: 90, fails: 10_000)
  check({ "def f[T: " + repeated("(", $0) + "a" + repeated(")", $0) + "](): pass" }, parses: 90, fails: 10_000)
  check({ "type X = " + repeated("[", $0) + repeated("]", $0) }, parses: 90, fails: 10_000)
  check({ repeated("lambda x=", $0) + "1" + repeated(": 1", $0) }, parses: 90, fails: 10_000)
  check({ repeated("a < (", $0) + "1" + repeated(")", $0) }, parses: 90, fails: 10_000)
  check({ repeated("(a, ", $0) + repeated(")", $0) + " = b" }, parses: 90, fails: 10_000)
}

@Test func longChainsAreADiagnostic() {
  check({ "x = 1" + repeated(" + 1", $0) }, parses: 900, fails: 100_000)
  check({ "x = a" + repeated("[0]", $0) }, parses: 900, fails: 100_000)
  check({ "x = a" + repeated(".b", $0) }, parses: 900, fails: 10_000)
  check({ "x = a" + repeated("()", $0) }, parses: 900, fails: 10_000)
  check({ "if a: b\n" + repeated("elif c: d\n", $0) }, parses: 900, fails: 10_000)
  #expect(messages("x = a" + repeated(" and b", 20_000), stack: 512 << 10) == [])
  #expect(messages("x = a" + repeated(" < b", 20_000), stack: 512 << 10) == [])
  #expect(messages(repeated("a = ", 20_000) + "b", stack: 512 << 10) == [])
  #expect(messages("f(" + repeated("a, ", 20_000) + ")", stack: 512 << 10) == [])
  #expect(messages("x = " + repeated("'a' ", 20_000), stack: 512 << 10) == [])
}

@Test func deepBlocksAreADiagnostic() {
  func blocks(_ count: Int) -> String {
    (0..<count).map { repeated(" ", $0) + "if a:\n" }.joined() + repeated(" ", count) + "b\n"
  }
  check(blocks, parses: 90, fails: 10_000)
  check({ repeated("if a:", $0) + "b" }, parses: 1, fails: 10_000)
}

@Test func deepFormattedStringsAreADiagnostic() {
  check({ repeated("t'{", $0) + "1" + repeated("}'", $0) }, parses: 100, fails: 10_000)
  check({ repeated("f'{", $0) + "1" + repeated("}'", $0) }, parses: 100, fails: 10_000)
  check({ "f'" + repeated("{a:", $0) + repeated("}", $0) + "'" }, parses: 2, fails: 10_000)
  check({ "match a:\n case " + repeated("[", $0) + repeated("]", $0) + ": pass" }, parses: 150, fails: 10_000)
}

/// What fails is read again to find out why: that must not take longer with every level.
@Test func deepFailuresAreFound() {
  let usual = 8 << 20
  for count in [50, 150, 10_000] {
    for text in [
      repeated("(", count) + "a b" + repeated(")", count), repeated("[", count) + "a b", repeated("f(x, ", count) + "=",
      repeated("{a: ", count) + "*b" + repeated("}", count), "x = " + repeated("not ", count) + "=",
      repeated("a if b else ", count) + "?", repeated("lambda: ", count) + "x y", repeated("f(a for b in ", count),
      repeated("try:\n", count), repeated("f'{", count), repeated("print ", count), repeated("a.", count),
      repeated("match x:\n case ", count), repeated("async ", count), repeated("x, ", count) + "y z",
      repeated("def f(a=", count), repeated("*", count), repeated("@", count), repeated("if a: ", count) + "b c",
    ] {
      #expect(!messages(text, stack: usual).isEmpty, "\(text.prefix(40)) × \(count)")
      #expect(!messages(text, stack: 512 << 10).isEmpty, "\(text.prefix(40)) × \(count)")
    }
  }
}

/// Numbers that are the same in every run.
private struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Test func mutilatedTextsNeverTrap() throws {
  var generator = Generator(state: 1)
  let alphabet = Array("()[]{}:=,.'\"\\\n\r\t #fbrt{}!@%*-+0x1e_aN\u{FC}é`$?".utf8) + [0, 0xFF, 0xC3, 0xED, 0xA0]
  for name in Fixture.names(in: Fixture.folder, withSuffix: ".py") {
    let bytes = try Fixture.source(name, in: Fixture.folder).bytes
    for _ in 0..<60 {
      var mutated = bytes
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<mutated.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: mutated[place] = alphabet.randomElement(using: &generator) ?? 0
        case 1: mutated.insert(alphabet.randomElement(using: &generator) ?? 0, at: place)
        default: mutated.removeSubrange(place..<min(mutated.count, place + 9))
        }
        if mutated.isEmpty { mutated = [0x0A] }
      }
      let source = SourceFile(name: name, bytes: mutated)
      let (module, diagnostics) = parse(source)
      _ = module.dumped(DumpStyle(includesAttributes: true), source: source)
      for diagnostic in diagnostics { #expect(diagnostic.rendered() != "") }
    }
  }
}

@Test func everyPrefixParses() throws {
  for name in ["patterns.py", "new.py"] {
    let bytes = try Fixture.source(name, in: Fixture.folder).bytes
    for end in stride(from: 0, to: bytes.count, by: 7) {
      _ = parse(SourceFile(name: name, bytes: Array(bytes[..<end])))
    }
  }
}
