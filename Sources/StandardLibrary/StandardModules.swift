package import PythonRuntime

/// The modules that come with Python, as far as notebooks use them.
package struct StandardModules: Library {
  package init() {}

  package var modules: [ModuleDefinition] {
    [
      ModuleDefinition("math", members: Standard.Math.members, touch: { _ in .nothing }),
      ModuleDefinition("random", members: Standard.RandomModule.all, touch: { _ in .nothing }),
      ModuleDefinition("bisect", members: Standard.Bisect.members),
      ModuleDefinition("heapq", members: Standard.Heapq.members),
      ModuleDefinition("collections", members: Standard.Collections.members),
      ModuleDefinition("collections.abc", members: []),
      ModuleDefinition("itertools", members: Standard.Itertools.members),
      ModuleDefinition("functools", members: Standard.Functools.members),
      ModuleDefinition("operator", members: Standard.Operator.members),
      ModuleDefinition("copy", members: Standard.Copy.members),
      ModuleDefinition("re", members: Standard.Re.members, touch: { _ in .nothing }),
      ModuleDefinition("string", members: Standard.StringModule.members, touch: { _ in .nothing }),
      ModuleDefinition("json", members: Standard.Json.members, touch: { _ in .nothing }),
      ModuleDefinition("os", members: Standard.Os.members, touch: { _ in .nothing }),
      ModuleDefinition("os.path", members: Standard.OsPath.members, touch: { _ in .nothing }),
      ModuleDefinition("sys", members: Standard.Sys.members, touch: { _ in .nothing }),
      ModuleDefinition("time", members: Standard.Time.members, touch: { _ in .nothing }),
      ModuleDefinition("datetime", members: Standard.Datetime.members, touch: { _ in .nothing }),
      ModuleDefinition("calendar", members: Standard.CalendarModule.members, touch: { _ in .nothing }),
      ModuleDefinition("zoneinfo", members: Standard.ZoneInfoModule.members, touch: { _ in .nothing }),
      ModuleDefinition("warnings", members: Standard.Warnings.members, touch: { _ in .nothing }),
      ModuleDefinition("pickle", members: Standard.Pickle.members, touch: { _ in .nothing }),
      ModuleDefinition("joblib", members: Standard.Joblib.members, touch: { _ in .nothing }),
      ModuleDefinition("abc", members: Standard.Abc.members, touch: { _ in .nothing }),
    ] + ["typing", "logging", "gc", "traceback", "__future__"].map(ModuleDefinition.sink)
  }
}

/// The namespaces of the modules; members are declared in extensions, one file a concern.
package enum Standard {
  package enum Math {}
  package enum RandomModule {}
  package enum RandomClass {}
  package enum SystemRandomClass {}
  package enum Bisect {}
  package enum Heapq {}
  package enum Collections {}
  package enum CounterClass {}
  package enum DefaultDictClass {}
  package enum OrderedDictClass {}
  package enum DequeClass {}
  package enum Itertools {}
  package enum Functools {}
  package enum PartialClass {}
  package enum Operator {}
  package enum Copy {}
  package enum Re {}
  package enum PatternClass {}
  package enum MatchClass {}
  package enum StringModule {}
  package enum Json {}
  package enum Os {}
  package enum OsPath {}
  package enum Sys {}
  package enum Time {}
  package enum Datetime {}
  package enum TimeDeltaClass {}
  package enum DateClass {}
  package enum DateTimeClass {}
  package enum TimeOfDayClass {}
  package enum TimeZoneInfoClass {}
  package enum TimeZoneClass {}
  package enum CalendarModule {}
  package enum CalendarClass {}
  package enum TextCalendarClass {}
  package enum ZoneInfoModule {}
  package enum ZoneInfoClass {}
  package enum Warnings {}
  package enum Pickle {}
  package enum Joblib {}
  package enum Abc {}
}
