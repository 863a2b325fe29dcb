import Scoring
import Synchronization

/// What one thread has done, for `/metrics`. Written by its thread, read by any.
final class Counters: Sendable {
  let answers = Atomic<Int>(0)
  let clientErrors = Atomic<Int>(0)
  let serverErrors = Atomic<Int>(0)
  let records = Atomic<Int>(0)

  @inline(__always)
  func count(_ status: Status) {
    if status == .ok {
      answers.wrappingAdd(1, ordering: .relaxed)
    } else if status.rawValue < 500 {
      clientErrors.wrappingAdd(1, ordering: .relaxed)
    } else {
      serverErrors.wrappingAdd(1, ordering: .relaxed)
    }
  }
}

extension OutputBytes {
  /// Appends the sums of `counters` in the text form of Prometheus.
  func append(metrics counters: [Counters], state: ServerState) {
    append(
      "# HELP faircopy_responses_total Responses by class of their status.\n# TYPE faircopy_responses_total counter\n")
    append(metric: "faircopy_responses_total{status=\"2xx\"}", counters.sum { $0.answers.load(ordering: .relaxed) })
    append(
      metric: "faircopy_responses_total{status=\"4xx\"}", counters.sum { $0.clientErrors.load(ordering: .relaxed) })
    append(
      metric: "faircopy_responses_total{status=\"5xx\"}", counters.sum { $0.serverErrors.load(ordering: .relaxed) })
    append("# HELP faircopy_records_total Records scored.\n# TYPE faircopy_records_total counter\n")
    append(metric: "faircopy_records_total", counters.sum { $0.records.load(ordering: .relaxed) })
    append("# HELP faircopy_connections Open connections.\n# TYPE faircopy_connections gauge\n")
    append(metric: "faircopy_connections", state.connectionCount.load(ordering: .relaxed))
    append("# HELP faircopy_ready The golden rows matched.\n# TYPE faircopy_ready gauge\n")
    append(metric: "faircopy_ready", state.phase == .ready ? 1 : 0)
  }

  private func append(metric name: StaticString, _ value: Int) {
    append(name)
    append(UInt8(ascii: " "))
    append(decimal: Int64(value))
    append(UInt8(ascii: "\n"))
  }
}

extension [Counters] {
  fileprivate func sum(_ value: (Counters) -> Int) -> Int { reduce(0) { $0 &+ value($1) } }
}
