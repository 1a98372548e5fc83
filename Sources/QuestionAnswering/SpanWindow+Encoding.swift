import Models
import Options
import Tasks
import Tokenization

extension SpanWindow {
    /// Every question's windows, in the order of the questions.
    ///
    /// The question comes first and stays whole but for space before it, as transformers' scripts have
    /// it: SQuAD has one with 25,457 spaces, each of which is a token of byte-level models. The text is
    /// cut into windows. The answer is the first of those that are marked.
    /// - Parameters:
    ///   - segments: whether the text keeps segment ids of its own, where transformers gives it any
    ///     (`Tokenizer.givesTypeIDs`).
    ///   - threads: `nil` takes as many as there are processors.
    public static func windows(
        of questions: [Question], with tokenizer: Tokenizer, maximumLength: Int, stride: Int,
        segments: Bool = true, threads: Int? = nil
    ) throws(TokenizerError) -> [SpanWindow] {
        try tokenizer.check(maximumLength: maximumLength, pairs: true)
        if let problem = SpanOptions.objection(toStride: stride, maximumLength: maximumLength) {
            throw TokenizerError("\(problem)")
        }
        let segments = segments && tokenizer.givesTypeIDs
        var windows: [SpanWindow] = []
        windows.reserveCapacity(questions.count + questions.count / 4)
        // An encoding is many times the size of a window, so only some are there at a time.
        let blockSize = 2048
        for first in Swift.stride(from: 0, to: questions.count, by: blockSize) {
            let block = first..<min(first + blockSize, questions.count)
            let inputs = questions[block].map {
                TokenizerInput(trimmed($0.question), pairedWith: $0.context)
            }
            func encodings(_ inputs: [TokenizerInput]) throws(TokenizerError) -> [[Encoding]] {
                try tokenizer.windows(
                    ofBatch: inputs, maximumLength: maximumLength, stride: stride,
                    truncation: .onlySecond, threads: threads)
            }
            let found: [[Encoding]]
            do throws(TokenizerError) {
                found = try encodings(inputs)
            } catch {
                // Once more one by one: the batch does not say which question was too long.
                for (index, input) in zip(block, inputs) {
                    do throws(TokenizerError) {
                        _ = try encodings([input])
                    } catch {
                        let place = "question '\(questions[index].id)'"
                        throw try tokenizer.narrowness(
                            for: input, maximumLength: maximumLength, stride: stride
                        ).map { TokenizerError(field: place, $0) } ?? error.at(place)
                    }
                }
                throw error
            }
            for (index, parts) in zip(block, found) {
                let answer = questions[index].answers.first.map {
                    $0.start..<$0.start + $0.text.unicodeScalars.count
                }
                windows += parts.map { part in
                    SpanWindow(
                        part, question: index, answer: answer, segments: segments)
                }
            }
        }
        return windows
    }
}

extension Tokenizer {
    /// Why windows have too little room for a text behind its question; `nil` where they have it.
    fileprivate func narrowness(
        for input: TokenizerInput, maximumLength: Int, stride: Int
    ) throws(TokenizerError) -> Message? {
        let special = specialTokenCount(pairs: true)
        let length = try ids(of: input.text).ids.count - specialTokenCount(pairs: false)
        let room = maximumLength - special - length
        guard room > 0 else {
            return
                "`max_length` \(maximumLength) has no room for its text: it has \(length) tokens, "
                + "and \(special) are special"
        }
        guard stride >= room else { return nil }
        return
            "`stride` \(stride) must be less than the \(room) tokens of its text that a window of "
            + "`max_length` \(maximumLength) has room for"
    }
}

/// A text without the white space before it.
private func trimmed(_ text: String) -> String {
    String(text.unicodeScalars.drop { $0.properties.isWhitespace })
}
