/// What scikit-learn's input check finds first in a row, before a model sees it.
public enum InputFault: Equatable, Sendable {
  /// A NaN, where the model does not take NaN.
  case missing
  /// An infinity, or for trees a number that is infinite as `Float`.
  case infinite
}

extension TreeEnsemble {
  /// The mean or sum of one row's leaf values: class probabilities, scores, or the regression's answer.
  ///
  /// - Parameters:
  ///   - row: `features` numbers, in training order.
  ///   - result: room for `outputs` numbers; undefined where a fault is returned.
  /// - Returns: what scikit-learn's input check would object to, if anything.
  /// - Complexity: O(`trees` × depth); allocates nothing for up to 256 features.
  public func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault? {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: features == 0 ? 1 : features) { buffer in
      guard let cast = buffer.baseAddress else { return nil }
      cast.initialize(repeating: 0, count: buffer.count)
      var missing = false
      var i = 0
      while i < features {
        let x = Float(row[i])
        cast[i] = x
        if x != x {
          if !acceptsMissing { return .missing }
          missing = true
        } else if x.magnitude == Float.infinity {
          return .infinite
        }
        i &+= 1
      }
      sum(UnsafePointer(cast), missing: missing, into: result)
      if isSum { return nil }
      let count = Double(trees)
      i = 0
      while i < outputs {
        result[i] /= count
        i &+= 1
      }
      return nil
    }
  }

  /// Eight trees step together, so that their memory accesses overlap; their values are added in order afterwards.
  private func sum(_ row: UnsafePointer<Float>, missing: Bool, into result: UnsafeMutablePointer<Double>) {
    begin(result)
    var tree = 0
    while tree < trees {
      let last = trees &- 1
      var position = (
        root(tree), root(min(tree &+ 1, last)), root(min(tree &+ 2, last)), root(min(tree &+ 3, last)),
        root(min(tree &+ 4, last)), root(min(tree &+ 5, last)), root(min(tree &+ 6, last)),
        root(min(tree &+ 7, last))
      )
      let depth = UInt32(littleEndian: steps.loadUnaligned(fromByteOffset: (tree / 8) &* 4, as: UInt32.self))
      if missing {
        descendWithMissing(&position, row, depth)
      } else {
        descend(&position, row, depth)
      }
      add(position.0, of: tree, to: result)
      if tree &+ 1 < trees { add(position.1, of: tree &+ 1, to: result) }
      if tree &+ 2 < trees { add(position.2, of: tree &+ 2, to: result) }
      if tree &+ 3 < trees { add(position.3, of: tree &+ 3, to: result) }
      if tree &+ 4 < trees { add(position.4, of: tree &+ 4, to: result) }
      if tree &+ 5 < trees { add(position.5, of: tree &+ 5, to: result) }
      if tree &+ 6 < trees { add(position.6, of: tree &+ 6, to: result) }
      if tree &+ 7 < trees { add(position.7, of: tree &+ 7, to: result) }
      tree &+= 8
    }
  }

  private typealias Eight = (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)

  @inline(__always)
  private func descend(_ at: inout Eight, _ row: UnsafePointer<Float>, _ depth: UInt32) {
    var (a, b, c, d, e, f, g, h) = at
    let leaf = UInt32(truncatingIfNeeded: firstLeaf)
    var step: UInt32 = 0
    while step < depth {
      // Most rows reach their leaves long before the deepest one would.
      if step & 1 == 0 && min(min(min(a, b), min(c, d)), min(min(e, f), min(g, h))) >= leaf { break }
      a = node(a).next(row)
      b = node(b).next(row)
      c = node(c).next(row)
      d = node(d).next(row)
      e = node(e).next(row)
      f = node(f).next(row)
      g = node(g).next(row)
      h = node(h).next(row)
      step &+= 1
    }
    at = (a, b, c, d, e, f, g, h)
  }

  private func descendWithMissing(_ at: inout Eight, _ row: UnsafePointer<Float>, _ depth: UInt32) {
    var step: UInt32 = 0
    while step < depth {
      at.0 = node(at.0).nextWithMissing(row)
      at.1 = node(at.1).nextWithMissing(row)
      at.2 = node(at.2).nextWithMissing(row)
      at.3 = node(at.3).nextWithMissing(row)
      at.4 = node(at.4).nextWithMissing(row)
      at.5 = node(at.5).nextWithMissing(row)
      at.6 = node(at.6).nextWithMissing(row)
      at.7 = node(at.7).nextWithMissing(row)
      step &+= 1
    }
  }

  /// The outputs before the first tree.
  private func begin(_ result: UnsafeMutablePointer<Double>) {
    guard isSum else { return result.update(repeating: 0, count: outputs) }
    var k = 0
    while k < outputs {
      result[k] = number(leaves &+ k)
      k &+= 1
    }
  }

  @inline(__always)
  private func number(_ index: Int) -> Double {
    Double(bitPattern: UInt64(littleEndian: values.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)))
  }

  /// A damaged table could stop at an inner node: then leaf 0 answers, rather than memory outside the table.
  @inline(__always)
  private func add(_ position: UInt32, of tree: Int, to result: UnsafeMutablePointer<Double>) {
    let leaf = max(Int(position) &- firstLeaf, 0)
    if isSum {
      result[outputs == 1 ? 0 : tree % outputs] += number(leaf)
      return
    }
    var k = 0
    while k < outputs {
      result[k] += number(leaf &* outputs &+ k)
      k &+= 1
    }
  }
}
