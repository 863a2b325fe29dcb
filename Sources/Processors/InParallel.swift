import Dispatch
import Glibc

/// How many parts of a work run at once: the processors that there are.
package let processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

/// Runs `work` for 0..<count on all processors.
private func forEachIndex(of count: Int, _ work: @Sendable (Int) -> Void) {
  let workers = min(processorCount, count)
  if workers <= 1 {
    for index in 0..<count { work(index) }
    return
  }
  DispatchQueue.concurrentPerform(iterations: workers) { worker in
    for index in stride(from: worker, to: count, by: workers) { work(index) }
  }
}

/// The results of `work` for 0..<count, computed on all processors. `work` must depend on its index only.
package func inParallel<Result: Sendable>(count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
  [Result](unsafeUninitializedCapacity: count) { buffer, initialised in
    nonisolated(unsafe) let results = buffer
    forEachIndex(of: count) { results.initializeElement(at: $0, to: work($0)) }
    initialised = count
  }
}

/// Runs `work` over consecutive parts of 0..<count, on all processors. The parts' bounds do not depend on how many there
/// are, so that sums over a part do not either.
///
/// - Parameter size: of a part.
package func inParts(of count: Int, size: Int, _ work: @Sendable (Range<Int>) -> Void) {
  forEachIndex(of: (count + size - 1) / size) { work($0 * size..<min(count, ($0 + 1) * size)) }
}

/// A pointer for workers on parts of its memory that do not meet.
package struct SharedMemory<Element>: @unchecked Sendable {
  package let start: UnsafeMutablePointer<Element>

  package init(_ start: UnsafeMutablePointer<Element>) {
    self.start = start
  }
}
