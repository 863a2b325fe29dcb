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

  /// What the module had in the years before the classic era, whose notebooks may still ask for it.
  static let ofModule: Set<String> = [
    "datetime", "np", "Panel", "Panel4D", "TimeGrouper", "rolling_mean", "rolling_std", "rolling_sum", "rolling_apply",
    "expanding_mean", "ewma", "scatter_matrix", "ols", "groupby", "SparseDataFrame", "SparseSeries", "SparseArray",
    "lib",
    "tslib", "tools", "stats", "match", "read_msgpack", "pivot_simple", "Term", "get_store", "infer_freq", "json",
  ]
}
