# write_pkgconfig FILE VERSION PREFIX: the flags of libtorch for SwiftPM (it drops an rpath).
write_pkgconfig() {
    cat >"$1" <<END
prefix=$3
includedir=\${prefix}/include
libdir=\${prefix}/lib

Name: libtorch
Description: tensors, automatic differentiation and neural network kernels
Version: $2
Cflags: -I\${includedir} -I\${includedir}/torch/csrc/api/include
Libs: -L\${libdir} -ltorch_cpu -lc10
END
}
