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
        var captures: [Capture] = []
        pattern(matchCase.pattern, value, &captures, &failures)
        // Names are bound once the whole pattern has matched.
        for capture in captures { store(capture.register, to: capture.name) }
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

  /// A name of a pattern and the register of what it will be bound to.
  private typealias Capture = (name: String, register: Int)

  /// Tests a pattern; `captures` get its names, `failures` the jumps that are taken when it does not match.
  private func pattern(_ pattern: Pattern, _ value: Int, _ captures: inout [Capture], _ failures: inout [Int]) {
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
      if let inner { self.pattern(inner, value, &captures, &failures) }
      if let name { captures.append((name, value)) }
    case .star(let name): if let name { captures.append((name, value)) }
    case .or(let alternatives): either(alternatives, value, &captures, &failures)
    case .sequence(let items): sequence(items, value, &captures, &failures)
    case .mapping(let keys, let patterns, let rest): mapping(keys, patterns, rest, value, &captures, &failures)
    case .class(let type, let patterns, let names, let keywordPatterns):
      classPattern(type, patterns, names, keywordPatterns, value, &captures, &failures)
    }
  }

  private func either(
    _ alternatives: [Pattern], _ value: Int, _ captures: inout [Capture], _ failures: inout [Int]
  ) {
    var successes: [Int] = []
    // All alternatives bind the same names.
    var shared: [String: Int] = [:]
    for (i, alternative) in alternatives.enumerated() {
      var mine: [Int] = []
      var found: [Capture] = []
      pattern(alternative, value, &found, &mine)
      for (name, register) in found {
        let place = shared[name] ?? temporary()
        if shared[name] == nil {
          shared[name] = place
          captures.append((name, place))
        }
        emit(.move, a: place, b: register)
      }
      if i + 1 < alternatives.count {
        successes.append(emit(.jump))
        patch(mine)
      } else {
        failures += mine
      }
    }
    patch(successes)
  }

  private func sequence(_ items: [Pattern], _ value: Int, _ captures: inout [Capture], _ failures: inout [Int]) {
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
    for (i, item) in items.enumerated() { pattern(item, first + i, &captures, &failures) }
  }

  private func mapping(
    _ keys: [Expression], _ patterns: [Pattern], _ rest: String?, _ value: Int,
    _ captures: inout [Capture], _ failures: inout [Int]
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
      pattern(inner, pair + 1, &captures, &failures)
    }
    if let rest {
      let remaining = temporary()
      emit(.matchRest, a: remaining, b: value, c: keyList)
      captures.append((rest, remaining))
    }
  }

  /// The class is asked for all attributes at once: those of positional patterns, then those that are named.
  private func classPattern(
    _ type: Expression, _ patterns: [Pattern], _ names: [String], _ keywordPatterns: [Pattern], _ value: Int,
    _ captures: inout [Capture], _ failures: inout [Int]
  ) {
    let result = temporaries(2)
    let typeRegister = temporaries(2)
    _ = expression(type, into: typeRegister)
    _ = constant(.tuple(names.map { .text($0) }), into: typeRegister + 1)
    emit(
      .matchClass, extra: UInt8(truncatingIfNeeded: min(patterns.count, 255)), a: result, b: value, c: typeRegister)
    failures.append(emit(.jumpIfFalse, a: result))
    let parts = patterns + keywordPatterns
    if parts.isEmpty { return }
    let first = temporaries(parts.count)
    emit(.unpack, a: first, b: result + 1, c: parts.count)
    for (i, inner) in parts.enumerated() { pattern(inner, first + i, &captures, &failures) }
  }
}
