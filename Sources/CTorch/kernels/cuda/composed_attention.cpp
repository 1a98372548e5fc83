#include "../random.hpp"
#include "attention.hpp"

#include <cmath>

namespace ct::cuda {

namespace {

/// The rows of one sequence.
struct Sequence {
    int64_t first_query, queries, first_key, keys;
    /// The first random group of its first head.
    uint64_t first_group;
};

uint64_t groups_per_head(int64_t keys) {
    return static_cast<uint64_t>((keys * keys + random_group - 1) / random_group);
}

std::vector<Sequence> sequences_of(const AttentionInput &input) {
    const at::Tensor queries = input.query_offsets.cpu(), keys = input.key_offsets.cpu();
    const int32_t *q = queries.const_data_ptr<int32_t>(), *k = keys.const_data_ptr<int32_t>();
    std::vector<Sequence> sequences;
    uint64_t group = 0;
    for (int64_t i = 0; i + 1 < queries.numel(); ++i) {
        const Sequence sequence{q[i], q[i + 1] - q[i], k[i], k[i + 1] - k[i], group};
        TORCH_CHECK(sequence.queries >= 0 && sequence.queries <= sequence.keys, "sequence ", i,
                    " has ", sequence.queries, " queries for ", sequence.keys,
                    " keys: its query offsets or key offsets are wrong");
        sequences.push_back(sequence);
        group += groups_per_head(sequence.keys) * static_cast<uint64_t>(input.heads);
    }
    return sequences;
}

/// What dropout multiplies the probabilities `[heads, queries, keys]` with.
at::Tensor mask(const AttentionInput &input, const Sequence &sequence) {
    const DropoutScale scale(input.dropout);
    const int64_t scores = sequence.queries * sequence.keys;
    const int64_t groups = (scores + random_group - 1) / random_group;
    at::Tensor multipliers = at::empty({input.heads, groups * random_group}, at::dtype(at::kFloat));
    for (int64_t head = 0; head < input.heads; ++head) {
        const uint64_t first =
            sequence.first_group + groups_per_head(sequence.keys) * static_cast<uint64_t>(head);
        float *row = multipliers.mutable_data_ptr<float>() + head * groups * random_group;
        for (int64_t group = 0; group < groups; ++group) {
            dropout_multipliers(input.random, first + static_cast<uint64_t>(group), scale,
                                row + group * random_group);
        }
    }
    return multipliers.slice(1, 0, scores)
        .reshape({input.heads, sequence.queries, sequence.keys})
        .to(input.key.device());
}

/// Rows of one sequence as `[heads, rows, head size]` of float32.
at::Tensor heads_of(const at::Tensor &x, int64_t first, int64_t count) {
    return x.slice(0, first, first + count).transpose(0, 1).to(at::kFloat);
}

/// What both directions compute of a sequence, `[heads, queries, keys]`.
struct Scores {
    at::Tensor query, key, value, scores;
    double scale;

    Scores(const AttentionInput &input, const Sequence &sequence)
        : query(heads_of(input.query, sequence.first_query, sequence.queries)),
          key(heads_of(input.key, sequence.first_key, sequence.keys)),
          value(heads_of(input.value, sequence.first_key, sequence.keys)),
          scale(1 / std::sqrt(static_cast<double>(input.head_size))) {
        scores = at::matmul(query, key.transpose(1, 2)).mul_(scale);
    }
};

/// Overwrites the sequence's rows of `into` by `[heads, rows, head size]`.
void put(const at::Tensor &values, const at::Tensor &into, int64_t first) {
    into.slice(0, first, first + values.size(1)).copy_(values.transpose(0, 1).flatten(1));
}

} // namespace

std::vector<at::Tensor> composed_attention(const AttentionInput &input) {
    const int64_t rows = input.query.size(0);
    const at::Tensor attended = at::empty({rows, input.hidden()}, input.key.options());
    const at::Tensor sums = at::empty({input.heads, rows}, input.key.options().dtype(at::kFloat));
    for (const Sequence &sequence : sequences_of(input)) {
        if (sequence.queries == 0) {
            continue;
        }
        const Scores part(input, sequence);
        const at::Tensor sum = at::logsumexp(part.scores, 2, true);
        at::Tensor shares = (part.scores - sum).exp_();
        if (input.dropout > 0) {
            shares.mul_(mask(input, sequence));
        }
        put(at::matmul(shares, part.value), attended, sequence.first_query);
        sums.slice(1, sequence.first_query, sequence.first_query + sequence.queries)
            .copy_(sum.squeeze(2));
    }
    const at::Tensor none = at::empty({0}, at::dtype(at::kLong).device(input.key.device()));
    return {attended, sums, none, none};
}

void composed_attention_gradients(const AttentionInput &input, const at::Tensor &gradient,
                                  const std::vector<at::Tensor> &outputs, AttentionGradients into) {
    const at::Tensor upstreams = input.split(gradient);
    const at::Tensor attended = input.split(outputs[CT_ATTENDED]);
    for (const Sequence &sequence : sequences_of(input)) {
        const int64_t first = sequence.first_query, count = sequence.queries;
        if (count == 0) {
            into.key.slice(0, sequence.first_key, sequence.first_key + sequence.keys).zero_();
            into.value.slice(0, sequence.first_key, sequence.first_key + sequence.keys).zero_();
            continue;
        }
        const Scores part(input, sequence);
        const at::Tensor upstream = heads_of(upstreams, first, count);
        const at::Tensor result = heads_of(attended, first, count);
        const at::Tensor sum =
            outputs[CT_LOG_SUM_EXP].slice(1, first, first + count).unsqueeze(2);
        const at::Tensor shares = (part.scores - sum).exp_();
        at::Tensor slopes = at::matmul(upstream, part.value.transpose(1, 2));
        at::Tensor kept = shares;
        if (input.dropout > 0) {
            const at::Tensor multipliers = mask(input, sequence);
            kept = shares * multipliers;
            slopes.mul_(multipliers);
        }
        // d softmax: the sum over the keys is that of the result with its gradient.
        slopes.sub_((upstream * result).sum(2, true)).mul_(shares).mul_(part.scale);
        put(at::matmul(slopes, part.key), into.query, first);
        put(at::matmul(slopes.transpose(1, 2), part.query), into.key, sequence.first_key);
        put(at::matmul(kept.transpose(1, 2), upstream), into.value, sequence.first_key);
    }
}

} // namespace ct::cuda
