import Synchronization

/// Whether the server may answer, seen by all its threads.
package final class ServerState: Sendable {
  /// The stages of a server's life.
  package enum Phase: Int, Sendable {
    /// The golden rows are being replayed.
    case starting
    /// All golden rows matched.
    case ready
    /// The bundle is damaged; the server lives to say so.
    case refused
    /// Requests under way are answered, then it ends.
    case draining
  }

  private let current = Atomic<Int>(Phase.starting.rawValue)
  private let explanation = Mutex("the golden rows have not been replayed yet")
  /// Open connections over all threads.
  let connectionCount = Atomic<Int>(0)

  /// A server that starts.
  package init() {}

  /// Where the server is in its life.
  package var phase: Phase { Phase(rawValue: current.load(ordering: .acquiring)) ?? .starting }

  /// Predictions are answered.
  @inline(__always)
  var answers: Bool {
    let value = current.load(ordering: .acquiring)
    return value == Phase.ready.rawValue || value == Phase.draining.rawValue && wasReady.load(ordering: .relaxed)
  }

  private let wasReady = Atomic<Bool>(false)

  /// Why the server is not ready.
  package var reason: String { explanation.withLock { $0 } }

  /// Goes on to `phase`; a server that drains stays so.
  package func enter(_ phase: Phase, because reason: String = "") {
    explanation.withLock { $0 = reason }
    if phase == .ready { wasReady.store(true, ordering: .relaxed) }
    if self.phase != .draining { current.store(phase.rawValue, ordering: .releasing) }
  }
}
