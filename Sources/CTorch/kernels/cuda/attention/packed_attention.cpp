// Launches of source/attention: the mask as bits once for both directions, then a block for each
// tile of 64 rows of a sequence, each head and each part of a head's columns.
#include "kernels/cuda/attention/attention.hpp"
#include "kernels/cuda/layers/dropout.hpp"
#include "kernels/cuda/layers/rows.hpp"

#include <cmath>

namespace ct::cuda {

namespace {

const Source mask_source = {
    "attention_mask",
#include "kernels/cuda/source/attention/attention_mask.cuh"
};

constexpr const char forward_text[] =
#include "kernels/cuda/source/attention/attention_tiles.cuh"
#include "kernels/cuda/source/attention/attention_forward.cuh"
    ;
constexpr const char gradients_text[] =
#include "kernels/cuda/source/attention/attention_tiles.cuh"
#include "kernels/cuda/source/attention/attention_gradients.cuh"
    ;

/// The kernels of one direction ("forward" or "gradients") for one type of elements.
const Source &source_of(const std::string &direction, at::ScalarType type) {
    static const std::string bfloat16 = "#define CT_BFLOAT16\n", float16 = "#define CT_FLOAT16\n";
    static const std::string texts[] = {bfloat16 + forward_text, float16 + forward_text,
                                        bfloat16 + gradients_text, float16 + gradients_text};
    static const Source sources[] = {
        {"attention_forward_float32", forward_text},
        {"attention_forward_bfloat16", texts[0].c_str()},
        {"attention_forward_float16", texts[1].c_str()},
        {"attention_gradients_float32", gradients_text},
        {"attention_gradients_bfloat16", texts[2].c_str()},
        {"attention_gradients_float16", texts[3].c_str()},
    };
    const int element = type == at::kBFloat16 ? 1 : type == at::kHalf ? 2 : 0;
    return sources[(direction == "forward" ? 0 : 3) + element];
}

/// `Matrix` and `Attention` of `source/attention_tiles.cuh`.
struct Matrix {
    void *data = nullptr;
    int64_t stride = 0;
};

struct Attention {
    Matrix query, key, value, attended, gradient, query_gradient, key_gradient, value_gradient;
    float *log_sum_exp, *dots;
    const int32_t *query_offsets, *key_offsets;
    const int64_t *first_groups;
    const uint32_t *kept_bits;
    int64_t query_rows;
    int head_size, tiles, vectors, unused;
    float scale, kept;
};

constexpr int64_t tile = 64;

/// A call of the kernels as they take it.
class Call {
  public:
    Call(const AttentionInput &given, const at::TensorBase &attended,
         const at::TensorBase &log_sum_exp, const at::TensorBase &first_groups,
         const at::TensorBase &kept_bits)
        : input(given) {
        at.query = matrix(input.query);
        at.key = matrix(input.key);
        at.value = matrix(input.value);
        at.attended = matrix(attended);
        at.log_sum_exp = log_sum_exp.mutable_data_ptr<float>();
        at.query_offsets = input.query_offsets.const_data_ptr<int32_t>();
        at.key_offsets = input.key_offsets.const_data_ptr<int32_t>();
        const DropoutScale scale(input.dropout);
        if (scale.dropped > 0) {
            at.first_groups = first_groups.const_data_ptr<int64_t>();
            at.kept_bits =
                reinterpret_cast<const uint32_t *>(kept_bits.const_data_ptr<int32_t>());
        }
        at.query_rows = input.query.size(0);
        at.head_size = static_cast<int>(input.head_size);
        at.scale = 1.0f / std::sqrt(static_cast<float>(input.head_size));
        at.kept = scale.kept;
    }

    /// Where the elements of `x` are. Four are loaded at once where all matrices allow it.
    Matrix matrix(const at::TensorBase &x) {
        const auto bytes = static_cast<uintptr_t>(4 * x.element_size());
        vectors = vectors && input.head_size % 4 == 0 && x.stride(0) % 4 == 0 &&
                  reinterpret_cast<uintptr_t>(x.const_data_ptr()) % bytes == 0;
        return {const_cast<void *>(x.const_data_ptr()), x.stride(0)};
    }

    void forward() { run("forward", tiles_of(input.longest_query), 1); }

    void gradients() {
        const int64_t dots = parts(at.query_rows * input.heads, 8);
        at.vectors = vectors;
        launch(source_of("gradients", type()), ("attention_dots_" + type_name()).c_str(),
               {.x = static_cast<unsigned>(dots), .threads = 256}, input.key, at,
               static_cast<int>(input.heads));
        run("gradients", tiles_of(input.longest_key), 2);
    }

    Attention at = {};

  private:
    static int64_t tiles_of(int64_t longest) { return parts(longest, tile); }

    at::ScalarType type() const { return input.key.scalar_type(); }

    std::string type_name() const {
        return type() == at::kHalf ? "float16" : cuda::type_name(input.key);
    }

    /// `kinds` kinds of blocks, each for every tile, head and part of a head's columns.
    void run(const std::string &name, int64_t tiles, int64_t kinds) {
        const int64_t columns = input.head_size <= 32 ? 32 : input.head_size <= 64 ? 64 : 128;
        const int64_t width = std::min<int64_t>(columns, 64);
        const int64_t shared = (2 * tile * (width + 4) + tile * (tile + 4)) * 4;
        at.tiles = static_cast<int>(tiles);
        at.vectors = vectors;
        const Grid grid{.x = static_cast<unsigned>(input.sequences() * tiles),
                        .y = static_cast<unsigned>(input.heads),
                        .z = static_cast<unsigned>(kinds * parts(input.head_size, columns)),
                        .threads = 256,
                        .shared = static_cast<unsigned>(shared)};
        const std::string kernel = "attention_" + name + "_" + std::to_string(columns) + "_" +
                                   type_name();
        launch(source_of(name, type()), kernel.c_str(), grid, input.key, at);
    }

    const AttentionInput &input;
    bool vectors = true;
};

/// Where the random groups of each sequence start, and a bit for each probability: 1 where it is
/// kept. Empty without dropout.
std::pair<at::TensorBase, at::TensorBase> mask_of(const AttentionInput &input) {
    const auto on = input.key.options();
    const DropoutScale scale(input.dropout);
    if (scale.dropped == 0) {
        const at::TensorBase none = ct::empty({0}, on.dtype(at::kLong));
        return {none, none};
    }
    constexpr int64_t most_keys = 65535; // a head's probabilities are counted in 32 bits
    TORCH_CHECK(input.longest_key <= most_keys, "attention with dropout over ", input.longest_key,
                " keys: at most ", most_keys, " on ", input.key.device());
    // The lengths are not known here: n * n adds up to the tokens times the longest at most.
    const int64_t groups =
        input.heads * (parts(input.key.size(0) * input.longest_key, random_group) +
                       input.sequences());
    const at::TensorBase first_groups = ct::empty({input.sequences()}, on.dtype(at::kLong));
    const at::TensorBase bits = ct::empty({groups, random_group / 32}, on.dtype(at::kInt));
    launch(mask_source, "attention_mask",
           {.x = static_cast<unsigned>(parts(groups, 16)), .threads = 256}, input.key,
           Dropout{input.random, scale}, groups, input.key_offsets.const_data_ptr<int32_t>(),
           static_cast<int>(input.sequences()), static_cast<int>(input.heads),
           first_groups.mutable_data_ptr<int64_t>(), bits.mutable_data_ptr<int32_t>());
    return {first_groups, bits};
}

} // namespace

std::vector<at::TensorBase> packed_attention(const AttentionInput &input) {
    const int64_t rows = input.query.size(0);
    const auto on = input.key.options();
    const at::TensorBase attended = ct::empty({rows, input.hidden()}, on);
    const at::TensorBase sums = ct::empty({input.heads, rows}, on.dtype(at::kFloat));
    const auto [first_groups, bits] = mask_of(input);
    Call(input, attended, sums, first_groups, bits).forward();
    return {attended, sums, first_groups, bits};
}

void packed_attention_gradients(const AttentionInput &input, const at::TensorBase &gradient,
                                const std::vector<at::TensorBase> &outputs,
                                const AttentionGradients &into) {
    input.check(into.query, "gradients of queries");
    input.check(into.key, "gradients of keys");
    input.check(into.value, "gradients of values");
    const at::TensorBase &sums = outputs[CT_LOG_SUM_EXP];
    TORCH_CHECK(sums.scalar_type() == at::kFloat && sums.is_contiguous() && sums.dim() == 2 &&
                    sums.size(0) == input.heads && sums.size(1) == input.query.size(0),
                "log-sum-exp is ", sums.scalar_type(), " ", sums.sizes(), ", not Float [",
                input.heads, ", ", input.query.size(0), "]");
    const at::TensorBase dots = ct::empty_like(sums);
    Call call(input, outputs[CT_ATTENDED], sums, outputs[CT_RANDOM_SEED],
              outputs[CT_RANDOM_OFFSET]);
    call.at.gradient = call.matrix(gradient);
    call.at.query_gradient = call.matrix(into.query);
    call.at.key_gradient = call.matrix(into.key);
    call.at.value_gradient = call.matrix(into.value);
    call.at.dots = dots.mutable_data_ptr<float>();
    call.gradients();
}

} // namespace ct::cuda
