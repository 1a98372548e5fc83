import Formats
import Foundation
import Options

/// What a task of the user's own files is called in results, tables and pages.
public enum TaskName {
    /// The most characters that a name has.
    static let limit = 80

    /// Why a text is no name of a task of one's own; `nil` where it is.
    public static func objection(to name: String) -> Message? {
        if name.isEmpty || name.unicodeScalars.allSatisfy(\.isBlank) { return "is empty" }
        if name.count > limit { return "has \(name.count) characters, of at most \(limit)" }
        let scalars = name.unicodeScalars
        if scalars.contains(where: { [.control, .format].contains($0.properties.generalCategory) })
        {
            return "has a character that is not seen"
        }
        if scalars.first?.isBlank == true || scalars.last?.isBlank == true {
            return "begins or ends with white space"
        }
        guard let known = KnownTask.all.first(where: { $0.name == name.lowercased() }) else {
            return nil
        }
        return "is a task that isotropy knows (\(known.summary)): give another"
    }

    /// The name of the file to train on without its endings, or of its folder where the file is called `train`,
    /// as in `opinions/train.csv.gz`; `custom` where neither is a name.
    package static func usual(for train: URL) -> String {
        var file = train.withoutGzipExtension
        if CustomLayout.Format(fileExtension: file.pathExtension) != nil {
            file.deletePathExtension()
        }
        let names = [file, file.deletingLastPathComponent()].map(\.lastPathComponent)
        let own =
            names.first { $0.lowercased() != "train" && $0 != "/" } ?? TaskDefinition.customName
        let isFile = !train.path.hasPrefix(CustomLayout.descriptorFolder)
        return isFile && objection(to: own) == nil ? own : TaskDefinition.customName
    }
}
