import TestSupport
import Testing
import Tokenization

struct NumberTests {
    /// With the nearest doubles both ways to cut `4888` are equally likely, and `8 88` would be
    /// taken; as the `tokenizers` package reads the scores, `88 8` is likelier by the last bit.
    @Test func scoresHaveTheBitsThatTheTokenizersPackageGivesThem() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            {"added_tokens": [], "normalizer": null, "pre_tokenizer": null, "post_processor": null,
            "model": {"type": "Unigram", "unk_id": 0, "byte_fallback": false, "vocab": [
            ["<unk>", 0.0], ["4", -10.698592898174205], ["8", -9.975885487308704],
            ["88", -11.345501180424794]]}}
            """, to: "tokenizer.json")
        #expect(try Tokenizer(contentsOf: folder.url).encode("4888").ids == [1, 3, 2])
    }
}
