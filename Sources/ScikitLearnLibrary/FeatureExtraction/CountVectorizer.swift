import Columns
import DataFrames
import Kernels
import Learning
import NumPyLibrary
import Plans
import PythonRuntime
import Tracing

/// Documents as counts of their terms.
class CountVectorizerObject: TransformerObject {
  /// The terms in the order of the columns.
  private(set) var terms: [PythonString] = []
  /// The positions of the columns in the order in which their terms were met.
  private var met: [Int] = []
  private var isFitted = false
  private var isGiven = false

  override func clone() -> EstimatorObject { CountVectorizerObject(cloning: self) }

  override func eraDefault(of name: PythonString, _ era: Era) -> Value? {
    name == "dtype" ? .object(NumPy.int64) : nil
  }

  override func outputNames(_ given: Value, in context: Context) throws(Raised) -> [String] {
    try checkVocabulary(in: context)
    return terms.map(\.description)
  }

  // MARK: Fitting

  override func fit(_ x: Value, _ y: Value, in context: Context) throws(Raised) {
    _ = try counted(x, in: context)
  }

  override func fittedAndTransformed(_ x: Value, _ y: Value, in context: Context) throws(Raised) -> Value {
    let documents = try counted(x, in: context)
    return .object(try matrix(x, documents, order: met, in: context))
  }

  /// The terms of each document; the vocabulary is theirs, unless it is given.
  private func counted(_ x: Value, in context: Context) throws(Raised) -> [[PythonString]] {
    let analysis = try TermAnalysis(self, in: context)
    let documents = try documents(x, analysis, in: context)
    isGiven = !parameter("vocabulary").isNone
    if isGiven {
      try takeVocabulary(in: context)
    } else {
      try learn(documents, in: context)
    }
    isFitted = true
    return documents
  }

  private func documents(
    _ x: Value, _ analysis: TermAnalysis, in context: Context
  ) throws(Raised) -> [[PythonString]] {
    if x.stringValue != nil {
      throw .valueError("Iterable over raw text documents expected, string object received.")
    }
    guard parameter("input").stringValue == "content" else { throw try unsupported("input", in: context) }
    var result: [[PythonString]] = []
    for document in try context.items(of: x) {
      result.append(try analysis.terms(of: document.supported(), in: context))
    }
    return result
  }

  private func learn(_ documents: [[PythonString]], in context: Context) throws(Raised) {
    var places: [PythonString: Int] = [:]
    var found: [PythonString] = []
    var totals: [Int] = []
    var frequencies: [Int] = []
    let isBinary = try flag("binary", in: context)
    for document in documents {
      var seen: Set<Int> = []
      for term in document {
        let place = places[term] ?? found.count
        if place == found.count {
          places[term] = place
          found.append(term)
          totals.append(0)
          frequencies.append(0)
        }
        let isNew = seen.insert(place).inserted
        if isNew { frequencies[place] += 1 }
        if isNew || !isBinary { totals[place] += 1 }
      }
    }
    guard !found.isEmpty else {
      throw .valueError("empty vocabulary; perhaps the documents only contain stop words")
    }
    let most = try limit("max_df", documents.count, in: context)
    let least = try limit("min_df", documents.count, in: context)
    if most < least { throw .valueError("max_df corresponds to < documents than min_df") }
    let sorted = found.indices.sorted { found[$0] < found[$1] }
    var kept = sorted.filter { Double(frequencies[$0]) <= most && Double(frequencies[$0]) >= least }
    if let count = try context.indexIfInteger(parameter("max_features")), kept.count > count {
      guard count > 0 else {
        throw try refused("max_features", "an int in the range [1, inf) or None", in: context)
      }
      let order = try ScikitLearn.call(
        "argsort", of: ScikitLearn.array(kept.map { -totals[$0] }), [], in: context)
      let places = try context.numbers(ScikitLearn.column(order, in: context).values).map { Int($0) }
      let chosen = Set(places.prefix(count))
      kept = kept.indices.filter { chosen.contains($0) }.map { kept[$0] }
    }
    guard !kept.isEmpty else {
      throw .valueError("After pruning, no terms remain. Try a lower min_df or a higher max_df.")
    }
    terms = kept.map { found[$0] }
    met = kept.indices.sorted { kept[$0] < kept[$1] }
    if context.era == .classic {
      let remaining = Set(kept)
      let removed = found.indices.filter { !remaining.contains($0) }.map { Value.string(found[$0]) }
      learned["stop_words_"] = .object(try SetObject(removed, in: context))
    }
  }

  private func limit(_ name: PythonString, _ documents: Int, in context: Context) throws(Raised) -> Double {
    if let count = try context.indexIfInteger(parameter(name)) { return Double(count) }
    return try number(name, .fraction(context), in: context) * Double(documents)
  }

  /// `vocabulary`: positions by term, or terms in their order.
  private func takeVocabulary(in context: Context) throws(Raised) {
    let given = parameter("vocabulary")
    var found: [(term: PythonString, place: Int)] = []
    if let dict = given.cast(to: DictObject.self) {
      for (key, value) in dict.items { found.append((try context.str(key), try context.index(value))) }
      if Set(found.map(\.place)).count != found.count { throw .valueError("Vocabulary contains repeated indices.") }
      for place in found.indices where !found.contains(where: { $0.place == place }) {
        throw .valueError("Vocabulary of size \(found.count) doesn't contain index \(place).")
      }
    } else {
      var items: [PythonString] = []
      for item in try context.items(of: given) { items.append(try context.str(item)) }
      if given.object is SetObject { items.sort() }
      for (place, term) in items.enumerated() {
        if found.contains(where: { $0.term == term }) {
          throw .valueError("Duplicate term in vocabulary: \(try context.repr(.string(term)))")
        }
        found.append((term, place))
      }
    }
    if found.isEmpty { throw .valueError("empty vocabulary passed to fit") }
    met = found.map(\.place)
    terms = found.sorted { $0.place < $1.place }.map(\.term)
  }

  func checkVocabulary(in context: Context) throws(Raised) {
    if isFitted { return }
    guard !parameter("vocabulary").isNone else {
      throw Raised(ScikitLearn.notFittedError, "Vocabulary not fitted or provided")
    }
    try takeVocabulary(in: context)
    isFitted = true
    isGiven = true
  }

  // MARK: Transforming

  override func transformed(_ x: Value, in context: Context) throws(Raised) -> Value {
    if x.stringValue != nil {
      throw .valueError("Iterable over raw text documents expected, string object received.")
    }
    try checkVocabulary(in: context)
    return .object(try counts(x, in: context))
  }

  /// The counts of documents for the fitted vocabulary.
  func counts(_ x: Value, in context: Context) throws(Raised) -> SparseMatrixObject {
    let analysis = try TermAnalysis(self, in: context)
    let isTraced = try column(of: x) != nil && analysis.rules(isBinary: false) != nil
    let documents = try isTraced ? [] : documents(x, analysis, in: context)
    return try matrix(x, documents, order: nil, in: context)
  }

  /// Documents as a traced column, where they are one.
  private func column(of x: Value) throws(Raised) -> TracedColumn? {
    guard let table = x.object as? any TracedTable, table.isOneDimensional, let column = table.tracedColumns.first,
      column.narrowed.values.holdsStrings
    else { return nil }
    return column.narrowed
  }

  private func matrix(
    _ x: Value, _ documents: [[PythonString]], order: [Int]?, in context: Context
  ) throws(Raised) -> SparseMatrixObject {
    let analysis = try TermAnalysis(self, in: context)
    let isBinary = try flag("binary", in: context)
    let dtype = try ScikitLearn.numberDType(parameter("dtype"), in: context)
    let column = try column(of: x)
    let rows = column?.count ?? documents.count
    guard rows == 0 || terms.count < 50_000_000 / rows else {
      throw context.unsupportedNow("'\(type.name)' of \(rows) documents with \(terms.count) terms")
    }
    var columns: [TracedColumn]
    if let column, column.domain != nil, let rules = analysis.rules(isBinary: isBinary) {
      columns = try traced(column, analysis, rules, in: context)
    } else {
      let reason = "terms of documents that a function of the notebook makes"
      let domain = (x.object as? any TracedTable)?.tracedColumns.first { $0.domain != nil }?.domain
      let all = documents.isEmpty && rows > 0 ? try self.documents(x, analysis, in: context) : documents
      columns = counted(all, isBinary).map { context.untraced(.floats($0), .float64, domain: domain, reason: reason) }
    }
    if dtype != .float64 {
      let target: ValueType.Base = dtype == .float32 ? .float32 : dtype == .bool ? .bool : .int64
      columns = try columns.map { (column) throws(Raised) in
        try context.traced(Cast(to: target), [.column(column)], dtype: dtype)
      }
    }
    return SparseMatrixObject(ArrayObject(columns: columns, rows: rows, dtype: dtype), order: order)
  }

  private func counted(_ documents: [[PythonString]], _ isBinary: Bool) -> [[Double]] {
    var places: [PythonString: Int] = [:]
    for (place, term) in terms.enumerated() { places[term] = place }
    var result = [[Double]](repeating: [Double](repeating: 0, count: documents.count), count: terms.count)
    for (row, document) in documents.enumerated() {
      for term in document {
        guard let place = places[term] else { continue }
        result[place][row] = isBinary ? 1 : result[place][row] + 1
      }
    }
    return result
  }

  private func traced(
    _ column: TracedColumn, _ analysis: TermAnalysis, _ rules: TermRules, in context: Context
  ) throws(Raised) -> [TracedColumn] {
    let operation = TermCountsOperation(terms: terms, stopWords: analysis.stopWords.sorted(), rules: rules)
    do throws(TraceError) {
      return try context.tracer.components(
        of: context.tracer.applyingToVector(operation, to: column, origin: context.planOrigin),
        origin: context.planOrigin)
    } catch {
      throw context.raised(error)
    }
  }

  /// The terms that stand in each row.
  func inverted(_ x: Value, in context: Context) throws(Raised) -> Value {
    try checkVocabulary(in: context)
    guard let table = try ScikitLearn.table(x, in: context) else { throw .valueError("Expected 2D array") }
    var columns: [[Double]] = []
    for column in table.tracedColumns { columns.append(try context.numbers(column.values)) }
    let order = (x.object as? SparseMatrixObject)?.order ?? Array(columns.indices)
    return .list(
      (0..<table.rowCount).map { row in
        let found = order.filter { columns[$0][row] != 0 && $0 < terms.count }
        let names = Column.strings(StringColumn(found.map { terms[$0] }))
        return .object(ArrayObject(TracedColumn(values: names, dtype: .str), dtype: .str))
      })
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    switch name {
    case "vocabulary_" where isFitted:
      let areNumPy = !isGiven && !parameter("max_features").isNone
      return .object(
        DictObject(met.map { (terms[$0], areNumPy ? ScikitLearn.numpyInteger($0) : .int($0)) }))
    case "fixed_vocabulary_" where isFitted: return .bool(isGiven)
    default: return try super.attribute(name, in: context)
    }
  }
}

extension ScikitLearn {
  package enum CountVectorizer {}
  nonisolated(unsafe) static let countVectorizer = estimatorType(
    "CountVectorizer", module: "sklearn.feature_extraction.text", mixin: transformer, members: CountVectorizer.members,
    fitted: "vocabulary_ fixed_vocabulary_ stop_words_")
}

extension ScikitLearn.CountVectorizer {
  /// `sklearn.feature_extraction.text.CountVectorizer`.
  static let constructor = Constructor(
    """
    __init__(self, *, input='content', encoding='utf-8', decode_error='strict', strip_accents=None, lowercase=True, \
    preprocessor=None, tokenizer=None, stop_words=None, token_pattern='(?u)\\\\b\\\\w\\\\w+\\\\b', ngram_range=(1, 1), \
    analyzer='word', max_df=1.0, min_df=1, max_features=None, vocabulary=None, binary=False, dtype=int64)
    """
  ) { call in .object(try CountVectorizerObject(call, type: ScikitLearn.countVectorizer)) }

  static let fit = Method("fit(self, raw_documents, y=None)", mutates: true) { call in
    try call.receiver(as: CountVectorizerObject.self).fit(call["raw_documents"].supported(), .none, in: call.context)
    return call.receiver
  }

  static let fitTransform = Method("fit_transform(self, raw_documents, y=None)", mutates: true) { call in
    try call.receiver(as: CountVectorizerObject.self).fittedAndTransformed(
      call["raw_documents"].supported(), .none, in: call.context)
  }

  static let transform = Method("transform(self, raw_documents)") { call in
    try call.receiver(as: CountVectorizerObject.self).transformed(call["raw_documents"].supported(), in: call.context)
  }

  static let inverseTransform = Method("inverse_transform(self, X)") { call in
    try call.receiver(as: CountVectorizerObject.self).inverted(call["X"].supported(), in: call.context)
  }

  static let getStopWords = Method("get_stop_words(self)") { call in
    let vectorizer = try call.receiver(as: CountVectorizerObject.self)
    if vectorizer.parameter("stop_words").isNone { return .none }
    let words = try TermAnalysis(vectorizer, in: call.context).stopWords
    return .object(try SetObject(words.sorted().map(Value.string), in: call.context))
  }
}
