import Diagnostics
import Kernels
import PythonRuntime
import PythonSyntax
import Testing

/// What follows from a call that the replay does not know.
@Suite struct UnsupportedTests {
  /// The names that are unsupported or poisoned after the code ran, sorted; `touch` is what unknown names may change.
  private func unsupported(_ code: String, touch: Touch = .everything) -> [String] {
    Interpreter.withDeepStack {
      let interpreter = Interpreter(libraries: [Unknown(touch: touch)])
      let (module, diagnostics) = parse(SourceFile(name: "cell", text: code))
      guard diagnostics.isEmpty else { return diagnostics.map { $0.rendered() } }
      let result = interpreter.run(module, cell: 1)
      if let error = result.error { return ["\(error.name): \(error.message)"] }
      return interpreter.context.globals.bindings.filter { $0.value.poison != nil && $0.name != "_" }
        .map(\.name.description).sorted()
    }
  }

  @Test(arguments: [
    // code after `import lib`, names that must not be used afterwards
    ("a = lib.f(1); b = a + 1; c = [a]; d = a.x[0](2)", "a b d"),
    ("x = [1]; y = {'k': x}; z = (1,); lib.f(x, y, z)", "x y"),
    ("x = [1]; lib.f({'k': x})", "x"),
    ("t = lib.f(1)\nif t > 0:\n  q = 1\nelse:\n  r = 2\ns = 3", "q r t"),
    ("t = lib.f(1); x = []; y = []; n = 1\nif t:\n  x.append(1)\n  print(y, n)", "t x"),
    ("t = lib.f(1); x = {}\nwhile t:\n  x['a'] = 1", "t x"),
    ("t = lib.f(1); x = [5]; i = 0\nfor i in t:\n  x[0] = i", "i t x"),
    ("t = lib.f(1)\ndef g(v):\n  if v: return 1\n  return 2\na = g(t); b = g(0)", "a t"),
    ("t = lib.f(1); x = []\nfor i in range(3):\n  if t: break\n  x.append(i)", "i t x"),
    (
      "t = lib.f(1); a = 1 if t else 2; b = t and 1; c = 0 or t; d = not t; e = [i for i in [1, 2] if t]", "a b c d e t"
    ),
    ("t = lib.f(1); g = list(i for i in [1, 2] if t)", "g t"),
    ("try:\n  a = lib.f(1)\nexcept Exception:\n  a = 0", "a"),
    ("a = f'{lib.f(1)}'; b = str(lib.f(2)); c = len(lib.f(3)); d = 'x %s' % lib.f(4)", "a b c d"),
    ("d = {}; d['a'] = lib.f(1); n = len(d); v = d['a']; w = d.get('b', 3)", "v"),
    ("l = []; l.append(lib.f(1)); n = len(l); s = sum(l)", "s"),
    ("import other\nx = [1]; other.f(x)", "other x"),
    ("from lib import f, g\na = f(g)", "a f g"),
    ("class A(lib.Base): pass\na = A()", "A a"),
    ("a, b = lib.f(1)\nc, *d = lib.f(2)", "a b c d"),
    ("x = [1]\nwith lib.f(1) as h:\n  x.append(2)\ny = 1", "h"),
    ("@lib.decorate\ndef f(): pass\na = f()", "a f"),
    ("assert lib.f(1), 'm'\na = 1", ""),
    ("a = lib.f(1) is None; b = None is not lib.f(2)", "a b"),
    ("x = 1\nx += lib.f(1)\ny = []\ny += [lib.f(2)]", "x"),
  ])
  func spreads(_ code: String, _ names: String) {
    #expect(unsupported("import lib\n" + code).joined(separator: " ") == names)
  }

  @Test func touchesOnlyItself() {
    let code = "import lib\nx = [1]; m = lib.Model(); m.fit(x, x); p = m.predict(x); models = {'a': m}; y = x[0]"
    #expect(unsupported(code, touch: .nothing) == ["m", "p"])
  }

  @Test func sinksTouchNothing() {
    let code =
      "import plots as p\nx = [1]; fig, ax = p.subplots(1, 2); ax[0].plot(x); ax.flat[1].set(title='t'); n = x[0]"
    #expect(unsupported(code) == [])
  }

  @Test func remembersTheFirstCause() {
    let what: [String] = Interpreter.withDeepStack {
      let interpreter = Interpreter(libraries: [Unknown(touch: .nothing)])
      let (module, _) = parse(SourceFile(name: "cell", text: "import lib\n\nx = 2 + lib.f(1)\nprint(x)\nx.y"))
      let result = interpreter.run(module, cell: 7)
      guard case .display(let shown)? = result.outputs.last, let cause = shown.cause else { return [] }
      let printed = result.unsupportedOutputs.values.map(\.what)
      return printed + [cause.id, cause.what, "\(cause.origin.cell):\(cause.origin.line):\(cause.origin.column)"]
    }
    #expect(what == ["'lib.f'", "unsupported-call", "'lib.f'", "7:3:8"])
  }

  @Test func deepRecursionIsAnError() {
    #expect(unsupported("def f(n): return f(n + 1)\nf(0)").first?.hasPrefix("RecursionError") == true)
  }
}

/// A library with nothing in it but a sink beside it.
private struct Unknown: Library {
  let touch: Touch

  var modules: [ModuleDefinition] {
    let touch = touch
    return [ModuleDefinition("lib", members: [], touch: { _ in touch }), .sink("plots")]
  }
}
