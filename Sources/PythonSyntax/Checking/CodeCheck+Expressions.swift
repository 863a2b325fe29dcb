import Diagnostics

extension CodeCheck {
  mutating func check(_ expression: Expression?) {
    if let expression { check(expression) }
  }

  mutating func check(_ expression: Expression) {
    switch expression.kind {
    case .constant: return
    case .name(let name, let context): return refuseDebug(name, context, at: expression.span)
    default: break
    }
    guard stack.hasRoom() else { return }
    switch expression.kind {
    case .starred(let value, let context):
      let message =
        context == .store
        ? "starred assignment target must be in a list or tuple" : "can't use starred expression here"
      fail(message, at: expression.span)
      check(value)
    case .list(let elements, let context), .tuple(let elements, let context):
      checkDisplay(elements, context, at: expression.span)
    case .set(let elements): checkDisplay(elements, .load, at: expression.span)
    case .attribute(let value, let name, let context):
      check(value)
      refuseDebug(name, context, at: expression.span)
    case .call(let function, let arguments, let keywords):
      check(function)
      check(arguments: arguments, keywords)
    case .lambda(let arguments, let body):
      check(arguments)
      within(.lambda) { $0.check(body) }
    case .yield, .yieldFrom, .await:
      checkPlace(of: expression)
      expression.forEachPart { check($0) }
    case .listComp(let element, let generators), .setComp(let element, let generators):
      checkComprehension([element], generators, of: expression)
    case .generatorExp(let element, let generators):
      checkComprehension([element], generators, of: expression)
    case .dictComp(let key, let value, let generators): checkComprehension([key, value], generators, of: expression)
    default: expression.forEachPart { check($0) }
    }
  }

  /// Elements, of which starred ones are unpacked.
  private mutating func checkDisplay(_ elements: [Expression], _ context: ExpressionContext, at span: SourceSpan) {
    var hasStar = false
    for (index, element) in elements.enumerated() {
      guard case .starred(let value, _) = element.kind else {
        check(element)
        continue
      }
      if context == .store {
        if hasStar { fail("multiple starred expressions in assignment", at: span) }
        if index >= 1 << 8 { fail("too many expressions in star-unpacking assignment", at: span) }
        hasStar = true
      }
      check(value)
    }
  }

  mutating func check(arguments: [Expression], _ keywords: [Keyword]) {
    var names: Set<String> = []
    for keyword in keywords {
      guard let name = keyword.name else { continue }
      refuseDebug(name, .store, at: keyword.span)
      if !names.insert(name).inserted { fail("keyword argument repeated: \(name)", at: keyword.span) }
    }
    for argument in arguments {
      if case .starred(let value, _) = argument.kind { check(value) } else { check(argument) }
    }
    for keyword in keywords { check(keyword.value) }
  }

  // MARK: Coroutines

  private mutating func checkPlace(of expression: Expression) {
    if case .await = expression.kind {
      if owner == .module, allowsAwait { return }
      if !isInFunction {
        fail("'await' outside function", at: expression.span)
      } else if owner != .asyncFunction, owner != .comprehension {
        fail("'await' outside async function", at: expression.span)
      }
      return
    }
    if !isInFunction {
      fail("'yield' outside function", at: expression.span)
    } else if case .yieldFrom = expression.kind, owner == .asyncFunction {
      fail("'yield from' inside async function", at: expression.span)
    }
  }

  private mutating func checkComprehension(
    _ elements: [Expression], _ generators: [Comprehension], of expression: Expression
  ) {
    var isGenerator = false
    if case .generatorExp = expression.kind { isGenerator = true }
    let allowsAsync = owner == .asyncFunction || owner == .comprehension || (owner == .module && allowsAwait)
    if !isGenerator, !allowsAsync, expression.isAsyncComprehension {
      fail("asynchronous comprehension outside of an asynchronous function", at: expression.span)
    }
    within(.comprehension) { check in
      for (index, generator) in generators.enumerated() {
        if index > 0 { check.check(generator.iterator) }
        check.check(generator.target)
        for test in generator.tests { check.check(test) }
      }
      for element in elements { check.check(element) }
    }
    check(generators.first?.iterator)
  }
}

extension Expression {
  /// Whether a comprehension waits: `async for`, or `await` in what runs in its scope.
  fileprivate var isAsyncComprehension: Bool {
    switch kind {
    case .listComp(let element, let generators), .setComp(let element, let generators):
      generators.areAsync || element.awaits
    case .dictComp(let key, let value, let generators): generators.areAsync || key.awaits || value.awaits
    default: false
    }
  }

  /// Whether evaluation waits, functions and generators in it aside.
  private var awaits: Bool {
    switch kind {
    case .await: return true
    case .listComp(_, let generators), .setComp(_, let generators), .dictComp(_, _, let generators):
      return isAsyncComprehension || generators.first?.iterator.awaits == true
    case .generatorExp(_, let generators): return generators.first?.iterator.awaits == true
    default:
      var result = false
      forEachPart { result = result || $0.awaits }
      return result
    }
  }
}

extension [Comprehension] {
  fileprivate var areAsync: Bool {
    enumerated().contains { index, generator in
      generator.isAsync || generator.tests.contains(where: \.awaitsInScope)
        || (index > 0 && generator.iterator.awaitsInScope)
    }
  }
}

extension Expression {
  fileprivate var awaitsInScope: Bool { awaits }
}
