package import PythonRuntime

/// The modules that come with Python, as far as notebooks use them.
package struct StandardModules: Library {
  package init() { _ = AsyncClasses.areInstalled }

  package var modules: [ModuleDefinition] {
    [
      ModuleDefinition("math", members: Standard.Math.members, touch: { _ in .nothing }),
      ModuleDefinition("cmath", members: Standard.Cmath.members, touch: { _ in .nothing }),
      ModuleDefinition("random", members: Standard.RandomModule.all, touch: { _ in .nothing }),
      ModuleDefinition("numbers", members: Standard.NumbersModule.members, touch: { _ in .nothing }),
      ModuleDefinition("secrets", members: Standard.Secrets.members, touch: { _ in .nothing }),
      ModuleDefinition("uuid", members: Standard.UuidModule.members, touch: { _ in .nothing }),
      ModuleDefinition("fractions", members: Standard.Fractions.members),
      ModuleDefinition("decimal", members: Standard.DecimalModule.members),
      ModuleDefinition("base64", members: Standard.Base64.members, touch: { _ in .nothing }),
      ModuleDefinition("binascii", members: Standard.Binascii.members, touch: { _ in .nothing }),
      ModuleDefinition("zlib", members: Standard.Zlib.members, touch: { _ in .nothing }),
      ModuleDefinition("colorsys", members: Standard.Colorsys.members, touch: { _ in .nothing }),
      ModuleDefinition("hashlib", members: Standard.Hashlib.members, touch: { _ in .nothing }),
      ModuleDefinition("hmac", members: Standard.HmacModule.members, touch: { _ in .nothing }),
      ModuleDefinition("statistics", members: Standard.Statistics.members),
      ModuleDefinition("bisect", members: Standard.Bisect.members),
      ModuleDefinition("heapq", members: Standard.Heapq.members),
      ModuleDefinition("collections", members: Standard.Collections.members),
      ModuleDefinition("collections.abc", members: Standard.CollectionsAbc.all),
      ModuleDefinition("itertools", members: Standard.Itertools.members),
      ModuleDefinition("functools", members: Standard.Functools.members),
      ModuleDefinition("operator", members: Standard.Operator.members + Standard.Operator.aliases),
      ModuleDefinition("copy", members: Standard.Copy.members),
      ModuleDefinition("re", members: Standard.Re.members, touch: { _ in .nothing }),
      ModuleDefinition("string", members: Standard.StringModule.members, touch: { _ in .nothing }),
      ModuleDefinition("json", members: Standard.Json.members, touch: { _ in .nothing }),
      ModuleDefinition("os", members: Standard.Os.members, touch: { _ in .nothing }),
      ModuleDefinition("os.path", members: Standard.OsPath.members, touch: { _ in .nothing }),
      ModuleDefinition("posixpath", members: Standard.OsPath.members, touch: { _ in .nothing }),
      ModuleDefinition("pathlib", members: Standard.Pathlib.members, touch: { _ in .nothing }),
      ModuleDefinition("glob", members: Standard.Glob.members, touch: { _ in .nothing }),
      ModuleDefinition("fnmatch", members: Standard.FnMatch.members, touch: { _ in .nothing }),
      ModuleDefinition("shutil", members: Standard.Shutil.members, touch: { _ in .nothing }),
      ModuleDefinition("tempfile", members: Standard.Tempfile.members, touch: { _ in .nothing }),
      ModuleDefinition("textwrap", members: Standard.Textwrap.members, touch: { _ in .nothing }),
      ModuleDefinition("pprint", members: Standard.Pprint.members, touch: { _ in .nothing }),
      ModuleDefinition("difflib", members: Standard.Difflib.members, touch: { _ in .nothing }),
      ModuleDefinition("html", members: Standard.Html.members, touch: { _ in .nothing }),
      ModuleDefinition("shlex", members: Standard.Shlex.members, touch: { _ in .nothing }),
      ModuleDefinition("argparse", members: Standard.Argparse.members, touch: { _ in .nothing }),
      ModuleDefinition.sink("logging", members: Standard.Logging.members),
      ModuleDefinition("concurrent.futures", members: Standard.Futures.members),
      ModuleDefinition("multiprocessing", members: Standard.Multiprocessing.members),
      ModuleDefinition("multiprocessing.pool", members: [Standard.Multiprocessing.threadPool]),
      ModuleDefinition("threading", members: Standard.Threading.members, touch: { _ in .nothing }),
      ModuleDefinition("csv", members: Standard.Csv.members, touch: { _ in .nothing }),
      ModuleDefinition("io", members: Standard.Io.members, touch: { _ in .nothing }),
      ModuleDefinition("urllib.parse", members: Standard.UrlParse.members, touch: { _ in .nothing }),
      ModuleDefinition("sys", members: Standard.Sys.members, touch: { _ in .nothing }),
      ModuleDefinition("time", members: Standard.Time.members, touch: { _ in .nothing }),
      ModuleDefinition("datetime", members: Standard.Datetime.members, touch: { _ in .nothing }),
      ModuleDefinition("calendar", members: Standard.CalendarModule.members, touch: { _ in .nothing }),
      ModuleDefinition("zoneinfo", members: Standard.ZoneInfoModule.members, touch: { _ in .nothing }),
      ModuleDefinition("warnings", members: Standard.Warnings.members, touch: { _ in .nothing }),
      ModuleDefinition("pickle", members: Standard.Pickle.members, touch: { _ in .nothing }),
      ModuleDefinition("joblib", members: Standard.Joblib.members, touch: { _ in .nothing }),
      ModuleDefinition("asyncio", members: Standard.Asyncio.members, touch: { _ in .nothing }),
      ModuleDefinition("abc", members: Standard.Abc.members, touch: { _ in .nothing }),
      ModuleDefinition("contextlib", members: Standard.Contextlib.members, touch: { _ in .nothing }),
      ModuleDefinition("types", members: Standard.TypesModule.members, touch: { _ in .nothing }),
      ModuleDefinition("weakref", members: Standard.Weakref.members, touch: { _ in .nothing }),
      ModuleDefinition("gc", members: Standard.Gc.members, touch: { _ in .nothing }),
      ModuleDefinition("atexit", members: Standard.Atexit.members, touch: { _ in .nothing }),
      ModuleDefinition("queue", members: Standard.Queue.members, touch: { _ in .nothing }),
      ModuleDefinition("platform", members: Standard.Platform.members, touch: { _ in .nothing }),
      ModuleDefinition("traceback", members: Standard.Traceback.members, touch: { _ in .nothing }),
      ModuleDefinition("struct", members: Standard.Struct.members, touch: { _ in .nothing }),
      ModuleDefinition("array", members: Standard.ArrayModule.members, touch: { _ in .nothing }),
      ModuleDefinition("unicodedata", members: Standard.Unicodedata.members, touch: { _ in .nothing }),
      ModuleDefinition("dataclasses", members: Standard.Dataclasses.members, touch: { _ in .nothing }),
      ModuleDefinition("enum", members: Standard.EnumModule.members, touch: { _ in .nothing }),
      ModuleDefinition("typing", members: Standard.Typing.members + TypingNames.members, touch: { _ in .nothing }),
      ModuleDefinition(
        "typing_extensions", members: Standard.Typing.members + TypingNames.members, touch: { _ in .nothing }),
      ModuleDefinition("inspect", members: Standard.Inspect.members, touch: { _ in .nothing }),
      ModuleDefinition("timeit", members: Standard.Timeit.members, touch: { _ in .nothing }),
      ModuleDefinition("importlib", members: Standard.Importlib.members, touch: { _ in .nothing }),
      ModuleDefinition("ast", members: Standard.Ast.members, touch: { _ in .nothing }),
      ModuleDefinition("__future__", members: Standard.Future.features, touch: { _ in .nothing }),
      ModuleDefinition("codecs", members: Standard.Codecs.members, touch: { _ in .nothing }),
      ModuleDefinition("keyword", members: Standard.Keyword.members, touch: { _ in .nothing }),
    ].map { $0.knowing(ReferenceNames.names(of: $0.name)) } + StandardModules.outside
  }
}

extension StandardModules {
  /// What touches the world outside of the replay: importing it is harmless, what it gives is unsupported.
  static var outside: [ModuleDefinition] {
    [
      "subprocess", "socket", "ssl", "urllib.request", "urllib.error", "http", "http.client", "requests", "smtplib",
      "ftplib", "zipfile", "tarfile", "gzip", "bz2", "lzma", "sqlite3", "locale", "getpass", "signal", "resource",
      "psutil", "select", "selectors", "webbrowser", "sched",
    ].map { ModuleDefinition($0, members: [], touch: { _ in .nothing }) }
  }
}

/// The namespaces of the modules; members are declared in extensions, one file a concern.
package enum Standard {
  package enum Asyncio {}
  package enum FutureClass {}
  package enum TaskClass {}
  package enum LoopClass {}
  package enum SemaphoreClass {}
  package enum LockClass {}
  package enum EventClass {}
  package enum AsyncQueueClass {}
  package enum Math {}
  package enum Cmath {}
  package enum Struct {}
  package enum StructClass {}
  package enum ArrayModule {}
  package enum ArrayClass {}
  package enum Unicodedata {}
  package enum RandomModule {}
  package enum RandomClass {}
  package enum SystemRandomClass {}
  package enum NumbersModule {}
  package enum Secrets {}
  package enum UuidModule {}
  package enum UuidClass {}
  package enum Fractions {}
  package enum FractionClass {}
  package enum DecimalModule {}
  package enum DecimalClass {}
  package enum DecimalContextClass {}
  package enum SignalsClass {}
  package enum Base64 {}
  package enum Binascii {}
  package enum Zlib {}
  package enum Colorsys {}
  package enum Hashlib {}
  package enum HashClass {}
  package enum HmacModule {}
  package enum HmacClass {}
  package enum Statistics {}
  package enum NormalDistClass {}
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
  package enum RegexFlagClass {}
  package enum StringModule {}
  package enum Json {}
  package enum JsonEncoderClass {}
  package enum JsonDecoderClass {}
  package enum Os {}
  package enum OsPath {}
  package enum FolderEntryClass {}
  package enum Pathlib {}
  package enum PurePathClass {}
  package enum PathClass {}
  package enum Glob {}
  package enum FnMatch {}
  package enum Shutil {}
  package enum Tempfile {}
  package enum TemporaryFolderClass {}
  package enum StringTemplateClass {}
  package enum Textwrap {}
  package enum TextWrapperClass {}
  package enum Pprint {}
  package enum PrettyPrinterClass {}
  package enum Difflib {}
  package enum SequenceMatcherClass {}
  package enum Html {}
  package enum Shlex {}
  package enum Argparse {}
  package enum ArgumentParserClass {}
  package enum ExclusiveGroupClass {}
  package enum NamespaceClass {}
  package enum Logging {}
  package enum LoggerClass {}
  package enum HandlerClass {}
  package enum StreamHandlerClass {}
  package enum FileHandlerClass {}
  package enum NullHandlerClass {}
  package enum FormatterClass {}
  package enum Futures {}
  package enum WorkFutureClass {}
  package enum ExecutorClass {}
  package enum PoolClass {}
  package enum Multiprocessing {}
  package enum Threading {}
  package enum ThreadClass {}
  package enum ThreadLockClass {}
  package enum ThreadEventClass {}
  package enum ParallelClass {}
  package enum Csv {}
  package enum CsvReaderClass {}
  package enum CsvWriterClass {}
  package enum CsvDictReaderClass {}
  package enum CsvDictWriterClass {}
  package enum Io {}
  package enum StringIOClass {}
  package enum BytesIOClass {}
  package enum UrlParse {}
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
  package enum AbstractMetaclass {}
  package enum CollectionsAbc {}
  package enum GeneratorMixin {}
  package enum SequenceMixin {}
  package enum MutableSequenceMixin {}
  package enum MappingMixin {}
  package enum MutableMappingMixin {}
  package enum SetMixin {}
  package enum MutableSetMixin {}
  package enum MappingViewMixin {}
  package enum KeysViewMixin {}
  package enum ItemsViewMixin {}
  package enum ValuesViewMixin {}
  package enum UserDictClass {}
  package enum UserListClass {}
  package enum UserStringClass {}
  package enum ChainMapClass {}
  package enum Codecs {}
  package enum Timeit {}
  package enum Ast {}
  package enum Future {}
  package enum Inspect {}
  package enum ParameterClass {}
  package enum SignatureClass {}
  package enum Dataclasses {}
  package enum EnumModule {}
  package enum EnumMetaclass {}
  package enum EnumClass {}
  package enum FlagClass {}
  package enum Typing {}
  package enum GenericClass {}
  package enum ProtocolClass {}
  package enum ProtocolMetaclass {}
  package enum CachedFunctionClass {}
  package enum Contextlib {}
  package enum ExitStackClass {}
  package enum Keyword {}
  package enum TypesModule {}
  package enum Weakref {}
  package enum Gc {}
  package enum Atexit {}
  package enum Queue {}
  package enum QueueClass {}
  package enum Platform {}
  package enum Traceback {}
  package enum Importlib {}
}
