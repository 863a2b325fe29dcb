import Synchronization

/// A flag that another thread raises to stop a run; it tells that thread where the run is.
package final class StopFlag: Sendable {
  /// Why a run is stopped.
  package enum Reason: Int, Sendable {
    case timeout = 1
    case memory
    case interrupt
  }

  private let raised = Atomic<Int>(0)
  private let place = Atomic<Int>(0)

  package init() {}

  /// Stops the run at its next loop iteration or call.
  package func raise(_ reason: Reason = .interrupt) { raised.store(reason.rawValue, ordering: .relaxed) }

  /// Whether the run is to stop.
  @inline(__always)
  package var isUp: Bool { raised.load(ordering: .relaxed) != 0 }

  /// Why the run is to stop.
  package var reason: Reason? { Reason(rawValue: raised.load(ordering: .relaxed)) }

  /// Tells where the run is: the statement of a cell that begins.
  func publish(cell: Int, line: Int) {
    place.store(cell << 32 | (line & 0xFFFF_FFFF), ordering: .relaxed)
  }

  /// The statement of a cell that runs.
  package var position: (cell: Int, line: Int) {
    let place = place.load(ordering: .relaxed)
    return (place >> 32, place & 0xFFFF_FFFF)
  }
}

/// Why and where a run was stopped.
package struct Stop: Sendable {
  /// `nil` where the limit of steps was reached.
  package let reason: StopFlag.Reason?
  /// The line that ran.
  package let origin: SourceOrigin
  /// The line of the cell that ran, where the line that ran is in a function of another cell or a file.
  package let caller: SourceOrigin
}
