package import Kernels

/// The arguments of one call, stars already spread.
public struct CallArguments {
  package var positional: [Value]
  package var keywords: [(name: PythonString, value: Value)]

  package init(_ positional: [Value] = [], keywords: [(name: PythonString, value: Value)] = []) {
    self.positional = positional
    self.keywords = keywords
  }

  /// The keyword argument of this name.
  package subscript(keyword name: PythonString) -> Value? {
    for keyword in keywords where keyword.name == name { return keyword.value }
    return nil
  }

  /// The cause of the first argument that is unsupported or poisoned.
  package var poison: UnsupportedCause? {
    for value in positional { if let poison = value.poison { return poison } }
    for keyword in keywords { if let poison = keyword.value.poison { return poison } }
    return nil
  }

  /// The same with one more argument in front: a bound receiver.
  package func prepending(_ receiver: Value) -> CallArguments {
    var result = self
    result.positional.insert(receiver, at: 0)
    return result
  }
}
