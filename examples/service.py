"""A small web service: articles in, claims out, the records as its JSON.

    pip install fastapi uvicorn
    uvicorn service:app --port 8000        # in this folder; the page /docs describes the service

``POST /extract`` takes ``{"text": "Verrelec vise 6 M€ de bénéfice en 2025.", "published": "2024-07-30"}``.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from importlib import metadata
from typing import Annotated

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

import claimx

MAX_CHARS = 200_000


class Article(BaseModel):
    """An article to read."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=MAX_CHARS, description="the article, in French")]
    published: Annotated[date | None, Field(description="the day it was published, as 2025-09-15")] = None


@asynccontextmanager
async def _warm(_: FastAPI) -> AsyncIterator[None]:
    """Load the model before the first request, which takes some seconds, and read as many at once as pay."""
    claimx.extract("Verrelec gagne 3 %.")
    to_thread.current_default_thread_limiter().total_tokens = os.cpu_count() or 1
    yield


app = FastAPI(title="claimx", version=metadata.version("claimx"), lifespan=_warm)


# A plain function and no coroutine: FastAPI runs it in its thread pool, and the loop goes on answering.
@app.post("/extract")
def extract(article: Article) -> claimx.Extraction:
    """The claims of an article."""
    return claimx.extract(article.text, published=article.published)


@app.get("/health")
async def health() -> dict[str, str]:
    """Whether the service is up, and which claimx reads."""
    return {"status": "ok", "claimx": metadata.version("claimx")}


@app.exception_handler(RequestValidationError)
async def refuse(_: Request, error: RequestValidationError) -> JSONResponse:
    """What is wrong with a request, in a line a person can act on; the article is not sent back."""
    wrong = [f"{'.'.join(str(part) for part in each['loc'][1:])}: {each['msg']}" for each in error.errors()]
    return JSONResponse({"detail": "; ".join(wrong)}, status_code=422)
