/// Character data as the `tokenizers` package has it, made by
/// Tools/fixtures/tokenizer/unicode_tables.py with tokenizers 0.23.3.
///
/// Each table is a row of base 36 numbers; `UnicodeTableReader` says what they mean.
enum UnicodeTables {
    /// What cleaning removes: control, format, private.
    static let removed = """
        0 9 2 2 1 i 2n x d 1 11u 6 m 1 5c 1 1d 1 3cu 1 1ks 5 q 5 1d 5 1 a 11u8 4xs 16n 1 6x 3 1 \
        1 3b3 1 xya 4 43z 8 h406 1 u 2o 1egw 1eke 2 1eke
        """

    /// What cleaning turns into U+0020.
    static let cleanedSpaces = """
        9 2 2 1 42 1 4bj 1 1vj b t 2 5 1 1b 1 334 1
        """

    /// White space between words.
    static let spaces = """
        9 5 i 1 2s 1 q 1 4bj 1 1vj b t 2 5 1 1b 1 334 1
        """

    /// Scalars that are words of their own.
    static let punctuation = """
        x f a 7 q 6 q 4 y 1 5 1 3 1 a 2 3 1 3 1 ji 1 8 1 cy 6 15 2 1f 1 1 1 2 1 2 1 18 2 k 2 1 2 \
        d 1 2 2 22 4 2u 1 17 e 6h 3 1i f v 1 79 2 a 1 an 1 lf 1 2i 1 a 2 4o f 1 1 11 4 1z 1 22 5 \
        4 2 33 6 4r 1 h0 9 47 1 h8 2 18 2 26 3 1z 2 4d 3 1 3 11 b 8p 2 60 2 3k 7 1 6 4s 7 4b 4 \
        1n 5 1q 2 1s 8 b 1 n0 o 8 k 1 d 1 c u 2 e 2 hl 4 t 2 u5 e 27 2 v a b7 m 1r 4 w 2 l7 4 1 \
        2 34 1 3z 1b 1 j ce 3 4 a 2 c g 1 c 1 2q 1 2i 1 mwy 2 7h 3 2r 1 a 1 37 6 ak 4 2e 2 14 3 \
        1 1 1d 2 1b 1 2p d g 2 3g 4 3i 2 g 2 6x 1 g2a 2 5s a m z 1 e 1 1 4 1 1 2 45 3 1 6 1 4 a \
        2 3 2 q 3 1 1 r 1 1 1 1 7 be 3 ik 1 1c 1 bi 1 kn 1 5j 1 v 1 7k 9 12 1 34 7 1u 7 2h 4 x6 \
        7 31 2 1 4 3i 4 1c 2 27 5 3 1 d 1 1 3 2g 6 2z 1 f0 1 6y n 2x 3 6w 3 2lt 5 dtl 2 3p 1 1t \
        5 8 1 g2i 1 5wn 5
        """

    /// Chinese characters, set off with spaces.
    static let ideographs = """
        a9s 534 1s g74 hkw e8 1fk0 wyo w 3ds 74 49c 85s f4
        """

    /// Letters, digits and their like.
    static let wordCharacters = """
        1c a 7 q 4 1 1 q 1b 1 a 1 4 1 5 n 1 v 1 cq 4 c e 5 7 1 1 1 h 39 1 2 2 4 1 1 6 1 1 3 1 1 \
        1 k 1 2b 1 3v 1 4t 1 12 2 1 6 15 8 19 1 1 1 2 1 2 1 1 8 r 4 4 t b 5 22 4 2u 1 8 2 a 1 j \
        2 1 g 1n 2 2t e 1i 4 1 2 1 2 1a i s 4 b 5 o 1 6 8 23 1 3l 2 a 1 j 1 8 2 2 2 m 1 7 1 1 3 \
        4 2 9 2 2 2 4 8 1 4 2 1 5 2 c a 1 1 1 2 3 1 6 4 2 2 m 1 7 1 2 1 2 1 2 2 1 1 5 4 2 2 3 3 \
        1 7 4 1 1 7 g b 3 1 9 1 3 1 m 1 7 1 2 1 5 2 a 1 3 1 3 2 1 f 4 2 a 9 7 1 3 1 8 2 2 2 m 1 \
        7 1 2 1 5 2 9 2 2 2 3 7 3 4 2 1 5 2 a 1 1 g 2 1 6 3 3 1 4 3 2 1 1 1 2 3 2 3 3 3 c 4 5 3 \
        3 1 4 2 1 6 1 e a g d 1 3 1 n 1 g 2 9 1 3 1 4 7 2 1 3 2 1 2 4 2 a g 4 1 8 1 3 1 n 1 a 1 \
        5 2 9 1 3 1 4 7 2 6 2 1 4 2 a 1 3 c d 1 3 1 1f 1 3 1 5 5 4 7 5 2 a a 6 1 3 1 i 3 o 1 9 1 \
        1 2 7 3 1 4 6 1 1 1 8 6 a 2 2 d 1m 5 f 1 a 13 2 1 1 1 5 1 o 1 1 1 n 2 5 1 1 1 7 1 a 2 4 \
        w 1 n 2 6 a b 1 1 1 1 1 4 a 1 10 4 k 1 i 1 10 9 1 1l 22 6 26 2 12 1 1 5 1 2 17 1 99 1 4 \
        2 7 1 1 1 4 2 15 1 4 2 x 1 4 2 7 1 1 1 4 2 f 1 1l 1 4 2 1v 2 3 w g g 2e 2 6 3 h8 2 h 1 q \
        5 23 3 b 7 m 9 m b k c d 1 3 1 2 c 2c 3 1 4 2 2 a x 3 1 b 6 2h 7 17 5 1y a v 1 c 4 c a \
        14 2 5 b 18 4 q 6 a 12 s 4 1r 1 t 2 b 6 a d 1 8 v 1d 25 3 a h 9 c 38 c 1k 8 a 3 1d 2 b 5 \
        17 2 3 g 3 1 13 5 eu 2 6 2 12 2 6 2 8 1 1 1 1 1 1 1 v 2 1h 1 7 1 1 3 3 1 7 3 4 2 6 4 d 5 \
        3 1 7 f 2 1d 2 j 1 s 1 d 1 g d 1f x h 1 4 1 2 a 1 1 3 5 6 1 1 1 1 1 1 4 1 b 2 4 5 5 4 1 \
        h 15 ml 1g 1ee 6d 6 9 c 12 1 1 5 1 2 1k 7 1 f o 9 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 w 1b 1 \
        d1 3 p f 1 5 2 5 4 2e 2 2 2 3 1 2i 1 4 5 17 1 2m h w 1c g e8 534 1s h3h 1v 1a 2 7h 3 s k \
        1f 1 a 1 37 11 9 2 2v 2 1v 2 2 1 1 1 8 l 1i 4 1 j 1g c 1y a a 6 o 3 1 1 1d 2 10 c t 3 1t \
        e b 6 v 1 1j 9 e 2 a 6 n 3 21 o 3 2 g 2 5 a 6 2 6 2 6 9 7 1 7 1 17 1 e 6 3f 1 2 2 a 6 \
        8mc c n 4 1d 6is a6 2 2y 12 7 c 5 5 c 1 d 1 5 1 1 1 2 1 2 1 30 x a3 i 1s 2 1i 14 c 4 g g \
        g 3 2 o 3 w 5 1 3r j a 7 q 4 1 1 q b 2h 3 6 2 6 2 6 2 3 z c 1 q 1 j 1 2 1 f 2 e y 3f 1x \
        1h 3s 1 3m t 3 1d f 1 v w d u 5 17 5 u 2 10 4 8 1 5 16 4e 2 a 6 10 4 10 4 14 8 1g c b 1 \
        f 1 7 1 2 1 b 1 f 1 7 1 2 3 1g c 8n 9 m a 8 o 6 1 16 1 9 1x 6 2 1 1 18 1 2 3 1 2 n a n 9 \
        v 1t j 1 2 a m a q 1y 1k 6 2 1s 4 1 2 5 8 1 3 1 t 2 3 4 1 w t 3 t z 8 1 u p 1i a m a j d \
        i 32 21 1j 1f d 1f d 14 8 a 6 12 3 5 1 n 6y 16 1 2 3 2 g 3 1j x a 1 8 x v m 16 l r n 9 \
        1z v g 9 1o 7 1 d p 7 a 6 1h 1 a 4 4 8 10 2 1 9 1x 4 4 1 d 1 1 z i 1 11 6 4 1q 7 1 1 1 4 \
        1 f 1 a 7 1n 5 a 6 4 1 8 2 2 2 m 1 7 1 2 1 5 1 a 2 2 2 3 2 1 6 1 5 7 2 7 3 5 b a 1 1 2 1 \
        1 12 1 a 1 1 2 1 1 4 1 8 d 2 t 23 5 a 4 4 u 1y 1 1 8 a 4m 1i 2 9 n 6 y 1t 3 1 b a 12 1l \
        7 a 6 k s r 2 f 4 a 6 7 55 1n 2t 22 l 8 2 1 2 8 1 2 1 u 1 2 2 9 c a 1y 8 2 1a 2 8 1 2 r \
        1r 8 1 8 22 3 1 i 21 5j x f a 6 9 1 19 1 9 f a o u 2 m 1 e 21 7 1 2 1 18 3 1 1 2 1 9 8 a \
        6 6 1 2 1 11 1 2 1 6 7 a 8m n 9 h 1 15 3 5 d b 2d 1 27 pm 2u 33 h 5g 218 2p f ts g m a \
        32z 5 g7 5a1 1m 1c6 ft 7 v 1 a 6 27 1 a 6 u 2 5 b 1j 9 4 c a 9 l 5 j c0 19 3 a 5i 1s 3k \
        23 4 1l 7 h 1s 2 1 2 b 2 e 4qg 8 ye 15 a 6w7 4 1 7 1 2 1 83 f 1 t 3 2 1 e 4 8 b0 1s4 2z \
        5 d 3 9 7 a 3 2 381 a ee 1a 2 n f2 5 3 6 8 8 2 7 u 4 44 3 cb 2d 1 1z 1 2 2 1 2 2 2 4 1 c \
        1 1 1 7 1 1t 1 4 2 8 1 7 1 s 1 4 1 5 1 1 3 7 1 9g 2 p 1 p 1 v 1 p 1 v 1 p 1 v 1 p 1 v 1 \
        p 1 8 2 1e e8 1j 4 1e 8 1 e 1 m 5 1 f uo v 6 6 5x 7 1 h 2 7 1 2 1 5 5 1q x 1 34 19 3 e 2 \
        a 4 1 8x v h 1m d2 16 5y 17 dh 7 1 4 1 2 1 f 1 5h b 7 15 24 4 a x2 4 1 r 1 2 1 1 2 1 1 a \
        1 4 1 1 1 1 6 1 4 1 1 1 1 1 1 3 1 2 1 1 2 1 1 1 1 1 1 1 1 1 1 2 1 1 2 4 1 7 1 4 1 4 1 1 \
        1 a 1 h 5 3 1 5 1 h hg q 6 q 6 q 21y a sm wyo w 37e 6 66 2 4g2 e 5rl f ha 1wi f2 15u 3t7 \
        5 38g f9e8 6o
        """

    /// Nonspacing marks that accent stripping removes.
    static let marks = """
        lc 1s 2 1 2 17 7n 5 7d 19 1 1 1 2 1 2 1 1 20 b 1c l g 1 2t 7 2 6 2 2 1 4 z 1 u r 2j b 1m \
        9 y 4 1 9 1 3 1 5 17 3 3r w 1j 1 1 1 4 8 4 1 3 7 a 2 t 1 1m 1 4 4 8 1 k 2 t 2 1l 1 4 2 4 \
        2 2 3 3 1 u 2 3 1 b 2 1l 1 4 5 1 2 4 1 k 2 t 1 1m 1 2 1 1 4 8 1 8 1 b 2 u 1 1p 1 c 1 1e \
        1 1p 3 5 2 2 4 7 2 b 2 t 1 1m 1 2 1 6 1 5 2 k 2 t 1 1r 4 8 1 k 2 2u 1 7 3 1 1 2i 1 2 7 c \
        8 2q 1 2 6 1 2 b 6 22 2 r 1 1 1 1 1 1j 2 1 1 2 1 1 6 1 1 1 3 1 2 5 6 1 4 1 4 1 4 1 4 1 4 \
        1 c 1 3 9 1 2u 4 1 6 1 2 2 2 p 2 4 3 g 4 d 1 2 2 6 1 f 1 jj 3 qa 3 t 3 t 2 u 2 1s 2 1 7 \
        8 1 2 b 9 1 19 3 4b 1 3a 3 4 2 9 1 6 3 63 2 2 1 1m 1 1 7 1 1 1 1 2 8 6 a 2 1 1c e 1u 4 \
        1c 1 1 5 1 1 5 1 14 9 c 2 w 4 2 2 1 3 1k 1 1 2 3 1 1 3 1m 8 2 2 48 3 1 d 1 7 4 1 6 1 3 2 \
        5i 1i 6 4 k0 d 4 1 3 c 2da 3 3x 1 2o w fe 4 2z 2 n9w 1 4 a w 2 28 2 7k 1 3 1 4 1 p 2 4d \
        1 r i 1g 8 p b 1a 3 1c 1 2 4 2 1 14 1 1v 6 2 2 2 2 c 1 8 1 1b 1 1f 1 1 3 2 2 5 2 1 1 16 \
        2 8 1 6m 1 2 1 4 1 fn4 1 kh g g g r1 1 6a 1 45 5 1ae 3 1 2 5 4 14 3 4 1 4l 2 10a 1 1i f \
        1k 3 1d 4 2 2 1x 3 10 5 1 1 2 5 1q 1 c 2 1g 9 b 3 2q 3 2 1 1 2 4n 1 3 8 l 2 1m 1 3 1 11 \
        7 3 5 8u 6 1 1 4 2 1 2 6m 4 6 2 1 2 r 2 2d 8 2 1 1 2 2y 1 1 1 2 6 1 1 2t 3 2 4 1 5 gjo 5 \
        1n 7 uw 4 f7u 2 43s 3 h 8 2 7 u 4 44 3 1iz 1j 4 1e 8 1 e 1 m 5 1 f 2sg 7 gzl5 6o
        """

    /// Canonical combining classes other than 0.
    static let combiningClasses = """
        lc l 6e 0 1 6g 0 4 64 0 1 6g 0 1 60 0 5 64 0 2 5m 0 4 64 0 2 5m 0 b 64 0 5 1 0 4 64 0 3 \
        6e 2 1 6e 2 1 6o 0 1 6e 0 3 64 0 3 6e 0 2 64 1 3 6e 0 4 64 0 1 6e 0 1 6g 0 2 64 0 1 6e 0 \
        1 6h 0 2 6i 0 1 6h 0 2 6i 0 1 6h 0 d 6e 7n 5 6e 7d 1 64 0 4 6e 0 1 64 0 3 6e 0 1 66 0 1 \
        64 0 6 6e 0 6 64 0 2 6e 0 1 64 0 2 6e 0 1 66 0 1 6c 0 1 6e 0 1 a 0 1 b 0 1 c 0 1 d 0 1 e \
        0 1 f 0 1 g 0 1 h 0 1 i 0 2 j 0 1 k 0 1 l 0 1 m 1 1 n 1 1 o 0 1 p 1 1 6e 0 1 64 1 1 i 20 \
        8 6e 0 1 u 0 1 v 0 1 w 1c 1 r 0 1 s 0 1 t 0 1 u 0 1 v 0 1 w 0 1 x 0 1 y 0 2 6e 0 2 64 0 \
        5 6e 0 1 64 0 2 6e 0 1 64 g 1 z 2t 7 6e 2 4 6e 0 1 64 0 1 6e 2 2 6e 1 1 64 0 2 6e 0 1 64 \
        z 1 10 u 1 6e 0 1 64 0 2 6e 0 1 64 0 2 6e 0 3 64 0 1 6e 0 2 64 0 1 6e 0 1 64 0 3 6e 0 1 \
        64 0 1 6e 0 1 64 0 1 6e 0 1 64 0 1 6e 0 1 64 0 2 6e 4g 7 6e 0 1 64 0 1 6e y 4 6e 1 9 6e \
        1 3 6e 1 5 6e 17 3 64 3c e 6e 1 1 64 0 2 6e 0 1 64 0 2 6e 0 1 64 0 3 6e 0 3 64 0 1 r 0 1 \
        s 0 1 t 0 3 6e 0 1 64 0 2 6e 0 2 64 0 5 6e 1o 1 7 g 1 9 3 1 6e 0 1 64 0 2 6e 2v 1 7 g 1 \
        9 32 1 7 g 1 9 32 1 7 g 1 9 32 1 7 g 1 9 3j 1 9 3j 1 9 7 1 2c 0 1 2j 2t 1 7 g 1 9 3j 1 9 \
        3g 1 9 31 2 2v 0 1 9 d 4 2z 30 2 3a e 4 3e 24 2 64 r 1 64 1 1 64 1 1 60 1j 1 3l 0 1 3m 1 \
        1 3o 5 4 3m 2 1 3m 1 2 6e 0 1 9 1 2 6e 1q 1 64 34 1 7 1 2 9 2a 1 64 jz 3 6e qc 1 9 v 1 9 \
        4d 1 9 a 1 6e 5n 1 6c 3z 1 66 0 1 6e 0 1 64 63 1 6e 0 1 64 1z 1 9 k 8 6e 2 1 64 1c 5 6e \
        0 6 64 0 2 6e 0 1 64 3a 1 7 f 1 9 12 1 6e 0 1 64 0 7 6e 1i 2 9 1m 1 7 b 2 9 1v 1 7 48 3 \
        6e 1 1 1 0 5 64 0 2 6e 0 4 64 0 1 6e 1 7 1 4 1 64 6 1 6e 3 2 6e 5i 2 6e 0 1 64 0 7 6e 0 \
        1 64 0 2 6e 0 1 6i 0 1 5y 0 1 64 0 1 5m 0 11 6e 5 1 6e 0 1 6h 0 1 64 0 1 6e 0 1 64 k0 2 \
        6e 0 2 1 0 4 6e 0 3 1 0 2 6e 4 1 6e 3 2 1 0 1 6e 0 1 64 0 1 6e 0 2 1 0 4 64 0 1 6e 2da 3 \
        6e 3x 1 9 2o w 6e fe 1 62 0 1 6c 0 1 6g 0 1 66 0 2 68 2x 2 8 n9w 1 6e 4 a 6e w 2 6e 28 2 \
        6e 7o 1 9 59 1 9 r i 6e 1l 3 64 11 1 9 2n 1 7 c 1 9 6n 1 6e 1 2 6e 0 1 64 2 2 6e 5 2 6e \
        1 1 6e 1g 1 9 6u 1 9 fn4 1 q ld 7 6e 0 7 64 0 2 6e r1 1 64 6a 1 64 45 5 6e 1aq 1 64 1 1 \
        6e 14 1 6e 0 1 1 0 1 64 4 1 9 4l 1 6e 0 1 64 127 1 9 1k 1 9 1l 1 9 0 1 7 1x 3 6e 1c 2 9 \
        1q 1 7 24 1 9 9 1 7 2y 1 9 0 1 7 4y 1 7 0 1 9 29 1 7 g 1 9 o 7 6e 3 5 6e 5p 1 9 3 1 7 3f \
        1 9 0 1 7 6z 1 9 0 1 7 3i 1 9 3a 1 9 0 1 7 37 1 9 103 1 9 fjk 5 1 1n 7 6e g2v 1 1 43q 2 \
        60 0 3 1 3 1 6a 0 5 60 8 8 64 2 5 6e 0 2 64 u 4 6e 44 3 6e 2pn 7 6e 1 h 6e 2 7 6e 1 2 6e \
        1 5 6e 1ph 7 64 31 6 6e 0 1 7
        """

    /// Canonical decompositions but Hangul's.
    static let decompositions = """
        5c 2 71 lc 1 2 73 ld 1 2 75 le 1 2 77 lf 1 2 79 lk 1 2 7b lm 2 2 7b mf 1 2 79 lc 1 2 7b \
        ld 1 2 7d le 1 2 7f lk 1 2 79 lc 1 2 7b ld 1 2 7d le 1 2 7f lk 2 2 79 lf 1 2 79 lc 1 2 \
        7b ld 1 2 7d le 1 2 7f lf 1 2 7h lk 3 2 7b lc 1 2 7d ld 1 2 7f le 1 2 7h lk 1 2 7b ld 3 \
        2 71 lc 1 2 73 ld 1 2 75 le 1 2 77 lf 1 2 79 lk 1 2 7b lm 2 2 7b mf 1 2 79 lc 1 2 7b ld \
        1 2 7d le 1 2 7f lk 1 2 79 lc 1 2 7b ld 1 2 7d le 1 2 7f lk 2 2 79 lf 1 2 79 lc 1 2 7b \
        ld 1 2 7d le 1 2 7f lf 1 2 7h lk 3 2 7b lc 1 2 7d ld 1 2 7f le 1 2 7h lk 1 2 7b ld 2 2 \
        7f lk 1 2 al lg 1 2 8v lg 1 2 ap li 1 2 8z li 1 2 at mg 1 2 93 mg 1 2 at ld 1 2 93 ld 1 \
        2 ax le 1 2 97 le 1 2 b1 lj 1 2 9b lj 1 2 b5 lo 1 2 9f lo 1 2 b7 lo 1 2 9h lo 3 2 bd lg \
        1 2 9n lg 1 2 bh li 1 2 9r li 1 2 bl lj 1 2 9v lj 1 2 bp mg 1 2 9z mg 1 2 bt lo 1 2 a3 \
        lo 1 2 bt le 1 2 a3 le 1 2 bx li 1 2 a7 li 1 2 c1 lj 1 2 ab lj 1 2 c5 mf 1 2 af mf 1 2 \
        c7 le 1 2 ah le 3 2 cd lf 1 2 an lf 1 2 ch lg 1 2 ar lg 1 2 cl li 1 2 av li 1 2 cp mg 1 \
        2 az mg 1 2 ct lj 4 2 cz le 1 2 b9 le 1 2 d1 mf 1 2 bb mf 2 2 d5 ld 1 2 bf ld 1 2 d9 mf \
        1 2 bj mf 1 2 dd lo 1 2 bn lo 5 2 dl ld 1 2 bv ld 1 2 dp mf 1 2 bz mf 1 2 dt lo 1 2 c3 \
        lo 4 2 e1 lg 1 2 cb lg 1 2 e5 li 1 2 cf li 1 2 e9 ln 1 2 cj ln 3 2 eb ld 1 2 cl ld 1 2 \
        ef mf 1 2 cp mf 1 2 ej lo 1 2 ct lo 1 2 el ld 1 2 cv ld 1 2 ep le 1 2 cz le 1 2 et mf 1 \
        2 d3 mf 1 2 ex lo 1 2 d7 lo 1 2 ez mf 1 2 d9 mf 1 2 f3 lo 1 2 dd lo 3 2 f9 lf 1 2 dj lf \
        1 2 fd lg 1 2 dn lg 1 2 fh li 1 2 dr li 1 2 fl lm 1 2 dv lm 1 2 fp ln 1 2 dz ln 1 2 ft \
        mg 1 2 e3 mg 1 2 ft le 1 2 e3 le 1 2 ft le 1 2 e3 le 1 2 fx lk 1 2 fx ld 1 2 e7 ld 1 2 \
        g1 lj 1 2 eb lj 1 2 g5 lo 1 2 ef lo y 2 ip m3 1 2 gz m3 e 2 j7 m3 1 2 hh m3 t 2 lz lo 1 \
        2 k9 lo 1 2 ln lo 1 2 jx lo 1 2 lf lo 1 2 jp lo 1 2 l7 lo 1 2 jh lo 1 3 lb lk lg 1 3 jl \
        lk lg 1 3 lf lk ld 1 3 jp lk ld 1 3 lj lk lo 1 3 jt lk lo 1 3 ln lk lc 1 3 jx lk lc 2 3 \
        mx lk lg 1 3 l7 lk lg 1 3 n1 lj lg 1 3 lb lj lg 1 2 fr lg 1 2 e1 lg 3 2 n1 lo 1 2 lb lo \
        1 2 mx lo 1 2 l7 lo 1 2 mt mg 1 2 l3 mg 1 3 mx mg lg 1 3 l7 mg lg 1 2 31 lo 1 2 92 lo 1 \
        2 ln lo 4 2 nt ld 1 2 m3 ld 3 2 nn lc 1 2 lx lc 1 3 oh lm ld 1 3 mr lm ld 1 2 h7 ld 1 2 \
        fh ld 1 2 gb ld 1 2 el ld 1 2 ot lr 1 2 n3 lr 1 2 ox lt 1 2 n7 lt 1 2 ot lr 1 2 n3 lr 1 \
        2 ox lt 1 2 n7 lt 1 2 ot lr 1 2 n3 lr 1 2 ox lt 1 2 n7 lt 1 2 op lr 1 2 mz lr 1 2 ot lt \
        1 2 n3 lt 1 2 or lr 1 2 n1 lr 1 2 ov lt 1 2 n5 lt 1 2 ot lr 1 2 n3 lr 1 2 ox lt 1 2 n7 \
        lt 1 2 p5 me 1 2 nf me 1 2 p7 me 1 2 nh me 3 2 q3 lo 1 2 od lo 7 2 qx lj 1 2 p7 lj 1 2 \
        qt mf 1 2 p3 mf 1 3 qd lk lg 1 3 on lk lg 1 3 qh lf lg 1 3 or lf lg 1 2 ql lj 1 2 ov lj \
        1 3 qp lj lg 1 3 oz lj lg 1 2 q9 lg 1 2 oj lg 7h 1 3j 1 1 3j 2 1 2n 1 2 3b ld 1c 1 ad a \
        1 1ad 7 2 14p ld 1 2 m ld 1 1 13z 1 2 q ld 1 2 s ld 1 2 u ld 2 2 12 ld 2 2 1a ld 1 2 1g \
        ld 1 3 2a lk ld q 2 x lk 1 2 b lk 1 2 a ld 1 2 g ld 1 2 i ld 1 2 k ld 1 3 16 lk ld q 2 x \
        lk 1 2 b lk 1 2 p ld 1 2 f ld 1 2 9 ld 5 2 1 ld 1 2 3 lk 18 2 16 lc 1 2 14 lk 2 2 w ld 4 \
        2 1 lk 5 2 s ld 1 2 m lc 1 2 16 li b 2 1 li w 2 1 li n 2 1h lc 1 2 1j lk 2 2 1r ld 4 2 1 \
        lk 5 2 1v ld 1 2 21 lc 1 2 1h li o 2 3 lr 1 2 3 lr 22 2 9h li 1 2 7r li e 2 an li 1 2 8x \
        li 1 2 ar lk 1 2 91 lk 3 2 ap li 1 2 8z li 3 2 3 lk 1 2 3 lk 1 2 az lk 1 2 99 lk 1 2 b1 \
        lk 1 2 9b lk 3 2 b7 lg 1 2 9h lg 1 2 bb lk 1 2 9l lk 1 2 b3 lk 1 2 9d lk 3 2 3 lk 1 2 3 \
        lk 1 2 al lk 1 2 8v lk 1 2 b9 lg 1 2 9j lg 1 2 bd lk 1 2 9n lk 1 2 bh ln 1 2 9r ln 1 2 \
        bd lk 1 2 9n lk 3 2 bd lk 1 2 9n lk 89 2 a 18z 1 2 8 190 1 2 20 190 1 2 4 191 1 2 20 190 \
        4a 2 16 190 2 2 1 190 h 2 1 190 gm 2 1 1to 8 2 1 1to 3 2 1 1to 10 2 3p 1to 1 2 3p 1to 1 \
        2 3p 1to 1 2 3h 1to 1 2 39 1to 1 2 39 1to 1 2 2t 1to 1 2 2n 1to 30 2 7 1xa 1 2 9 1xz g 2 \
        39 1x8 1 2 39 1x8 2 2 2n 1x8 2c 2 1 20s 3 2 4 20s z 2 3p 20s 1 2 3p 20s 1 2 3h 20s 3 2 \
        2t 20s 6i 2 1 28m 3 2 7 27y 1 2 9 28n g 2 39 27w 1 2 39 27w 1j 2 3 2c7 1i 2 7 2bi 1 2 7 \
        2bi 1 2 b 2c7 3g 2 3 2fq 3c 2 1 2j9 7 2 1 2j9 1 2 3 2ja 2 2 7 2iq 1 3 9 2iq 2j9 3j 2 7 \
        2m6 1 2 7 2m6 1 2 b 2mv 3y 2 1 2q2 2 2 5 2q7 1 3 7 2q7 2q2 1 2 9 2qn 9x 2 1 33r a 2 1 \
        33r 5 2 1 33r 5 2 1 33r 5 2 1 33r d 2 29 33p a 2 3 31u 2 2 7 31w 1 2 3c 328 2 2 3a 328 9 \
        2 v 328 i 2 1 33r a 2 1 33r 5 2 1 33r 5 2 1 33r 5 2 1 33r d 2 29 33p 31 2 1 372 25c 2 1 \
        5dh 2 2 1 5dh 2 2 1 5dh 2 2 1 5dh 2 2 1 5dh 4 2 1 5dh 15 2 1 5dh 2 2 1 5dh 3 2 3 5dh 1 2 \
        3 5dh 2 2 1 5dh jh 2 br1 md 1 2 bpb md 1 2 br3 lj 1 2 bpd lj 1 2 br7 mb 1 2 bph mb 1 2 \
        brb mp 1 2 bpl mp 1 3 brd mf ld 1 3 bpn mf ld 1 2 brf lj 1 2 bpp lj 1 2 brj mb 1 2 bpt \
        mb 1 2 brn mp 1 2 bpx mp 1 2 brr mf 1 2 bq1 mf 1 2 brv ml 1 2 bq5 ml 1 3 brx lg lc 1 3 \
        bq7 lg lc 1 3 bs1 lg ld 1 3 bqb lg ld 1 2 bs5 ml 1 2 bqf ml 1 2 bs9 mo 1 2 bqj mo 1 3 \
        bsd mf li 1 3 bqn mf li 1 2 bsf lj 1 2 bqp lj 1 2 bsh lg 1 2 bqr lg 1 2 bsj lj 1 2 bqt \
        lj 1 2 bsn mb 1 2 bqx mb 1 2 bsr lk 1 2 br1 lk 1 2 bsv mf 1 2 br5 mf 1 2 bsz mm 1 2 br9 \
        mm 1 2 bt1 mo 1 2 brb mo 1 3 bt5 lk ld 1 3 brf lk ld 1 2 bt5 ld 1 2 brf ld 1 2 bt9 mb 1 \
        2 brj mb 1 2 btd mp 1 2 brn mp 1 2 btf mb 1 2 brp mb 1 3 btj mb lg 1 3 brt mb lg 1 2 btn \
        mp 1 2 brx mp 1 2 btr ml 1 2 bs1 ml 1 2 btt ld 1 2 bs3 ld 1 2 btx lj 1 2 bs7 lj 1 2 bu1 \
        mb 1 2 bsb mb 1 2 bu3 lj 1 2 bsd lj 1 2 bu7 mb 1 2 bsh mb 1 2 bub mp 1 2 bsl mp 1 2 buf \
        ml 1 2 bsp ml 1 3 buh lf ld 1 3 bsr lf ld 1 3 bul lf lk 1 3 bsv lf lk 1 3 bup lg lc 1 3 \
        bsz lg lc 1 3 but lg ld 1 3 bt3 lg ld 1 2 buv ld 1 2 bt5 ld 1 2 buz lj 1 2 bt9 lj 1 2 \
        buz lj 1 2 bt9 lj 1 2 bv3 mb 1 2 btd mb 1 3 bv7 mb lg 1 3 bth mb lg 1 2 bvb mp 1 2 btl \
        mp 1 2 bvd lj 1 2 btn lj 1 2 bvh mb 1 2 btr mb 1 3 bvl ld lj 1 3 btv ld lj 1 3 bvp lo lj \
        1 3 btz lo lj 1 3 bvt mb lj 1 3 bu3 mb lj 1 2 bvv lj 1 2 bu5 lj 1 2 bvz mb 1 2 bu9 mb 1 \
        2 bw3 mp 1 2 bud mp 1 2 bw7 ml 1 2 buh ml 1 2 bw9 mc 1 2 buj mc 1 2 bwd mo 1 2 bun mo 1 \
        2 bwh ml 1 2 bur ml 1 3 bwl lf ld 1 3 buv lf ld 1 3 bwp lg lk 1 3 buz lg lk 1 2 bwr lf 1 \
        2 bv1 lf 1 2 bwv mb 1 2 bv5 mb 1 2 bwx lc 1 2 bv7 lc 1 2 bx1 ld 1 2 bvb ld 1 2 bx5 lk 1 \
        2 bvf lk 1 2 bx9 lj 1 2 bvj lj 1 2 bxd mb 1 2 bvn mb 1 2 bxf lj 1 2 bvp lj 1 2 bxj lk 1 \
        2 bvt lk 1 2 bxl lj 1 2 bvv lj 1 2 bxn le 1 2 bvx le 1 2 bxr mb 1 2 bw1 mb 1 2 bxv mp 1 \
        2 bw5 mp 1 2 bx7 mp 1 2 bwl lk 1 2 bwh lm 1 2 bwf lm 2 2 bhz lj 5 2 bzx mb 1 2 by7 mb 1 \
        2 c01 ll 1 2 byb ll 1 3 c05 le ld 1 3 byf le ld 1 3 c09 le lc 1 3 byj le lc 1 3 c0d le \
        ll 1 3 byn le ll 1 3 c0h le lf 1 3 byr le lf 1 3 c0l mb le 1 3 byv mb le 1 3 c0p li ld 1 \
        3 byz li ld 1 3 c0t li lc 1 3 bz3 li lc 1 3 c0x li ll 1 3 bz7 li ll 1 3 c11 li lf 1 3 \
        bzb li lf 1 3 c15 mb li 1 3 bzf mb li 1 2 c11 mb 1 2 bzb mb 1 2 c15 ll 1 2 bzf ll 1 2 \
        c19 lf 1 2 bzj lf 1 3 c1d le ld 1 3 bzn le ld 1 3 c1h le lc 1 3 bzr le lc 1 3 c1l le ll \
        1 3 bzv le ll 1 3 c1p le lf 1 3 bzz le lf 1 3 c1t mb le 1 3 c03 mb le 1 2 c1p ll 1 2 bzz \
        ll 1 2 c1t mb 1 2 c03 mb 1 2 c1l mb 1 2 bzv mb 1 2 c1p ll 1 2 bzz ll 1 3 c1t le ld 1 3 \
        c03 le ld 1 3 c1x le lc 1 3 c07 le lc 1 3 c21 le ll 1 3 c0b le ll 1 3 c25 le lf 1 3 c0f \
        le lf 1 3 c29 mb le 1 3 c0j mb le 1 3 c2d m3 ld 1 3 c0n m3 ld 1 3 c2h m3 lc 1 3 c0r m3 \
        lc 1 3 c2l m3 ll 1 3 c0v m3 ll 1 3 c2p m3 lf 1 3 c0z m3 lf 1 3 c2t m3 mb 1 3 c13 m3 mb 1 \
        2 c2l mb 1 2 c0v mb 1 2 c2p ll 1 2 c0z ll 1 3 c2t m3 ld 1 3 c13 m3 ld 1 3 c2x m3 lc 1 3 \
        c17 m3 lc 1 3 c31 m3 ll 1 3 c1b m3 ll 1 3 c35 m3 lf 1 3 c1f m3 lf 1 3 c39 m3 mb 1 3 c1j \
        m3 mb 1 2 c35 lc 1 2 c1f lc 1 2 c39 mb 1 2 c1j mb 1 2 c3d ll 1 2 c1n ll 1 2 c3h lf 1 2 \
        c1r lf 7 2 asd lv 1 2 asf lw 1 3 ash lv lc 1 3 asj lw lc 1 3 asl lv ld 1 3 asn lw ld 1 3 \
        asp lv n6 1 3 asr lw n6 1 2 aul lv 1 2 aun lw 1 3 aup lv lc 1 3 aur lw lc 1 3 aut lv ld \
        1 3 auv lw ld 1 3 aux lv n6 1 3 auz lw n6 1 2 at1 lv 1 2 at3 lw 1 3 at5 lv lc 1 3 at7 lw \
        lc 1 3 at9 lv ld 1 3 atb lw ld 3 2 av9 lv 1 2 avb lw 1 3 avd lv lc 1 3 avf lw lc 1 3 avh \
        lv ld 1 3 avj lw ld 3 2 att lv 1 2 atv lw 1 3 atx lv lc 1 3 atz lw lc 1 3 au1 lv ld 1 3 \
        au3 lw ld 1 3 au5 lv n6 1 3 au7 lw n6 1 2 aw1 lv 1 2 aw3 lw 1 3 aw5 lv lc 1 3 aw7 lw lc \
        1 3 aw9 lv ld 1 3 awb lw ld 1 3 awd lv n6 1 3 awf lw n6 1 2 aul lv 1 2 aun lw 1 3 aup lv \
        lc 1 3 aur lw lc 1 3 aut lv ld 1 3 auv lw ld 1 3 aux lv n6 1 3 auz lw n6 1 2 awt lv 1 2 \
        awv lw 1 3 awx lv lc 1 3 awz lw lc 1 3 ax1 lv ld 1 3 ax3 lw ld 1 3 ax5 lv n6 1 3 ax7 lw \
        n6 1 2 av5 lv 1 2 av7 lw 1 3 av9 lv lc 1 3 avb lw lc 1 3 avd lv ld 1 3 avf lw ld 3 2 axd \
        lv 1 2 axf lw 1 3 axh lv lc 1 3 axj lw lc 1 3 axl lv ld 1 3 axn lw ld 3 2 avp lv 1 2 avr \
        lw 1 3 avt lv lc 1 3 avv lw lc 1 3 avx lv ld 1 3 avz lw ld 1 3 aw1 lv n6 1 3 aw3 lw n6 2 \
        2 axz lw 2 3 ay3 lw lc 2 3 ay7 lw ld 2 3 ayb lw n6 1 2 awd lv 1 2 awf lw 1 3 awh lv lc 1 \
        3 awj lw lc 1 3 awl lv ld 1 3 awn lw ld 1 3 awp lv n6 1 3 awr lw n6 1 2 ayl lv 1 2 ayn \
        lw 1 3 ayp lv lc 1 3 ayr lw lc 1 3 ayt lv ld 1 3 ayv lw ld 1 3 ayx lv n6 1 3 ayz lw n6 1 \
        2 ayl lc 1 2 ayn ld 1 2 ayh lc 1 2 ayj ld 1 2 ayh lc 1 2 ayj ld 1 2 ayh lc 1 2 ayj ld 1 \
        2 ay9 lc 1 2 ayb ld 1 2 ay1 lc 1 2 ay3 ld 1 2 axx lc 1 2 axz ld 3 3 azh lv n9 1 3 azj lw \
        n9 1 4 azl lv lc n9 1 4 azn lw lc n9 1 4 azp lv ld n9 1 4 azr lw ld n9 1 4 azt lv n6 n9 \
        1 4 azv lw n6 n9 1 3 b1p lv n9 1 3 b1r lw n9 1 4 b1t lv lc n9 1 4 b1v lw lc n9 1 4 b1x \
        lv ld n9 1 4 b1z lw ld n9 1 4 b21 lv n6 n9 1 4 b23 lw n6 n9 1 3 b01 lv n9 1 3 b03 lw n9 \
        1 4 b05 lv lc n9 1 4 b07 lw lc n9 1 4 b09 lv ld n9 1 4 b0b lw ld n9 1 4 b0d lv n6 n9 1 4 \
        b0f lw n6 n9 1 3 b29 lv n9 1 3 b2b lw n9 1 4 b2d lv lc n9 1 4 b2f lw lc n9 1 4 b2h lv ld \
        n9 1 4 b2j lw ld n9 1 4 b2l lv n6 n9 1 4 b2n lw n6 n9 1 3 azx lv n9 1 3 azz lw n9 1 4 \
        b01 lv lc n9 1 4 b03 lw lc n9 1 4 b05 lv ld n9 1 4 b07 lw ld n9 1 4 b09 lv n6 n9 1 4 b0b \
        lw n6 n9 1 3 b25 lv n9 1 3 b27 lw n9 1 4 b29 lv lc n9 1 4 b2b lw lc n9 1 4 b2d lv ld n9 \
        1 4 b2f lw ld n9 1 4 b2h lv n6 n9 1 4 b2j lw n6 n9 1 2 b25 li 1 2 b27 lg 1 3 b29 lc n9 1 \
        2 b2b n9 1 3 b2d ld n9 2 2 b2h n6 1 3 b2j n6 n9 1 2 b4d li 1 2 b4f lg 1 2 b4h lc 1 2 b4j \
        ld 1 2 b4l n9 2 1 b2h 3 2 ca9 n6 1 3 b2t lc n9 1 2 b2v n9 1 3 b2x ld n9 2 2 b31 n6 1 3 \
        b33 n6 n9 1 2 b51 lc 1 2 b53 ld 1 2 b51 lc 1 2 b53 ld 1 2 b55 n9 1 2 r lc 1 2 t ld 1 2 v \
        n6 1 2 b3h li 1 2 b3j lg 1 3 b3l lk lc 1 3 b3n lk ld 3 2 b3t n6 1 3 b3v lk n6 1 2 b5p li \
        1 2 b5r lg 1 2 b5t lc 1 2 b5v ld 2 2 1u lc 1 2 1s ld 1 2 1q n6 1 2 b3p li 1 2 b3r lg 1 3 \
        b3t lk lc 1 3 b3v lk ld 1 2 b45 lv 1 2 b47 lw 1 2 b41 n6 1 3 b43 lk n6 1 2 b5x li 1 2 \
        b5z lg 1 2 b61 lc 1 2 b63 ld 1 2 b6d lw 1 2 ccp lc 1 2 ccr ld 1 1 cgt 3 3 b4h lc n9 1 2 \
        b4j n9 1 3 b4l ld n9 2 2 b4p n6 1 3 b4r n6 n9 1 2 b75 lc 1 2 b77 ld 1 2 b6p lc 1 2 b6r \
        ld 1 2 b6t n9 1 1 ccx 3 1 4 1 1 4 85 1 bnd 4 1 czh 1 2 d03 lm 33 2 j mw 1 2 h mw j 2 1f \
        mw v 2 6 mw 1 2 c mw 1 2 6 mw 1h 2 1 mw 5 2 1 mw 3 2 1 mw o 2 1 mw 2 2 1 mw r 2 9 mw 3 2 \
        1 mw 3 2 3 mw 2 2 1 mw n 2 dhh mw 2 2 1 mw b 2 1r mw 1 2 dib mw 1 2 di9 mw 1 2 n mw 1 2 \
        n mw 3 2 3 mw 1 2 3 mw 3 2 3 mw 1 2 3 mw 7 2 b mw 1 2 b mw 3 2 3 mw 1 2 3 mw 3 2 3 mw 1 \
        2 3 mw z 2 j mw 1 2 9 mw 1 2 9 mw 1 2 7 mw 1d 2 5j mw 1 2 5j mw 1 2 4h mw 1 2 4h mw 7 2 \
        33 mw 1 2 33 mw 1 2 33 mw 1 2 33 mw 1o 1 532 1 1 532 1iq 2 2 mw 12o 2 1 9ll 2 2 1 9ll 2 \
        2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll \
        2 2 1 9ll 3 2 1 9ll 2 2 1 9ll 2 2 1 9ll 7 2 1 9ll 1 2 3 9lm 2 2 1 9ll 1 2 3 9lm 2 2 1 \
        9ll 1 2 3 9lm 2 2 1 9ll 1 2 3 9lm 2 2 1 9ll 1 2 3 9lm n 2 4b 9ll a 2 1 9ll e 2 1 9ll 2 2 \
        1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 2 1 9ll 2 \
        2 1 9ll 2 2 1 9ll 3 2 1 9ll 2 2 1 9ll 2 2 1 9ll 7 2 1 9ll 1 2 3 9lm 2 2 1 9ll 1 2 3 9lm \
        2 2 1 9ll 1 2 3 9lm 2 2 1 9ll 1 2 3 9lm 2 2 1 9ll 1 2 3 9lm n 2 4b 9ll 3 2 f 9ll 1 2 f \
        9ll 1 2 f 9ll 1 2 f 9ll 4 2 1 9ll 13ia 1 16y7 1 1 1lp5 1 1 15yn 1 1 16r9 1 1 1ilh 1 1 \
        1vhh 1 1 1t8h 1 1 zbp 1 1 zbr 1 1 1r3j 1 1 14s1 1 1 1slj 1 1 1r47 1 1 1not 1 1 1fm1 1 1 \
        1c0j 1 1 19cx 1 1 18rx 1 1 18ab 1 1 15af 1 1 1kir 1 1 1jar 1 1 1htl 1 1 1gmp 1 1 1a5x 1 \
        1 14yl 1 1 11ld 1 1 1ve9 1 1 1tfx 1 1 1k4x 1 1 1hc5 1 1 19er 1 1 zyb 1 1 1pk1 1 1 1i7h 1 \
        1 19kb 1 1 185b 1 1 1nef 1 1 1b4r 1 1 18nj 1 1 1ozf 1 1 1lpf 1 1 1j7j 1 1 1h0d 1 1 158b \
        1 1 1v0t 1 1 1u5p 1 1 1tpd 1 1 1mmv 1 1 1k8r 1 1 1hdv 1 1 1fh3 1 1 1bvp 1 1 19i5 1 1 \
        19df 1 1 16dr 1 1 12q3 1 1 111v 1 1 101r 1 1 1eu5 1 1 1egp 1 1 1cu1 1 1 1aeh 1 1 14dx 1 \
        1 zup 1 1 17md 1 1 1rd1 1 1 1oxp 1 1 1dc7 1 1 1bpp 1 1 1haf 1 1 1erd 1 1 16vf 1 1 12ub 1 \
        1 1rdv 1 1 1pzl 1 1 1kkx 1 1 1j39 1 1 1im5 1 1 1d1b 1 1 1cmp 1 1 134b 1 1 1trz 1 1 1bpr \
        1 1 1u5r 1 1 1u6p 1 1 1e9f 1 1 1ctt 1 1 1adp 1 1 132f 1 1 17eb 1 1 1nh3 1 1 1kmr 1 1 \
        17lp 1 1 1vm1 1 1 1q7j 1 1 1okb 1 1 1gvn 1 1 1g4j 1 1 1tp3 1 1 1eq9 1 1 1v0r 1 1 1oqh 1 \
        1 1voz 1 1 1jjr 1 1 1mg1 1 1 1d3j 1 1 1tfz 1 1 1rmj 1 1 1fiv 1 1 1aa1 1 1 17rd 1 1 1jzf \
        1 1 15s1 1 1 1jo3 1 1 1nft 1 1 1au5 1 1 1n6x 1 1 1g69 1 1 1vgx 1 1 1ue5 1 1 1u8v 1 1 \
        1l9t 1 1 1d7r 1 1 1b15 1 1 17px 1 1 14yl 1 1 1tsj 1 1 1ta3 1 1 1r8b 1 1 1p2j 1 1 1md7 1 \
        1 1ibv 1 1 1eph 1 1 13g1 1 1 11kp 1 1 zxd 1 1 zud 1 1 1ty5 1 1 1lzd 1 1 1k4p 1 1 15xx 1 \
        1 1p9v 1 1 1o1p 1 1 1nvj 1 1 1mul 1 1 1iot 1 1 1hub 1 1 1gk5 1 1 1ehh 1 1 1cub 1 1 1bv3 \
        1 1 161v 1 1 1a39 1 1 15nx 1 1 14f5 1 1 1u6h 1 1 1tyr 1 1 1t4x 1 1 1i25 1 1 18l7 1 1 \
        17u5 1 1 1p69 1 1 1opn 1 1 1nbl 1 1 1k31 1 1 1djj 1 1 1h0j 1 1 1vgn 1 1 1s9r 1 1 1qbp 1 \
        1 1plt 1 1 1onz 1 1 1gxh 1 1 1gnd 1 1 1c89 1 1 1byr 1 1 14vt 1 1 1307 1 1 12vp 1 1 12k7 \
        1 1 1v83 1 1 1ekv 1 1 1539 1 1 133z 1 1 1odr 1 1 1vmv 1 1 1upt 1 1 1qcb 1 1 1q7v 1 1 \
        1mix 1 1 1ks9 1 1 1hpf 1 1 1fy5 1 1 1a4r 1 1 15l9 1 1 zn1 1 1 1m61 1 1 13cf 1 1 1u2j 1 1 \
        1lsp 1 1 1lm3 1 1 1jip 1 1 1izh 1 1 1gud 1 1 1gbr 1 1 1f45 1 1 1da5 1 1 12hv 1 1 1uiv 1 \
        1 1nwn 1 1 1391 1 1 1v0x 1 1 1px3 1 1 1j9z 1 1 1655 1 1 1oyh 1 1 1oa1 1 1 1ll1 1 1 1h2f \
        1 1 138r 1 1 1u93 1 1 1ti5 1 1 1q7n 1 1 1me1 1 1 1lwl 1 1 1ldf 1 1 1jp7 1 1 1gvv 1 1 \
        1g5h 1 1 1cd5 1 1 18of 1 1 18nh 1 1 154p 1 1 134f 1 1 1tuf 1 1 1izn 1 1 1ti7 1 1 1hrv 1 \
        1 1god 1 1 19t7 1 1 138b 1 1 10z9 1 1 102v 1 1 1ltl 1 1 1jdf 1 1 1bff 1 1 1e8n 1 1 1e3z \
        1 1 1djh 1 1 1hf7 1 1 1i9v 1 1 17pj 1 1 1vnd 1 1 1axb 1 1 1ua1 1 1 1ucx 1 1 1pdh 1 1 \
        1nq5 1 1 1dg9 1 1 1qm5 1 1 1jnx 1 1 1m77 1 1 166v 1 1 18xj 1 1 13ef 1 1 18fx 1 1 1pbj 1 \
        1 1uon 1 1 1swp 3 1 1rvv 2 1 1mbf 3 1 1ugd 1 1 1hav 1 1 1fvd 1 1 1ewn 1 1 1eut 1 1 1euh \
        1 1 1es7 1 1 130r 1 1 1dj1 1 1 1cch 2 1 19uj 2 1 17wz 3 1 15uh 1 1 15jl 4 1 12et 1 1 \
        12e5 1 1 12br 1 1 10j5 1 1 15lr 1 1 13an 1 1 1vcz 1 1 1uvn 1 1 1uq1 1 1 1u4z 1 1 1u3j 1 \
        1 1txj 1 1 1t0x 1 1 1sv5 1 1 1spr 1 1 1rzl 1 1 1rtv 1 1 1qct 1 1 1qcb 1 1 1opd 1 1 1odn \
        1 1 1obl 1 1 1o63 1 1 1mub 1 1 1mm7 1 1 1mcj 1 1 1lkt 1 1 1jmj 1 1 1jdj 1 1 1iyx 1 1 \
        1i2b 1 1 1hrv 1 1 1gzz 1 1 1f8z 1 1 1ezf 1 1 1eyv 1 1 1eyz 1 1 1eyl 1 1 1eyb 1 1 1exz 1 \
        1 1evd 1 1 1evd 1 1 1elj 1 1 1ehz 1 1 1e0b 1 1 1d51 1 1 1d3x 1 1 1d0v 1 1 1cjz 1 1 1cbv \
        1 1 1bkt 1 1 1bd3 1 1 1bd5 1 1 1amn 1 1 18rj 1 1 18k5 1 1 1801 1 1 17wz 1 1 17a9 1 1 \
        177d 1 1 165b 1 1 15y5 1 1 13bd 1 1 12vn 1 1 12sd 1 1 1otn 1 1 3ls4 1 1 1bjd 3 1 1w2b 1 \
        1 1unr 1 1 1us3 1 1 1vj9 1 1 1uu5 1 1 1uqx 1 1 1u8t 1 1 1u61 1 1 1t4l 1 1 1t8n 1 1 1t4x \
        1 1 1t0x 1 1 1s1v 1 1 1rwz 1 1 1roz 1 1 1ro5 1 1 1r97 1 1 1qy9 1 1 1pi7 1 1 1phv 1 1 \
        1p9x 1 1 1p67 1 1 1opn 1 1 1oj5 1 1 1on3 1 1 1ofp 1 1 1oib 1 1 1oa9 1 1 1o6n 1 1 1nkh 1 \
        1 1nfn 1 1 1ncp 1 1 1myb 1 1 1mih 1 1 1m9h 1 1 1m9b 1 1 1m63 1 1 1kjb 1 1 1kfr 1 1 1ju3 \
        1 1 1j7d 1 1 1j8b 1 1 1j3j 1 1 1ipl 1 1 1i6z 1 1 1fqj 1 1 1hw1 1 1 1hpb 1 1 1hij 1 1 \
        1h0f 1 1 1gs7 1 1 1gpb 1 1 1gct 1 1 1gcr 1 1 1g3b 1 1 1g2f 1 1 1g13 1 1 1fwd 1 1 1fwz 1 \
        1 1fb1 1 1 1ek5 1 1 1e55 1 1 1dut 1 1 1dif 1 1 1d9z 1 1 1crp 1 1 1cgp 1 1 1b5t 1 1 1ax5 \
        1 1 19iv 1 1 18tl 1 1 18pt 1 1 18oz 1 1 188j 1 1 185f 1 1 187z 1 1 1851 1 1 1859 1 1 \
        1869 1 1 1823 1 1 17xn 1 1 17ch 1 1 16hf 1 1 1601 1 1 15jp 1 1 157h 1 1 13mb 1 1 13gn 1 \
        1 13ab 1 1 132z 1 1 1311 1 1 130f 1 1 12xt 1 1 11th 1 1 100z 1 1 3b3q 1 1 3b3c 1 1 3fns \
        1 1 23jd 1 1 21rp 1 1 21px 1 1 3roo 1 1 3vuc 1 1 49a0 1 1 106h 1 1 102d 1w 2 2ow7 14k 2 \
        2 2oux 14n b 2 2ow1 14x 1 2 2ow3 14y 1 3 2ow5 14s 14x 1 3 2ow7 14s 14y 1 2 2oxn 14n 1 2 \
        2oxp 14o 1 2 2oxr 14s 1 2 2oxr 14s 1 2 2oxr 14s 1 2 2oxr 14s 1 2 2oxr 14s 1 2 2oxr 14s 1 \
        2 2oxr 14s 2 2 2oxr 14s 1 2 2oxr 14s 1 2 2oxr 14s 1 2 2oxr 14s 1 2 2oxr 14s 2 2 2oxr 14s \
        2 2 2oxr 14s 1 2 2oxr 14s 2 2 2oxr 14s 1 2 2oxr 14s 2 2 2oxr 14s 1 2 2oxr 14s 1 2 2oxr \
        14s 1 2 2oxr 14s 1 2 2oxr 14s 1 2 2oyz 14p 1 2 2oz9 14v 1 2 2oyr 14v 1 2 2oyb 14v 47g 2 \
        1 1hve 2 2 1 1hve f 2 b 1hve 3n 2 6 1hyf 1 2 6 1hyf f0 2 7 1ida 1 2 9 1idz a7 2 3 1inu 1 \
        2 5 1ink 2 2 9 1inx 70 2 3 1iun 1 2 3 1iun 112b 2 d 2jxh 1 2 d 2jxh 1 3 f 2jxh 2jxq 1 3 \
        h 2jxh 2jxr 1 3 j 2jxh 2jxs 1 3 l 2jxh 2jxt 1 3 n 2jxh 2jxu 2f 2 3 2jxh 1 2 3 2jxh 1 3 7 \
        2jxh 2jxq 1 3 7 2jxh 2jxq 1 3 b 2jxh 2jxr 1 3 b 2jxh 2jxr 1m4g 1 7hc5 1 1 7hch 1 1 7hc1 \
        1 1 2pj5 1 1 7gw7 1 1 7grx 1 1 7gr9 1 1 7gnd 1 1 7ggr 1 1 7gf3 1 1 7gat 1 1 7gc7 1 1 \
        7rh7 1 1 2nj9 1 1 7g5d 1 1 7g51 1 1 7g47 1 1 7g37 1 1 2nzf 1 1 7rg3 1 1 7g49 1 1 7g27 1 \
        1 2nx1 1 1 7g1r 1 1 7g13 1 1 7h5l 1 1 7g0r 1 1 7g0b 1 1 14e1 1 1 7fwv 1 1 7fw5 1 1 7ren \
        1 1 7ft5 1 1 7fsl 1 1 7fq7 1 1 7fpz 1 1 7rbx 1 1 7fln 1 1 7fll 1 1 7fk5 1 1 7fiz 1 1 \
        7fif 1 1 7fif 1 1 7fhj 1 1 7fet 1 1 7fef 1 1 7fdz 1 1 7fcn 1 1 7fc5 1 1 7fc3 1 1 7fc5 1 \
        1 7fc7 1 1 2m1b 1 1 73wp 1 1 7f87 1 1 7f73 1 1 2lk9 1 1 7f6j 1 1 7f69 1 1 7f55 1 1 7ewr \
        1 1 7f2h 1 1 7f1n 1 1 7ezx 1 1 7ewr 1 1 7es5 1 1 7eqr 1 1 7en3 1 1 7em9 1 1 7ekh 1 1 \
        7ekj 1 1 7ejf 1 1 7eih 1 1 7ei3 1 1 7ehb 1 1 7dyh 1 1 7edn 1 1 7dyj 1 1 7e9l 1 1 7e7p 1 \
        1 7fyp 1 1 7d8l 1 1 7don 1 1 7dml 1 1 7dl9 1 1 7dsj 1 1 7djb 1 1 7djf 1 1 7dcn 1 1 2hux \
        1 1 7d8v 1 1 7d8n 1 1 7d7v 1 1 7d6t 1 1 7d6f 1 1 7d2x 1 1 2h67 1 1 2h2l 1 1 7cvf 1 1 \
        7csv 1 1 7cs9 1 1 7cwp 1 1 7cov 1 1 7qpd 1 1 7qon 1 1 7cg1 1 1 7cd3 1 1 7cd5 1 1 2fyf 1 \
        1 7c5v 1 1 7c4r 1 1 7c3z 1 1 7c3d 1 1 2fg1 1 1 7c2t 1 1 7c2h 1 1 7arl 1 1 7c11 1 1 7qi1 \
        1 1 7bxp 1 1 7bwz 1 1 7bsh 1 1 7bvd 1 1 2ect 1 1 7bld 1 1 2ect 1 1 7bj3 1 1 7bjb 1 1 \
        7bif 1 1 7bcv 1 1 7bcv 1 1 7q93 1 1 7bbh 1 1 7b95 1 1 7b81 1 1 7b5n 1 1 7q6j 1 1 2cy3 1 \
        1 7q57 1 1 7b1x 1 1 7b1t 1 1 7b1p 1 1 7b0n 1 1 xkp 1 1 7axv 1 1 2can 1 1 2cap 1 1 6x43 1 \
        1 7aw3 1 1 7aw5 1 1 7q1p 1 1 2665 1 1 1njv 1 1 7ast 1 1 7asd 1 1 7q0f 1 1 7apv 1 1 7an3 \
        1 1 7aml 1 1 7akr 1 1 7ad9 1 1 7pvx 1 1 7pxn 1 1 7acd 1 1 2avz 1 1 7a9n 1 1 7a2j 1 1 \
        7a2d 1 1 7a2b 1 1 7a2h 1 1 79zz 1 1 79yx 1 1 79wz 1 1 79xt 1 1 79x9 1 1 79up 1 1 79tn 1 \
        1 79th 1 1 79s3 1 1 79rj 1 1 79nx 1 1 79jb 1 1 79hf 1 1 79al 1 1 2993 1 1 79br 1 1 79ff \
        1 1 799h 1 1 7981 1 1 792p 1 1 28wp 1 1 78zd 1 1 794l 1 1 7967 1 1 7pk7 1 1 78vn 1 1 \
        78uj 1 1 78sv 1 1 78v1 1 1 7ph1 1 1 78j5 1 1 78hl 1 1 27b3 1 1 78b3 1 1 77vr 1 1 785j 1 \
        1 7p7t 1 1 781n 1 1 7p8v 1 1 7pax 1 1 7gcf 1 1 7gcb 1 1 77vr 1 1 781d 1 1 6xqp 1 1 7lrv \
        1 1 77up 1 1 77uj 1 1 77u9 1 1 77qx 1 1 77rl 1 1 25v7 1 1 7p61 1 1 77ih 1 1 77p1 1 1 \
        77dp 1 1 77ax 1 1 25m3 1 1 77aj 1 1 77gr 1 1 7737 1 1 7p1v 1 1 770r 1 1 76vf 1 1 76rj 1 \
        1 76h1 1 1 24r5 1 1 76eb 1 1 7ovf 1 1 76aj 1 1 23yp 1 1 767t 1 1 7osn 1 1 7669 1 1 763t \
        1 1 762d 1 1 762d 1 1 2383 1 1 2evt 1 1 2325 1 1 75uf 1 1 22d9 1 1 75o9 1 1 75nj 1 1 \
        75t9 1 1 75jl 1 1 75hf 1 1 75eb 1 1 75hd 1 1 75f7 1 1 75ef 1 1 75dr 1 1 228f 1 1 75id 1 \
        1 754h 1 1 7511 1 1 7oh9 1 1 74vz 1 1 74w9 1 1 21kn 1 1 757t 1 1 74n5 1 1 21cz 1 1 21ad \
        1 1 74if 1 1 74c3 1 1 74dn 1 1 74dv 1 1 7ocf 1 1 74bd 1 1 748l 1 1 748z 1 1 7461 1 1 \
        2odn 1 1 73xp 1 1 206r 1 1 73sz 1 1 1zon 1 1 73lb 1 1 73kn 1 1 73j7 1 1 1yr9 1 1 73gn 1 \
        1 73fj 1 1 1yap 1 1 1xyd 1 1 732z 1 1 7323 1 1 7ny3 1 1 730r 1 1 7nxj 1 1 7nxl 1 1 72rx \
        1 1 72qt 1 1 72pp 1 1 72on 1 1 72kv 1 1 7nsf 1 1 72fz 1 1 1wcd 1 1 72en 1 1 1w7d 1 1 \
        72bz 1 1 2d6b 1 1 7237 1 1 1v03 1 1 1uyv 1 1 1ur5 1 1 7ngj 1 1 7nfx 1 1 71qv 1 1 1uhn 1 \
        1 1uhr 1 1 1ufn 1 1 1ue9 1 1 71ot 1 1 71ot 1 1 71ov 1 1 71mj 1 1 7ndr 1 1 71j1 1 1 7nd5 \
        1 1 7n8r 1 1 1t9b 1 1 718f 1 1 7151 1 1 711j 1 1 7n4r 1 1 1sgn 1 1 70u1 1 1 1sab 1 1 \
        1s7z 1 1 70r1 1 1 70lz 1 1 7n0x 1 1 70hd 1 1 70gv 1 1 70gn 1 1 1r5r 1 1 1qp7 1 1 1qp9 1 \
        1 7081 1 1 7mpn 1 1 1qaz 1 1 6zw7 1 1 6zw3 1 1 7mnt 1 1 1pzd 1 1 6zhj 1 1 7mh9 1 1 6zgf \
        1 1 6zgr 1 1 6zf7 1 1 1osp 1 1 6z9t 1 1 7mc7 1 1 6z4d 1 1 6z15 1 1 6yxh 1 1 7m9l 1 1 \
        1nrn 1 1 1npz 1 1 7m7p 1 1 1nhz 1 1 6ygn 1 1 1nch 1 1 6yf9 1 1 6y9p 1 1 6y95 1 1 1mpt 1 \
        1 1mlt 1 1 6y49 1 1 1mej 1 1 6y3h 1 1 269t 1 1 7m1j 1 1 6xzz 1 1 6xvj 1 1 7lyp 1 1 6xsd \
        1 1 7d0h 1 1 1lmn 1 1 1llx 1 1 267f 1 1 266z 1 1 6xhv 1 1 6xhr 1 1 6s4d 1 1 7ltx 1 1 \
        6xa3 1 1 6xah 1 1 6x9j 1 1 7g71 1 1 6x8j 1 1 6x8h 1 1 6x7z 1 1 6x5r 1 1 1k8l 1 1 6x5x 1 \
        1 6x2v 1 1 6wz1 1 1 6wuz 1 1 6x2p 1 1 6wu7 1 1 6wrx 1 1 6wlr 1 1 6x09 1 1 6wtp 1 1 6wtn \
        1 1 6wst 1 1 1jvf 1 1 1jeb 1 1 1jmp 1 1 7lkn 1 1 6wdp 1 1 6wdn 1 1 6wbr 1 1 1gw1 1 1 \
        6w7j 1 1 1ipt 1 1 7li9 1 1 7li3 1 1 1iil 1 1 1i2l 1 1 7lhp 1 1 6vut 1 1 6vu7 1 1 6vtn 1 \
        1 6vtl 1 1 6vq3 1 1 6vrz 1 1 6vkl 1 1 6vn3 1 1 6ver 1 1 6vjb 1 1 6vfn 1 1 6ve7 1 1 7lcf \
        1 1 6v99 1 1 6v7j 1 1 7lap 1 1 6v2d 1 1 6v29 1 1 1fwb 1 1 6uvx 1 1 6uvl 1 1 7l7p 1 1 \
        6uu5 1 1 7s4d 1 1 1f09 1 1 1eq3 1 1 7l0d 1 1 7kzx 1 1 6u71 1 1 6u2t 1 1 6tu5 1 1 6tix 1 \
        1 1dg5 1 1 6te9 1 1 6td3 1 1 6t85 1 1 6t33 1 1 1cgh 1 1 2njd 1 1 6syl 1 1 6szh 1 1 6swn \
        1 1 2n7h 1 1 6sk3 1 1 6sel 1 1 19uj 1 1 19t3 1 1 6rvf 1 1 6rqb 1 1 6rol 1 1 19bh 1 1 \
        6ro5 1 1 6r8d 1 1 6qzl 1 1 6qzl 1 1 6r4r 1 1 6qjn 1 1 6qi5 1 1 17fp 1 1 6pxh 1 1 7jxv 1 \
        1 6pv5 1 1 16ur 1 1 7jtj 1 1 6pgf 1 1 7c03 1 1 6pb7 1 1 15cx 1 1 1515 1 1 7jmb 1 1 7jlx \
        1 1 6p0z 1 1 149t 1 1 7jir 1 1 1425 1 1 6oyt 1 1 6oyv 1 1 6ox9 1 1 13md 1 1 6on3 1 1 \
        7jbz 1 1 6oj9 1 1 6ocb 1 1 6oav 1 1 6o7l 1 1 7j3n 1 1 11gx 1 1 6nsf 1 1 6nbp 1 1 6n19 1 \
        1 7ipp 1 1 7io1 1 1 6mvj 1 1 z9f 1 1 7inl 1 1 z6h 1 1 yrt 1 1 ykl 1 1 6mcz 1 1 7iin 1 1 \
        6m9n 1 1 6m9f 1 1 6m93 1 1 6m8l 1 1 6m89 1 1 6m69 1 1 x89
        """

    /// Scalars whose lower case is one scalar.
    static let lowercase = """
        1t q 1 1s 2t n 1 1s 1 7 1 1s x o 2 2 3 3 2 2 2 8 2 2 2 n 2 2 1 1 1 6p 0 3 2 2 3 1 1 bo 0 \
        2 2 2 1 1 1 bg 0 1 1 2 1 2 1 be 0 1 1 2 2 1 1 4e 0 1 1 b8 0 1 1 ba 0 1 1 2 1 1 1 be 0 1 \
        1 bi 1 1 1 bq 0 1 1 bm 0 1 1 2 3 1 1 bq 0 1 1 bu 1 1 1 bw 0 3 2 2 1 1 1 c4 0 1 1 2 1 1 1 \
        c4 2 1 1 2 1 1 1 c4 0 1 1 2 1 2 1 c2 0 2 2 2 1 1 1 c6 0 1 1 2 3 1 1 2 7 1 1 4 0 1 1 2 1 \
        1 1 4 0 1 1 2 1 1 1 4 0 9 2 2 2 9 2 2 2 1 1 4 0 2 2 2 1 1 1 5d 0 1 1 33 0 k 2 2 1 1 1 77 \
        1 9 2 2 7 1 1 gnq 0 1 1 2 1 1 1 91 0 1 1 gnk 2 1 1 2 1 1 1 at 0 1 1 3u 0 1 1 3y 0 5 2 2 \
        81 2 2 2 3 1 1 2 8 1 1 6g 6 1 1 24 1 3 1 22 1 1 1 3k 1 2 1 3i 1 h 1 1s 1 9 1 1s z 1 1 g \
        8 c 2 2 5 1 1 3b 2 1 1 2 1 1 1 d 0 1 1 2 2 3 1 77 0 g 1 4g 0 w 1 1s 1c h 2 2 9 r 2 2 1 1 \
        1 u 0 7 2 2 2 1c 2 2 2 12 1 2o 289 12 1 b7k 1 1 1 b7k 5 1 1 b7k k2 28 1 1nz4 0 6 1 g 1oz \
        1 1 2 6 17 1 4n3 2 3 1 4n3 8w 23 2 2 9 1 1 br1 1 1c 2 2 9 8 1 f 8 6 1 f a 8 1 f 8 8 1 f \
        8 6 1 f b 4 2 f 8 8 1 f o 8 1 f 8 8 1 f 8 8 1 f 8 2 1 f 0 2 1 43 0 1 1 h b 4 1 4r 0 1 1 \
        h b 2 1 f 0 2 1 5j c 2 1 f 0 2 1 67 0 1 1 d b 2 1 73 0 2 1 6z 0 1 1 h 89 1 1 bll 3 1 1 \
        cxp 0 1 1 cqz 6 1 1 1k 19 g 1 w j 1 1 2 mq q 1 1g 1f4 1c 1 2o 1c 1 1 2 1 1 1 gkt 0 1 1 \
        5vv 0 1 1 gjx 2 3 2 2 1 1 1 gmv 0 1 1 gl5 0 1 1 gn1 0 1 1 gmz 1 1 1 2 2 1 1 2 8 2 1 got \
        0 1e 2 2 8 2 2 2 4 1 1 2 nyl n 2 2 j e 2 2 3r 7 2 2 3 v 2 2 a 2 2 2 1 1 1 1iiv 0 5 2 2 4 \
        1 1 2 1 1 1 1t8v 2 2 2 2 3 a 2 2 1 1 1 1taf 0 1 1 1tb1 0 1 1 1tat 0 1 1 1ta9 0 1 1 1taf \
        1 1 1 1t7n 0 1 1 1t8z 0 1 1 1t7t 0 1 1 1fk 0 8 2 2 1 1 1 2n 0 1 1 1tad 0 1 1 1ilr 0 2 2 \
        2 1 1 1 1tcd 0 8 2 2 1 1 1 1toh o 1 1 2 h7v q 1 1s xx 14 1 28 3s 10 1 28 4c b 1 26 1 f 1 \
        26 1 7 1 26 1 2 1 26 1d6 1f 1 3k 4d m 1 1s 27u w 1 1s gw0 w 1 1s 1s p 1 1i o5j y 1 1w
        """

    /// Letters, of the words of byte-level BPE.
    static let letters = """
        1t q 6 q 1b 1 a 1 4 1 5 n 1 v 1 cq 4 c e 5 7 1 1 1 3l 5 1 2 2 4 1 1 6 1 1 3 1 1 1 k 1 2b \
        1 3v 8 4m 1 12 2 1 6 15 1z r 4 4 19 17 z 2 1 2r 1 1 f 2 7 2 a 3 2 1 g 1 1 u t 2h b 1 o x \
        9 2 4 1 5 m 4 1 9 1 3 1 n p 7 b 5 o 1 6 h 16 1m 1i 3 1 i 1 7 a f g 4 8 2 2 2 m 1 7 1 1 3 \
        4 3 1 g 1 d 2 1 3 e 2 a 1 8 6 4 2 2 m 1 7 1 2 1 2 1 2 v 4 1 1 j 3 g 9 1 3 1 m 1 7 1 2 1 \
        5 3 1 i 1 f 2 n 1 b 8 2 2 2 m 1 7 1 2 1 5 3 1 u 2 1 3 f 1 h 1 1 6 3 3 1 4 3 2 1 1 1 2 3 \
        2 3 3 3 c m 1 1g 8 1 3 1 n 1 g 3 1 q 3 2 1 2 2 u 1 4 8 1 3 1 n 1 a 1 5 3 1 v 2 1 2 f 2 h \
        9 1 3 1 15 2 1 g 1 5 3 8 3 o 6 5 i 3 o 1 9 1 1 2 7 1m 1c 1 2 c 7 1m 2 1 1 1 5 1 o 1 1 1 \
        a 1 2 9 1 2 5 1 1 l 4 w 1 1r 8 1 10 r 5 37 17 k 1 g 6 4 4 3 1 3 2 7 3 4 d c 1 h 12 1 1 5 \
        1 2 17 1 99 1 4 2 7 1 1 1 4 2 15 1 4 2 x 1 4 2 7 1 1 1 4 2 f 1 1l 1 4 2 1v 11 g g 2e 2 6 \
        3 h8 2 h 1 q 5 23 6 8 7 i d j e i e d 1 3 f 1g z 1 4 1 1v 2h 7 5 2 y 1 1 5 1y a v 1d u 2 \
        5 b 18 4 q 1i n 9 1h 2a 1 2l 1b h 8 1i u d 2 a 18 q 10 15 3 a 10 2 b 5 17 2 3 15 4 1 6 1 \
        2 3 1 5 5c 1s 7q 2 6 2 12 2 6 2 8 1 1 1 1 1 1 1 v 2 1h 1 7 1 1 3 3 1 7 3 4 2 6 4 d 5 3 1 \
        7 38 1 d 1 g d 2t 1 4 1 2 a 1 1 3 5 6 1 1 1 1 1 1 4 1 b 2 4 5 5 4 1 1g 2 22j 6d 6 4 3 2 \
        c 12 1 1 5 1 2 1k 7 1 g n 9 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 28 1 d1 2 16 5 5 2 4 2e 6 3 1 \
        2i 1 4 5 17 1 2m h w 1c g e8 534 1s h3h 1v 1a 2 7h 3 g a 2 k 1b g v 2 1y 1d 9 2 2v 2 1v \
        2 2 1 1 1 8 l g 1 3 1 4 1 n t 1g e 1e 1q 6 3 1 1 2 b s a n p t 7 1b s 1 g 5 1 a a 5 1 15 \
        n 3 1 8 k n 3 1 3 1e 1 1 3 2 2 5 2 1 1 1 o 3 2 b 7 3 c 6 2 6 2 6 9 7 1 7 1 17 1 e 6 37 t \
        8mc c n 4 1d 6is a6 2 2y 12 7 c 5 5 1 1 a 1 d 1 5 1 1 1 2 1 2 1 30 x a3 i 1s 2 1i 14 c \
        38 5 1 3r 10 q 6 q b 2h 3 6 2 6 2 6 2 3 z c 1 q 1 j 1 2 1 f 2 e y 3f at t 3 1d 1b w d k \
        1 8 6 12 a u 2 10 4 8 1c 4e i 10 4 10 4 14 8 1g c b 1 f 1 7 1 2 1 b 1 f 1 7 1 2 3 1g c \
        8n 9 m a 8 o 6 1 16 1 9 1x 6 2 1 1 18 1 2 3 1 2 n a n 9 v 1t j 1 2 a m a q 1y 1k 6 2 1s \
        1 f 4 1 3 1 t 16 t 3 t z 8 1 s r 1i a m a j d i 32 21 1j 1f d 1f d 10 12 s 9 n 6y 16 6 2 \
        g 3 1n t a 1 8 m 16 i 1a l r n c 1h 1l 2 2 1 d 19 w p q 10 t 1 2 1 8 z 3 1 c 1c e 4 l 1 \
        1 1 z i 1 p j 2 1r 7 1 1 1 4 1 f 1 a 7 1b 12 8 2 2 2 m 1 7 1 2 1 5 3 1 i 1 c 5 u a 1 1 2 \
        1 1 12 1 1 p 1 1 1 18 1h i 4 k 3 u 1c k 2 1 1 54 1b 15 4 10 1c k 1 1n 17 d 1 1z r 11 7 \
        55 18 38 1s v 8 2 1 2 8 1 2 1 o f 1 1 1 2m 8 2 13 g 1 1 1 s 1 a 14 7 1 l 1 b 1a j 1 i 21 \
        5j x v 9 1 11 h 1 1d u 34 7 1 2 1 12 l 1 p 6 1 2 1 w e 1 93 j f 1 1 d 1 y 3g 1 27 pm 6e \
        5g 218 2p f ts h 6 p 32z 5 g7 5a1 u 1cy ft 7 v h 27 h u i 1c g 4 v l 5 j c0 19 5v 1s 3k \
        23 5 1 1u d 1s 2 1 1 s 4qg 8 ye 15 a 6w7 4 1 7 1 2 1 83 f 1 t 3 2 1 e 4 8 b0 1s4 2z 5 d \
        3 9 7 a 4me 2d 1 1z 1 2 2 1 2 2 2 4 1 c 1 1 1 7 1 1t 1 4 2 8 1 7 1 s 1 4 1 5 1 1 3 7 1 \
        9g 2 p 1 p 1 v 1 p 1 v 1 p 1 v 1 p 1 v 1 p 1 8 1f8 v 6 6 79 1q 42 19 a 7 g 1 8x u i 18 \
        dg s 6c u 2 1 dr 7 1 4 1 2 1 f 1 5h 1n 1w 7 1 xg 4 1 r 1 2 1 1 2 1 1 a 1 4 1 1 1 1 6 1 4 \
        1 1 1 1 1 1 3 1 2 1 1 2 1 1 1 1 1 1 1 1 1 1 2 1 1 2 4 1 7 1 4 1 4 1 1 1 a 1 h 5 3 1 5 1 \
        h 3es wyo w 37e 6 66 2 4g2 e 5rl f ha 1wi f2 15u 3t7 5 38g
        """

    /// Numbers, of the same.
    static let numbers = """
        1c a 3c 2 5 1 2 3 141 a 3q a 5i a bg a 3a a 4 6 30 a 3a a 3a a 2 6 32 d 37 a 8 7 2v a 2w \
        7 7 j 31 a 2o a 3a a 1y k 7g a 1y a jz k oh 3 6n a 6 a m a 8c a 3k b 4l a 6 a 52 a 2e a \
        3q a 6 a t2 1 3 6 6 a 5i 1f 2 5 k6 1o 26 m hi u 12h 1 ll 1 p 9 e 3 9j 4 3u a u 8 1 f w a \
        13 f msg a 58 a 8w 6 4a a 12 a 5i a m a 2e a ba a geu a dp 19 c 1l h 2 9h r 10 4 t 1 8 1 \
        3q 5 5m a q6 8 p 7 13 9 23 5 m 6 4g 2 2 g 2 1a 1s 9 1g 2 u 3 23 5 2w 8 o 8 15 7 96 6 1c \
        a 6 a 7q v 4e a 16 4 34 7 3q u 3k a 1o a 40 a 7 k 6z a 9i a 3a a ae a 2u a 6 k 24 c bo j \
        2l a ie a 2e t 6b a 1y a bq a 2u l tn 33 c01 a 1t2 a 2e a 3q a 1 7 em a 7a n imx a 152 k \
        c k 30 p ut 1e 1ts a bq a dy a 6v a jw 9 3k a lz 1n 1 3 1 4 24 19 1 f qq d 25f a
        """

    /// Scalars with a longer lower case.
    static let longLowercase = """
        8g 2 b1 lj
        """
}
