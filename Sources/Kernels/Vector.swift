/// Numbers of one row side by side: the features of a model, the probabilities of its classes. They live in the row's
/// `Scratch`.
public typealias Vector = UnsafeBufferPointer<Double>

/// The numbers of a homogeneous tuple as a vector: `vector((a, b, c), count: 3, scratch)`. A lone number is its own tuple.
@inlinable
public func vector<Numbers: BitwiseCopyable>(_ numbers: Numbers, count: Int, _ scratch: Scratch) -> Vector {
  let start = scratch.doubles(count)
  withUnsafeBytes(of: numbers) { bytes in
    var i = 0
    while i < count && i &* 8 &+ 8 <= bytes.count {
      start[i] = bytes.loadUnaligned(fromByteOffset: i &* 8, as: Double.self)
      i &+= 1
    }
  }
  return Vector(start: start, count: count)
}

/// The number at `index`; NaN where there is none.
@inlinable
public func component(_ index: Int, of vector: Vector) -> Double {
  index < vector.count ? vector[index] : .nan
}

extension Scratch {
  /// `count` numbers, uninitialised and aligned, that live until `reset()`.
  public func doubles(_ count: Int) -> UnsafeMutablePointer<Double> {
    let start = UnsafeMutableRawPointer(bytes(count &* 8 &+ 7)).alignedUp(for: Double.self)
    return start.bindMemory(to: Double.self, capacity: count)
  }
}

/// The value at `index` of a homogeneous tuple; the first where the index is beyond `count`.
@inlinable
public func choice<Values: BitwiseCopyable, Value: BitwiseCopyable>(
  _ index: Int, _ values: Values, count: Int, as type: Value.Type
) -> Value {
  withUnsafeBytes(of: values) { bytes in
    let offset = (index < count ? index : 0) &* MemoryLayout<Value>.stride
    let fits = offset &+ MemoryLayout<Value>.size <= bytes.count
    return bytes.loadUnaligned(fromByteOffset: fits ? offset : 0, as: Value.self)
  }
}
