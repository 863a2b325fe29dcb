import Columns
import DataFrames
import Kernels
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// A data set that travels with the tool, as scikit-learn's does: its columns are raw fields.
struct BundledDataSet {
  let name: String
  let features: [String]
  let classes: [String]
  /// Row after row, the target last.
  let rows: [[Double]]
  /// Whether the target is a class, an integer.
  var hasClasses: Bool { !classes.isEmpty }

  /// Rows of numbers between commas.
  init(_ name: String, _ table: StaticString, features: [String], classes: [String]) {
    self.name = name
    self.features = features
    self.classes = classes
    rows = "\(table)".split(separator: "\n").map { line in
      line.split(separator: ",").map { Double(String($0)) ?? .nan }
    }
  }

  init(_ name: String, rows: [[Double]], features: [String], classes: [String]) {
    self.name = name
    self.features = features
    self.classes = classes
    self.rows = rows
  }

  /// What `load_…` gives.
  func loaded(_ call: PythonRuntime.Call, targetNames: Value) throws(Raised) -> Value {
    let context = call.context
    let source = context.tracer.source(
      named: name, rowCount: rows.count, columns: features + ["target"], origin: context.planOrigin)
    let domain = Domain(of: source)
    let columns = features.indices.map { position in
      context.tracer.field(
        features[position], of: source, in: domain, values: .floats(rows.map { $0[position] }), dtype: .float64)
    }
    let numbers = rows.map { $0.last ?? .nan }
    let target = context.tracer.field(
      "target", of: source, in: domain,
      values: hasClasses ? .ints(numbers.map { Int64($0) }) : .floats(numbers), dtype: hasClasses ? .int64 : .float64)
    var data = Value.object(ArrayObject(columns: columns, rows: rows.count, dtype: .float64))
    var answer = Value.object(ArrayObject(target))
    var frame = Value.none
    if try call.bool("as_frame") {
      let pandas = context.importModule("pandas")
      data = try ScikitLearn.call(
        "DataFrame", of: pandas, [data], [(name: "columns", value: .list(features.map { .text($0) }))], in: context)
      answer = try ScikitLearn.call("Series", of: pandas, [answer], [(name: "name", value: "target")], in: context)
      frame = try ScikitLearn.call("copy", of: data, [], in: context)
      try context.setItem(of: frame, at: "target", to: answer)
    }
    if try call.bool("return_X_y") { return .tuple([data, answer]) }
    let description = Value.object(
      Unsupported(
        UnsupportedCause(id: "unsupported-call", what: "the description of '\(name)'", origin: context.origin),
        touch: .nothing))
    return .object(
      BunchObject([
        ("data", data), ("target", answer), ("frame", frame), ("target_names", targetNames), ("DESCR", description),
        ("feature_names", .list(features.map { .text($0) })), ("filename", .text(name)),
        ("data_module", "sklearn.datasets.data"),
      ]))
  }

  /// The names of the classes as numpy's text.
  var classNames: Value {
    let texts = StringColumn(classes.map { PythonString($0) })
    return .object(ArrayObject(TracedColumn(values: .strings(texts), dtype: .str), dtype: .str))
  }
}

extension ScikitLearn {
  /// Functions of `sklearn.datasets`.
  package enum Datasets {}
}

extension ScikitLearn.Datasets {
  static let loadIris = Function("load_iris(*, return_X_y=False, as_frame=False)") { call in
    let set = BundledDataSet(
      "iris.csv", irisTable,
      features: ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"],
      classes: ["setosa", "versicolor", "virginica"])
    return try set.loaded(call, targetNames: set.classNames)
  }

  static let loadWine = Function("load_wine(*, return_X_y=False, as_frame=False)") { call in
    let set = BundledDataSet(
      "wine_data.csv", wineTable,
      features: [
        "alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "total_phenols", "flavanoids",
        "nonflavanoid_phenols", "proanthocyanins", "color_intensity", "hue", "od280/od315_of_diluted_wines", "proline",
      ], classes: ["class_0", "class_1", "class_2"])
    let loaded = try set.loaded(call, targetNames: set.classNames)
    if let bunch = loaded.object as? BunchObject {
      for name: PythonString in ["filename", "data_module"] { bunch[name] = nil }
    }
    return loaded
  }

  static let loadBreastCancer = Function("load_breast_cancer(*, return_X_y=False, as_frame=False)") { call in
    let parts = [
      "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave points", "symmetry",
      "fractal dimension",
    ]
    let set = BundledDataSet(
      "breast_cancer.csv", breastCancerTable,
      features: parts.map { "mean \($0)" } + parts.map { "\($0) error" } + parts.map { "worst \($0)" },
      classes: ["malignant", "benign"])
    let loaded = try set.loaded(call, targetNames: set.classNames)
    if let bunch = loaded.object as? BunchObject {
      let texts = StringColumn(set.features.map { PythonString($0) })
      bunch["feature_names"] = .object(ArrayObject(TracedColumn(values: .strings(texts), dtype: .str), dtype: .str))
    }
    return loaded
  }

  static let loadDiabetes = Function("load_diabetes(*, return_X_y=False, as_frame=False, scaled=True)") { call in
    try call.refuse("scaled")
    let set = BundledDataSet(
      "diabetes_data_raw.csv.gz", diabetesTable,
      features: ["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"], classes: [])
    let loaded = try set.loaded(call, targetNames: .none)
    if let bunch = loaded.object as? BunchObject {
      bunch["target_names"] = nil
      bunch["filename"] = nil
      let module = bunch["data_module"]
      bunch["data_module"] = nil
      bunch["data_filename"] = "diabetes_data_raw.csv.gz"
      bunch["target_filename"] = "diabetes_target.csv.gz"
      bunch["data_module"] = module
    }
    return loaded
  }

  static let loadDigits = Function("load_digits(*, n_class=10, return_X_y=False, as_frame=False)") { call in
    let count = try call.int("n_class")
    var rows: [[Double]] = []
    for line in "\(digitsTable)".split(separator: "\n") {
      let bytes = Array(line.utf8)
      guard bytes.count == 65, Int(bytes[64]) - 48 < count else { continue }
      rows.append(bytes[..<64].map { Double($0) - 97 } + [Double(bytes[64]) - 48])
    }
    let set = BundledDataSet(
      "digits.csv.gz", rows: rows, features: (0..<64).map { "pixel_\($0 / 8)_\($0 % 8)" },
      classes: (0..<10).map { "\($0)" })
    let loaded = try set.loaded(call, targetNames: ScikitLearn.array(Array(0..<10)))
    guard let bunch = loaded.object as? BunchObject else { return loaded }
    let pixels = ScikitLearn.matrix(rows.map { Array($0.dropLast()) })
    bunch["images"] = try ScikitLearn.call("reshape", of: pixels, [.int(-1), .int(8), .int(8)], in: call.context)
    let names: [PythonString] = ["data", "target", "frame", "feature_names", "target_names", "images", "DESCR"]
    return .object(BunchObject(names.map { ($0, bunch[$0] ?? .none) }))
  }
}
