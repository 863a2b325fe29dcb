/// Decision trees over a mapped parameter table: one row of features in, the mean of the trees' leaf values out, or, of
/// boosted trees, their sum.
///
/// Features are cast to `Float` as scikit-learn casts them. scikit-learn then compares the `Float` with a `Double`
/// threshold; the table holds the threshold rounded down to `Float`, which decides every `Float` the same way. Leaf
/// values are added tree after tree and divided by the number of trees, in scikit-learn's order: all bits are equal.
///
/// Payload of the table (little-endian, see `ParameterTable` for the header):
///
/// | offset | type | |
/// |---|---|---|
/// | 0 | u32 | features |
/// | 4 | u32 | outputs: classes, or 1 |
/// | 8 | u32 | trees |
/// | 12 | u32 | flags; bit 0: NaN is an input like others; bit 1: tree `t` adds its one value to output `t % outputs` |
/// | 16 | u32 | inner nodes `I` (of all trees) |
/// | 20 | u32 | leaves `L` |
/// | 24 | u32 × trees | root nodes |
/// | | u32 × ⌈trees/8⌉ | steps that bring each of 8 trees to its leaf |
/// | | 16 × (I+L) | nodes: f32 threshold, u32 feature (bit 31: NaN goes left), u32 left, u32 right; leaves follow all inner nodes and lead to themselves |
/// | | f64 × L × outputs | leaf values; one a leaf where trees are added |
/// | | f64 × outputs | where trees are added: what the outputs begin at |
public struct TreeEnsemble: @unchecked Sendable {
  /// Features of a row, in training order.
  public let features: Int
  /// Values of an answer: one for each class, or one.
  public let outputs: Int
  /// Trees that are averaged.
  public let trees: Int
  /// Whether NaN is decided by the trees (scikit-learn 1.3 and later) or refused.
  public let acceptsMissing: Bool

  /// Whether the trees are added up in turn over the outputs, instead of averaged.
  public let isSum: Bool

  let roots: UnsafeRawPointer
  let steps: UnsafeRawPointer
  let nodes: UnsafeRawPointer
  let values: UnsafeRawPointer
  let firstLeaf: Int
  let leaves: Int

  /// A view of the table's bytes, which must stay where they are; sizes and indices are checked here, once.
  public init(validating bytes: UnsafeRawBufferPointer) throws(ParameterError) {
    let payload = try ParameterTable(validating: bytes, kind: .treeEnsemble).payload
    guard payload.count >= 24, let base = payload.baseAddress else { throw .truncated }
    func word(_ index: Int) -> Int {
      Int(UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
    }
    features = word(0)
    outputs = word(1)
    trees = word(2)
    acceptsMissing = word(3) & 1 == 1
    isSum = word(3) & 2 == 2
    firstLeaf = word(4)
    leaves = word(5)
    guard trees > 0, outputs > 0, leaves > 0, outputs < 1 << 24, features < 1 << 31 else { throw .malformed }
    let groups = (trees + 7) / 8
    let nodeCount = firstLeaf + leaves
    let numbers = isSum ? leaves + outputs : leaves * outputs
    guard payload.count == 24 + 4 * (trees + groups) + 16 * nodeCount + 8 * numbers else { throw .malformed }
    roots = base + 24
    steps = base + 24 + 4 * trees
    nodes = base + 24 + 4 * (trees + groups)
    values = base + 24 + 4 * (trees + groups) + 16 * nodeCount
    for tree in 0..<trees where Int(root(tree)) >= nodeCount { throw .malformed }
    for index in 0..<nodeCount {
      let node = node(UInt32(truncatingIfNeeded: index))
      let feature = Int(node.feature & 0x7fff_ffff)
      guard feature < features || (feature == 0 && index >= firstLeaf) else { throw .malformed }
      guard node.left < nodeCount, node.right < nodeCount else { throw .malformed }
    }
  }

  @inline(__always)
  func root(_ tree: Int) -> UInt32 {
    UInt32(littleEndian: roots.loadUnaligned(fromByteOffset: tree &* 4, as: UInt32.self))
  }

  @inline(__always)
  func node(_ index: UInt32) -> TreeNode {
    nodes.loadUnaligned(fromByteOffset: Int(index) &* 16, as: TreeNode.self)
  }
}

/// A node as it lies in the table; hosts are little-endian.
struct TreeNode: BitwiseCopyable {
  let threshold: Float
  let feature: UInt32
  let left: UInt32
  let right: UInt32

  /// The next node for a row without NaN.
  @inline(__always)
  func next(_ row: UnsafePointer<Float>) -> UInt32 {
    row[Int(feature & 0x7fff_ffff)] <= threshold ? left : right
  }

  /// The next node; NaN goes where the flag says.
  @inline(__always)
  func nextWithMissing(_ row: UnsafePointer<Float>) -> UInt32 {
    let x = row[Int(feature & 0x7fff_ffff)]
    if x != x { return feature & 0x8000_0000 != 0 ? left : right }
    return x <= threshold ? left : right
  }
}
