import Foundation

/// Lends the bytes of data to a closure, whose error keeps its type.
package func withBytes<Value, Failure: Error>(
    of data: Data, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
) throws(Failure) -> Value {
    // Foundation's closure does not carry the type of what it throws.
    let result = data.withUnsafeBytes { bytes in
        Result { () throws(Failure) in try body(bytes) }
    }
    return try result.get()
}
