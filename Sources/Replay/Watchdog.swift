import Foundation
package import PythonRuntime
import Synchronization

/// Bounds of a replay.
package struct ReplayLimits: Sendable {
  /// Seconds after which the replay is stopped.
  package var timeout: Double?
  /// How many bytes the process may take.
  package var memory: Int?
  /// Called on another thread when the replay was told to stop and has not: it is inside of one long call.
  package var giveUp: @Sendable (StopFlag.Reason, _ cell: Int, _ line: Int) -> Void
  /// Called when the replay begins, with what tells where it is.
  package var begins: @Sendable (StopFlag) -> Void

  package init(
    timeout: Double? = nil, memory: Int? = nil,
    giveUp: @escaping @Sendable (StopFlag.Reason, _ cell: Int, _ line: Int) -> Void = { _, _, _ in },
    begins: @escaping @Sendable (StopFlag) -> Void = { _ in }
  ) {
    self.begins = begins
    self.timeout = timeout
    self.memory = memory
    self.giveUp = giveUp
  }
}

/// Looks at clock and memory while a replay runs, on a thread of its own, and stops it.
final class Watchdog {
  private let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "watchdog"))

  /// How long a replay may go on after it was told to stop before it is given up.
  private static let grace = 2.0

  init(_ limits: ReplayLimits, _ flag: StopFlag) {
    limits.begins(flag)
    let start = ContinuousClock.now
    let stopped = Mutex<ContinuousClock.Instant?>(nil)
    timer.schedule(deadline: .now() + 0.02, repeating: 0.02)
    timer.setEventHandler {
      let now = ContinuousClock.now
      if let since = stopped.withLock({ $0 }) {
        let isLate = now - since > .seconds(Watchdog.grace)
        let isHuge = limits.memory.map { residentMemory() > $0 / 2 * 3 } ?? false
        guard isLate || isHuge, let reason = flag.reason else { return }
        limits.giveUp(reason, flag.position.cell, flag.position.line)
      } else if let timeout = limits.timeout, now - start > .seconds(timeout) {
        flag.raise(.timeout)
        stopped.withLock { $0 = now }
      } else if let memory = limits.memory, residentMemory() > memory {
        flag.raise(.memory)
        stopped.withLock { $0 = now }
      }
    }
    timer.activate()
  }

  /// The replay has ended.
  func end() { timer.cancel() }
}

/// How many bytes of the process are in memory.
private func residentMemory() -> Int {
  guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
  let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  return pages * sysconf(Int32(_SC_PAGESIZE))
}

/// As much memory as a replay takes if nothing else is said: four fifths of what the machine, or its container, has.
package func defaultMemoryLimit() -> Int {
  var limit = Int(clamping: ProcessInfo.processInfo.physicalMemory)
  for path in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
    if let bytes = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) { limit = min(limit, bytes) }
  }
  return limit / 5 * 4
}
