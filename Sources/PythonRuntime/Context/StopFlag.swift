import Synchronization

/// A flag that another thread raises to stop a run.
package final class StopFlag: Sendable {
  private let isRaised = Atomic<Bool>(false)

  package init() {}

  /// Stops the run at its next loop iteration or call.
  package func raise() { isRaised.store(true, ordering: .relaxed) }

  /// Whether the run is to stop.
  package var isUp: Bool { isRaised.load(ordering: .relaxed) }
}
