"""What a developer does with the generated client: `python use.py ADDRESS` prints what each call returned, as JSON.

Runs in the client's own environment, where nothing of this project can be imported.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from typing import Any

from jalons_client import Client
from jalons_client.api.codings import codings_csv_retrieve, codings_list, codings_retrieve
from jalons_client.api.compare import compare_retrieve
from jalons_client.api.jurisdictions import jurisdictions_list
from jalons_client.api.laws import laws_list, laws_retrieve
from jalons_client.api.provisions import provisions_retrieve
from jalons_client.api.regimes import regimes_list
from jalons_client.models import (
    CodingsListOrderingItem,
    LawsListKindItem,
    RegimesListFamilyItem,
)

DAY = dt.date(2019, 6, 4)


def every_law(client: Client, **filters: Any) -> Iterator[str]:
    """The ids of all laws, page by page."""
    number = 1
    while True:
        page = laws_list.sync(client=client, limit=100, page=number, **filters)
        yield from (law.id for law in page.results)
        if page.next_ is None:
            return
        number += 1


def calls(client: Client) -> dict[str, Any]:
    """A name for each call, and what is to be known of its result."""
    some = codings_list.sync(
        client=client,
        jurisdiction=["FR", "SE"],
        indicator=["buying"],
        as_of=DAY,
        ordering=[CodingsListOrderingItem("-jurisdiction"), CodingsListOrderingItem("indicator")],
    )
    coding = codings_retrieve.sync("FR.buying.2016-04-15", client=client)
    law = laws_retrieve.sync("fr-loi-2016-444", client=client)
    provision = provisions_retrieve.sync("fr-code-penal/225-12-1", client=client)
    compared = compare_retrieve.sync(client=client, j=["FR", "SE", "DE"], as_of=DAY)
    regimes = regimes_list.sync(client=client, as_of=DAY, family=[RegimesListFamilyItem.REGULATED])
    refused = codings_list.sync_detailed(client=client, jurisdiction=["FRA"])
    missing = laws_retrieve.sync_detailed("none", client=client)
    table = codings_csv_retrieve.sync(client=client, jurisdiction=["FR"], as_of=DAY)
    return {
        "list": [type(some).__name__, some.count, [[row.jurisdiction, row.value] for row in some.results]],
        "detail": [type(coding).__name__, coding.value, coding.penalty.fine, coding.verified_on.isoformat()],
        "evidence": [type(coding.citations[0]).__name__, coding.citations[0].seen_on.isoformat()],
        "law": [law.jurisdiction, law.kind.value, law.data_version],
        "provision": [provision.law, provision.pinpoint],
        "compare": [type(compared).__name__, sorted(compared.to_dict())],
        "regimes": sorted(row.jurisdiction for row in regimes.results),
        "refused": [refused.status_code, type(refused.parsed).__name__, refused.parsed.parameter, refused.parsed.value],
        "missing": [missing.status_code, type(missing.parsed).__name__],
        "statutes": sorted(every_law(client, kind=[LawsListKindItem.STATUTE])),
        "countries": jurisdictions_list.sync(client=client, region=["Europe"], limit=1).count,
        "csv": [type(table).__name__, table.splitlines()[0] if table else ""],
    }


if __name__ == "__main__":
    with Client(base_url=sys.argv[1], raise_on_unexpected_status=True) as client:
        sys.stdout.write(json.dumps(calls(client)))
