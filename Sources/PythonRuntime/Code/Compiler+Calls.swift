import Kernels
import PythonSyntax

extension Compiler {
  func call(
    _ node: Expression, _ callee: Expression, _ arguments: [Expression], _ keywords: [Keyword], into target: Int?
  ) -> Int {
    if case .name("super", _) = callee.kind, arguments.isEmpty, keywords.isEmpty, let result = zeroArgumentSuper(target)
    {
      return result
    }
    if arguments.contains(where: \.isStarred) || keywords.contains(where: { $0.name == nil }) {
      return spreadCall(node, callee, arguments, keywords, into: target)
    }
    return scratched(into: target) { result in
      let base = self.temporaries(1 + arguments.count + keywords.count)
      var method: String?
      if case .attribute(let object, let name, _) = callee.kind {
        _ = self.expression(object, into: base)
        method = name
      } else {
        _ = self.expression(callee, into: base)
      }
      for (i, argument) in arguments.enumerated() { _ = self.expression(argument, into: base + 1 + i) }
      for (i, keyword) in keywords.enumerated() {
        _ = self.expression(keyword.value, into: base + 1 + arguments.count + i)
      }
      self.at(node.span)
      let site = self.site(method ?? "", arguments: arguments.count, keywords: keywords.compactMap(\.name))
      self.emit(method == nil ? .call : .callMethod, a: result, b: base, c: site)
    }
  }

  private func zeroArgumentSuper(_ target: Int?) -> Int? {
    guard case .cell(let cell) = location(of: "__class__"), let first = unit.code.parameterNames.first?.description
    else {
      return nil
    }
    let result = target ?? temporary()
    let receiver = load(first, into: nil)
    emit(.superObject, a: result, b: cell, c: receiver)
    return result
  }

  /// Puts keyword arguments into the dictionary in a register.
  ///
  /// - Parameter callee: the register of what is called, which errors name.
  func keywordDictionary(_ keywords: [Keyword], into dictionary: Int, of callee: Int) {
    var hasStars = false
    for keyword in keywords {
      scratch {
        let register = expression(keyword.value)
        if let name = keyword.name, !hasStars {
          emit(.dictSet, a: dictionary, b: constant(.text(name)), c: register)
        } else if let name = keyword.name {
          let single = temporary()
          emit(.buildDict, a: single)
          emit(.dictSet, a: single, b: constant(.text(name)), c: register)
          emit(.dictMerge, extra: 1, a: dictionary, b: single, c: callee)
        } else {
          hasStars = true
          emit(.dictMerge, extra: 1, a: dictionary, b: register, c: callee)
        }
      }
    }
  }

  private func spreadCall(
    _ node: Expression, _ callee: Expression, _ arguments: [Expression], _ keywords: [Keyword], into target: Int?
  ) -> Int {
    scratched(into: target) { result in
      let function = self.temporary()
      _ = self.expression(callee, into: function)
      let base = self.temporaries(2)
      self.scratch { _ = self.display(.buildList, arguments, into: base, of: function) }
      self.emit(.buildDict, a: base + 1)
      self.keywordDictionary(keywords, into: base + 1, of: function)
      self.at(node.span)
      self.emit(.callSpread, a: result, b: function, c: base)
    }
  }
}
