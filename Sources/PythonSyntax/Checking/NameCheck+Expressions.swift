import Diagnostics

extension NameCheck {
  mutating func visit(_ expressions: [Expression]) {
    for expression in expressions { visit(expression) }
  }

  mutating func visit(_ expression: Expression?) {
    if let expression { visit(expression) }
  }

  mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .constant: return
    case .name(let name, let context): return note(name, context == .load ? .used : .bound, at: expression.span)
    default: break
    }
    guard stack.hasRoom() else { return }
    switch expression.kind {
    case .namedExpr(let target, let value): visitNamed(expression, target, value)
    case .lambda(let arguments, let body):
      visitDefaults(arguments)
      enter(.function)
      noteParameters(arguments)
      visit(body)
      leave()
    case .listComp(let element, let generators):
      visitComprehension("list comprehension", [element], generators)
    case .setComp(let element, let generators): visitComprehension("set comprehension", [element], generators)
    case .generatorExp(let element, let generators):
      visitComprehension("generator expression", [element], generators)
    case .dictComp(let key, let value, let generators):
      visitComprehension("dict comprehension", [value, key], generators)
    case .yield, .yieldFrom:
      refuseInAnnotation("yield expression", expression)
      expression.forEachPart { visit($0) }
      current.isGenerator = true
      if current.kind == .comprehension { fail("'yield' inside \(current.title)", at: expression.span) }
    case .await(let value):
      refuseInAnnotation("await expression", expression)
      visit(value)
    default: expression.forEachPart { visit($0) }
    }
  }

  private mutating func refuseInAnnotation(_ name: String, _ expression: Expression) {
    guard current.kind == .annotation else { return }
    if current.title.isEmpty {
      fail("'\(name)' can not be used within an annotation", at: expression.span)
    } else {
      fail("\(name) cannot be used within \(current.title)", at: expression.span)
    }
  }

  // MARK: Walruses

  private mutating func visitNamed(_ expression: Expression, _ target: Expression, _ value: Expression) {
    refuseInAnnotation("named expression", expression)
    if current.iteratedLevel > 0 {
      fail("assignment expression cannot be used in a comprehension iterable expression", at: expression.span)
    } else if current.kind == .comprehension, case .name(let name, _) = target.kind {
      bindOutside(name, at: target.span)
    }
    visit(value)
    visit(target)
  }

  /// A walrus in a comprehension binds the name in the scope around it.
  private mutating func bindOutside(_ name: String, at span: SourceSpan) {
    for index in scopes.indices.reversed() {
      switch scopes[index].kind {
      case .comprehension:
        if scopes[index].names[name]?.contains(.iterated) == true {
          return fail("assignment expression cannot rebind comprehension iteration variable '\(name)'", at: span)
        }
      case .function, .annotation:
        let isGlobal = scopes[index].names[name]?.contains(.global) == true
        note(name, isGlobal ? .global : .nonlocal, at: span)
        note(name, .bound, at: span, in: index)
        return
      case .module:
        note(name, .global, at: span)
        note(name, .global, at: span, in: index)
        return
      case .class:
        return fail("assignment expression within a comprehension cannot be used in a class body", at: span)
      }
    }
  }

  // MARK: Comprehensions

  private mutating func visitComprehension(
    _ name: String, _ elements: [Expression], _ generators: [Comprehension]
  ) {
    guard let outermost = generators.first else { return }
    current.iteratedLevel += 1
    visit(outermost.iterator)
    current.iteratedLevel -= 1
    enter(.comprehension, title: name)
    visitTarget(outermost.target)
    visit(outermost.tests)
    for generator in generators.dropFirst() {
      visitTarget(generator.target)
      current.iteratedLevel += 1
      visit(generator.iterator)
      current.iteratedLevel -= 1
      visit(generator.tests)
    }
    visit(elements)
    leave()
  }

  private mutating func visitTarget(_ target: Expression) {
    current.isIterationTarget = true
    visit(target)
    current.isIterationTarget = false
  }
}
