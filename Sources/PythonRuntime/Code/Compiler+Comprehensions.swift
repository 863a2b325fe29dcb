import Kernels
import PythonSyntax

extension Compiler {
  /// A list, set or dictionary comprehension: a loop in the code around it, with variables of its own.
  func comprehension(_ node: Expression, into target: Int?) -> Int {
    guard let scope = unit.currentScope.inner[ObjectIdentifier(node)] else { return constant(.none, into: target) }
    return scratched(into: target) { result in
      let collected = self.temporary()
      switch node.kind {
      case .listComp(let element, let generators):
        self.emit(.buildList, a: collected)
        self.loops(node, generators, scope, collected) { compiler in
          compiler.emit(.listAppend, a: collected, b: compiler.expression(element))
        }
      case .setComp(let element, let generators):
        self.emit(.buildSet, a: collected)
        self.loops(node, generators, scope, collected) { compiler in
          compiler.emit(.setAdd, a: collected, b: compiler.expression(element))
        }
      case .dictComp(let key, let value, let generators):
        self.emit(.buildDict, a: collected)
        self.loops(node, generators, scope, collected) { compiler in
          let keyRegister = compiler.operand(key, before: value)
          compiler.emit(.dictSet, a: collected, b: keyRegister, c: compiler.expression(value))
        }
      default: break
      }
      self.emit(.move, a: result, b: collected)
    }
  }

  /// The loops of a comprehension in the current unit; what they give is uncertain if a test or iterable is unsupported.
  private func loops(
    _ node: Expression, _ generators: [Comprehension], _ scope: Scope, _ result: Int, body: (Compiler) -> Void
  ) {
    let outer = pendingRegions
    pendingRegions = []
    let before = unit.assigned
    var tests: [Int] = []
    let first = temporary()
    if let generator = generators.first { _ = expression(generator.iterator, into: first) }
    enter(scope)
    let region: [Region.Body] = [.expressions([node])]
    let exit = nest(generators[...], from: first, region: region, returns: false, tests: &tests, body: body)
    leave(scope)
    patch(exit)
    unit.assigned = before
    for position in tests + pendingRegions {
      unit.code.regions[position] = Region(body: region, exit: here, result: result, returns: false)
    }
    pendingRegions = outer
  }

  /// Gives the comprehension's variables registers, in cells where a function inside uses them.
  private func enter(_ scope: Scope) {
    unit.comprehensions.append(scope)
    var map: [String: Location] = [:]
    for name in scope.order {
      let register = temporary()
      if scope.bound[name] == true {
        emit(.unbind, a: register)
        emit(.makeCell, a: register)
        map[name] = .cell(register)
      } else {
        map[name] = .register(register)
      }
    }
    unit.locations.append(map)
  }

  private func leave(_ scope: Scope) {
    unit.comprehensions.removeLast()
    unit.locations.removeLast()
  }

  /// The loop of the first generator with the others inside; gives the jumps that leave it.
  private func nest(
    _ generators: ArraySlice<Comprehension>, from source: Int?, region: [Region.Body], returns: Bool,
    tests: inout [Int], body: (Compiler) -> Void
  ) -> [Int] {
    guard let generator = generators.first else {
      scratch { body(self) }
      return []
    }
    let iterator = temporary()
    let iterable = source ?? expression(generator.iterator)
    at(generator.iterator.span)
    if generator.isAsync {
      let opening = emit(.awaitable, extra: 1, a: iterator, b: iterable)
      unit.code.regions[opening] = Region(body: region, exit: 0, result: nil, returns: returns)
      tests.append(opening)
      return nestAsync(
        generators, iterator, region: region, returns: returns, tests: &tests, body: body)
    }
    let opening = emit(.getIterator, a: iterator, b: iterable)
    let start = here
    let item = temporary()
    let next = emit(.forNext, a: item, b: iterator)
    for position in [opening, next] {
      unit.code.regions[position] = Region(body: region, exit: 0, result: nil, returns: returns)
    }
    tests += [opening, next]
    assign(item, to: generator.target)
    var skips: [Int] = []
    for test in generator.tests {
      let jumps = jump(unless: test, isTrue: false, region: region, returns: returns)
      skips += jumps
    }
    tests += skips
    let inner = nest(generators.dropFirst(), from: nil, region: region, returns: returns, tests: &tests, body: body)
    for position in skips + inner { unit.code.instructions[position].c = Int32(truncatingIfNeeded: start) }
    emit(.jumpBack, c: start)
    return [next]
  }

  /// The same for `async for`, whose iterator is in a register.
  private func nestAsync(
    _ generators: ArraySlice<Comprehension>, _ iterator: Int, region: [Region.Body], returns: Bool,
    tests: inout [Int], body: (Compiler) -> Void
  ) -> [Int] {
    guard let generator = generators.first else { return [] }
    let start = here
    let item = temporary()
    let (ended, waits) = asyncNext(iterator, into: item)
    for position in waits {
      unit.code.regions[position] = Region(body: region, exit: 0, result: nil, returns: returns)
    }
    tests += waits
    assign(item, to: generator.target)
    var skips: [Int] = []
    for test in generator.tests { skips += jump(unless: test, isTrue: false, region: region, returns: returns) }
    tests += skips
    let inner = nest(generators.dropFirst(), from: nil, region: region, returns: returns, tests: &tests, body: body)
    for position in skips + inner { unit.code.instructions[position].c = Int32(truncatingIfNeeded: start) }
    emit(.jumpBack, c: start)
    return [ended]
  }

  /// `(x for x in xs)`: a generator function that is called at once with the first iterator.
  func generatorExpression(
    _ node: Expression, _ element: Expression, _ generators: [Comprehension], into target: Int?
  ) -> Int {
    guard let scope = unit.currentScope.inner[ObjectIdentifier(node)] else { return constant(.none, into: target) }
    let code = compileGenerator(scope, element, generators)
    return scratched(into: target) { result in
      let base = self.temporaries(2)
      self.scratch {
        self.emitFunction(
          code, result: base, first: self.temporaries(code.freeNames.count), defaults: 0, keywordDefaults: [])
      }
      if let generator = generators.first { _ = self.expression(generator.iterator, into: base + 1) }
      // An unsupported iterable makes the whole expression unsupported.
      if generators.first?.isAsync != true { self.emit(.getIterator, a: base + 1, b: base + 1) }
      self.emit(.call, a: result, b: base, c: self.site("", arguments: 1))
    }
  }

  private func compileGenerator(_ scope: Scope, _ element: Expression, _ generators: [Comprehension]) -> CodeObject {
    let code = compile(name: "<genexpr>", arguments: nil, tree: nil, scope: scope) { compiler in
      let source = compiler.unit.code.registerCount
      compiler.unit.nextRegister = max(compiler.unit.nextRegister, source)
      var tests: [Int] = []
      // The only parameter, `.0`, was placed behind the variables.
      let argument = compiler.temporary()
      compiler.unit.code.generatorArgument = argument
      let exit = compiler.nest(generators[...], from: argument, region: [], returns: true, tests: &tests) { compiler in
        compiler.emit(.yield, a: compiler.temporary(), b: compiler.expression(element))
      }
      compiler.patch(exit)
      compiler.emit(.returnValue, a: compiler.constant(.none))
      for position in tests { compiler.unit.code.regions[position]?.exit = compiler.here - 1 }
    }
    return code
  }
}
