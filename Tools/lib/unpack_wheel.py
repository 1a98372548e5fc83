"""Unpacks what a C++ program needs from a wheel: `unpack_wheel.py WHEEL DESTINATION [PREFIX]`.

From `torch` this is `include` and `lib` without Python's part and the tests; from NVIDIA's wheels
the shared libraries: all in `lib` (with PREFIX `nvidia`), or where the wheel has them (`site`).
"""

import pathlib
import re
import shutil
import sys
import zipfile

NOT_NEEDED = re.compile(
    r"lib/(libtorch_python\.|libshm|libaoti_custom_ops\.|libbackend_with_compiler\.|libjitbackend_test\."
    r"|libtorchbind_test\.|.*\.a$)|include/(pybind11|google)/"
)


def destination_of(name, prefix):
    """Where the archive's member goes, relative to the destination; None where it is not needed."""
    if prefix in ("nvidia", "site"):
        if not re.fullmatch(r"nvidia/[^/]+(/[^/]+)?/lib/[^/]+\.so[.0-9]*", name):
            return None
        return name if prefix == "site" else "lib/" + name.rsplit("/", 1)[1]
    inside = name.removeprefix("torch/")
    wanted = name.startswith(("torch/include/", "torch/lib/")) and not name.endswith("/")
    return inside if wanted and not NOT_NEEDED.match(inside) else None


def main(wheel, destination, prefix="torch"):
    root = pathlib.Path(destination)
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.infolist():
            target = destination_of(member.filename, prefix)
            if target is None:
                continue
            path = root / target
            if root.resolve() not in path.resolve().parents:
                sys.exit(f"{wheel}: {member.filename} points outside of the archive")
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as source, open(path, "wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (OSError, zipfile.BadZipFile) as error:
        sys.exit(f"error: cannot unpack {sys.argv[1]}: {error}")
