package import Learning
package import PythonRuntime

/// numpy's global stream of random numbers, one for a run.
package final class NumPyRandom {
  private let state: RandomState
  /// Whether the notebook seeded it: what is drawn before is unseeded.
  package private(set) var isSeeded = false
  private unowned let context: Context

  fileprivate init(_ context: Context) {
    self.context = context
    // The fixed seed of draws that the notebook left to chance.
    state = RandomState(seed: 0)
  }

  /// `np.random.seed(seed)`.
  package func seed(_ seed: UInt32) {
    state.reseed(seed)
    isSeeded = true
  }

  /// The stream, for a draw on which no result depends.
  package var untainted: RandomState { state }

  /// The stream, to be drawn from.
  package func drawn() -> RandomState {
    if !isSeeded { context.hasDrawnUnseeded = true }
    return state
  }
}

extension Context {
  /// numpy's global stream.
  package var numpyRandom: NumPyRandom { state(NumPyRandom.self) { NumPyRandom(self) } }
}

/// `numpy.random.RandomState`.
package final class RandomStateObject: Object {
  nonisolated(unsafe) package static let type = TypeObject(
    name: "RandomState", module: "numpy.random.mtrand", isOpen: true, members: NumPy.RandomStateClass.members)

  package let state: RandomState

  package init(_ state: RandomState) {
    self.state = state
    super.init(type: RandomStateObject.type)
  }
}

extension NumPy {
  /// A seed as numpy takes it.
  package static func seed(_ value: Value, in context: Context) throws(Raised) -> UInt32 {
    guard let number = try context.indexIfInteger(value) else {
      throw context.unsupportedNow("a seed that is no integer")
    }
    guard let seed = UInt32(exactly: number) else { throw .valueError("Seed must be between 0 and 2**32 - 1") }
    return seed
  }
}
