#pragma once

#include <cstddef>
#include <cstdint>

#if !defined(__x86_64__)
#include <ucontext.h>
#endif

namespace ct_emulation {

/// A function on a stack of its own that gives control away and gets it back.
class Fiber {
  public:
    /// Prepares `entry`, which must not return, on `stack` (grows down from `stack + size`).
    void prepare(void *stack, size_t size, void (*entry)());
    /// Goes on with this fiber; `from` goes on here when it is switched to.
    void switch_from(Fiber &from);

  private:
#if defined(__x86_64__)
    void *top = nullptr;
#else
    ucontext_t context{};
#endif
};

#if defined(__x86_64__)

/// Saves the registers that a call keeps on the stack, and takes those of the other stack.
extern "C" void ct_switch_stacks(void **from, void *to);
asm(R"(
.text
.type ct_switch_stacks, @function
ct_switch_stacks:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
)");

inline void Fiber::prepare(void *stack, size_t size, void (*entry)()) {
    auto **end = reinterpret_cast<void **>(static_cast<char *>(stack) + size / 16 * 16);
    *--end = nullptr; // where `entry` would return to; aligns the stack as after a call
    *--end = reinterpret_cast<void *>(entry);
    top = end - 6;
}

inline void Fiber::switch_from(Fiber &from) { ct_switch_stacks(&from.top, top); }

#else

inline void Fiber::prepare(void *stack, size_t size, void (*entry)()) {
    getcontext(&context);
    context.uc_stack.ss_sp = stack;
    context.uc_stack.ss_size = size;
    context.uc_link = nullptr;
    makecontext(&context, entry, 0);
}

inline void Fiber::switch_from(Fiber &from) { swapcontext(&from.context, &context); }

#endif

} // namespace ct_emulation
