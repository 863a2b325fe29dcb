import Dispatch
import Glibc

/// How many parts of a work run at once: the processors that there are.
package let processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

/// The results of `work` for 0..<count, computed on all processors. `work` must depend on its index only.
package func inParallel<Result: Sendable>(count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
  let workers = min(processorCount, count)
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

/// Runs `work` over consecutive parts of 0..<count, on all processors. The parts' bounds do not depend on how many there
/// are, so that sums over a part do not either.
///
/// - Parameter size: of a part.
package func inParts(of count: Int, size: Int, _ work: @Sendable (Range<Int>) -> Void) {
  let parts = (count + size - 1) / size
  let workers = min(processorCount, parts)
  @Sendable func part(_ index: Int) -> Range<Int> { index * size..<min(count, (index + 1) * size) }
  if workers <= 1 {
    for index in 0..<parts { work(part(index)) }
    return
  }
  DispatchQueue.concurrentPerform(iterations: workers) { worker in
    for index in stride(from: worker, to: parts, by: workers) { work(part(index)) }
  }
}

/// A pointer for workers on parts of its memory that do not meet.
package struct SharedMemory<Element>: @unchecked Sendable {
  package let start: UnsafeMutablePointer<Element>

  package init(_ start: UnsafeMutablePointer<Element>) {
    self.start = start
  }
}
