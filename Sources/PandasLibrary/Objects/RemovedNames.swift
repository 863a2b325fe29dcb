import Columns
import Kernels

/// Attributes that older pandas had: asking for one is an AttributeError, as in the reference.
enum RemovedNames {
  static func ofFrames(_ era: Era) -> Set<PythonString> {
    era == .classic ? removed : removed.union(removedLater).subtracting(["select", "map"])
  }

  static func ofSeries(_ era: Era) -> Set<PythonString> {
    era == .classic ? removed.union(["lookup", "applymap"]) : removed.union(removedLater)
  }

  /// Gone in both eras.
  private static let removed: Set<PythonString> = [
    "as_matrix", "ix", "sortlevel", "sort", "order", "get_value", "set_value", "as_blocks", "convert_objects", "select",
    "get_values", "ftypes", "ftype", "blocks", "is_copy", "from_csv", "to_panel", "iterkv", "consolidate", "clip_lower",
    "clip_upper", "compress", "nonzero", "ptp", "reindex_axis", "get_dtype_counts", "to_msgpack", "to_dense",
    "to_sparse",
  ]

  /// Gone in the modern era.
  private static let removedLater: Set<PythonString> = [
    "append", "iteritems", "mad", "lookup", "swapaxes", "applymap", "slice_shift", "tshift", "first", "last", "pad",
    "backfill", "bool", "to_gbq",
  ]
}
