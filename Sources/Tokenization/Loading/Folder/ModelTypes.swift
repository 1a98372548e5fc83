/// Which class transformers 5.24 takes for a type of model.
///
/// Tools/fixtures/tokenizer/make_model_types.py asks it for all that it knows.
enum ModelTypes {
    /// The class of a type; `nil` where tokenizer.json is read as it is.
    static func className(_ type: String) -> String? { registered[type] ?? fixed[type] }

    /// Whether the type decides, whatever class a file names.
    static func isFixed(_ type: String) -> Bool { fixed[type] != nil }

    private static let registered = types([
        (
            "Qwen2Tokenizer",
            """
            audioflamingo3 colqwen2 cosmos3_omni dots3_note fun_asr_nano hunyuan_vl internvl \
            lighton_ocr moss_transcribe_diarize ovis2 qianfan_ocr qwen2_5_omni qwen2_5_vl \
            qwen2_audio qwen2_moe qwen2_vl qwen3 qwen3_asr qwen3_moe qwen3_next \
            qwen3_omni_moe qwen3_vl qwen3_vl_moe vibevoice
            """
        ),
        (
            "BertTokenizer",
            """
            align bark bert blip bros chinese_clip convbert distilbert electra ernie flava \
            git grounding-dino layoutlm lxmert megatron-bert mm-grounding-dino mobilebert \
            nomic_bert squeezebert tvp vilt visual_bert
            """
        ),
        (
            "GPT2Tokenizer",
            """
            blip-2 codegen dbrx emu3 gpt-sw3 gpt2 gpt_neo gptj instructblip \
            instructblipvideo jais2 opt phi starcoder2
            """
        ),
        (
            "RobertaTokenizer",
            """
            bart bridgetower clap data2vec-text florence2 ibert led lilt longformer mra mvp \
            roberta roberta-prelayernorm
            """
        ),
        (
            "CLIPTokenizer",
            """
            aimv2 clip clipseg groupvit omdet-turbo oneformer owlv2 owlvit sam3 sam3_video \
            xclip
            """
        ),
        (
            "GemmaTokenizer",
            """
            diffusion_gemma gemma gemma2 gemma3 gemma3_text gemma3n gemma3n_text \
            recurrent_gemma shieldgemma2 t5gemma zaya
            """
        ),
        ("GPTNeoXTokenizer", "falcon_mamba gpt_neox mamba mamba2 mpt olmo olmoe rwkv xlstm"),
        (
            "ParakeetTokenizer",
            """
            granite_speech5_ctc nemotron3_5_asr nemotron_asr_streaming omniasr_ctc \
            parakeet_ctc parakeet_rnnt parakeet_tdt
            """
        ),
        (
            "Wav2Vec2CTCTokenizer",
            """
            data2vec-audio hubert unispeech unispeech-sat wav2vec2 wav2vec2-bert \
            wav2vec2-conformer
            """
        ),
        ("XLMRobertaTokenizer", "gte jina_embeddings_v3 metaclip_2 trocr xlm-roberta xmod"),
        ("T5Tokenizer", "mt5 musicgen musicgen_melody switch_transformers t5"),
        ("CohereTokenizer", "aya_vision cohere cohere2"),
        ("AlbertTokenizer", "albert yoso"),
        ("DPRQuestionEncoderTokenizer", "dpr rag"),
        ("EsmcTokenizer", "esmc esmfold2"),
        ("LasrTokenizer", "lasr_ctc lasr_encoder"),
        ("LlamaTokenizer", "idefics idefics2"),
        ("SeamlessM4TTokenizer", "seamless_m4t seamless_m4t_v2"),
        ("BertGenerationTokenizer", "bert-generation"),
        ("BigBirdTokenizer", "big_bird"),
        ("BioGptTokenizer", "biogpt"),
        ("BlenderbotSmallTokenizer", "blenderbot-small"),
        ("BlenderbotTokenizer", "blenderbot"),
        ("CTRLTokenizer", "ctrl"),
        ("CamembertTokenizer", "camembert"),
        ("CanineTokenizer", "canine"),
        ("ClvpTokenizer", "clvp"),
        ("CpmAntTokenizer", "cpmant"),
        ("DebertaTokenizer", "deberta"),
        ("DebertaV2Tokenizer", "deberta-v2"),
        ("DiaTokenizer", "dia"),
        ("EsmTokenizer", "esm"),
        ("FNetTokenizer", "fnet"),
        ("FSMTTokenizer", "fsmt"),
        ("FastSpeech2ConformerTokenizer", "fastspeech2_conformer"),
        ("FlaubertTokenizer", "flaubert"),
        ("FunnelTokenizer", "funnel"),
        ("GPTNeoXJapaneseTokenizer", "gpt_neox_japanese"),
        ("LayoutLMv2Tokenizer", "layoutlmv2"),
        ("LayoutLMv3Tokenizer", "layoutlmv3"),
        ("LayoutXLMTokenizer", "layoutxlm"),
        ("LukeTokenizer", "luke"),
        ("M2M100Tokenizer", "m2m_100"),
        ("MBartTokenizer", "mbart"),
        ("MPNetTokenizer", "mpnet"),
        ("MarianTokenizer", "marian"),
        ("MarkupLMTokenizer", "markuplm"),
        ("MgpstrTokenizer", "mgp-str"),
        ("NllbTokenizer", "nllb-moe"),
        ("NougatTokenizer", "pp_formulanet"),
        ("OpenAIGPTTokenizer", "openai-gpt"),
        ("PLBartTokenizer", "plbart"),
        ("PegasusTokenizer", "pegasus"),
        ("PerceiverTokenizer", "perceiver"),
        ("ProphetNetTokenizer", "prophetnet"),
        ("Qwen3_5Tokenizer", "qwen3_5_text"),
        ("ReformerTokenizer", "reformer"),
        ("RemBertTokenizer", "rembert"),
        ("RoCBertTokenizer", "roc_bert"),
        ("RoFormerTokenizer", "roformer"),
        ("SiglipTokenizer", "siglip"),
        ("Speech2TextTokenizer", "speech_to_text"),
        ("SpeechT5Tokenizer", "speecht5"),
        ("SplinterTokenizer", "splinter"),
        ("TapasTokenizer", "tapas"),
        ("Tipsv2Tokenizer", "tipsv2"),
        ("UdopTokenizer", "udop"),
        ("VideoPrismTokenizer", "videoprism"),
        ("VitsTokenizer", "vits"),
        ("WhisperTokenizer", "whisper"),
        ("XGLMTokenizer", "xglm"),
        ("XLMTokenizer", "xlm"),
        ("XLNetTokenizer", "xlnet"),
        ("the class of its encoder", "encoder-decoder"),
    ])

    private static let fixed = types([
        (
            "TokenizersBackend",
            """
            EvollaModel arctic aria beam bigbird_pegasus camembertv2-base canary chatlm \
            cohere_asr ernie4_5 ernie4_5_moe flex_olmo fuyu glm glm4 glm4_moe glm4_moe_lite \
            glm4v glm4v_moe glm_image glmasr got_ocr2 gpt_bigcode gradium_phonon_tts granite \
            granitemoe granitemoehybrid granitemoeshared h2ovl_chat hyperclovax \
            hyperclovax_vlm internlm2 internlm3 iquestcoder jamba kimi_k25 kimi_linear \
            kosmos-2 llava llava_next mimo_v2_flash minicpm3 minicpm_ocr minicpmv \
            minicpmv4_6 minicpmv4_7 minimax_m2 ministral ministral3 mistral mistral3 \
            mistral_large4 mixtral modernbert modernbert-decoder molmo molmo2 nemo_speechlm \
            nemotron nvfp4 nystromformer olmo2 olmo3 olmo_hybrid omniasr opencua openvla \
            paddleocr_vl pegasus_x persimmon phi3 phi3_v phimoe pix2struct pixtral \
            pocket_tts smolvlm stablelm step3_vl umt5 vipllava voxtral voxtral_realtime \
            xlm-roberta-xl
            """
        ),
        ("Qwen3_5Tokenizer", "qwen3_5 qwen3_5_moe qwen3_5_moe_text qwen4_exp"),
        ("GPT2Tokenizer", "hyperclovax_vision_v2"),
        ("Qwen2Tokenizer", "qwen2"),
        ("Siglip2Tokenizer", "siglip2"),
    ])

    private static func types(_ classes: [(name: String, types: String)]) -> [String: String] {
        var names: [String: String] = [:]
        for (name, types) in classes {
            for type in types.split(separator: " ") { names[String(type)] = name }
        }
        return names
    }
}
