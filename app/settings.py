"""Settings, read once from the environment (prefix ALTYN_); every default works offline."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, IPvAnyNetwork, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
# This machine, and networks of one house. Source: RFC 1918, RFC 4193, RFC 4291.
LOCAL_NETWORKS: Final = tuple(
    ip_network(network)
    for network in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
        *("::1/128", "fc00::/7", "fe80::/10"),
    )
)


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
    # Log answers that are kept, too; each then passes every layer.
    log_kept: bool = False
    # Count what is answered, and show it at /metrics.
    metrics: bool = False
    # Requests a minute that one client may send to the API; 0: as many as it likes.
    rate_limit: int = Field(default=0, ge=0)
    # Seconds without input before the kiosk asks whether anyone is there.
    kiosk_idle_seconds: int = Field(default=90, ge=15, le=900)
    # Seconds that the kiosk's question stands.
    kiosk_warn_seconds: int = Field(default=20, ge=20, le=120)

    # Give the kiosk its service worker; off withdraws it from every screen.
    kiosk_worker: bool = True
    # Networks whose screens may report and whose staff may look, comma between; to others there is nothing.
    kiosk_networks: Annotated[tuple[IPvAnyNetwork, ...], NoDecode] = LOCAL_NETWORKS
    # The file that keeps the reports of museum screens; without it, one beside the database.
    kiosk_reports: Path | None = None
    # What staff must give to see /staff/kiosks, at least 16 letters; without it there is no such page.
    staff_token: str = Field(default="", pattern=r"^(\S{16,200})?$", repr=False)

    @property
    def reports(self) -> Path:
        """Give the file of reports."""
        return self.kiosk_reports or self.database.with_name("kiosk-reports.sqlite")

    @field_validator("hosts", "kiosk_networks", mode="before")
    @classmethod
    def _split_list(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value
