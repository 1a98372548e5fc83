import SwiftProtobuf

extension HyperParameters {
    var wire: WireHParamsPluginData {
        var data = WireHParamsPluginData()
        switch self {
        case .experiment(let parameters, let metrics):
            data.experiment.hparamInfos = parameters.map { parameter in
                var info = WireHParamInfo()
                info.name = parameter.name
                info.type = parameter.kind.wire
                return info
            }
            data.experiment.metricInfos = metrics.map { metric in
                var info = WireMetricInfo()
                info.name.tag = metric.tag
                info.displayName = metric.title
                return info
            }
        case .start(let values, let group, let time):
            data.sessionStartInfo.hparams = values.mapValues(\.wire)
            data.sessionStartInfo.groupName = group
            data.sessionStartInfo.startTimeSecs = time
        case .end(let time):
            data.sessionEndInfo.status = .success
            data.sessionEndInfo.endTimeSecs = time
        }
        return data
    }
}

extension HyperParameters.Parameter.Kind {
    fileprivate var wire: WireHParamType {
        switch self {
        case .text: .dataTypeString
        case .flag: .dataTypeBool
        case .number: .dataTypeFloat64
        }
    }
}

extension HyperParameters.Parameter.Value {
    fileprivate var wire: Google_Protobuf_Value {
        switch self {
        case .text(let text): Google_Protobuf_Value(stringValue: text)
        case .flag(let flag): Google_Protobuf_Value(boolValue: flag)
        case .number(let number): Google_Protobuf_Value(numberValue: number)
        }
    }
}
