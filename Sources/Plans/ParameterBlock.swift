package import Kernels
import Synchronization

/// A binary table of a plan: a fitted forest, a lookup by key. Stored beside the plan as `parameters/<name>`.
///
/// The bytes are the very ones that production maps; their layout belongs to the kernel that reads them.
package final class ParameterBlock: Hashable, Sendable {
  /// File name, e.g. `forest.bin`; unique within a plan after naming, see `Plan.namingParameters()`.
  package let name: String
  package let bytes: [UInt8]
  private let opened = Mutex<OpenedTable?>(nil)

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  package static func == (a: ParameterBlock, b: ParameterBlock) -> Bool { a === b || a.bytes == b.bytes }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(bytes.count)
    bytes.prefix(256).withUnsafeBytes { hasher.combine(bytes: $0) }
    bytes.suffix(64).withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// The kernel that `open` makes of the bytes: opened once, valid as long as the block.
  package func kernel<Kernel: Sendable>(
    _ open: (UnsafeRawBufferPointer) throws(ParameterError) -> Kernel
  ) throws(ParameterError) -> Kernel {
    let result: Result<Kernel, ParameterError> = opened.withLock { table in
      if let kernel = table?.kernel as? Kernel { return .success(kernel) }
      let fresh = OpenedTable(bytes)
      do throws(ParameterError) {
        let kernel = try open(fresh.bytes)
        fresh.kernel = kernel
        table = fresh
        return .success(kernel)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

/// Bytes that stay where they are, and the kernel that looks at them. The block's lock guards it.
private final class OpenedTable: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
  var kernel: (any Sendable)?

  init(_ source: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(source.count, 1), alignment: 64)
    copy.copyBytes(from: source)
    bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(copy)[0..<source.count])
  }

  deinit { bytes.deallocate() }
}
