import Dispatch
import Glibc

/// The results of `work` for 0..<count, computed on all processors. `work` must depend on its index only.
func inParallel<Result: Sendable>(count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
  let workers = min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), count)
  if workers <= 1 { return (0..<count).map(work) }
  return [Result](unsafeUninitializedCapacity: count) { buffer, initialised in
    nonisolated(unsafe) let results = buffer
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in stride(from: worker, to: count, by: workers) {
        results.initializeElement(at: index, to: work(index))
      }
    }
    initialised = count
  }
}
