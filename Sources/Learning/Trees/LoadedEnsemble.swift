import Kernels

/// A parameter table in memory that does not move, with the kernel's view of it.
final class LoadedEnsemble: @unchecked Sendable {
  private let memory: UnsafeMutableRawBufferPointer
  let kernel: TreeEnsemble

  /// Loads a table that `treeTable` wrote.
  init(_ bytes: [UInt8]) {
    memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    memory.copyBytes(from: bytes)
    do {
      kernel = try TreeEnsemble(validating: UnsafeRawBufferPointer(memory))
    } catch {
      preconditionFailure("a table that was just written must be readable: \(error)")
    }
  }

  deinit {
    memory.deallocate()
  }

  var bytes: [UInt8] { Array(memory) }
}
