package import PythonRuntime

/// What `import numpy` finds.
package struct NumPyModules: Library {
  package init() {}

  package var modules: [ModuleDefinition] {
    [
      ModuleDefinition(
        "numpy", members: NumPy.Functions.members, touch: { writers.contains($0) ? .everything : .nothing }
      ).knowing(ClassNames.numpy["numpy"]),
      ModuleDefinition(
        "numpy.random", members: NumPy.Random.members, touch: { $0 == "shuffle" ? .everything : .nothing }),
      ModuleDefinition("numpy.linalg", members: NumPy.Linalg.members, touch: { _ in .nothing }),
      ModuleDefinition("scipy.stats", members: SciPy.Stats.members, touch: { _ in .nothing }),
      ModuleDefinition("scipy.special", members: SciPy.Special.members, touch: { _ in .nothing }),
      ModuleDefinition("scipy.spatial", members: [], touch: { _ in .nothing }),
      ModuleDefinition("scipy.spatial.distance", members: SciPy.Distance.members, touch: { _ in .nothing }),
    ]
  }
}

/// Functions of numpy that change their arguments.
private let writers: Set<String> = [
  "copyto", "fill_diagonal", "place", "put", "put_along_axis", "putmask", "nan_to_num",
]
