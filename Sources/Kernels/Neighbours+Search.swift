extension Neighbours {
  /// The reduced distance between a row and a training row.
  func reduced(_ row: UnsafePointer<Double>, _ index: Int) -> Double {
    let point = points.from(index &* features)
    var sum = 0.0
    var j = 0
    while j < features {
      sum = metric.added(row[j] - point[j], to: sum)
      j &+= 1
    }
    return sum
  }

  /// Every training row in turn, by products.
  func scanProducts(_ row: UnsafePointer<Double>, _ heap: NeighbourHeap) {
    let square = square(row)
    for index in 0..<samples { pushProduct(row, square: square, index, heap) }
  }

  /// Takes a training row in, if it is near enough by products.
  @inline(__always)
  func pushProduct(_ row: UnsafePointer<Double>, square: Double, _ index: Int, _ heap: NeighbourHeap) {
    let point = points.from(index &* features)
    var product = 0.0
    var j = 0
    while j < features {
      product = product.addingProduct(row[j], point[j])
      j &+= 1
    }
    let distance = square + -2 * product + bounds[index]
    heap.push(distance > 0 ? distance : 0, UInt32(truncatingIfNeeded: index))
  }

  /// The square of a row's length.
  func square(_ row: UnsafePointer<Double>) -> Double {
    var sum = 0.0
    var j = 0
    while j < features {
      sum += row[j] * row[j]
      j &+= 1
    }
    return sum
  }

  /// The nearer child first; a node that is farther than what is known already is left out.
  func descend(_ node: Int, _ bound: Double, _ row: UnsafePointer<Double>, _ heap: NeighbourHeap) {
    if bound > heap.distances[0] { return }
    let first = 2 &* node &+ 1
    if first >= nodes {
      for position in spans[2 &* node]..<spans[2 &* node &+ 1] {
        let index = order[position]
        heap.push(reduced(row, index), UInt32(truncatingIfNeeded: index))
      }
      return
    }
    // A tree is complete: its last nodes are all leaves. A damaged one must not lead outside.
    let second = first &+ 1 < nodes ? first &+ 1 : first
    let (near, far) = (lowerBound(first, row), lowerBound(second, row))
    if near <= far {
      descend(first, near, row, heap)
      descend(second, far, row, heap)
    } else {
      descend(second, far, row, heap)
      descend(first, near, row, heap)
    }
  }

  /// A reduced distance that no row of the node falls below.
  func lowerBound(_ node: Int, _ row: UnsafePointer<Double>) -> Double {
    let bounds = self.bounds.from(node &* 2 &* features)
    if search == .balls { return ballBound(bounds, row) }
    var sum = 0.0
    var j = 0
    while j < features {
      let below = bounds[j] - row[j]
      let above = row[j] - bounds[features &+ j]
      // The sum of both positive parts, of which one is zero.
      let outside = 0.5 * ((below + below.magnitude) + (above + above.magnitude))
      sum = metric.added(outside, to: sum)
      j &+= 1
    }
    return sum
  }

  /// Of a ball: its centre, and behind it the radius.
  private func ballBound(_ ball: TableNumbers, _ row: UnsafePointer<Double>) -> Double {
    var sum = 0.0
    var j = 0
    while j < features {
      sum = metric.added(row[j] - ball[j], to: sum)
      j &+= 1
    }
    let outside = metric.distance(sum) - ball[features]
    return metric.reduced(outside > 0 ? outside : 0)
  }
}
