"""The page's files, served so that a browser keeps them: their address changes whenever one of them does."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent / "page"
FOR_EVER = "public, max-age=31536000, immutable"


def routes() -> list[web.RouteDef]:
    """The page at `/`, what it needs below `/page/EDITION/`, and that there is nothing else."""
    return [web.get("/", _index), web.get("/page/{edition}/{path:.+}", _file), web.get("/{path:.+}", _nothing)]


def edition(folder: Path = PAGE) -> str:
    """Another one as soon as any file is another, also while the playground runs."""
    stats = ((path.relative_to(folder), path.stat()) for path in sorted(folder.rglob("*")) if path.is_file())
    return sha256(repr([(str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats]).encode()).hexdigest()[:16]


async def _index(request: web.Request) -> web.StreamResponse:
    page = (PAGE / "index.html").read_text(encoding="utf-8").replace("EDITION", edition())
    return web.Response(text=page, content_type="text/html", headers={"Cache-Control": "no-cache"})


async def _file(request: web.Request) -> web.StreamResponse:
    wanted = (PAGE / request.match_info["path"]).resolve()
    if not wanted.is_relative_to(PAGE.resolve()) or not wanted.is_file():
        return await _nothing(request)
    return web.FileResponse(wanted, headers={"Cache-Control": FOR_EVER})


async def _nothing(request: web.Request) -> web.StreamResponse:
    raise web.HTTPNotFound(text="There is no such page.")
