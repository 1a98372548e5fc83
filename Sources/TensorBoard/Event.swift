/// What happened at one step of a run, as TensorBoard shows it.
package struct Event: Sendable, Equatable {
    /// In seconds since 1970 began, UTC.
    package var time: Double
    package var step: Int
    package var content: Content

    package enum Content: Sendable, Equatable {
        /// What a file begins with.
        case fileVersion
        /// The run begins: whoever has read events of this step or later ones forgets them.
        case sessionStart
        case values([Value])
    }

    /// A value under its tag.
    package struct Value: Sendable, Equatable {
        package let tag: String
        package let content: TaggedContent

        package init(_ tag: String, _ content: TaggedContent) {
            self.tag = tag
            self.content = content
        }
    }

    package enum TaggedContent: Sendable, Equatable {
        /// Kept in 32 bits, as TensorBoard does.
        case scalar(Double)
        case histogram([Bucket])
        /// Markdown.
        case text(String)
        case hyperParameters(HyperParameters)
    }

    /// How many values lie between two numbers.
    package struct Bucket: Sendable, Equatable {
        package let left, right: Double
        package let count: Int

        package init(left: Double, right: Double, count: Int) {
            (self.left, self.right, self.count) = (left, right, count)
        }
    }

    package init(time: Double, step: Int, _ content: Content) {
        (self.time, self.step, self.content) = (time, step, content)
    }

    package static func values(time: Double, step: Int, _ values: [Value]) -> Event {
        Event(time: time, step: step, .values(values))
    }
}
