package import CModelInterface

extension faircopy_value {
  /// A truth value.
  package init(bool: Bool) {
    self.init()
    kind = Int32(FAIRCOPY_BOOL)
    self.as.int64 = bool ? 1 : 0
  }

  /// An integer.
  package init(int64: Int64) {
    self.init()
    kind = Int32(FAIRCOPY_INT64)
    self.as.int64 = int64
  }

  /// A number; NaN counts as missing.
  package init(float64: Double) {
    self.init()
    kind = Int32(FAIRCOPY_FLOAT64)
    self.as.float64 = float64
  }

  /// The text of `count` bytes at `bytes`, which must outlive the call that the value is for.
  package init(bytes: UnsafePointer<CChar>, count: Int) {
    self.init()
    kind = Int32(FAIRCOPY_STRING)
    self.as.string.bytes = bytes
    self.as.string.count = count
  }
}
