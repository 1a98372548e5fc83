import ArgumentParser
import Models
import Tasks

/// The columns of labelled rows.
struct ColumnFlags: ParsableArguments {
    @OptionGroup var texts: TextColumnFlags
    @OptionGroup var identifiers: IdentifierFlag
    @OptionGroup var reading: RowFormatFlags

    @Option(
        help: ArgumentHelp(
            "The column of the label or score. (default: that of the checkpoint's run where it "
                + "is evaluated, else a usual name such as label)",
            valueName: "column"))
    var label: String?

    var scoped: [ScopedFlag] {
        texts.scoped + identifiers.scoped + reading.scoped
            + [ScopedFlag("--label", given: label != nil, .custom)]
    }

    /// The columns that were given, else those that are usual.
    func layout(
        _ kind: CustomLayout.Kind?, heldOut: HeldOutRows? = nil
    ) -> CustomLayout {
        reading.applied(
            to: CustomLayout(
                kind: kind ?? .classification, text: texts.text, pair: texts.pair, label: label,
                identifier: identifiers.id, heldOut: heldOut))
    }

    /// The columns that were given, else those of the model's run.
    func layout(for folder: ModelFolder, _ head: Head) -> CustomLayout {
        var layout = texts.layout(for: folder)
        if case .regression = head { layout.kind = .regression }
        layout.label = label ?? folder.trainedColumns?.label
        layout.identifier = identifiers.id
        return reading.applied(to: layout)
    }
}

/// The columns of texts.
struct TextColumnFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The column of the text. (default: that of the checkpoint's run where it answers, "
                + "else a usual name such as text or sentence)",
            valueName: "column"))
    var text: String?

    @Option(
        help: ArgumentHelp(
            "The column of the second text of a pair. (default: that of the checkpoint's run where "
                + "it answers, else a usual name where --text is not given either, or none)",
            valueName: "column"))
    var pair: String?

    var areGiven: Bool { text != nil || pair != nil }

    var scoped: [ScopedFlag] {
        [
            ScopedFlag("--text", given: text != nil, .custom),
            ScopedFlag("--pair", given: pair != nil, .custom),
        ]
    }

    /// The columns that were given, else those of the model's run.
    func layout(for folder: ModelFolder) -> CustomLayout {
        let trained = folder.trainedColumns
        var layout = CustomLayout(text: text ?? trained?.text, pair: pair ?? trained?.pair)
        layout.likelyIdentifier = trained?.identifier
        if let delimiter = trained?.delimiter { layout.delimiter = delimiter }
        return layout
    }
}

/// The column of the rows' names.
struct IdentifierFlag: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The column of the rows' names, by which predictions and rows are joined. (default: id or index "
                + "where there is one, else the rows are numbered from 0)",
            valueName: "column"))
    var id: String?

    var scoped: [ScopedFlag] { [ScopedFlag("--id", given: id != nil, .custom)] }
}
