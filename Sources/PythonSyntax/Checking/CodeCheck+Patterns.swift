import Diagnostics

extension CodeCheck {
  mutating func check(_ cases: [MatchCase]) {
    for (index, part) in cases.enumerated() {
      var names: Set<String> = []
      let isLast = index == cases.count - 1
      check(part.pattern, names: &names, allowsIrrefutable: isLast || part.condition != nil)
      check(part.condition)
      check(part.body)
    }
  }

  /// - Parameters:
  ///   - names: the names that the pattern binds.
  ///   - allowsIrrefutable: whether a pattern that everything matches may stand here.
  private mutating func check(_ pattern: Pattern, names: inout Set<String>, allowsIrrefutable: Bool = true) {
    guard stack.hasRoom() else { return }
    switch pattern.kind {
    case .value(let value): check(value)
    case .singleton: break
    case .sequence(let patterns): checkSequence(patterns, names: &names, at: pattern.span)
    case .star(let name): bind(name, &names, at: pattern.span)
    case .mapping(let keys, let patterns, let rest):
      checkKeys(keys, at: pattern.span)
      for part in patterns { check(part, names: &names) }
      bind(rest, &names, at: pattern.span)
    case .class(let type, let patterns, let keywordNames, let keywordPatterns):
      checkRepeated(keywordNames, keywordPatterns)
      check(type)
      for part in patterns + keywordPatterns { check(part, names: &names) }
    case .as(let part, let name):
      if let part {
        check(part, names: &names, allowsIrrefutable: allowsIrrefutable)
      } else if !allowsIrrefutable {
        let what = name.map { "name capture '\($0)'" } ?? "wildcard"
        fail("\(what) makes remaining patterns unreachable", at: pattern.span)
      }
      bind(name, &names, at: pattern.span)
    case .or(let alternatives):
      checkAlternatives(alternatives, names: &names, allowsIrrefutable: allowsIrrefutable, at: pattern.span)
    }
  }

  private mutating func bind(_ name: String?, _ names: inout Set<String>, at span: SourceSpan) {
    guard let name else { return }
    refuseDebug(name, .store, at: span)
    if !names.insert(name).inserted { fail("multiple assignments to name '\(name)' in pattern", at: span) }
  }

  private mutating func checkSequence(_ patterns: [Pattern], names: inout Set<String>, at span: SourceSpan) {
    var stars = 0
    for part in patterns {
      if case .star = part.kind { stars += 1 }
      if stars == 2 { fail("multiple starred names in sequence pattern", at: span) }
      check(part, names: &names)
    }
  }

  private mutating func checkKeys(_ keys: [Expression], at span: SourceSpan) {
    var seen: Set<Constant> = []
    for key in keys {
      if let constant = key.constantKey {
        if !seen.insert(constant.asKey).inserted {
          fail("mapping pattern checks duplicate key (\(constant.shown))", at: span)
        }
      } else if case .joinedStr = key.kind {
        fail("mapping pattern keys may only match literals and attribute lookups", at: span)
      } else {
        check(key)
      }
    }
  }

  private mutating func checkRepeated(_ names: [String], _ patterns: [Pattern]) {
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      fail("attribute name repeated in class pattern: \(name)", at: patterns[index].span)
    }
  }

  private mutating func checkAlternatives(
    _ alternatives: [Pattern], names: inout Set<String>, allowsIrrefutable: Bool, at span: SourceSpan
  ) {
    let outer = names
    var first: Set<String>?
    for (index, alternative) in alternatives.enumerated() {
      var own = outer
      let isLast = index == alternatives.count - 1
      check(alternative, names: &own, allowsIrrefutable: isLast && allowsIrrefutable)
      if let first, first != own { fail("alternative patterns bind different names", at: span) }
      first = first ?? own
    }
    if let first { names = first }
  }
}

extension Expression {
  /// The value of a key that is a literal.
  fileprivate var constantKey: Constant? {
    switch kind {
    case .constant(let constant, _): constant
    case .unaryOp(.uSub, let value):
      switch value.constantKey {
      case .int(let number)?: .int(0 &- number)
      case .float(let number)?: .float(-number)
      default: nil
      }
    default: nil
    }
  }
}

extension Constant {
  /// The same for all that are one key to Python, as `1`, `1.0` and `True` are.
  fileprivate var asKey: Constant {
    switch self {
    case .true: .int(1)
    case .false: .int(0)
    case .float(let number): Int64(exactly: number).map(Constant.int) ?? self
    case .complex(0): .int(0)
    default: self
    }
  }

  /// As `repr` shows it, for what keys mostly are.
  fileprivate var shown: String {
    var dumper = TreeDumper(style: DumpStyle(), source: nil)
    dumper.constant(self)
    return String(decoding: dumper.text, as: UTF8.self)
  }
}
