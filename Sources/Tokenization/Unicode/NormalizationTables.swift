/// Character data of normalization and grapheme clusters as the `tokenizers` package has it,
/// made by Tools/fixtures/tokenizer/normalization_tables.py with tokenizers 0.23.3.
///
/// Each table is a row of base 36 numbers; `UnicodeTableReader` says what they mean.
enum NormalizationTables {
    /// Marks of every kind.
    static let combiningMarks = """
        lc 34 7n 7 7b 19 1 1 1 2 1 2 1 1 20 b 1c l g 1 2t 7 2 6 2 2 1 4 z 1 u r 2j b 1m 9 y 4 1 \
        9 1 3 1 5 17 3 3c e 1 x 1i 3 1 i 1 7 a 2 t 3 1k 1 1 7 2 2 2 3 9 1 a 2 t 3 1k 1 1 5 4 2 2 \
        3 3 1 u 2 3 1 b 3 1k 1 1 8 1 3 1 3 k 2 t 3 1k 1 1 7 2 2 2 3 8 2 a 2 u 1 1n 5 3 3 1 4 9 1 \
        14 4 1m 7 1 3 1 4 7 2 b 2 t 3 1k 1 1 7 1 3 1 4 7 2 b 2 t 3 1m 7 1 3 1 4 9 1 a 2 u 2 1y 1 \
        4 6 1 1 1 8 i 2 1p 1 2 7 c 8 2q 1 2 6 1 2 b 6 22 2 r 1 1 1 1 1 4 2 1d k 1 2 5 b 1 10 9 1 \
        2s k n 4 4 3 1 3 2 7 3 4 d c 1 1 a 4 jj 3 qa 3 t 3 t 2 u 2 1s w 9 1 19 3 3b 2 y 1 3a c 4 \
        c 63 5 1l a 1 t 2 1 1c f 1t 5 1b h 12 9 c 3 u d 1k e 1c k 48 3 1 l 4 1 4 3 3 2 5i 1i 5 5 \
        k0 x 2da 3 3x 1 2o w fe 6 2x 2 n9w 4 1 a w 2 28 2 7k 1 3 1 4 1 n 5 2g 2 1e i q i 1g 8 p \
        d 18 4 1b e 10 1 1v e c 1 8 2 19 3 1e 1 1 3 2 2 5 2 1 1 15 5 5 2 6k 8 1 2 fn4 1 kh g g g \
        r1 1 6a 1 45 5 1ae 3 1 2 5 4 14 3 4 1 4l 2 109 3 1h f 1k 4 19 b 1x 3 10 e 1q 1 c 3 1c e \
        9 3 2n c 6 1 4g c l 4 1k 1 1 7 2 2 2 3 9 1 a 2 2 7 3 5 5c i 2x k 6j 7 2 9 r 2 2a h 2y d \
        2t f zn 8 1 8 2a m 1 e fg9 5 1n 7 t6 1a g 4 f7u 2 43q 5 3 6 8 8 2 7 u 4 44 3 1iz 1j 4 1e \
        8 1 e 1 m 5 1 f 11s 7 1 h 2 7 1 2 1 5 1ph 7 31 7 gzhx 6o
        """

    /// Digits and other numbers.
    static let numeric = """
        1c a 3c 2 5 1 2 3 141 a 3q a 5i a bg a 3a a 4 6 30 a 3a a 3a a 2 6 32 d 37 a 8 7 2v a 2w \
        7 7 j 31 a 2o a 3a a 1y k 7g a 1y a jz k oh 3 6n a 6 a m a 8c a 3k b 4l a 6 a 52 a 2e a \
        3q a 6 a t2 1 3 6 6 a 5i 1f 2 5 k6 1o 26 m hi u 12h 1 ll 1 p 9 e 3 9j 4 3u a u 8 1 f w a \
        13 f msg a 58 a 8w 6 4a a 12 a 5i a m a 2e a ba a geu a dp 19 c 1l h 2 9h r 10 4 t 1 8 1 \
        3q 5 5m a q6 8 p 7 13 9 23 5 m 6 4g 2 2 g 2 1a 1s 9 1g 2 u 3 23 5 2w 8 o 8 15 7 96 6 1c \
        a 6 a 7q v 4e a 16 4 34 7 3q u 3k a 1o a 40 a 7 k 6z a 9i a 3a a ae a 2u a 6 k 24 c bo j \
        2l a ie a 2e t 6b a 1y a 1i a 9y a 2u l tn 33 c01 a 1t2 a 2e a 3q a 1 7 em a 7a n 9p 3 \
        id5 a 152 k c k 30 p ut 1e 1ts a bq a dy a 6v a jw 9 3k a lz 1n 1 3 1 4 24 19 1 f qq d \
        25f a
        """

    /// Scalars that decompose but are never composed.
    static let uncomposed = """
        n4 2 1 2 1b 1 9 1 8 1 15c 8 3g 2 1 1 2b 1 2 1 y 3 2 1 71 2 rp 1 9 1 4 1 4 1 4 1 c 1 9 1 \
        1 2 1 1 8 1 h 1 9 1 4 1 4 1 4 1 c 1 33r 1 1 1 1 1 1 1 1 1 1 1 1 1 1p 1 2 1 a 1 1 1 7 1 7 \
        1 7 1 7 1 2 2 9 1 1 1 1 1 2 2 84 1 3 2 e5 2 1ip 1 14pv 7i 2 1 1 1 2 a 1 1 1 1 2 2 3 1w 2 \
        2y 1v 1 1 1 a d 1 5 1 1 1 2 1 2 1 9 16a7 7 2e 6 1m4f f2
        """

    /// Compatibility decompositions of one scalar.
    static let compatible = """
        4g 1 1 73 9 1 1 41 7 2 1 73 1 1 1 172 3 1 1 7j 0 1 1 45 5g 1 1 ev 8g 1 1 wf 0 1 1 45 0 1 \
        1 wf 0 1 1 w1 0 1 1 39 0 1 1 37 0 1 1 2x 0 1 1 vz 0 1 1 vx 13 1 1 6x 0 1 1 yx 0 1 1 yl 0 \
        1 1 yd 0 1 1 4d 6j 1 1 1n 0 1 1 1d 0 1 1 2h 2 1 1 t 0 1 1 17 p 1 1 2z 0 2 1 2n 1 1 1 53 \
        0 1 1 3j 3 1 1 4r 26q 1 1 1 dr 1 1 1r 2en 1 1 bf9 0 1 1 b7x 0 2 2 bfb 0 1 1 bfb 0 1 1 \
        ax3 0 8 1 bfb 1 1 1 bfd 0 1 1 aph 0 1 1 bff 0 1 1 bfd 0 2 1 bfb 0 1 1 bf9 0 1 1 ber 0 2 \
        1 anb 0 1 1 3r 0 1 1 bex 0 2 1 bev 0 1 1 an5 0 2 1 an3 0 1 1 bez 1 1 1 bev 0 1 1 bet 0 1 \
        1 b2j 0 1 1 bet 0 1 1 anx 0 2 1 3f 0 1 1 bez 0 2 1 bet 0 1 1 3b 0 1 1 amt 0 1 1 bex 0 1 \
        1 31 0 3 1 a51 0 2 1 a43 0 1 1 bg1 0 1 1 bfl 0 2 1 bfh 0 2 1 a5j 0 1 1 a4t 0 2 1 a4l d 1 \
        1 9yt y 1 1 as1 0 1 1 bjl 0 1 1 arz 0 1 1 bbv 0 1 1 arp 0 1 1 bjn 0 1 1 arn 0 1 1 arl 0 \
        1 1 arf 0 3 1 arb 0 1 1 2f 0 1 1 aol 0 1 1 arb 0 1 1 21 0 1 1 aon 0 1 1 ar9 0 1 1 ard 0 \
        4 1 arb 0 1 1 ar7 0 2 1 aqp 0 1 1 b2r 0 2 1 aqh 0 1 1 8n 0 2 1 aqj 0 1 1 bk1 0 3 1 aqf 0 \
        1 1 aa5 g0 1 1 clb 0 1 1 cld 0 1 1 clf 0 1 1 clh 0 1 1 clj 0 1 1 cll 0 1 1 cln 0 1 1 clp \
        0 1 1 clr 0 1 1 clt 0 1 1 clv 6 1 1 1 i 1 1 cmj a 1 1 cnx 1b 1 1 cql g 1 1 cqn 0 1 1 cnj \
        2 6 1 cqn 0 1 1 crh 0 1 1 mm 0 1 1 cql 0 2 1 crt 0 1 1 co1 0 a 1 crj 0 1 1 csd 0 1 1 lq \
        0 1 1 crh 0 2 1 csp 1 1 1 cpp 0 1 1 cpj 0 1 1 cp1 0 1 1 col 0 1 1 bxx 0 1 1 cpl 0 4 1 \
        cph 0 1 1 cpf 0 2 1 cpb 2t 1 1 cxp 4 1 1 cfh 2 1 1 cw5 0 1 1 cxx 0 1 1 cxz 0 1 1 cy1 0 1 \
        1 cwb 0 1 1 clr 0 1 1 cy5 0 1 1 cy7 0 1 1 cy3 0 1 1 cwd 1 1 1 cy5 3 3 1 cy9 0 1 1 cyb 0 \
        1 1 cyd 6 1 1 cyb 3 1 1 cyj 3 2 1 d03 1 1 1 cyb 0 2 1 d05 1 1 1 czv 0 1 1 cy1 0 4 1 atl \
        0 1 1 cyn 2 1 1 bnb 0 1 1 bo3 0 1 1 bpx 0 1 1 bp9 0 1 1 bm 4 1 1 d1d 0 2 1 czn 0 2 1 czh \
        m 1 1 d2l 3 1 1 d23 4 1 1 d29 2 1 1 d33 0 2 1 d3n 0 1 1 d37 0 1 1 d1p 3 1 1 d17 4 1 1 \
        d1d 2 1 1 d27 0 2 1 d2r 0 1 1 d2b kg 9 1 eal 25 q 1 eeh 0 q 1 ee5 0 1 1 eib 1ht 1 1 her \
        0 1 1 hfx 6p 1 1 r 8f 1 1 o64 2b 1 1 18ig c 1 1 c8w 0 1 1 cb2 0 1 1 cbs 0 1 1 cc8 0 1 1 \
        cdm 0 1 1 cg0 0 1 1 cgc 0 1 1 che 0 1 1 cis 0 1 1 dik 0 1 1 dkm 0 1 1 dkw 0 1 1 dm4 0 1 \
        1 dn6 0 1 1 doa 0 1 1 dr6 0 1 1 dsa 0 1 1 dsu 0 1 1 e1e 0 1 1 e6k 0 1 1 e82 0 1 1 e8a 0 \
        1 1 e9w 0 1 1 eac 0 1 1 ebs 0 1 1 ecg 0 1 1 eds 0 1 1 egm 0 1 1 ehk 0 1 1 ej0 0 1 1 foy \
        0 1 1 fsw 0 1 1 gie 0 1 1 gjm 0 1 1 gk0 0 1 1 gkk 0 1 1 gli 0 1 1 gpo 0 1 1 hg4 0 1 1 \
        hiq 0 1 1 hpc 0 1 1 hqk 0 1 1 hrk 0 1 1 hsq 0 1 1 hvo 0 1 1 hvs 0 1 1 ifu 0 1 1 igc 0 1 \
        1 igy 0 1 1 ihm 0 1 1 io0 0 1 1 ioe 0 1 1 iom 0 1 1 iv2 0 1 1 ivk 0 1 1 iw8 0 1 1 iwm 0 \
        1 1 izy 0 1 1 j0u 0 1 1 j1s 0 1 1 j66 0 1 1 k2e 0 1 1 k4w 0 1 1 k60 0 1 1 lb2 0 1 1 lba \
        0 1 1 lfu 0 1 1 lgo 0 1 1 lhc 0 1 1 lig 0 1 1 lkk 0 1 1 lks 0 1 1 lzk 0 1 1 m0u 0 1 1 \
        m2k 0 1 1 nmy 0 1 1 nqk 0 1 1 nrs 0 1 1 nuy 0 1 1 nw8 0 1 1 nwo 0 1 1 nx0 0 1 1 nzu 0 1 \
        1 o02 0 1 1 o1s 0 1 1 ppo 0 1 1 qeg 0 1 1 qf2 0 1 1 qfa 0 1 1 qfg 0 1 1 qfu 0 1 1 qgs 0 \
        1 1 qgu 0 1 1 qla 0 1 1 qx8 0 1 1 qxg 0 1 1 rg8 0 1 1 rgq 0 1 1 rjg 0 1 1 rjs 0 1 1 rk8 \
        0 1 1 rkm 0 1 1 rpm 0 1 1 rpy 0 1 1 s2k 0 1 1 s2w 0 1 1 s5k 0 1 1 s6g 0 1 1 s90 0 1 1 \
        sm4 0 1 1 smg 0 1 1 snc 0 1 1 t5g 0 1 1 tce 0 1 1 tco 0 1 1 tmq 0 1 1 tri 0 1 1 tu0 0 1 \
        1 uey 0 1 1 uma 0 1 1 vi4 0 1 1 vjk 0 1 1 vmo 0 1 1 vpg 0 1 1 vt6 0 1 1 vtq 0 1 1 vu0 0 \
        1 1 vvs 0 1 1 vzy 0 1 1 w0g 0 1 1 wjm 0 1 1 wjy 0 1 1 wke 0 1 1 wku 0 1 1 wlo 0 1 1 wmg \
        0 1 1 wmm 0 1 1 wqy 0 1 1 wr4 0 1 1 wre 0 1 1 y9u 0 1 1 ybg 0 1 1 z1g 0 1 1 z22 0 1 1 \
        z3a 0 1 1 ziy 0 1 1 zjm 0 1 1 zni 0 1 1 zq0 0 1 1 10lg 0 1 1 10m8 0 1 1 10n0 0 1 1 10ow \
        0 1 1 10qw 0 1 1 111w 0 1 1 112i 0 1 1 1166 0 1 1 11jw 0 1 1 11lk 0 1 1 11x4 0 1 1 11y8 \
        0 1 1 11yg 0 1 1 12am 0 1 1 12ks 0 1 1 12ro 0 1 1 12ry 0 1 1 12s6 0 1 1 1480 0 1 1 148g \
        0 1 1 14h2 0 1 1 14pk 0 1 1 14po 0 1 1 14s8 0 1 1 14y0 0 1 1 14yo 0 1 1 14yu 0 1 1 14z6 \
        0 1 1 154k 0 1 1 156e 0 1 1 156o 0 1 1 157e 0 1 1 15gm 0 1 1 15je 0 1 1 15jk 0 1 1 15to \
        0 1 1 15ts 0 1 1 15us 0 1 1 168q 0 1 1 16bc 0 1 1 16bo 0 1 1 16fi 0 1 1 16g0 0 1 1 16g4 \
        0 1 1 16gm 0 1 1 16i8 0 1 1 1744 0 1 1 17qa 0 1 1 17qs 0 1 1 17su 0 1 1 17u0 0 1 1 17ue \
        0 1 1 17uw 0 1 1 17v2 0 1 1 17x8 0 1 1 17xe 0 1 1 17ya 0 1 1 17yi 0 1 1 17z6 0 1 1 180m \
        0 1 1 181e 0 1 1 181s 0 1 1 1850 0 1 1 185s 0 1 1 185y 16 1 1 iwv 1h 1 1 1z 1 1 1 dua 0 \
        2 1 due 6u 2 1 cpt 0 1 1 cgh 0 1 1 cpv 0 2 1 cgh 0 3 1 cpz 0 6 1 cgj 0 1 1 cp7 0 3 1 cqd \
        0 1 1 cp1 0 a 1 cqf 0 l 1 cm3 0 1 1 cnb 0 2 1 crl 0 2 1 chr 0 1 1 chl 0 1 1 chj 0 1 1 \
        chb 0 1 1 ch5 0 1 1 ch3 0 1 1 crn 0 1 1 cgz 0 1 1 cgx 0 2 1 crr 0 1 1 crp 0 2 1 crn 0 1 \
        1 crh 0 1 1 crf 0 5 1 crd 0 1 1 cr9 0 1 1 cr3 0 1 1 cql 0 1 1 cq9 0 1 1 cq1 0 2 1 cgx 0 \
        3 1 cpl 0 2 1 cn9 0 1 1 cn5 0 2 1 cmp 0 1 1 cmn 0 1 1 cm5 0 1 1 cm1 3 1 1 b8c 0 1 1 bg2 \
        0 1 1 b8q 0 1 1 eq4 0 1 1 b8o 0 1 1 bak 0 1 1 b8m 0 1 1 qpe 0 1 1 bcu 0 1 1 b98 0 1 1 \
        b7u 0 1 1 fmg 0 1 1 euc 0 1 1 bhy 4k 1 1 due 0 1 1 hgu 0 1 1 k8y 0 1 1 sy8 o 1 1 d6n 0 2 \
        1 d6l 0 3 1 d6j 0 1 1 d6h 0 2 1 d6f 0 5 1 d6d i 1 1 av4 0 1 1 b2u 0 1 1 avi 0 1 1 ecw 0 \
        1 1 b34 0 1 1 c7k 0 1 1 auy 0 1 1 c7c 0 1 1 azu 0 1 1 cxc 0 1 1 kqk 0 1 1 og0 0 1 1 ms0 \
        0 1 1 ks6 0 1 1 11mu 0 1 1 eg0 0 1 1 ka2 0 1 1 l6a 0 1 1 kq6 0 1 1 rx2 0 1 1 d82 0 1 1 \
        p8o 0 1 1 zkm 0 1 1 ryk 0 1 1 coo 0 1 1 s5a 0 1 1 qbe 0 1 1 fcg 0 1 1 1122 0 1 1 c2i 0 1 \
        1 cys 0 1 1 n0y 0 1 1 1422 0 1 1 b8g 0 1 1 c8e 0 1 1 mf4 0 1 1 ato 0 1 1 avk 0 1 1 atm 0 \
        1 1 h32 0 1 1 d5i 0 1 1 cv8 0 1 1 g62 0 1 1 g3a 0 1 1 qy6 0 1 1 b6w 0 1 1 zle 0 1 1 cwa \
        0 1 1 f6g v 1 1 uz 0 1 1 ux 0 1 1 uv 0 1 1 ut 0 2 1 ur 0 1 1 up 0 1 1 un 0 1 1 ul 0 1 1 \
        uj 0 1 1 uh 0 1 1 uf 0 1 1 ud 0 1 1 ub 0 1 1 u9 0 1 1 u7 0 1 1 u5 0 1 1 u1 0 1 1 tz 0 1 \
        1 tx 0 6 1 tv 0 1 1 tr 0 1 1 tn 0 1 1 tj 0 1 1 tf 0 5 1 tb 0 1 1 t9 0 1 1 t7 0 6 1 t5 0 \
        4 1 t3 mu5 1 1 1s4j 0 1 1 1s4h 5u 1 1 1 3r 1 1 1twj 0 1 1 1tu3 o2 1 1 1nt 0 1 1 23 0 1 1 \
        1uqt 0 1 1 p fr4 1 1 2ovv 0 1 1 2owx 0 2 1 2owt 0 3 1 2owh 0 1 1 2ovx 0 1 1 2ovv 0 1 1 \
        2r5n 12 1 1 2oql 0 1 1 2oqn 0 1 1 2oq5 0 1 1 2oq7 0 1 1 2oq9 0 1 1 2oqb 0 1 1 2oq7 0 1 1 \
        2oq9 0 1 1 2oqb 0 1 1 2oqd 0 1 1 2oqb 0 1 1 2oqd 0 1 1 2oqf 0 1 1 2oqh 0 1 1 2oqv 0 1 1 \
        2oqx 0 1 1 2oqz 0 1 1 2or1 0 1 1 2oqt 0 1 1 2oqv 0 1 1 2oqx 0 1 1 2oqz 0 1 1 2ord 0 1 1 \
        2orf 0 1 1 2orh 0 1 1 2orj 0 1 1 2op7 0 1 1 2op9 0 1 1 2opb 0 1 1 2opd 0 1 1 2opb 0 1 1 \
        2opd 0 1 1 2opf 0 1 1 2oph 0 1 1 2orf 0 1 1 2orh 0 1 1 2orj 0 1 1 2orl 0 1 1 2orp 0 1 1 \
        2orr 0 1 1 2ort 0 1 1 2orv 0 1 1 2orr 0 1 1 2ort 0 1 1 2orv 0 2 1 2orx 0 1 1 2orz 0 1 1 \
        2os1 0 1 1 2os3 0 1 1 2ort 0 1 1 2orv 0 1 1 2orz 0 1 1 2os1 0 1 1 2orz 0 1 1 2os1 0 1 1 \
        2osf 0 1 1 2osh 0 1 1 2orn 0 1 1 2orp 0 1 1 2os5 0 1 1 2os7 0 1 1 2oqx 0 1 1 2oqz 0 1 1 \
        2or1 0 1 1 2or3 0 1 1 2oqt 0 1 1 2oqv 0 1 1 2oqx 0 1 1 2oqz 0 1 1 2oqt 0 1 1 2oqv 0 1 1 \
        2oqx 0 1 1 2oqz 0 1 1 2or5 0 1 1 2or7 0 1 1 2or9 0 1 1 2orb 0 1 1 2oqv 0 2 1 2oqx 0 1 1 \
        2oqz 0 1 1 2or1 0 1 1 2or3 2 1 1 2oqx 0 1 1 2oqz 0 1 1 2or1 0 1 1 2or3 0 1 1 2orb 0 1 1 \
        2ord 0 1 1 2orf 0 1 1 2orh 0 1 1 2oqf 0 1 1 2oqh z 1 1 2ouj 0 1 1 2oul 0 1 1 2oun 0 1 1 \
        2oup 0 1 1 2otb 0 1 1 2otd 0 1 1 2oth 0 1 1 2otj 0 1 1 2oth 0 1 1 2otj 1 1 1 2oth 0 1 1 \
        2otj 0 1 1 2otx 0 1 1 2otz 0 1 1 2ott 0 1 1 2otv 0 1 1 2otj 0 1 1 2otl 0 1 1 2otn 0 1 1 \
        2otp 0 1 1 2p19 0 1 1 2p1b i 1 1 2ov3 0 1 1 2ov5 0 1 1 2ov7 0 1 1 2ov9 eo 1 1 2sav 0 2 1 \
        29en 0 2 1 2sa9 0 1 1 2sbr 0 1 1 2sa5 0 2 1 29dt o 1 1 2fqx 0 1 1 2fr1 0 1 1 2s9z 0 1 1 \
        2sa1 0 2 1 2sd5 0 1 1 2s8n 0 1 1 2s8l 0 2 1 29ft 0 2 1 29g5 0 2 1 29gl 0 2 1 29gt 0 4 1 \
        29gp 2 1 1 2sbb 0 1 1 2sb9 4 1 1 2sbf 0 1 1 2sbh 0 1 1 2sbj 0 1 1 2sef 0 1 1 29i7 0 1 1 \
        2sef 1 1 1 2sdt 0 1 1 2sdx 0 1 1 2sdp 0 1 1 2sff 0 1 1 2ft3 0 2 1 2sf5 0 1 1 2san 0 1 1 \
        2sal 0 2 1 29ht 0 1 1 2sfr 0 1 1 2sfn 0 2 1 2sfh 0 1 1 2sff 0 1 1 2sen 0 1 1 2sel 0 1 1 \
        2sep 1 1 1 2sd3 0 2 1 2sg9 0 1 1 2set k 1 1 2q4d c 1 1 2q4r 0 2 1 2q4t 0 1 1 2q4v 0 1 1 \
        2q4x 0 2 1 2q4z 0 2 1 2q51 0 1 1 2q53 0 1 1 2q55 0 2 1 2q57 0 1 1 2q59 0 1 1 2q5b 0 2 1 \
        2q5d 0 1 1 2q5f 0 1 1 2q5h 0 2 1 2q5j 0 1 1 2q5l 0 1 1 2q5n 0 2 1 2q5p 0 1 1 2q5r 0 1 1 \
        2q5t 0 2 1 2q5v 0 2 1 2q5x 0 2 1 2q5z 0 2 1 2q61 0 2 1 2q63 0 1 1 2q65 0 1 1 2q67 0 2 1 \
        2q69 0 1 1 2q6b 0 1 1 2q6d 0 2 1 2q6f 0 1 1 2q6h 0 1 1 2q6j 0 2 1 2q6l 0 1 1 2q6n 0 1 1 \
        2q6p 0 2 1 2q6r 0 1 1 2q6t 0 1 1 2q6v 0 2 1 2q6x 0 1 1 2q6z 0 1 1 2q71 0 2 1 2q73 0 1 1 \
        2q75 0 1 1 2q77 0 2 1 2q79 0 1 1 2q7b 0 1 1 2q7d 0 1 1 2q7f 0 1 1 2q73 0 1 1 2q75 0 1 1 \
        2q77 0 2 1 2q79 0 1 1 2q7b 0 1 1 2q7d 0 2 1 2q7f 0 1 1 2q7h 0 1 1 2q7j 0 2 1 2q7l 0 1 1 \
        2q7n 0 1 1 2q7p 0 2 1 2q7r 0 1 1 2q7t 0 1 1 2q7v 0 2 1 2q7x 0 1 1 2q7z 0 1 1 2q81 0 2 1 \
        2q83 0 1 1 2q85 0 1 1 2q87 0 2 1 2q89 0 2 1 2q8b 0 2 1 2q8d 0 1 1 2q8f 0 1 1 2q8h 0 1 1 \
        2q8j c 2m 1 2sov 0 2 1 2chf 0 1 1 29x9 0 2 1 29wr 0 1 1 29xh 0 1 1 29jn 0 1 1 29k7 0 1 1 \
        29or 0 1 1 29op 0 1 1 29on 0 1 1 29ol 0 1 1 29oj 0 1 1 29ld 0 1 1 29lb 0 1 1 29l9 0 1 1 \
        29nb 0 1 1 29k7 0 1 1 29p9 0 1 1 29p7 0 1 1 29p5 0 1 1 29p3 0 2 1 29p1 0 1 1 29oz 0 1 1 \
        29ox 0 1 1 29ov 0 1 1 29ot 0 1 1 29or 0 1 1 29op 0 1 1 29on 0 1 1 29ol 0 1 1 29oj 0 1 1 \
        29oh 0 1 1 29of 0 1 1 29ob 0 1 1 29o9 0 1 1 29o7 0 6 1 29o5 0 1 1 29o1 0 1 1 29nx 0 1 1 \
        29nt 0 1 1 29np 0 5 1 29nl 0 1 1 29nj 0 1 1 29nh 0 6 1 29nf 0 1 1 29nd 0 1 1 29n7 0 2 1 \
        29s9 0 1 1 2m4f 0 2 1 2m9t 0 1 1 2m0h 0 1 1 2m9v 0 2 1 2m0h 0 3 1 2m9z 0 6 1 2m0j 0 1 1 \
        2m97 0 3 1 2mad 0 1 1 2m91 0 a 1 2maf 3 6 1 2m69 2 6 1 2m6d 2 6 1 2m6h 2 3 1 2m6l 3 2 1 \
        2su3 0 1 1 2stn 1 1 1 2su3 0 1 1 2su7 0 1 1 2g6x 1 1 1 2eh7 0 4 1 2fu9 0 1 1 2e8p 0 1 1 \
        2e6d 15w1 q 1 54sd 0 q 1 54s1 0 q 1 54v9 0 7 1 54ux 1 i 1 54ux 0 q 1 54y5 0 q 1 54xt 0 2 \
        2 5511 0 1 1 5511 2 1 1 5511 2 2 1 5511 2 4 1 5511 1 8 1 5511 0 4 1 550p 1 2 2 550p 0 6 \
        1 550p 1 b 1 550p 0 q 1 553x 0 q 1 553l 0 2 1 556t 1 4 1 556t 2 8 1 556t 1 7 1 556t 1 q \
        1 556h 0 2 1 559p 1 4 1 559p 1 5 1 559p 1 1 1 559p 3 7 1 559p 1 q 1 559d 0 q 1 55cl 0 q \
        1 55c9 0 q 1 55fh 0 q 1 55f5 0 q 1 55id 0 q 1 55i1 0 q 1 55l9 0 q 1 55kx 0 q 1 55o5 0 q \
        1 55nt 0 q 1 55r1 0 q 1 55qp 0 1 1 55gl 0 1 1 5523 2 h 1 54j1 0 1 1 54jl 0 7 1 54j1 0 1 \
        1 4sj7 0 p 1 54ip 0 1 1 4skx 0 1 1 54jx 0 1 1 54jt 0 1 1 54jr 0 1 1 54j5 0 1 1 54jh 0 1 \
        1 54jl 0 h 1 54m9 0 1 1 54mt 0 7 1 54m9 0 1 1 4smf 0 p 1 54lx 0 1 1 4so5 0 1 1 54n5 0 1 \
        1 54n1 0 1 1 54mz 0 1 1 54md 0 1 1 54mp 0 1 1 54mt 0 h 1 54ph 0 1 1 54q1 0 7 1 54ph 0 1 \
        1 4spn 0 p 1 54p5 0 1 1 4srd 0 1 1 54qd 0 1 1 54q9 0 1 1 54q7 0 1 1 54pl 0 1 1 54px 0 1 \
        1 54q1 0 h 1 54sp 0 1 1 54t9 0 7 1 54sp 0 1 1 4ssv 0 p 1 54sd 0 1 1 4sul 0 1 1 54tl 0 1 \
        1 54th 0 1 1 54tf 0 1 1 54st 0 1 1 54t5 0 1 1 54t9 0 h 1 54vx 0 1 1 54wh 0 7 1 54vx 0 1 \
        1 4sw3 0 p 1 54vl 0 1 1 4sxt 0 1 1 54wt 0 1 1 54wp 0 1 1 54wn 0 1 1 54w1 0 1 1 54wd 0 1 \
        1 54wh 0 2 1 54uz 2 a 1 56bf 0 a 1 56bz 0 a 1 56cj 0 a 1 56d3 0 a 1 56dn 4cg 2 1 5cq9 0 \
        1 1 5cq3 0 1 1 5cpz 1 1 1 5cop 0 1 1 5cpz 0 1 1 5cqb 0 1 1 5cpt 0 1 1 5cot 0 4 1 5cp9 0 \
        1 1 5cqd 0 1 1 5cq3 0 1 1 5cpp 0 1 1 5cqf 0 1 1 5cpr 0 1 1 5cqr 0 1 1 5cqn 0 2 1 5cr9 0 \
        1 1 5cr5 0 1 1 5cr3 0 1 1 5cqt 0 1 1 5cqr 0 1 1 5cqp 0 1 1 5cnv 0 1 1 5cjp 0 1 1 5cl5 0 \
        1 1 5cnz 1 1 1 5cs1 0 1 1 5crv 1 1 1 5cqh 2 1 1 5cs3 1 1 1 5cql 0 4 1 5cr1 0 1 1 5cs5 0 \
        1 1 5crv 0 1 1 5crh 0 1 1 5cs7 0 1 1 5crj 1 1 1 5csf 0 2 1 5ct1 0 1 1 5csx 1 1 1 5csl 1 \
        1 1 5csh 6 1 1 5ctn 4 1 1 5ctv 1 1 1 5csd 1 2 2 5cst 0 1 1 5ctx 0 1 1 5ctn 1 1 1 5ctz 0 \
        1 1 5ctb 1 1 1 5cu7 2 1 1 5cup 1 1 1 5cud 1 1 1 5cu9 1 1 1 5cn9 1 1 1 5crj 1 1 1 5cvl 0 \
        1 1 5cvf 1 1 1 5cu1 2 1 1 5cvn 0 1 1 5cv5 0 1 1 5cu5 0 2 2 5cul 0 1 1 5cul 0 1 1 5cvp 0 \
        1 1 5cvf 0 1 1 5cv1 0 1 1 5cvr 0 1 1 5cv3 1 1 1 5cvz 0 2 1 5cwl 0 1 1 5cwh 1 1 1 5cw5 0 \
        1 1 5cw3 0 1 1 5cw1 0 1 1 5ct7 1 1 1 5cqh 1 2 1 5cxd 0 1 1 5cx7 0 1 1 5cx3 0 2 1 5cvt 0 \
        1 1 5cx3 0 1 1 5cxf 0 1 1 5cwx 0 1 1 5cvx 1 3 1 5cwd 0 1 1 5cxh 0 1 1 5cx7 0 1 1 5cwt 0 \
        1 1 5cxj 0 1 1 5cwv 0 1 1 5cxv 0 1 1 5cxr 0 2 1 5cyd 0 1 1 5cy9 0 1 1 5cy7 0 1 1 5cxx 0 \
        1 1 5cxv 0 1 1 5cxt 5 1 1 5cz5 0 1 1 5cyz 0 1 1 5cyv 1 1 1 5cxl 0 1 1 5cyv 0 1 1 5cz7 0 \
        1 1 5cyp 0 1 1 5cxp 1 3 1 5cy5 0 1 1 5cz9 0 1 1 5cyz 0 1 1 5cyl 0 1 1 5czb 0 1 1 5cyn 0 \
        1 1 5czn 0 1 1 5czj 0 2 1 5d05 0 1 1 5d01 0 1 1 5czz 0 1 1 5czp 0 1 1 5czn 0 1 1 5czl hb \
        1 1 5gb3 0 1 1 5gab 3 q 1 5gbh 54 1 1 4xi1 d 1 1 4dxl 0 1 1 4goj 0 1 1 4jnv 1 1 1 4lqn 0 \
        1 1 4hkl 0 1 1 3yat 0 1 1 4hjv 0 1 1 4lpj 0 1 1 4cfl 0 1 1 4835 0 1 1 4cn7 0 1 1 4k9p 0 \
        1 1 4f1d 0 1 1 4kkh 0 1 1 4cm5 0 1 1 4kcl 0 1 1 43b1 0 1 1 46it 0 1 1 3x83 0 1 1 4hnr 0 \
        1 1 4jiv 0 1 1 48wz 0 1 1 4dur 0 1 1 4dk5 0 1 1 4lzl 0 1 1 4lz5 0 1 1 3vsx 0 1 1 4fpn 0 \
        1 1 4lxb 0 1 1 4jn9 0 1 1 4dov 0 1 1 3wxr 0 1 1 4dyz 0 1 1 44td 0 1 1 44fl 0 1 1 4jmf 0 \
        1 1 4961 0 1 1 4c49 0 1 1 4c4d 0 1 1 46ix 0 1 1 4k99 0 1 1 4iyv 0 1 1 3vff k 1 1 4f3l 0 \
        1 1 4jpf
        """

    /// Longer compatibility decompositions.
    static let longCompatible = """
        4o 2 7j lk 7 2 7x lg 5 2 87 ld 4 2 8f mf 4 3 7p 6dg 1g 1 3 7r 6dg 1e 1 3 7p 6dg 1g 38 2 \
        cx 22 1 2 b7 2y c 2 dh 53 1 2 br 53 9 2 km 32 3f 3 lb 2i lo 1 3 ld 3e lo 1 3 jn 3e lo 1 \
        2 l1 22 1 2 l3 2y 1 2 jd 2y 1 2 l3 22 1 2 l5 2y 1 2 jf 2y 11 2 nt 2i 1 2 nv 3e 1 2 m5 3e \
        6d 2 12n li 1 2 12p lj 1 2 12r lm 1 2 12t mg 1 2 12v lf 1 2 12x ln 4d 2 1bn n9 a 2 1c7 \
        ld 1 3 1c9 lk ld 26 2 2j ld 1 2 2l lk c3 2 1v 136 6m 2 4b 19w 1 2 2j 19w 1 2 4g 19w 1 2 \
        2j 19w 1iz 2 1g 2sy 3k 2 1g 2wi 15 2 2p 2vt 1 2 2r 2w1 4a 3 3a 31t 328 2 3 38 31t 328 \
        2zl 2 bxt ji 1 2 bwv lj 82 2 chl lv 2 2 chp lv 1 2 chr n6 1 3 cht lk n6 c 3 cih lv lc 1 \
        3 cij lv ld 1 3 cil lv n6 e 3 cjd lw lc 1 3 cjf lw ld 1 3 cjh lw n6 e 3 ck9 lk lc 1 3 \
        ckb lk ld f 2 cl5 ld 1 2 cl7 lw p 2 cml mr e 2 cml 1a 1 3 cmn 1a 1a d 2 1 6cy 1 3 3 6cy \
        6cy 2 2 1 6d1 1 3 3 6d1 6d1 5 2 col x 2 2 cor lh 9 2 cnj 1r 1 2 cnl x 1 2 cpb 1r e 4 21 \
        6cy 6cy 6cy 29 2 crv 37 2g 3 cvx 1b 2r 1 3 cvz 1b 37 2 2 crp 1v 2 3 cw3 1b 33 1 3 cw5 1b \
        39 3 2 cs1 1y d 2 cy7 33 a 2 cyh 25 1 3 cyh 1x 24 1 2 cyj 25 p 3 d0p 1t 2g l 3 d31 6dg \
        1j 1 3 d33 6dg 1l 1 4 d35 6dg 1d 1c 1 3 d37 6dg 1f 1 3 d37 6dg 1f 1 3 d3b 6dg 1h 1 3 d3b \
        6dg 1h 1 3 d3b 6dg 1h 1 3 d3b 6dg 1h 1 3 d3j 6dg 1i 1 3 d3d 6dg 1i 1 3 d3n 6dg 1k 1 3 \
        d3l 6dg 1k 1 3 d3j 6dg 1k 1 3 d3h 6dg 1k 1 2 d3v 6dg 2 2 d2n 21 1 3 d2p 21 21 1 2 d2r 2e \
        2 2 d25 21 1 3 d27 21 21 1 4 d29 21 21 21 1 2 d31 2g 2 2 d2b 21 1 3 d2d 21 21 6 2 d1r 2x \
        1 3 d1t 2x 2x 1 2 d1v 3a 2 2 d19 2x 1 3 d1b 2x 2x 1 4 d1d 2x 2x 2x 1 2 d25 3c 2 2 d1f 2x \
        1 3 d1h 2x 2x e 3 d69 6dg 1f 4j 2 1 6qz 1 3 3 6qz 6qz 2 2 1 6r2 1 3 3 6r2 6r2 ft 2 eb3 \
        1c 1 2 eb5 1d 1 2 eb7 1e 1 2 eb9 1f 1 2 ebb 1g 1 2 ebd 1h 1 2 ebf 1i 1 2 ebh 1j 1 2 ebj \
        1k 1 2 ebl 1l 1 2 ebl 1c 1 3 ec7 1d 15 1 3 ec9 1e 15 1 3 ecb 1f 15 1 3 ecd 1g 15 1 3 ecf \
        1h 15 1 3 ech 1i 15 1 3 ecj 1j 15 1 3 ecl 1k 15 1 3 ecn 1l 15 1 4 ecp 1d 1c 15 1 4 ecr \
        1d 1d 15 1 4 ect 1d 1e 15 1 4 ecv 1d 1f 15 1 4 ecx 1d 1g 15 1 4 ecz 1d 1h 15 1 4 ed1 1d \
        1i 15 1 4 ed3 1d 1j 15 1 4 ed5 1d 1k 15 1 4 ed7 1d 1l 15 1 4 ed9 1e 1c 15 1 2 ect 1a 1 2 \
        ect 1a 1 2 ect 1a 1 2 ect 1a 1 2 ect 1a 1 2 ect 1a 1 2 ect 1a 1 2 ect 1a 1 2 ect 1a 1 3 \
        edb 1c 1a 1 3 edd 1d 1a 1 3 edf 1e 1a 1 3 edh 1f 1a 1 3 edj 1g 1a 1 3 edl 1h 1a 1 3 edn \
        1i 1a 1 3 edp 1j 1a 1 3 edr 1k 1a 1 3 edt 1l 1a 1 3 edt 1c 1a 1 3 eef 2p 15 1 3 eeh 2q \
        15 1 3 eej 2r 15 1 3 eel 2s 15 1 3 een 2t 15 1 3 eep 2u 15 1 3 eer 2v 15 1 3 eet 2w 15 1 \
        3 eev 2x 15 1 3 eex 2y 15 1 3 eez 2z 15 1 3 ef1 30 15 1 3 ef3 31 15 1 3 ef5 32 15 1 3 \
        ef7 33 15 1 3 ef9 34 15 1 3 efb 35 15 1 3 efd 36 15 1 3 eff 37 15 1 3 efh 38 15 1 3 efj \
        39 15 1 3 efl 3a 15 1 3 efn 3b 15 1 3 efp 3c 15 1 3 efr 3d 15 1 3 eft 3e 15 11z 4 341 \
        6qz 6qz 6qz 2w 3 goj 1m 1p 1 2 gof 1p 1 3 goh 1p 1p 17p 2 j5h 9ll 1 2 j5j 9lm 3 2 19 9l6 \
        2o 2 47 9mw 75 3 jov 3cw 15 1 3 jox 3cy 15 1 3 joz 3cz 15 1 3 jp1 3d1 15 1 3 jp3 3d2 15 \
        1 3 jp5 3d3 15 1 3 jp7 3d5 15 1 3 jp9 3d7 15 1 3 jpb 3d8 15 1 3 jpd 3da 15 1 3 jpf 3db \
        15 1 3 jph 3dc 15 1 3 jpj 3dd 15 1 3 jpl 3de 15 1 4 jpn 3cw 3fl 15 1 4 jpp 3cy 3fl 15 1 \
        4 jpr 3cz 3fl 15 1 4 jpt 3d1 3fl 15 1 4 jpv 3d2 3fl 15 1 4 jpx 3d3 3fl 15 1 4 jpz 3d5 \
        3fl 15 1 4 jq1 3d7 3fl 15 1 4 jq3 3d8 3fl 15 1 4 jq5 3da 3fl 15 1 4 jq7 3db 3fl 15 1 4 \
        jq9 3dc 3fl 15 1 4 jqb 3dd 3fl 15 1 4 jqd 3de 3fl 15 1 4 jqf 3d8 3fy 15 1 7 jqh 3d7 3ft \
        3d8 3fp 3hn 15 1 6 jqj 3d7 3ft 3de 3fy 15 2 3 jqn feo 15 1 3 jqp fik 15 1 3 jqr fex 15 1 \
        3 jqt h5n 15 1 3 jqv fis 15 1 3 jqx g31 15 1 3 jqz fer 15 1 3 jr1 g2z 15 1 3 jr3 fh9 15 \
        1 3 jr5 gg1 15 1 3 jr7 kco 15 1 3 jr9 m7f 15 1 3 jrb ldg 15 1 3 jrd kdk 15 1 3 jrf ssx \
        15 1 3 jrh h7j 15 1 3 jrj k4l 15 1 3 jrl kkq 15 1 3 jrn kcp 15 1 3 jrp ny6 15 1 3 jrr \
        glp 15 1 3 jrt mm1 15 1 3 jrv rs1 15 1 3 jrx nz1 15 1 3 jrz gc4 15 1 3 js1 fkz 15 1 3 \
        js3 gos 15 1 3 js5 i1y 15 1 3 js7 nhf 15 1 3 js9 flt 15 1 3 jsb rt3 15 1 3 jsd ggk 15 1 \
        3 jsf nzh 15 1 3 jsh fm9 15 1 3 jsj pnu 15 1 3 jsl po3 15 d 3 jr3 2c 1x 1 2 jst 1d 1 2 \
        jsv 1e 1 2 jsx 1f 1 2 jsz 1g 1 2 jt1 1h 1 2 jt3 1i 1 2 jt5 1j 1 2 jt7 1k 1 2 jt9 1l 1 2 \
        jt9 1c 1 2 jtb 1d 1 2 jtd 1e 1 2 jtf 1f 1 2 jth 1g 1 2 jtj 1h f 2 d7f 3fl 1 2 d7d 3fl 1 \
        2 d7d 3fl 1 2 d7b 3fl 1 2 d7b 3fl 1 2 d7b 3fl 1 2 d79 3fl 1 2 d77 3fl 1 2 d77 3fl 1 2 \
        d75 3fl 1 2 d75 3fl 1 2 d75 3fl 1 2 d75 3fl 1 2 d75 3fl 1 5 d7f 3fl 3hz 3cw 3ft 1 4 d7l \
        3fy 3d7 3g4 1 2 d7p 3fy 1f 2 jy3 1i 1 2 jy5 1j 1 2 jy7 1k 1 2 jy9 1l 1 2 jy9 1c 1 2 jyb \
        1d 1 2 jyd 1e 1 2 jyf 1f 1 2 jyh 1g 1 2 jyj 1h 1 2 jyl 1i 1 2 jyn 1j 1 2 jyp 1k 1 2 jyr \
        1l 1 2 jyr 1c 1 2 jz1 kco 1 2 jz1 kco 1 2 jz1 kco 1 2 jz1 kco 1 2 jz1 kco 1 2 jz1 kco 1 \
        2 jz1 kco 1 2 jz1 kco 1 2 jz1 kco 1 3 jzj 1c kco 1 3 jzl 1d kco 1 3 jzn 1e kco 1 2 jyf \
        2v 1 3 jwv 36 2v 1 2 jwx 2e 1 3 jyd 2c 1w 1d 5 xn 9n3 9lm 9oc 9mw 1 4 xp 9nv 9n9 9lt 1 5 \
        xr 9o3 9nc 9lm 9lu 1 3 xt 9oc 9nv 1 5 xr 9mz 9o3 9m7 9ll 1 3 xt 9o3 9mp 1 3 xr 9m1 9o3 1 \
        6 xp 9mh 9m7 9oc 9mw 9ll 1 4 xr 9oc 9m3 9oc 1 3 xp 9o3 9mh 1 3 xr 9oc 9nk 1 3 xr 9lw 9nu \
        1 4 xt 9nt 9mr 9mw 1 4 xv 9nx 9nu 9oc 1 4 xx 9ll 9nx 9o3 1 4 xz 9ll 9o3 9ni 1 4 xx 9ll \
        9m3 9ll 1 4 xz 9ll 9mz 9oc 1 4 y1 9np 9nu 9oc 1 6 y3 9ll 9nv 9mn 9ll 9oc 1 2 y5 9nx 1 6 \
        y7 9nx 9m7 9ll 9nt 9nk 1 6 y9 9nx 9nl 9oc 9mw 9nv 1 5 yb 9nx 9nz 9mr 9mw 1 4 y9 9ll 9nt \
        9nk 1 6 yb 9ll 9nt 9nk 9mw 9o3 1 6 yd 9nv 9mj 9ll 9lw 9nx 1 4 yf 9nx 9oc 9n1 1 3 yd 9oc \
        9mh 1 3 yb 9nv 9my 1 4 yd 9oc 9nf 9lm 1 4 yb 9lw 9m7 9nv 1 5 yd 9o3 9mp 9oc 9nk 1 5 yb \
        9nu 9o3 9m7 9ll 1 3 y5 9o3 9mp 1 3 y7 9o3 9mw 1 4 y1 9ll 9oc 9mh 1 3 xp 9ll 9mf 1 3 xn \
        9ll 9nv 1 2 xp 9o3 1 2 xn 9n2 1 3 xh 9mr 9mw 1 3 xh 9lw 9ms 1 6 xj 9lm 9oc 9mj 9o3 9mw 1 \
        4 xl 9lm 9oc 9ms 1 5 xn 9ll 9oc 9nw 9nv 1 6 xj 9lm 9lu 9mh 9mw 9nv 1 4 xl 9lm 9m7 9nv 1 \
        3 xn 9lm 9mb 1 3 xp 9ll 9nv 1 6 xl 9lt 9nt 9mr 9mw 9ll 1 4 xn 9lv 9oc 9mw 1 6 xp 9ll 9mr \
        9mf 9lz 9nv 1 3 xr 9nt 9o3 1 5 xn 9m7 9mn 9oc 9nv 1 3 xp 9lm 9ml 1 4 xr 9lm 9mz 9n6 1 3 \
        xt 9nv 9ms 1 4 xv 9lm 9o3 9mh 1 5 xx 9lm 9oc 9mf 9ll 1 4 xz 9ll 9oc 9mn 1 5 xv 9lm 9lw \
        9o3 9mw 1 4 xx 9ll 9nv 9mw 1 2 xz 9o3 1 5 y1 9lm 9o3 9mw 9ll 1 3 y3 9oc 9nv 1 3 y5 9oc \
        9o3 1 4 y1 9lw 9m7 9nx 1 3 y3 9lw 9nv 1 3 y5 9mr 9n3 1 3 y7 9nv 9m7 1 5 y9 9o3 9mf 9nr \
        9o3 1 4 y9 9m7 9nx 9o3 1 2 yb 9nu 1 6 yd 9nu 9n3 9ll 9oc 9nv 1 3 yb 9m3 9ll 1 5 yd 9m3 \
        9ll 9mw 9o3 1 4 yf 9oc 9mw 9nv 1 4 yb 9oc 9mw 9ll 1 3 yd 9oc 9nv 1 3 yb 9lu 9o3 1 4 y5 \
        9mr 9mw 9nv 1 2 y7 9nt 1 4 y7 9n6 9lm 9oc 1 5 y9 9oc 9n9 9ll 9nv 1 2 y9 9nk 1 6 yb 9o3 \
        9mw 9m9 9ll 9o3 1 3 y7 9mr 9mw 1 2 k7j m9l 1 2 k7j m9l 1 2 k7j m9l 1 2 k7j m9l 1 2 k7j \
        m9l 1 2 k7j m9l 1 2 k7j m9l 1 2 k7j m9l 1 2 k7j m9l 1 2 k7j m9l 1 3 k81 1c m9l 1 3 k83 \
        1d m9l 1 3 k85 1e m9l 1 3 k87 1f m9l 1 3 k89 1g m9l 1 3 k8b 1h m9l 1 3 k8d 1i m9l 1 3 \
        k8f 1j m9l 1 3 k8h 1k m9l 1 3 k8j 1l m9l 1 3 k8j 1c m9l 1 3 k8l 1d m9l 1 3 k8n 1e m9l 1 \
        3 k8p 1f m9l 1 3 k8r 1g m9l 1 3 k5t 28 2p 1 2 k63 2p 1 2 k83 2d 1 3 k6b 2p 36 1 2 k5n 2e \
        1 2 k5n 2r 1 2 k6d 31 1 3 k6f 31 1e 1 3 k6h 31 1f 1 2 k81 2d 1 2 gz4 jdc 1 2 k0y gp8 1 2 \
        evo l7n 1 2 jz4 lh7 1 4 kt2 irz fmi ny6 1 2 k67 1t 1 2 k6d 1t 1 2 ivf 1t 1 2 k6j 1t 1 2 \
        k6p 1t 1 2 k8j 1u 1 2 k8h 1u 1 2 k8v 1u 1 3 k7d 2p 30 1 4 k6z 2r 2p 30 1 2 k6r 1y 1 2 \
        k6x 1y 1 2 ivz 1y 1 2 iw1 2v 1 2 k75 2v 1 2 k7b 2v 1 2 k9b 3e 1 3 k7f 20 3e 1 3 k95 20 \
        3e 1 3 k9j 20 3e 1 3 k8v 20 3e 1 2 iwh 30 1 2 k7l 30 1 2 k85 30 1 2 k7t 30 1 2 k85 31 1 \
        2 k7r 31 1 2 iwt 31 1 2 k7x 31 1 2 k8j 31 1 2 k85 31 1 3 k83 31 1e 1 3 k8p 31 1e 1 2 k87 \
        1e 1 3 k8d 31 1e 1 3 k8b 31 1f 1 3 k8x 31 1f 1 2 k8f 1f 1 3 k8l 31 1f 1 3 k8j 6qd 37 1 4 \
        k8l 6qd 37 1e 1 2 ka9 2p 1 3 k8t 28 2p 1 3 kaj 28 2p 1 3 kax 28 2p 1 3 k8l 2p 2s 1 5 k8n \
        2p 2s 6qd 37 1 6 k8p 2p 2s 6qd 37 1e 1 2 k8v 37 1 2 k91 37 1 2 iy3 37 1 2 k97 37 1 2 k93 \
        2e 1 2 k99 2e 1 2 iyb 2e 1 2 k9f 2e 1 2 k9l 2e 1 2 kbb 2e 1 2 k9f 2f 1 2 k9l 2f 1 2 iyn \
        2f 1 2 k9r 2f 1 2 k9x 2f 1 2 kbn 2f 1 2 ka1 q1 1 2 kbr q1 1 4 kap 1a 31 1a 1 2 kch 35 1 \
        2 kap 2r 1 2 kar 2s 1 4 kcl 6qd 2z 2v 1 3 kcn 33 1a 1 2 kav 1u 1 2 kcj 3d 1 2 kar 2p 1 2 \
        kcl 28 1 2 kat 32 1 2 kcj 23 1 2 kcl 25 1 2 kav 38 1 2 kav 31 1 2 kax 32 1 3 kaz 33 2v 1 \
        2 kb1 3c 1 2 kb1 2q 1 3 kb3 2x 30 1 3 kb5 33 30 1 2 kct 20 1 4 kb3 1a 31 1a 1 3 kcx 28 \
        25 1 2 kcz 2a 1 2 kb3 36 1 2 kcx 3a 1 2 kcr 2q 1 3 kcv 6qd 31 1 3 ke3 6qd 31 1 2 kf1 k4l \
        1 2 kf1 k4l 1 2 kf1 k4l 1 2 kf1 k4l 1 2 kf1 k4l 1 2 kf1 k4l 1 2 kf1 k4l 1 2 kf1 k4l 1 2 \
        kf1 k4l 1 3 kfj 1c k4l 1 3 kfl 1d k4l 1 3 kfn 1e k4l 1 3 kfp 1f k4l 1 3 kfr 1g k4l 1 3 \
        kft 1h k4l 1 3 kfv 1i k4l 1 3 kfx 1j k4l 1 3 kfz 1k k4l 1 3 kg1 1l k4l 1 3 kg1 1c k4l 1 \
        3 kg3 1d k4l 1 3 kg5 1e k4l 1 3 kg7 1f k4l 1 3 kg9 1g k4l 1 3 kgb 1h k4l 1 3 kgd 1i k4l \
        1 3 kgf 1j k4l 1 3 kgh 1k k4l 1 3 kgj 1l k4l 1 3 kgj 1c k4l 1 3 kgl 1d k4l 1 3 kdr 2p 30 \
        13b5 2 2r03 2u 1 2 2r05 2x 1 2 2r07 30 1 3 2r09 2u 2x 1 3 2r0b 2u 30 1 2 2qzn 38 1 2 \
        2qzp 38 d 2 2p19 12u 1 2 2p1b 12d 1 2 2p1d 12j 1 2 2p0v 12u 1 2 2p1h 12l 1k 2 2ozh 15o \
        2d 2 2opp 190 1 2 2opr 190 b 2 2oqj 190 1 2 2oql 190 18 2 2otn 19w d 3 2p1b 190 17r 1 3 \
        2p1d 190 17r 1 3 2p1f 190 1cl 1 3 2p1h 190 1cl 1 3 2p1j 190 18o 1 3 2p1l 190 18o 1 3 \
        2p1n 190 1c7 1 3 2p1p 190 1c7 1 3 2p1r 190 1c6 1 3 2p1t 190 1c6 1 3 2p1v 190 1c8 1 3 \
        2p1x 190 1c8 1 3 2p1z 190 1cg 1 3 2p21 190 1cg 1 3 2p23 190 1cg 1 3 2p25 190 18p 1 3 \
        2p27 190 18p 1 3 2p29 190 18p 5 3 2p2j 190 17w 1 3 2p2l 190 17x 1 3 2p2n 190 18l 1 3 \
        2p2p 190 18p 1 3 2p2r 190 18q 1 2 2p4p 17w 1 2 2p4r 17x 1 2 2p4t 17y 1 2 2p4v 18l 1 2 \
        2p4x 18p 1 2 2p4z 18q 1 2 2p4x 17w 1 2 2p4z 17x 1 2 2p51 17y 1 2 2p53 18l 1 2 2p55 18p 1 \
        2 2p57 18q 1 2 2p57 17w 1 2 2p59 18l 1 2 2p5b 18p 1 2 2p5d 18q 1 2 2p5d 17x 1 2 2p5f 18l \
        1 2 2p5f 17w 1 2 2p5h 18l 1 2 2p5h 17w 1 2 2p5j 17x 1 2 2p5l 18l 1 2 2p5d 17w 1 2 2p5f \
        17x 1 2 2p5h 17y 1 2 2p5j 18l 1 2 2p5h 17x 1 2 2p5j 18l 1 2 2p5j 17w 1 2 2p5l 17x 1 2 \
        2p5n 17y 1 2 2p5p 18l 1 2 2p5p 17x 1 2 2p5r 18l 1 2 2p5r 18l 1 2 2p5r 17w 1 2 2p5t 18l 1 \
        2 2p5t 17w 1 2 2p5v 18l 1 2 2p5j 17w 1 2 2p5l 17x 1 2 2p5n 17y 1 2 2p5p 18l 1 2 2p5r 18p \
        1 2 2p5t 18q 1 2 2p5t 17x 1 2 2p5v 18l 1 2 2p5x 18p 1 2 2p5z 18q 1 2 2p5z 17r 1 2 2p61 \
        17w 1 2 2p63 17x 1 2 2p65 17y 1 2 2p67 18k 1 2 2p69 18l 1 2 2p6b 18p 1 2 2p6d 18q 1 2 \
        2p6d 17w 1 2 2p6f 17x 1 2 2p6h 17y 1 2 2p6j 18l 1 2 2p6l 18p 1 2 2p6n 18q 1 2 2p6n 17w 1 \
        2 2p6p 17x 1 2 2p6r 17y 1 2 2p6t 18l 1 2 2p6v 18p 1 2 2p6x 18q 1 2 2p6x 17w 1 2 2p6z 17x \
        1 2 2p71 17y 1 2 2p73 18l 1 2 2p75 18p 1 2 2p77 18q 1 2 2p77 17w 1 2 2p79 18l 1 2 2p7b \
        18p 1 2 2p7d 18q 1 2 2p79 17w 1 2 2p7b 17x 1 2 2p7d 17y 1 2 2p7f 18l 1 2 2p7h 18p 1 2 \
        2p7j 18q 1 2 2p91 19s 1 2 2p91 19s 1 2 2p7r 19s 1 3 2rnf 18s 18x 1 3 2rnh 18t 18x 1 3 \
        2rnj 18u 18x 1 3 2rnl 18v 18x 1 3 2rnn 18w 18x 1 3 2rnp 18x 19s 1 3 2p83 190 181 1 3 \
        2p85 190 182 1 3 2p87 190 18l 1 3 2p89 190 18m 1 3 2p8b 190 18p 1 3 2p8d 190 18q 1 2 \
        2pab 181 1 2 2pad 182 1 2 2paf 18l 1 2 2pah 18m 1 2 2paj 18p 1 2 2pal 18q 1 2 2paj 181 1 \
        2 2pal 182 1 2 2pan 18l 1 2 2pap 18m 1 2 2par 18p 1 2 2pat 18q 1 2 2pat 181 1 2 2pav 182 \
        1 2 2pax 18l 1 2 2paz 18m 1 2 2pb1 18p 1 2 2pb3 18q 1 2 2p9x 18p 1 2 2p9z 18q 1 2 2p9z \
        18p 1 2 2pa1 18q 1 2 2pa1 17r 1 2 2pa3 18k 1 2 2pa5 18l 1 2 2pa7 18p 1 2 2pa9 18q 1 2 \
        2pa9 18l 1 2 2pab 18p 1 2 2pad 18q 1 2 2pad 17r 1 2 2paf 18l 1 2 2paf 181 1 2 2pah 182 1 \
        2 2paj 18l 1 2 2pal 18m 1 2 2pan 18p 1 2 2pap 18q 1 2 2pal 19s 1 2 2pal 181 1 2 2pan 182 \
        1 2 2pap 18l 1 2 2par 18m 1 2 2pat 18p 1 2 2pav 18q 1 3 2pax 190 17w 1 3 2paz 190 17x 1 \
        3 2pb1 190 17y 1 3 2pb3 190 18l 1 3 2pb5 190 18n 1 2 2pd3 17w 1 2 2pd5 17x 1 2 2pd7 17y \
        1 2 2pd9 18l 1 2 2pdb 18n 1 2 2pd9 17w 1 2 2pdb 17x 1 2 2pdd 17y 1 2 2pdf 18l 1 2 2pdh \
        18n 1 2 2pdh 18l 1 2 2pdh 17x 1 2 2pdj 18l 1 2 2pdj 17w 1 2 2pdl 18l 1 2 2pdl 17w 1 2 \
        2pdn 18l 1 2 2pdf 17w 1 2 2pdh 17x 1 2 2pdj 17y 1 2 2pdl 18l 1 2 2pdj 17x 1 2 2pdl 17y 1 \
        2 2pdn 18l 1 2 2pdn 17w 1 2 2pdp 17x 1 2 2pdr 17y 1 2 2pdt 18l 1 2 2pdt 17x 1 2 2pdt 18l \
        1 2 2pdt 17w 1 2 2pdv 18l 1 2 2pdv 17w 1 2 2pdx 18l 1 2 2pdl 17w 1 2 2pdn 17x 1 2 2pdp \
        17y 1 2 2pdr 18l 1 2 2pdr 17x 1 2 2pdt 18l 1 2 2pdt 17w 1 2 2pdv 17x 1 2 2pdx 17y 1 2 \
        2pdz 18k 1 2 2pe1 18l 1 2 2pe1 17w 1 2 2pe3 17x 1 2 2pe5 17y 1 2 2pe7 18l 1 2 2pe9 18n 1 \
        2 2pe9 17w 1 2 2peb 17x 1 2 2ped 17y 1 2 2pef 18l 1 2 2pef 17w 1 2 2peh 17x 1 2 2pej 17y \
        1 2 2pel 18l 1 2 2pen 18n 1 2 2pen 17w 1 2 2pep 18l 1 2 2per 19s 1 2 2pen 17w 1 2 2pep \
        17x 1 2 2per 17y 1 2 2pet 18l 1 2 2pev 18n 1 3 2pex 190 18l 1 3 2pez 190 18n 1 2 2pgx \
        18l 1 2 2pgz 18n 1 2 2pgx 18l 1 2 2pgz 18n 1 2 2pgz 18l 1 2 2ph1 18n 1 2 2pgn 18l 1 2 \
        2pgp 18n 1 2 2pgp 18l 1 2 2pgr 18n 1 2 2pfz 18k 1 2 2pg1 18l 1 2 2pg1 18l 1 2 2pfz 18l 1 \
        2 2pg1 18n 1 2 2pfv 18l 1 2 2pfx 18n 1 3 2pgj 18u 18x 1 3 2pgl 18v 18x 1 3 2pgn 18w 18x \
        1 2 2ph7 18p 1 2 2ph9 18q 1 2 2ph7 18p 1 2 2ph9 18q 1 2 2ph9 18p 1 2 2phb 18q 1 2 2phr \
        18p 1 2 2pht 18q 1 2 2pht 18p 1 2 2phv 18q 1 2 2pib 18p 1 2 2pid 18q 1 2 2pih 18p 1 2 \
        2pij 18q 1 2 2pih 18p 1 2 2pij 18q 1 2 2pi7 18p 1 2 2pi9 18q 1 2 2pi9 18p 1 2 2pib 18q 1 \
        2 2pih 17w 1 2 2pij 17x 1 2 2pil 17y 1 2 2pin 18l 1 2 2pip 181 1 2 2pit 181 1 2 2pir 181 \
        1 2 2pir 181 1 2 2pir 18p 1 2 2pit 18q 1 2 2pir 18p 1 2 2pit 18q 1 2 2pit 18p 1 2 2piv \
        18q 1 2 2pjb 18p 1 2 2pjd 18q 1 2 2pjd 18p 1 2 2pjf 18q 1 2 2pjv 18p 1 2 2pjx 18q 1 2 \
        2pk1 18p 1 2 2pk3 18q 1 2 2pk1 18p 1 2 2pk3 18q 1 2 2pjr 18p 1 2 2pjt 18q 1 2 2pjt 18p 1 \
        2 2pjv 18q 1 2 2pk1 17w 1 2 2pk3 17x 1 2 2pk5 17y 1 2 2pk7 18l 1 2 2pk9 181 1 2 2pkd 181 \
        1 2 2pkb 181 1 2 2pkb 181 1 2 2pkh 17w 1 2 2pkj 17x 1 2 2pkl 17y 1 2 2pkn 18l 1 2 2pkr \
        18n 1 2 2pkr 18n 1 2 2pkn 18l 1 2 2pkx 17w 1 2 2pkz 17x 1 2 2pl1 17y 1 2 2pl1 17w 1 2 \
        2pl3 17x 1 2 2pl5 17y 1 2 2pl1 18l 1 2 2pl1 18l 1 2 2pm1 18r 1 2 2pm3 18r j 3 2pmz 17w \
        18l 1 3 2pn1 17x 17w 1 3 2pn3 17x 17w 1 3 2pn5 17x 18l 1 3 2pn7 17y 18l 1 3 2pn9 18l 17w \
        1 3 2pnb 18l 17x 1 3 2pnd 18l 17y 1 3 2pnb 18l 17x 1 3 2pnd 18l 17x 1 3 2pnd 18l 18q 1 3 \
        2pnf 18l 18p 1 3 2pn5 17x 17w 1 3 2pn7 17w 17x 1 3 2pn9 17w 18p 1 3 2pnb 18l 17x 1 3 \
        2pnd 18l 17x 1 3 2pnf 18l 17w 1 3 2pnh 18l 18l 1 3 2pnj 18l 18l 1 3 2pnh 17x 17x 1 3 \
        2pnj 17x 17x 1 3 2pnl 18l 18l 1 3 2pnp 17x 18l 1 3 2pnr 17x 18l 1 3 2pnt 17w 18q 1 3 \
        2pnv 18l 17y 1 3 2pnx 18l 17y 1 3 2pnz 18l 18l 1 3 2po1 18l 18l 1 3 2pnz 17x 18p 1 3 \
        2po1 17y 18l 1 3 2po3 17y 18l 1 3 2po3 18l 17x 1 3 2po5 18l 17x 1 3 2po7 18l 18l 1 3 \
        2po9 18l 18q 1 3 2po7 17w 18l 1 3 2po9 18l 18l 1 3 2pob 18l 18l 1 3 2pod 18l 18p 1 3 \
        2pod 18l 18l 1 3 2pof 18l 18q 1 3 2poh 18l 18p 1 3 2po5 17y 18l 1 3 2po7 17y 18l 1 3 \
        2po7 18l 17x 1 3 2po9 18l 18l 1 3 2po7 17x 18l 1 3 2po9 17x 18q 1 3 2pob 17x 18p 1 3 \
        2pod 17w 17w 1 3 2pof 17w 17w 1 3 2poh 17y 18l 1 3 2poj 17y 18l 1 3 2pol 18l 17x 1 3 \
        2pon 18l 17x 1 3 2pon 17x 17w 1 3 2pop 17x 18l 1 3 2por 17x 18q 1 3 2pot 17w 17x 1 3 \
        2pov 17w 18l 1 3 2pox 17y 17w 1 3 2poz 17y 18l 3 3 2pp5 17w 17y 1 3 2pp3 18l 17w 1 3 \
        2pp5 18l 18l 1 3 2pp9 17x 18l 1 3 2ppb 17x 18p 1 3 2ppd 17w 18l 1 3 2ppf 17w 18l 1 3 \
        2pph 17w 18p 1 3 2ppj 18l 18q 1 3 2ppl 18l 18p 1 3 2ppf 18l 18l 1 3 2pph 18l 18l 1 3 \
        2prf 17y 18q 1 3 2prd 17w 18q 1 3 2prf 17w 18p 1 3 2prh 17y 18q 1 3 2prj 17y 18p 1 3 \
        2prl 18l 18q 1 3 2prn 18l 18p 1 3 2prl 18l 18q 1 3 2prn 17x 18p 1 3 2prp 18l 18p 1 3 \
        2prd 17y 18p 1 3 2prb 17x 18q 1 3 2prf 17x 18q 1 3 2prd 17x 18q 1 3 2pqn 17w 18q 1 3 \
        2pqp 18l 18q 1 3 2pqf 17x 18q 1 3 2pqh 17w 18q 1 3 2pqj 18l 18q 1 3 2pqv 18l 18q 1 3 \
        2pr3 18l 18q 1 3 2pqx 17x 18q 1 3 2pr7 18l 17x 1 3 2pr5 17x 18l 1 3 2prt 18l 18q 1 3 \
        2prb 18l 18q 1 3 2pr7 17w 17x 1 3 2prb 17y 18q 1 3 2prf 17w 18l 1 3 2prj 18l 18l 1 3 \
        2prj 17w 18l 1 3 2prh 17w 17x 1 3 2psz 17x 18q 1 3 2psz 17w 18q 1 3 2prp 17w 18q 1 3 \
        2prz 18l 18q 1 3 2ptf 17x 18q 1 3 2prz 18l 18l 1 3 2psl 17w 18l 1 3 2psv 18l 18l 1 3 \
        2pt1 17y 18q 1 3 2ps1 17w 18q 15 3 2pv9 18k 1ci 1 3 2pul 18k 1ci 1 4 2pw5 18k 18k 18n 1 \
        4 2pw7 18j 17s 181 1 4 2pul 17x 18l 17z 1 4 2pvj 18k 189 18l 1 4 2pvt 183 18o 18k 1 4 \
        2pvf 18k 18q 18n 1 4 2pun 183 18k 18l 1 3 2pvr 18k 18p 1 i 2pvt 18k 18p w 17r 18k 18k \
        18n w 189 18k 18q 18n w 18o 183 18k 18l 1 8 2pwd 18k w 17w 18k 17r 18k 18n 1 4 2pw5 1cc \
        17r 18k t 3 2sb9 1a 1a n 2 2scj 1a p 2 2sep lh 1 2 2ser lh 1 2 2set lh 1 2 2sev lh 10 2 \
        2sgv 18r 1 2 2q1t 18r 1 2 2sgz 18s 2 2 2sh3 18t 2 2 2sh7 18u 1 2 2q25 18u 1 2 2shb 18v 1 \
        2 2q29 18v 1 2 2shf 18w 1 2 2q2d 18w 1 2 2shj 18x 1 2 2q2h 18x 1 2 2shn 18y 1 2 2q2l 18y \
        2 2 2q43 18z 1 2 2q45 18z 1 2 2q47 190 1 2 2q49 190 1 2 2q2h 190 1 2 2q2j 190 1 2 2q4f \
        191 1 2 2q4h 191 1 2 2q2l 190 1 2 2q2n 190 1 2 2q2p 190 1 2 2q2r 190 2x 3 2q8x 17r 18z 1 \
        3 2q8z 17r 18z 1 3 2q91 17r 190 1 3 2q93 17r 190 1 3 2q95 17r 191 1 3 2q97 17r 191 1 2 \
        2q99 17r 1 2 2q9b 17r 6f 2 2t1h lg 1bml 2 5g9r 1a 1 2 5g9t 18 1 2 5g9t 18 1 2 5g9t 18 1 \
        2 5g9t 18 1 2 5g9t 18 1 2 5g9t 18 1 2 5g9t 18 1 2 5g9t 18 1 2 5g9t 18 1 2 5g9t 18 6 3 \
        5gb3 1t 15 1 3 5gb5 1u 15 1 3 5gb7 1v 15 1 3 5gb9 1w 15 1 3 5gbb 1x 15 1 3 5gbd 1y 15 1 \
        3 5gbf 1z 15 1 3 5gbh 20 15 1 3 5gbj 21 15 1 3 5gbl 22 15 1 3 5gbn 23 15 1 3 5gbp 24 15 \
        1 3 5gbr 25 15 1 3 5gbt 26 15 1 3 5gbv 27 15 1 3 5gbx 28 15 1 3 5gbz 29 15 1 3 5gc1 2a \
        15 1 3 5gc3 2b 15 1 3 5gc5 2c 15 1 3 5gc7 2d 15 1 3 5gc9 2e 15 1 3 5gcb 2f 15 1 3 5gcd \
        2g 15 1 3 5gcf 2h 15 1 3 5gch 2i 15 1 3 4xez 2b 9hx 3 2 5gb7 1w 1 2 5ga5 2i s 2 5gcj 2e \
        1 2 5gcb 2e 1 2 5gc1 1w 1 2 5gc3 2b 1 3 5gcb 28 2e 1 2 5gbz 1v r 2 5ge1 1v 1 2 5ge3 1w \
        11 2 5ggn 22 34 2 4xl5 9jf 1 2 4xi3 9mb i 2 4xi1 9ll 19 3 4xuf kdo 9hx 1 3 4xuh fex 9hx \
        1 3 4xuj fik 9hx 1 3 4xul i2x 9hx 1 3 4xun m9l 9hx 1 3 4xup jf7 9hx 1 3 4xur nh3 9hx 1 3 \
        4xut gd9 9hx 1 3 4xuv k0n 9hx
        """

    /// Grapheme_Cluster_Break: control, CR and LF.
    static let controls = """
        0 w 2n x d 1 12m 1 3jl 1 1ks 1 2 2 o 7 1d g 17yn 1 6o c ab8 g qxs 4 43z 8 h405 w 2o 3k \
        6o 2s0
        """

    /// Grapheme_Cluster_Break: extend, but for ZWJ.
    static let extending = """
        lc 34 7n 7 7b 19 1 1 1 2 1 2 1 1 20 b 1c l g 1 2t 7 2 6 2 2 1 4 z 1 u r 2j b 1m 9 9 1 o \
        4 1 9 1 3 1 5 17 3 1n 9 16 o 1 w 1j 1 1 1 4 8 4 1 3 7 a 2 t 1 1m 1 1 1 2 4 8 1 9 1 a 2 q \
        1 2 2 1l 1 4 2 4 2 2 3 3 1 u 2 3 1 b 2 1l 1 4 5 1 2 4 1 k 2 m 6 1 1 1m 1 1 2 1 4 8 1 7 3 \
        a 2 u 1 1n 1 1 1 c 1 9 1 14 1 3 1 1j 1 1 3 5 3 1 4 7 2 b 2 t 1 1m 1 2 2 1 1 3 3 1 4 7 2 \
        b 2 s 2 1l 2 1 1 2 4 8 1 9 1 a 2 t 1 20 1 4 1 2 3 1 1 8 1 29 1 2 7 c 8 2q 1 2 9 b 7 21 2 \
        r 1 1 1 1 1 1j e 1 5 1 2 5 b 1 10 9 1 2u 4 1 6 1 2 2 2 p 2 4 3 g 4 d 1 2 2 6 1 f 1 jj 3 \
        qa 4 s 3 t 2 u 2 1s 2 1 7 8 1 2 b 9 1 19 3 1 1 39 2 y 1 3a 3 4 2 9 1 6 3 63 2 2 1 1m 1 1 \
        7 1 1 1 1 2 8 6 a 2 1 1c 1a 2 c k 4 1c a 4 3 12 9 c 2 w 4 2 6 1k 1 1 2 3 1 1 5 1k 8 2 2 \
        48 3 1 d 1 7 4 1 6 1 3 2 5i 1s ek 1 5f x 2da 3 3x 1 2o w fe 6 2x 2 n9w 4 1 a w 2 28 2 7k \
        1 3 1 4 1 p 2 5 1 47 2 q i d 1 12 8 p b 1 1 18 3 1c 1 2 4 2 2 2 1 10 1 1v 6 2 2 2 2 c 1 \
        8 1 1b 1 1f 1 1 3 2 2 5 2 1 1 16 2 8 1 6m 1 2 1 4 1 fn4 1 kh g g g a6 2 gt 1 6a 1 45 5 \
        1ae 3 1 2 5 4 14 3 4 1 4l 2 fx 4 1t 5 8t 2 25 6 1y b 1d 4 3f 1 1i f 15 1 2 2 a 3 1d 4 2 \
        2 7 1 1p 3 10 5 1 8 1q 1 c 2 1g 9 1 1 8 4 2 1 2n 3 2 4 6 1 2 1 4d 1 3 8 l 2 1l 2 1 1 1 1 \
        c 1 9 1 e 7 3 5 1v 1 2 6 1 1 2 1 1 3 4 3 1 1 e 2 2d 8 2 3 1 1 n 1 29 1 2 6 1 1 2 1 1 2 1 \
        2 6j 1 2 4 6 2 1 2 r 2 2d 8 2 1 1 2 2y 1 1 1 2 8 2t 1 1 1 2 4 1 5 77 9 1 2 6t 1 a 4 4 1 \
        40 4 2 2 4 1 w a 14 6 2 4 8 1 9 6 2 3 1a d 1 2 5i 1 1 3 1 1 5l 7 1 6 1 1 2a m 2 7 1 2 1 \
        2 3e 6 3 1 1 2 1 7 1 1 20 2 3 1 1 1 9n 2 b 2 1g 5 5 3 n 1 44l 1 6 f 8ug c 3 3 1xc 5 1n 7 \
        t4 1 1r 4 29 1 b 2 f57 2 3mp 1a 2 n f2 5 3 6 8 8 2 7 u 4 44 3 1iz 1j 4 1e 8 1 e 1 m 5 1 \
        f 11s 7 1 h 2 7 1 2 1 5 2s 1 4g 7 af 1 1p 4 e4 4 72 2 6r 1 2 1 7 2 5 1 d6 7 31 7 240 5 \
        gx7k 2o 3k 6o
        """

    /// Grapheme_Cluster_Break: spacing mark.
    static let spacingMarks = """
        1s3 1 1j 1 2 3 8 4 1 2 1e 2 1n 2 6 2 2 2 1i 1 1m 3 1u 1 1m 3 8 1 1 2 1h 2 1o 1 6 2 2 2 \
        36 1 1 2 3 3 1 3 1g 3 1p 4 1p 2 1m 1 2 1 1 2 1a 1 e 2 1n 2 5 3 1 3 1h 2 24 2 6 7 j 2 1r \
        1 3j 1 3u 2 1r 1 4x 1 9 2 p 2 18 1 1f5 1 7 8 1 2 9m 4 2 3 4 2 1 6 68 2 1m 1 1 1 l 6 41 1 \
        1l 4 1s 1 u 1 4 2 1r 1 2 3 1 1 1h 8 8 2 4r 1 l 1 rhn 2 2 1 2g 2 1e g 3y 1 1c 1 1c 2 4 2 \
        2 2 33 2 2 2 o 1 4d 1 2 2 5 1 6l 2 1 2 1 2 1 1 jrn 1 1 1 3j 1 19 3 4 2 37 1 o 2 1n 1 1c \
        3 9 1 e 1 2l 3 3 2 4s 3 v 2 1n 1 1 4 2 2 2 2 l 2 2d 2 f 1 1 2 2v 3 8 2 3 1 2z 2 6 1 1 2 \
        1 1 2 1 6m 2 6 4 2 1 35 3 8 2 1 1 31 1 1 2 32 1 7 1 79 3 9 1 6w 5 1 2 7 1 1 1 3y 3 8 4 4 \
        1 2c 1 t 2 1q 1 5l 1 3 1 1 1 5j 1 e 1 2y 1 7 1 2 1 5x 5 4 2 1 1 9q 2 c 1 1c 2 8 2 d0q 3 \
        2sk 1j
        """

    /// Grapheme_Cluster_Break: prepend.
    static let prepended = """
        16o 6 5z 1 1d 1 ao 2 28 1 vf 1 1f8u 1 f 1 6s 2 el 1 12l 1 1 1 8y 6 jg 1 cb 1
        """

    /// Extended_Pictographic.
    static let pictographs = """
        4p 1 4 1 68d 1 c 1 60 1 m 1 2i 6 f 2 a7 2 c 1 4m 1 p b 4 3 5j 1 6f 2 a 1 9 1 1m 4 1 5 9 \
        1 2 1 2 2 2 1 4 1 2 1 1 2 2 1 3 1 3 2 8 3 5 1 1 1 5 c b 2 2 1 1 2 1 1 i 1 2 2 i 6 1 1 1 \
        2 3 2 5 1 2 2 4 2 b 2 5 2 2 1 5 2 1 1 1 2 k 2 5 6 1 4 2 1 4 1 2 1 2 6 1 1 2 1 1 1 1 1 6 \
        1 3 1 6 1 a 2 f 1 2 1 4 1 1 1 4 3 1 1 b 2 1c 3 9 1 e 1 e 1 ac 2 cv 3 j 2 1f 1 4 1 yi 1 c \
        1 gp 1 1 1 2fze 1 13 4 2s c f 2 f 1 e 2 11 a 34 2 c 2 e 1 2 a j 1k r f a 1 k 1 2 9 1 4 9 \
        n 6 58 2 34 2 2 1 3 2 2b 2 3 1 4 5 72 1 1r b 6 1 o 7 2 2 8 c 1 2 4 2 1 4 2 d 2 2 1 8 2 9 \
        1 5 3 c 3 8 3 2 1 1 1 4 1 6 1 3 1 6 2e 1c 1y 5 8 2 h 3 1 1 6 2 d 62 12 c 4 1k 8 a 6 14 8 \
        u 2 c 4 2 e 9 13 c 1b 1 a 1 55 2g 8 e 42 74 se
        """

    /// Indic_Conjunct_Break: consonant.
    static let consonants = """
        1sl 11 u 8 o 8 l k 1 7 1 1 3 4 y 2 1 1 g 2 4j k 1 7 1 2 1 5 1r 1 r k 1 7 1 2 1 5 y 2 1 1 \
        h 1 4j k 1 g u 3 56 12 jp 17 k 1 g 6 4 4 3 1 3 2 7 3 4 d c 1 1dd 1g h8 1h 52 2 6 x h 8 \
        1i u d 2 b 3 s0b 3 3 10 19 5 2 9 a 5 2p g 1 3 6 1 3 2 2o b 5x r ilh 1 f 4 1 3 1 t 1cd 10 \
        t 1 2 1 fs a 1 1 2 1 1 12 11m 7 2 1 2 8 1 2 1 o 5s 1 a 14 t 1 b 14 w0 d 1 y
        """

    /// Indic_Conjunct_Break: linker.
    static let linkers = """
        1u5 1 3j 1 73 1 3j 1 73 1 73 1 kr 1 1i0 1 i5 1 6b 1 2u 1 s2c 1 8l 1 itk 1 1df 1 ik 1 12l \
        1 7c 1 29 1 x4 1
        """

    /// Extending, but not inside a conjunct.
    static let conjunctBreakers = """
        6bw 1
        """

    /// Hangul_Syllable_Type: vowel.
    static let vowelJamo = """
        3fk 20 1348 n tjw 1 3 4
        """
}
