package import PythonRuntime

/// What notebooks import to draw and to show: everything is accepted, nothing is drawn.
package struct DisplayModules: Library {
  package init() {}

  package var modules: [ModuleDefinition] {
    [
      .sink("matplotlib"),
      .sink("matplotlib.pyplot", members: Display.Pyplot.members),
      .sink("seaborn", members: Display.Seaborn.members),
      .sink("IPython"),
      .sink("IPython.display", members: Display.IPython.members),
      .sink("IPython.core.display", members: Display.IPython.members),
      ModuleDefinition("tqdm", members: Display.Tqdm.members),
      ModuleDefinition("tqdm.auto", members: Display.Tqdm.members),
      ModuleDefinition("tqdm.notebook", members: Display.Tqdm.members),
    ] + Display.sinks.map { .sink($0) }
  }
}

/// The namespaces of what is known of modules that draw.
package enum Display {
  package enum Pyplot {}
  package enum Seaborn {}
  package enum IPython {}
  package enum Tqdm {}
  package enum TqdmClass {}

  /// Modules whose every result is a drawing.
  static let sinks = [
    "altair", "bokeh", "cufflinks", "dtreeviz", "folium", "geopandas.plotting", "google.colab", "graphviz",
    "ipywidgets",
    "missingno", "mlxtend.plotting", "mpl_toolkits", "pandas_profiling", "plotly", "pydotplus", "pylab", "pywaffle",
    "scikitplot", "sweetviz", "venn", "wordcloud", "ydata_profiling", "yellowbrick",
  ]
}
