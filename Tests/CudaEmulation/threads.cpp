#include "emulation.hpp"
#include "fiber.hpp"

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <sys/mman.h>
#include <unordered_map>
#include <vector>

uint3 threadIdx, blockIdx, blockDim, gridDim;

/// Dynamic shared memory: as much as a block can have.
alignas(1024) unsigned char ct_dynamic_shared[227 << 10];

namespace ct_emulation {

namespace {

constexpr size_t stack_size = 256 << 10;
constexpr unsigned most_threads = 1024, lanes = 32;

/// Threads that wait for each other. A thread that has ended is not waited for.
struct Barrier {
    unsigned alive = 0, arrived = 0, generation = 0;

    void arrive() {
        ++arrived;
        open_if_complete();
    }
    void leave() {
        --alive;
        open_if_complete();
    }
    void open_if_complete() {
        if (arrived >= alive) {
            arrived = 0;
            ++generation;
        }
    }
};

/// A warp's barrier, and the values that its lanes hand over: in turn in one of two places, so that a
/// lane may write the next while others still read the last.
struct Warp {
    Barrier barrier;
    uint64_t values[2][lanes];
    unsigned numbers[2][lanes]; // of the exchange that a value belongs to, from 1

    bool has(unsigned number, unsigned lane) const { return numbers[number % 2][lane] == number; }
};

struct Thread {
    Fiber fiber;
    uint3 index;
    unsigned exchanges;
    Thread *next, *previous;
};

Fiber launcher;
std::vector<Thread> threads(most_threads);
Warp warps[most_threads / lanes];
Barrier block;
Thread *running;
unsigned alive, idle; // threads of the block; switches since something happened
std::string failure;
const Kernel *kernel;
void **kernel_arguments;

void go_on(Thread &thread, Fiber &from) {
    running = &thread;
    threadIdx = thread.index;
    thread.fiber.switch_from(from);
}

[[noreturn]] void end_thread() {
    Thread &ended = *running;
    warps[ended.index.x / lanes].barrier.leave();
    block.leave();
    idle = 0;
    --alive;
    ended.previous->next = ended.next;
    ended.next->previous = ended.previous;
    if (alive == 0) {
        launcher.switch_from(ended.fiber);
    } else {
        go_on(*ended.next, ended.fiber);
    }
    std::abort(); // nobody switches to a thread that has ended
}

void run_thread() {
    kernel->call(kernel_arguments);
    end_thread();
}

/// Lets others run until `barrier` has opened.
void wait_at(Barrier &barrier) {
    const unsigned generation = barrier.generation;
    barrier.arrive();
    idle = 0;
    while (barrier.generation == generation) {
        if (++idle > 2 * alive + 2) {
            std::fprintf(stderr, "emulated kernel %s: threads wait for each other for ever\n",
                         kernel->name);
            std::abort();
        }
        Thread &self = *running;
        go_on(*self.next, self.fiber);
    }
}

Warp &wait_for_warp(unsigned mask) {
    if (mask != 0xffffffffu) {
        std::fprintf(stderr, "emulated kernel %s: only whole warps are emulated, not mask %x\n",
                     kernel->name, mask);
        std::abort();
    }
    Warp &warp = warps[running->index.x / lanes];
    wait_at(warp.barrier);
    return warp;
}

/// Leaves a value for the warp; gives the number of this exchange.
unsigned hand_over(uint64_t value) {
    Warp &warp = warps[running->index.x / lanes];
    const unsigned number = ++running->exchanges;
    warp.values[number % 2][this_lane()] = value;
    warp.numbers[number % 2][this_lane()] = number;
    return number;
}

/// Makes the threads of a block, in a ring. Every other block runs its threads backwards: a result
/// that depends on their order differs then.
void prepare_block(unsigned count, bool backwards) {
    static void *const stacks = mmap(nullptr, stack_size * most_threads, PROT_READ | PROT_WRITE,
                                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    block = {count};
    for (unsigned i = 0; i < (count + lanes - 1) / lanes; ++i) {
        warps[i] = {};
        warps[i].barrier.alive = std::min(lanes, count - i * lanes);
    }
    for (unsigned i = 0; i < count; ++i) {
        Thread &thread = threads[i];
        thread.index = {i, 0, 0};
        thread.exchanges = 0;
        thread.next = &threads[(i + 1) % count];
        thread.previous = &threads[(i + count - 1) % count];
        if (backwards) {
            std::swap(thread.next, thread.previous);
        }
        thread.fiber.prepare(static_cast<char *>(stacks) + i * stack_size, stack_size, run_thread);
    }
    alive = count;
    idle = 0;
}

std::unordered_map<std::string, Kernel> &kernels() {
    static std::unordered_map<std::string, Kernel> known;
    return known;
}

} // namespace

void add(const Kernel &found) { kernels().emplace(found.name, found); }

unsigned this_lane() { return running->index.x % lanes; }

uint64_t exchange(unsigned mask, uint64_t value, unsigned lane) {
    const unsigned number = hand_over(value);
    const Warp &warp = wait_for_warp(mask);
    return warp.has(number, lane) ? warp.values[number % 2][lane] : 0;
}

unsigned ballot(unsigned mask, bool value) {
    const unsigned number = hand_over(value);
    const Warp &warp = wait_for_warp(mask);
    unsigned bits = 0;
    for (unsigned lane = 0; lane < lanes; ++lane) {
        const bool set = warp.has(number, lane) && warp.values[number % 2][lane] != 0;
        bits |= static_cast<unsigned>(set) << lane;
    }
    return bits;
}

} // namespace ct_emulation

using namespace ct_emulation;

void __syncthreads() { wait_at(block); }
void __syncwarp(unsigned mask) { wait_for_warp(mask); }
void __trap() {
    failure = "a thread ended with a trap";
    end_thread();
}

/// Runs all blocks, one after the other. Null, or what went wrong.
extern "C" __attribute__((visibility("default"))) const char *
ct_emulated_launch(const char *name, const unsigned grid[3], unsigned count, unsigned shared,
                   void **arguments, const size_t *sizes, size_t argument_count) {
    static std::mutex one_launch;
    const std::lock_guard lock(one_launch);
    static std::string error;
    const auto found = kernels().find(name);
    if (found == kernels().end()) {
        return "no such kernel";
    }
    kernel = &found->second;
    kernel_arguments = arguments;
    bool fits = kernel->count == argument_count;
    for (size_t i = 0; fits && i < argument_count; ++i) {
        fits = kernel->sizes[i] == sizes[i];
    }
    if (!fits) {
        return "arguments of another number or of other sizes than the kernel's";
    }
    if (count == 0 || count > most_threads || shared > sizeof ct_dynamic_shared) {
        return "more threads or shared memory than a block can have";
    }
    failure.clear();
    gridDim = {grid[0], grid[1], grid[2]};
    blockDim = {count, 1, 1};
    unsigned number = 0;
    for (blockIdx.z = 0; blockIdx.z < grid[2]; ++blockIdx.z) {
        for (blockIdx.y = 0; blockIdx.y < grid[1]; ++blockIdx.y) {
            for (blockIdx.x = 0; blockIdx.x < grid[0]; ++blockIdx.x, ++number) {
                std::memset(ct_dynamic_shared, 0xff, shared); // nothing may rely on its contents
                prepare_block(count, number % 2 == 1);
                go_on(threads[0], launcher);
            }
        }
    }
    error = failure;
    return error.empty() ? nullptr : error.c_str();
}
