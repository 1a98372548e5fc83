import Foundation
import SwiftProtobuf

extension Event {
    /// The record of a file of events; the same bytes for the same event.
    package func record() throws -> [UInt8] {
        var options = BinaryEncodingOptions()
        // Hyper-parameters have no order of their own.
        options.useDeterministicOrdering = true
        let message = try wire(options)
        return framedRecord(try message.serializedBytes(options: options))
    }

    private func wire(_ options: BinaryEncodingOptions) throws -> WireEvent {
        var event = WireEvent()
        event.wallTime = time
        event.step = Int64(step)
        switch content {
        case .fileVersion: event.fileVersion = "brain.Event:2"
        case .sessionStart: event.sessionLog.status = .start
        case .values(let values):
            event.summary.value = try values.map { try $0.wire(options) }
        }
        return event
    }
}

extension Event.Value {
    fileprivate func wire(_ options: BinaryEncodingOptions) throws -> WireSummary.Value {
        var value = WireSummary.Value()
        value.tag = tag
        switch content {
        case .scalar(let number):
            value.simpleValue = Float(number)
        case .histogram(let buckets):
            value.metadata = metadata("histograms")
            value.tensor = tensor(buckets)
        case .text(let text):
            value.metadata = metadata("text")
            value.tensor.dtype = .dtString
            value.tensor.tensorShape = WireTensorShapeProto()
            value.tensor.stringVal = [Data(text.utf8)]
        case .hyperParameters(let parameters):
            // The plugin reads what stands in the metadata, and asks for a tensor beside it.
            value.metadata = metadata(
                "hparams", try parameters.wire.serializedBytes(options: options))
            value.tensor.dtype = .dtFloat
            value.tensor.tensorShape = shape(0)
        }
        return value
    }

    private func metadata(_ plugin: String, _ content: Data = Data()) -> WireSummaryMetadata {
        var metadata = WireSummaryMetadata()
        metadata.pluginData.pluginName = plugin
        metadata.pluginData.content = content
        metadata.dataClass = .tensor
        return metadata
    }

    /// `[buckets, 3]`: left end, right end, count.
    private func tensor(_ buckets: [Event.Bucket]) -> WireTensorProto {
        var tensor = WireTensorProto()
        tensor.dtype = .dtDouble
        tensor.tensorShape = shape(buckets.count, 3)
        for bucket in buckets {
            for number in [bucket.left, bucket.right, Double(bucket.count)] {
                withUnsafeBytes(of: number.bitPattern.littleEndian) {
                    tensor.tensorContent.append(contentsOf: $0)
                }
            }
        }
        return tensor
    }

    private func shape(_ sizes: Int...) -> WireTensorShapeProto {
        var shape = WireTensorShapeProto()
        shape.dim = sizes.map { size in
            var dim = WireTensorShapeProto.Dim()
            dim.size = Int64(size)
            return dim
        }
        return shape
    }
}
