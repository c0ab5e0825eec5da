"""The matrix products of the model, by NumPy's BLAS.

thinc multiplies by BLIS, whose wheels carry generic kernels only; NumPy's come with OpenBLAS, which chooses
its kernels by the processor and takes a third to a half of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from thinc.api import Model

    Matrix = np.ndarray[Any, np.dtype[np.float32]]

__all__ = ["multiply_by_numpy"]


def multiply_by_numpy(model: Model[Any, Any]) -> None:
    """Give every layer of a model the products of NumPy."""
    import numpy as np  # noqa: PLC0415  importing claimx must stay light
    from thinc.api import NumpyOps  # noqa: PLC0415

    class Products(NumpyOps):  # type: ignore[misc]  # thinc's class is compiled and carries no types
        def gemm(
            self, x: Matrix, y: Matrix, out: Matrix | None = None, *flags: bool, **named: bool
        ) -> Matrix:
            turned = dict(zip(("trans1", "trans2"), flags, strict=False)) | named
            left = x.T if turned.get("trans1") else x
            right = y.T if turned.get("trans2") else y
            return np.matmul(left, right, out=out)

    ops = Products()
    for layer in model.walk():
        layer.ops = ops
