// Nothing of libtorch is visible to Swift: this module only carries the compiler and linker flags of
// libtorch.pc to CTorch, which includes libtorch's C++ headers itself.
