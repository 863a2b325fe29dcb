import Columns
package import PythonRuntime
import Tracing

/// The namespaces of pandas: each function or method is a file that extends one of them.
package enum Pandas {
  /// Functions and classes of the module `pandas`.
  package enum Functions {}
  /// Methods and properties of `pandas.Series`.
  package enum Series {}
  /// Methods and properties of `pandas.DataFrame`.
  package enum DataFrame {}
  /// Methods and properties of `pandas.Index` and its kin.
  package enum Index {}
  /// Methods and properties of pandas' own arrays: strings, categories.
  package enum ExtensionArray {}
  /// Methods of `Series.str`.
  package enum StringMethods {}
  /// Properties and methods of `Series.dt` over dates.
  package enum DateMethods {}
  /// Properties and methods of `Series.dt` over durations.
  package enum DurationMethods {}
  /// Properties of `pandas.DatetimeIndex`.
  package enum DatetimeIndex {}
  /// Properties and methods of `pandas.Timestamp`.
  package enum Timestamp {}
  package enum NotATime {}
  /// Properties and methods of `pandas.Timedelta`.
  package enum Timedelta {}
  /// Methods of `Series.cat`.
  package enum CategoricalAccessor {}
  /// Ways to make a `pandas.MultiIndex`.
  package enum MultiIndex {}
  /// Methods of what `groupby` gives, over a frame or a series.
  package enum GroupBy {}
  /// Methods of a sampled window: not served, for display only.
  package enum Plot {}

  nonisolated(unsafe) package static let frameType: TypeObject = {
    let type = TypeObject(
      name: "DataFrame", module: "pandas.core.frame", isOpen: true, members: DataFrame.members, classNames: .pandas)
    type.moduleIn = { $0.era == .modern ? "pandas" : $1 }
    return type
  }()

  nonisolated(unsafe) package static let seriesType: TypeObject = {
    let type = TypeObject(
      name: "Series", module: "pandas.core.series", isOpen: true, members: Series.members, classNames: .pandas)
    type.moduleIn = { $0.era == .modern ? "pandas" : $1 }
    return type
  }()

  nonisolated(unsafe) package static let indexType: TypeObject = {
    let type = TypeObject(
      name: "Index", module: "pandas.core.indexes.base", isOpen: true, members: Index.members, classNames: .pandas)
    type.moduleIn = { $0.era == .modern ? "pandas" : $1 }
    return type
  }()

  nonisolated(unsafe) package static let rangeIndexType = indexSubtype("RangeIndex", "pandas.core.indexes.range")
  nonisolated(unsafe) package static let multiIndexType = indexSubtype(
    "MultiIndex", "pandas.core.indexes.multi", MultiIndex.members)
  nonisolated(unsafe) package static let categoricalIndexType = indexSubtype(
    "CategoricalIndex", "pandas.core.indexes.category")

  nonisolated(unsafe) package static let extensionArrayType = TypeObject(
    name: "ExtensionArray", module: "pandas.core.arrays.base", isOpen: true, members: ExtensionArray.members)

  nonisolated(unsafe) package static let stringMethodsType = TypeObject(
    name: "StringMethods", module: "pandas.core.strings.accessor", isOpen: true, members: StringMethods.members,
    classNames: .pandas)

  nonisolated(unsafe) package static let dateMethodsType = TypeObject(
    name: "DatetimeProperties", module: "pandas.core.indexes.accessors", isOpen: true, members: DateMethods.members)

  nonisolated(unsafe) package static let durationMethodsType = TypeObject(
    name: "TimedeltaProperties", module: "pandas.core.indexes.accessors", isOpen: true,
    members: DurationMethods.members)

  nonisolated(unsafe) package static let timestampType = TypeObject(
    name: "Timestamp", module: "pandas._libs.tslibs.timestamps", isOpen: true, members: Timestamp.members,
    classNames: .pandas)

  nonisolated(unsafe) package static let timedeltaType = TypeObject(
    name: "Timedelta", module: "pandas._libs.tslibs.timedeltas", isOpen: true, members: Timedelta.members,
    classNames: .pandas)

  nonisolated(unsafe) package static let notATimeType = TypeObject(
    name: "NaTType", module: "pandas._libs.tslibs.nattype", isOpen: true, members: NotATime.members)

  nonisolated(unsafe) package static let notAvailableType: TypeObject = {
    let type = TypeObject(name: "NAType", module: "pandas._libs.missing", isOpen: true)
    type.moduleIn = { $0.era == .modern ? "pandas.api.typing" : $1 }
    return type
  }()

  nonisolated(unsafe) package static let categoricalAccessorType = TypeObject(
    name: "CategoricalAccessor", module: "pandas.core.arrays.categorical", isOpen: true,
    members: CategoricalAccessor.members)

  nonisolated(unsafe) package static let frameGroupByType = TypeObject(
    name: "DataFrameGroupBy", module: "pandas.core.groupby.generic", isOpen: true, members: GroupBy.members,
    classNames: .pandas)

  nonisolated(unsafe) package static let seriesGroupByType = TypeObject(
    name: "SeriesGroupBy", module: "pandas.core.groupby.generic", isOpen: true, members: GroupBy.members,
    classNames: .pandas)

  nonisolated(unsafe) package static let locType = TypeObject(
    name: "_LocIndexer", module: "pandas.core.indexing", isOpen: true)
  nonisolated(unsafe) package static let ilocType = TypeObject(
    name: "_iLocIndexer", module: "pandas.core.indexing", isOpen: true)
  nonisolated(unsafe) package static let atType = TypeObject(
    name: "_AtIndexer", module: "pandas.core.indexing", isOpen: true)
  nonisolated(unsafe) package static let iatType = TypeObject(
    name: "_iAtIndexer", module: "pandas.core.indexing", isOpen: true)

  nonisolated(unsafe) package static let datetimeIndexType = indexSubtype(
    "DatetimeIndex", "pandas.core.indexes.datetimes", DatetimeIndex.members)
  nonisolated(unsafe) package static let timedeltaIndexType = indexSubtype(
    "TimedeltaIndex", "pandas.core.indexes.timedeltas")

  private static func indexSubtype(
    _ name: String, _ module: String, _ members: [any Member] = []
  ) -> TypeObject {
    let type = TypeObject(name: name, module: module, bases: [indexType], isOpen: true, members: members)
    type.moduleIn = { $0.era == .modern ? "pandas" : $1 }
    return type
  }
}
