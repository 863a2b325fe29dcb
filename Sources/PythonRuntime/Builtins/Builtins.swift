/// The namespaces of the built-in classes and functions; members are declared in extensions, one file a concern.
package enum Builtins {
  package enum ObjectClass {}
  package enum TypeClass {}
  package enum SuperClass {}
  package enum IntClass {}
  package enum FloatClass {}
  package enum BoolClass {}
  package enum ComplexClass {}
  package enum StrClass {}
  package enum BytesClass {}
  package enum ByteArrayClass {}
  /// What `bytes` and `bytearray` share.
  package enum ByteMethods {}
  package enum MemoryViewClass {}
  package enum ListClass {}
  package enum TupleClass {}
  package enum DictClass {}
  package enum DictViewClass {}
  package enum SetClass {}
  /// What `set` and `frozenset` share.
  package enum SetMethods {}
  package enum FrozenSetClass {}
  package enum RangeClass {}
  package enum SliceClass {}
  package enum EnumerateClass {}
  package enum ZipClass {}
  package enum MapClass {}
  package enum FilterClass {}
  package enum ReversedClass {}
  /// What iterators over things of known size have.
  package enum SizedIteratorClass {}
  package enum GeneratorClass {}
  package enum CoroutineClass {}
  package enum AsyncGeneratorClass {}
  package enum PropertyClass {}
  package enum ClassMethodClass {}
  package enum StaticMethodClass {}
  package enum StreamClass {}
  package enum FileClass {}
  package enum TextFileClass {}
  package enum BaseException {}
  package enum UnicodeErrorClass {}
  package enum ExceptionGroupClass {}
  /// Functions that need no import.
  package enum Functions {}
}
