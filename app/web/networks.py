"""Whom a museum's own addresses are for: clients of its networks, and nobody else."""

import ipaddress
from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from app.deps import SettingsDep


def is_near(client: str, networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]) -> bool:
    """Say whether a client's address lies in one of the networks; what is no address does not."""
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return any((mapped or address) in network for network in networks)


def require_near(request: Request, settings: SettingsDep) -> None:
    """Raise 404 for a client of another network: to it there is nothing here."""
    if not request.client or not is_near(request.client.host, settings.kiosk_networks):
        raise HTTPException(404)


NearDep = Annotated[None, Depends(require_near)]
