// Nearest neighbours from blocks of products. A pass over a block asks of 64 products at a time
// whether any key is low enough, which vectorizes and is seldom so; only there each is looked at,
// and the distance computed where it may be among the nearest. Rows are passed over for the points
// of the rows, then strips of columns for those of the columns: no two threads write to one point.
#include "kernels/cpu/neighbors/distances.hpp"
#include "kernels/cpu/shared/parallel.hpp"

#include <atomic>
#include <limits>

namespace {

using namespace ct;

/// Products that are asked about together, and columns of a strip.
constexpr int64_t strip_width = 64;
constexpr int64_t rows_of_a_pass = 16;

template <typename Element> struct Keys {
    /// Whether any of `count` keys of a row is at most `bound`.
    CT_VECTORIZED static bool any_in_row(const Element *products, const Element *weights,
                                         int64_t count, Element bound) {
        int found = 0;
        for (int64_t c = 0; c < count; ++c) {
            found |= weights[c] - 2 * products[c] <= bound;
        }
        return found != 0;
    }

    /// The same for the points of the columns: keys of one row's point, a bound for each column.
    CT_VECTORIZED static bool any_in_columns(const Element *products, Element weight, int64_t count,
                                             const Element *bounds) {
        int found = 0;
        for (int64_t c = 0; c < count; ++c) {
            found |= weight - 2 * products[c] <= bounds[c];
        }
        return found != 0;
    }
};

template <typename Element, typename Point> class Search {
  public:
    Search(const at::TensorBase &products, ct_neighbor_search search, ct_tensor *distances,
           ct_tensor *places)
        : products_(static_cast<const Element *>(products.const_data_ptr())),
          rows_(products.size(0)), columns_(products.size(1)),
          points_(static_cast<const Point *>(search.points->value.const_data_ptr())),
          dimensions_(search.points->value.size(1)),
          weights_(static_cast<const Element *>(search.weights->value.const_data_ptr())),
          slacks_(search.slacks->value.const_data_ptr<double>()), search_(search),
          distances_(static_cast<double *>(distances->value.mutable_data_ptr())),
          places_(static_cast<int32_t *>(places->value.mutable_data_ptr())),
          kept_(distances->value.size(1)) {}

    int64_t add(int64_t first_row, int64_t first_column) {
        parallel_blocks(rows_, rows_of_a_pass, [&](int64_t begin, int64_t end) {
            int64_t computed = 0;
            for (int64_t row = begin; row < end; ++row) {
                computed += pass_row(row, first_row + row, first_column);
            }
            computed_ += computed;
        });
        if (first_row != first_column) {
            parallel_blocks(columns_, strip_width, [&](int64_t begin, int64_t end) {
                computed_ += pass_columns(begin, end - begin, first_row, first_column + begin);
            });
        }
        return computed_;
    }

  private:
    /// A key above this is that of no neighbour to keep.
    Element bound(int64_t point) const {
        const double farthest = distances_[point * kept_ + kept_ - 1];
        const double reach = farthest * search_.growth + slacks_[point];
        const double key =
            reach * reach * (1 + 0x1p-50) + search_.floor - static_cast<double>(weights_[point]);
        return std::nextafter(static_cast<Element>(key), std::numeric_limits<Element>::infinity());
    }

    int64_t pass_row(int64_t row, int64_t point, int64_t first_column) {
        const Element *products = products_ + row * columns_, *weights = weights_ + first_column;
        Element limit = bound(point);
        int64_t computed = 0;
        for (int64_t start = 0; start < columns_; start += strip_width) {
            const int64_t end = std::min(columns_, start + strip_width);
            if (!Keys<Element>::any_in_row(products + start, weights + start, end - start, limit)) {
                continue;
            }
            for (int64_t c = start; c < end; ++c) {
                if (weights[c] - 2 * products[c] <= limit && first_column + c != point) {
                    offer(point, first_column + c);
                    limit = bound(point);
                    ++computed;
                }
            }
        }
        return computed;
    }

    int64_t pass_columns(int64_t start, int64_t count, int64_t first_row, int64_t first_point) {
        Element limits[strip_width];
        for (int64_t c = 0; c < count; ++c) {
            limits[c] = bound(first_point + c);
        }
        int64_t computed = 0;
        for (int64_t row = 0; row < rows_; ++row) {
            const Element *products = products_ + row * columns_ + start;
            const Element weight = weights_[first_row + row];
            if (!Keys<Element>::any_in_columns(products, weight, count, limits)) {
                continue;
            }
            for (int64_t c = 0; c < count; ++c) {
                if (weight - 2 * products[c] <= limits[c]) {
                    offer(first_point + c, first_row + row);
                    limits[c] = bound(first_point + c);
                    ++computed;
                }
            }
        }
        return computed;
    }

    /// Keeps `other` among the neighbours of `point` where it is nearer than the last.
    void offer(int64_t point, int64_t other) {
        const double distance =
            Distances<Point>::scaled(points_ + point * dimensions_, points_ + other * dimensions_,
                                     dimensions_, search_.scale);
        double *near = distances_ + point * kept_;
        int32_t *places = places_ + point * kept_;
        const auto place = static_cast<int32_t>(other);
        const auto comes_before = [&](int64_t at) {
            return distance < near[at] || (distance == near[at] && place < places[at]);
        };
        int64_t at = kept_;
        for (; at > 0 && comes_before(at - 1); --at) {
            if (at < kept_) {
                near[at] = near[at - 1];
                places[at] = places[at - 1];
            }
        }
        if (at < kept_) {
            near[at] = distance;
            places[at] = place;
        }
    }

    const Element *products_;
    int64_t rows_, columns_;
    const Point *points_;
    int64_t dimensions_;
    const Element *weights_;
    const double *slacks_;
    ct_neighbor_search search_;
    double *distances_;
    int32_t *places_;
    int64_t kept_;
    std::atomic<int64_t> computed_{0};
};

void check_plain(const ct_tensor *tensor, at::ScalarType type, at::IntArrayRef sizes,
                 const char *name) {
    TORCH_CHECK(tensor->value.is_cpu() && tensor->value.is_contiguous() &&
                    tensor->value.scalar_type() == type && tensor->value.sizes() == sizes,
                name, " of neighbours must be ", type, " of shape ", sizes, " in main memory");
}

} // namespace

ct_status ct_add_neighbors(const ct_tensor *products, int64_t first_row, int64_t first_column,
                           ct_neighbor_search search, ct_tensor *distances, ct_tensor *places,
                           int64_t *computed) {
    return guarded([&] {
        const at::TensorBase block = products->value.contiguous();
        const at::TensorBase &points = search.points->value;
        TORCH_CHECK(block.dim() == 2 && block.is_cpu() && points.dim() == 2 &&
                        distances->value.dim() == 2 && distances->value.size(1) > 0,
                    "neighbours in products of shape ", block.sizes(), " of points of shape ",
                    points.sizes());
        const int64_t count = points.size(0), kept = distances->value.size(1);
        TORCH_CHECK(first_row >= 0 && first_row + block.size(0) <= count && first_column >= 0 &&
                        first_column + block.size(1) <= count,
                    "products of points that are not among ", count);
        check_plain(search.points, points.scalar_type(), points.sizes(), "points");
        check_plain(search.weights, block.scalar_type(), {count}, "weights");
        check_plain(search.slacks, at::kDouble, {count}, "slacks");
        check_plain(distances, at::kDouble, {count, kept}, "distances");
        check_plain(places, at::kInt, {count, kept}, "places");
        const auto run = [&]<typename Element, typename Point>() {
            Search<Element, Point> found(block, search, distances, places);
            *computed += found.add(first_row, first_column);
        };
        const bool wide = points.scalar_type() == at::kDouble;
        TORCH_CHECK(wide || points.scalar_type() == at::kFloat, "points of type ",
                    points.scalar_type());
        if (block.scalar_type() == at::kDouble) {
            wide ? run.operator()<double, double>() : run.operator()<double, float>();
        } else {
            TORCH_CHECK(block.scalar_type() == at::kFloat, "products of type ",
                        block.scalar_type());
            wide ? run.operator()<float, double>() : run.operator()<float, float>();
        }
    });
}
