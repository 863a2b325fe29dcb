/// Trees of histogram-based boosting over a mapped table: one row of features in, the sum of the trees' leaf values out.
///
/// Features are compared as `Double`; NaN goes where the split sends missing values. At a categorical split a number below
/// zero, and a category that the fit did not know, count as missing.
///
/// Payload of the table (little-endian): u32 features `F`, outputs `K`, trees `T`, nodes `N`, category sets `B`; u32 × T root
/// nodes; 24 × N nodes; f64 × K what the outputs begin at; u32 × 8 × B categories that go left; u32 × 8 × F known categories
/// of each feature, where there are category sets. A node is f64 threshold or leaf value, u32 feature (bit 31: missing goes
/// left, bit 30: categorical, bit 29: leaf), u32 left, u32 right, u32 category set. Children follow their node. Tree `t` adds
/// to output `t % K`.
///
/// - SeeAlso: scikit-learn, `_predict_one_from_raw_data`.
public struct HistogramTrees: RowModel, @unchecked Sendable {
  /// Features of a row, in training order.
  public let features: Int
  /// Numbers of an answer.
  public let outputs: Int
  private let trees: Int
  private let roots: TableWords
  private let nodes: TableNumbers
  private let initial: TableNumbers
  private let leftSets: TableWords
  private let knownSets: TableWords

  /// A view of the table's bytes, which must stay where they are; sizes and indices are checked here, once.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    var cursor = try TableCursor(ParameterTable(validating: bytes, kind: .histogramTrees))
    let head = try cursor.words(5)
    features = head[0]
    outputs = head[1]
    trees = head[2]
    let nodeCount = head[3]
    let sets = head[4]
    guard outputs > 0, outputs < 1 << 24, features < 1 << 24, sets < 1 << 28 else { throw .malformed }
    roots = try cursor.words(trees)
    guard nodeCount < 1 << 31 else { throw .malformed }
    nodes = try cursor.numbers(nodeCount &* 3)
    initial = try cursor.numbers(outputs)
    leftSets = try cursor.words(sets &* 8)
    knownSets = try cursor.words(sets > 0 ? features &* 8 : 0)
    try cursor.finish()
    for tree in 0..<trees where roots[tree] >= nodeCount { throw .malformed }
    for index in 0..<nodeCount {
      let node = node(index)
      if node.isLeaf { continue }
      guard node.feature < features, node.left > index, node.right > index else { throw .malformed }
      guard node.left < nodeCount, node.right < nodeCount else { throw .malformed }
      guard !node.isCategorical || node.set < sets else { throw .malformed }
    }
  }

  /// The sums of one row's leaf values; never a fault.
  ///
  /// - Complexity: O(trees × depth); allocates nothing.
  public func evaluate(_ row: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>) -> InputFault? {
    var k = 0
    while k < outputs {
      result[k] = initial[k]
      k &+= 1
    }
    var tree = 0
    k = 0
    while tree < trees {
      result[k] += answer(of: tree, row)
      tree &+= 1
      k = k &+ 1 == outputs ? 0 : k &+ 1
    }
    return nil
  }

  private func answer(of tree: Int, _ row: UnsafePointer<Double>) -> Double {
    var node = node(roots[tree])
    while !node.isLeaf { node = self.node(goesLeft(row[node.feature], at: node) ? node.left : node.right) }
    return node.number
  }

  @inline(__always)
  private func goesLeft(_ x: Double, at node: HistogramNode) -> Bool {
    if x != x { return node.missingGoesLeft }
    if !node.isCategorical { return x <= node.number }
    if x < 0 { return node.missingGoesLeft }
    let category = categoryCode(x)
    if contains(leftSets, node.set, category) { return true }
    return contains(knownSets, node.feature, category) ? false : node.missingGoesLeft
  }

  private func contains(_ sets: TableWords, _ set: Int, _ category: Int) -> Bool {
    sets[set &* 8 &+ category >> 5] >> (category & 31) & 1 == 1
  }

  @inline(__always)
  private func node(_ index: Int) -> HistogramNode {
    HistogramNode(
      number: nodes[index &* 3],
      links: UInt64(littleEndian: nodes.base.loadUnaligned(fromByteOffset: index &* 24 &+ 8, as: UInt64.self)),
      rest: UInt64(littleEndian: nodes.base.loadUnaligned(fromByteOffset: index &* 24 &+ 16, as: UInt64.self)))
  }
}

/// The category of a number from zero on, cut to eight bits as C casts it on x86.
public func categoryCode(_ x: Double) -> Int {
  x < 2_147_483_648 ? Int(x) & 255 : 0
}

/// A node as it lies in the table.
private struct HistogramNode {
  /// The threshold, or a leaf's value.
  let number: Double
  let links: UInt64
  let rest: UInt64

  var feature: Int { Int(links & 0x1fff_ffff) }
  var missingGoesLeft: Bool { links & 0x8000_0000 != 0 }
  var isCategorical: Bool { links & 0x4000_0000 != 0 }
  var isLeaf: Bool { links & 0x2000_0000 != 0 }
  var left: Int { Int(links >> 32) }
  var right: Int { Int(rest & 0xffff_ffff) }
  var set: Int { Int(rest >> 32) }
}
