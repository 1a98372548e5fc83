import Options
import Testing

struct MessageTests {
    private struct Wrapped: MessageError {
        let message: Message
    }

    private func flagged(_ message: Message) -> String { message.text { "<\($0)>" } }

    @Test func whatALiteralHasInBackquotesIsAnOption() {
        #expect(
            flagged("give `max_length`, or `training.epochs`")
                == "give <max_length>, or <training.epochs>")
        for other: Message in ["`Max`", "``", "` max`", "`max", "`data get x`"] {
            #expect(flagged(other) == other.description)
        }
        let message: Message = "`a` `b`"
        #expect(message.description == "`a` `b`" && flagged("x`a`b`c`") == "x<a>b<c>")
    }

    @Test(arguments: ["a`max_length`b", "`max_length`", "`", "max_length"])
    func whatIsQuotedNamesNoOptionWhateverIsInIt(_ path: String) {
        #expect(flagged("\(path) has no `text`: \(path)") == "\(path) has no <text>: \(path)")
        #expect(flagged("`\(path)`") == "`\(path)`")
        #expect(flagged(Message(path)) == path && Message(path).description == path)
        #expect(flagged("" + "\(path)" + "`a`") == path + "<a>")
    }

    @Test func messagesInMessagesGoOnNamingTheirOptions() {
        let inner: Message = "`stride` of \("`x`")"
        let error: any Error = Wrapped(message: inner)
        #expect(flagged("a: \(inner)") == "a: <stride> of `x`")
        #expect(flagged("a: \(error)") == "a: <stride> of `x`" && "\(error)" == "`stride` of `x`")
        #expect(flagged("\(OptionProblem("a.b", "is \(inner)"))") == "<a.b> is <stride> of `x`")
        #expect(flagged([inner, "`c`"].joined(separator: "; ")) == "<stride> of `x`; <c>")
        #expect(flagged("\(option: "x y") is") == "<x y> is")
    }

    @Test func messagesOfTheSameWordsAreEqual() {
        let message: Message = "a \(1) b"
        #expect(message == "a 1 b" && message == Message("a 1 b"))
        let (option, words): (Message, String) = ("`a`", "`a`")
        #expect(option != Message(words) && option.description == words)
    }
}
