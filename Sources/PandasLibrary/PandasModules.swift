package import PythonRuntime

/// What `import pandas` finds.
package struct PandasModules: Library {
  package init() {}

  package var modules: [ModuleDefinition] {
    [
      ModuleDefinition("pandas", members: Pandas.Functions.members)
        .knowing(ClassNames.pandas["pandas"]?.union(RemovedNames.ofModule)),
      ModuleDefinition.sink("pandas.plotting"),
      ModuleDefinition("pandas.errors", members: Pandas.Errors.members),
      ModuleDefinition("pandas.api", members: []),
      ModuleDefinition("pandas.api.types", members: Pandas.Types.members),
    ]
  }
}
