import Kernels
import PythonSyntax

extension Compiler {
  func match(_ statement: Statement, _ subject: Expression, _ cases: [MatchCase]) {
    let (region, returns) = extent(of: statement)
    let value = temporary()
    _ = expression(subject, into: value)
    var ends: [Int] = []
    var tests: [Int] = []
    let before = unit.assigned
    for matchCase in cases {
      unit.assigned = before
      var failures: [Int] = []
      scratch {
        pattern(matchCase.pattern, value, &failures)
        if let condition = matchCase.condition {
          failures += jump(unless: condition, isTrue: false, region: region, returns: returns)
        }
        for position in failures {
          unit.code.regions[position] = Region(body: region, exit: 0, result: nil, returns: returns)
        }
        tests += failures
        statements(matchCase.body)
      }
      ends.append(emit(.jump))
      patch(failures)
    }
    patch(ends)
    unit.assigned = before
    finish(regions: tests + pendingRegions, escaping: statement)
    pendingRegions = []
  }

  /// Tests a pattern and binds its names; `failures` get the jumps that are taken when it does not match.
  private func pattern(_ pattern: Pattern, _ value: Int, _ failures: inout [Int]) {
    at(pattern.span)
    switch pattern.kind {
    case .value(let literal):
      let result = temporary()
      emit(.compare, extra: ComparisonOperator.equal.rawValue, a: result, b: value, c: expression(literal))
      failures.append(emit(.jumpIfFalse, a: result))
    case .singleton(let constant):
      let result = temporary()
      emit(.isSame, a: result, b: value, c: self.constant(self.value(of: constant)))
      failures.append(emit(.jumpIfFalse, a: result))
    case .as(let inner, let name):
      if let inner { self.pattern(inner, value, &failures) }
      if let name { store(value, to: name) }
    case .star(let name): if let name { store(value, to: name) }
    case .or(let alternatives): either(alternatives, value, &failures)
    case .sequence(let items): sequence(items, value, &failures)
    case .mapping(let keys, let patterns, let rest): mapping(keys, patterns, rest, value, &failures)
    case .class(let type, let patterns, let names, let keywordPatterns):
      classPattern(type, patterns, names, keywordPatterns, value, &failures)
    }
  }

  private func either(_ alternatives: [Pattern], _ value: Int, _ failures: inout [Int]) {
    var successes: [Int] = []
    for (i, alternative) in alternatives.enumerated() {
      var mine: [Int] = []
      pattern(alternative, value, &mine)
      if i + 1 < alternatives.count {
        successes.append(emit(.jump))
        patch(mine)
      } else {
        failures += mine
      }
    }
    patch(successes)
  }

  private func sequence(_ items: [Pattern], _ value: Int, _ failures: inout [Int]) {
    let star = items.firstIndex { if case .star = $0.kind { true } else { false } }
    let result = temporary()
    emit(
      .matchSequence, extra: star == nil ? 0 : 1, a: result, b: value, c: star == nil ? items.count : items.count - 1)
    failures.append(emit(.jumpIfFalse, a: result))
    let first = temporaries(items.count)
    if let star {
      emit(.unpackStar, extra: UInt8(truncatingIfNeeded: items.count - star - 1), a: first, b: value, c: star)
    } else {
      emit(.unpack, a: first, b: value, c: items.count)
    }
    for (i, item) in items.enumerated() { pattern(item, first + i, &failures) }
  }

  private func mapping(
    _ keys: [Expression], _ patterns: [Pattern], _ rest: String?, _ value: Int, _ failures: inout [Int]
  ) {
    let result = temporary()
    emit(.matchMapping, a: result, b: value)
    failures.append(emit(.jumpIfFalse, a: result))
    let keyList = list(keys)
    for (key, inner) in zip(keys, patterns) {
      let pair = temporaries(2)
      emit(.isIn, a: pair, b: expression(key), c: value)
      failures.append(emit(.jumpIfFalse, a: pair))
      emit(.loadItem, a: pair + 1, b: value, c: expression(key))
      pattern(inner, pair + 1, &failures)
    }
    if let rest {
      let remaining = temporary()
      emit(.matchRest, a: remaining, b: value, c: keyList)
      store(remaining, to: rest)
    }
  }

  private func classPattern(
    _ type: Expression, _ patterns: [Pattern], _ names: [String], _ keywordPatterns: [Pattern], _ value: Int,
    _ failures: inout [Int]
  ) {
    let result = temporary()
    let typeRegister = expression(type)
    emit(.matchClass, a: result, b: value, c: typeRegister)
    failures.append(emit(.jumpIfFalse, a: result))
    for (i, inner) in patterns.enumerated() {
      let part = temporary()
      emit(.matchKey, extra: UInt8(truncatingIfNeeded: i), a: part, b: value, c: typeRegister)
      pattern(inner, part, &failures)
    }
    for (name, inner) in zip(names, keywordPatterns) {
      let part = temporary()
      emit(.loadAttribute, a: part, b: value, c: site(name))
      pattern(inner, part, &failures)
    }
  }
}
