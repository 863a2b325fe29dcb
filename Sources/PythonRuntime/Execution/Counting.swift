import CObjectCounts

/// Counts references of objects that belong to the interpreter's thread.
enum Counting {
  @inline(__always)
  static func retain(_ object: UnsafeMutableRawPointer) {
    if !c_object_retained(object) { retainSlowly(object) }
  }

  @inline(__always)
  static func release(_ object: UnsafeMutableRawPointer) {
    if !c_object_released(object) { releaseSlowly(object) }
  }

  @inline(never)
  private static func retainSlowly(_ object: UnsafeMutableRawPointer) {
    _ = Unmanaged<AnyObject>.fromOpaque(object).retain()
  }

  @inline(never)
  private static func releaseSlowly(_ object: UnsafeMutableRawPointer) {
    if !Recycling.keep(object) { giveUp(object) }
  }

  /// Gives up a reference as Swift does.
  static func giveUp(_ object: UnsafeMutableRawPointer) { Unmanaged<AnyObject>.fromOpaque(object).release() }

  /// Lets an object that every context shares live for ever, so that threads need not agree on its count.
  static func immortalize(_ object: AnyObject) {
    _swift_stdlib_immortalize(Unmanaged.passUnretained(object).toOpaque())
  }
}
