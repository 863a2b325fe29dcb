#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

#if !canImport(Darwin)
  // A function of GNU's and musl's C libraries that Swift's import of them leaves out.
  @_silgen_name("pthread_getattr_np")
  private func pthread_getattr_np(_ thread: pthread_t, _ attributes: UnsafeMutablePointer<pthread_attr_t>) -> CInt
#endif

/// Tells whether the thread's stack has room for one more level of recursion.
///
/// A count of levels alone cannot: threads differ in the size of their stacks, and builds in that of their frames.
package struct StackGuard {
  /// Bytes that may be used before the thread is asked for its stack, which is slow on a main thread.
  private static let unasked: UInt = 64 << 10
  /// Bytes kept free for what runs between two questions, and behind the one who asks.
  private let reserve: UInt

  /// The lowest address that may be reached.
  private var floor: UInt
  private var isExact = false

  package init(reserve: UInt = 128 << 10) {
    self.reserve = reserve
    let here = Self.address
    floor = here > Self.unasked ? here - Self.unasked : 0
  }

  /// Whether there is room.
  @inline(__always) package mutating func hasRoom() -> Bool {
    Self.address > floor || (!isExact && hasRoomExactly())
  }

  @inline(never) private mutating func hasRoomExactly() -> Bool {
    isExact = true
    guard let lowest = Self.lowestAddress else { return false }
    floor = lowest + reserve
    return Self.address > floor
  }

  /// An address on the stack, near its top.
  @inline(__always) private static var address: UInt {
    var mark: UInt8 = 0
    return withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
  }

  private static var lowestAddress: UInt? {
    #if canImport(Darwin)
      let top = UInt(bitPattern: pthread_get_stackaddr_np(pthread_self()))
      return top - UInt(pthread_get_stacksize_np(pthread_self()))
    #else
      var attributes = pthread_attr_t()
      guard pthread_getattr_np(pthread_self(), &attributes) == 0 else { return nil }
      defer { pthread_attr_destroy(&attributes) }
      var base: UnsafeMutableRawPointer?
      var size = 0
      guard pthread_attr_getstack(&attributes, &base, &size) == 0 else { return nil }
      return UInt(bitPattern: base)
    #endif
  }
}
