"""What each audience may see of logins and links."""

from sqlalchemy import Connection

from fair.accounts.link import KEY, link_token
from fair.people.reads import asker
from fair.sign_in import reads
from fair.sign_in.contexts import Devices, OwnLink
from fair.web import Viewer


def own_link(connection: Connection, viewer: Viewer, base_url: str, secret: str) -> OwnLink:
    """Return the asker's own link; `url` is empty where it was turned off."""
    who = asker(connection, viewer.person_id)
    ref = reads.key_link(connection, who.id)
    return {"url": f"{base_url}/k/{link_token(secret, KEY, ref)}" if ref else ""}


def devices(connection: Connection, viewer: Viewer) -> Devices:
    """Return where the reader is signed in."""
    return {"logins": reads.logins(connection, viewer.actor)}
