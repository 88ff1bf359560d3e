"""Settings, read once from the environment (prefix ALTYN_); every default works offline."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What a museum or a server may set; each field is one row of the README's table."""

    model_config = SettingsConfigDict(env_prefix="ALTYN_", extra="ignore", frozen=True)

    # The database file; built from the seed at start when it is missing.
    database: Path = ROOT / ".data" / "timeline.sqlite"
    # What curators edit.
    seed: Path = ROOT / "seed"
    # Host names that requests may name, comma between; loopback is always allowed.
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    # Where the world finds this server, such as https://example.org; without it addresses stay relative.
    public_url: str = Field(default="", pattern=r"^(https?://[A-Za-z0-9.:\[\]-]+)?$")
    # Whom users of the API may write to: an e-mail or a web address; without it the index names nobody.
    contact: str = ""
    # Send Strict-Transport-Security and upgrade insecure requests: only behind HTTPS.
    https: bool = False
    # Answer language models at /mcp; needs the extra `mcp`.
    mcp: bool = False
    # Serve the page of all components, /{locale}/_patterns, for those who work on them.
    patterns: bool = False
    # Connections of the read pool, and so of worker threads (more threads than connections can lock up).
    connections: int = Field(default=8, ge=1, le=64)
    # Requests in work at once before the answer is 503.
    busy_requests: int = Field(default=64, ge=1, le=10_000)
    # Requests a minute that one client may send to the API; 0: as many as it likes.
    rate_limit: int = Field(default=0, ge=0)
    # Seconds without input before the kiosk asks whether anyone is there.
    kiosk_idle_seconds: int = Field(default=90, ge=15, le=900)
    # Seconds that the kiosk's question stands.
    kiosk_warn_seconds: int = Field(default=20, ge=20, le=120)

    @field_validator("hosts", mode="before")
    @classmethod
    def _split_hosts(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value
