"""Draws the package's targets and their imports.

    import_graph.py check|draw PACKAGE.json FOLDER

PACKAGE.json is what `swift package dump-package` prints. `draw` writes FOLDER/imports.dot and, with
Graphviz, FOLDER/imports.svg; `check` ends with 1 where they are not those of the package. The picture
carries the digest of the text that it was drawn from, so that no version of Graphviz decides.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys

HEAD = """\
// Written by Tools/import-graph from Package.swift.
digraph imports {
    bgcolor = "white"; pad = 0.2; nodesep = 0.28; ranksep = 0.42; newrank = true
    node [shape = box, style = "rounded,filled", fontname = "Helvetica,Arial,sans-serif",
          fontsize = 13, height = 0.42, margin = "0.16,0.05", penwidth = 1.2]
    edge [color = "#8a8f98", arrowsize = 0.65, penwidth = 1.1]
"""

# What a target is, and how it is drawn.
STYLES = {
    "executable": 'fillcolor = "#3b4252", color = "#3b4252", fontcolor = "white"',
    "tensors": 'fillcolor = "#dbe8fb", color = "#4a7bc8", fontcolor = "#1d2b45"',
    "plain": 'fillcolor = "#e0f2e3", color = "#4e9a60", fontcolor = "#1d3524"',
    "system": 'fillcolor = "#f4f4f5", color = "#9a9aa2", fontcolor = "#55555c", style = "filled,dashed"',
}


def imports(package):
    """Each target but those of tests, with the targets of the package that it may import."""
    targets = {
        target["name"]: target
        for target in package["targets"]
        if target["type"] != "test" and not (target.get("path") or "").startswith("Tests/")
    }
    edges = {
        name: sorted(
            dependency["byName"][0]
            for dependency in target["dependencies"]
            if "byName" in dependency and dependency["byName"][0] in targets
        )
        for name, target in targets.items()
    }
    return targets, edges


def reachable(edges, start):
    """All that `start` is built on."""
    seen, pending = set(), list(edges[start])
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            pending.extend(edges[name])
    return seen


def reduced(edges):
    """Without the imports that a longer path implies."""
    below = {name: reachable(edges, name) for name in edges}
    return {
        name: [one for one in near if not any(one in below[other] for other in near)]
        for name, near in edges.items()
    }


def kind(name, targets, edges):
    if targets[name]["type"] in ("system", "executable"):
        return targets[name]["type"]
    return "tensors" if "LibTorch" in reachable(edges, name) else "plain"


def text(package):
    """The graph as Graphviz reads it; its order is that of names, not of the manifest."""
    targets, edges = imports(package)
    lines = [f"    {name} [{STYLES[kind(name, targets, edges)]}]" for name in sorted(targets)]
    tools = [name for name in sorted(targets) if targets[name]["type"] == "executable"]
    lines.append("    { rank = source; " + "; ".join(tools) + " }")
    for name, near in sorted(reduced(edges).items()):
        for one in near:
            # What is built on libtorch stands in a column of its own.
            both = {kind(name, targets, edges), kind(one, targets, edges)} == {"tensors"}
            lines.append(f"    {name} -> {one}" + (" [weight = 4]" if both else ""))
    return HEAD + "\n".join(lines) + "\n}\n"


def digest(dot):
    return hashlib.sha256(dot.encode()).hexdigest()


def svg(dot):
    drawn = subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, text=True, check=True)
    # Without the version of Graphviz, the document type and the comments.
    body = re.sub(r"<!--.*?-->\n?|<!DOCTYPE[^>]*>\n?", "", drawn.stdout, flags=re.DOTALL)
    body = body.replace('stroke="transparent"', 'stroke="none"')
    body = body.replace("<title>imports</title>", "<title>Which target imports which</title>")
    note = f"<!-- Drawn by Tools/import-graph from imports.dot, sha256 {digest(dot)} -->\n"
    return body.replace("?>\n", "?>\n" + note, 1)


def main(action, package, folder):
    dot = text(json.loads(pathlib.Path(package).read_text()))
    graph, picture = pathlib.Path(folder, "imports.dot"), pathlib.Path(folder, "imports.svg")
    if action == "draw":
        drawn = svg(dot)
        graph.write_text(dot)
        picture.write_text(drawn)
        return 0
    if not graph.is_file() or graph.read_text() != dot:
        print(f"{graph} is not what Package.swift says: run Tools/import-graph", file=sys.stderr)
        return 1
    if not picture.is_file() or digest(dot) not in picture.read_text():
        print(f"{picture} was drawn from another imports.dot: run Tools/import-graph", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
