"""What the sample's posts for work abroad rest on: by whom, which contract, which filing.

Used by `make_vacancies.py`, which stands beside it. Nothing here runs in the server.
"""


def file_abroad(key: str, rows: list[dict]) -> None:
    """Fill in, for each employer abroad, its contract, its quota and its recruitment filing."""
    abroad = [row for row in rows if row["overseas_country"]]
    names = list(dict.fromkeys(row["signed_by"] for row in abroad))
    for row in abroad:
        name = row["signed_by"]
        asked = sum(one["head_count"] for one in abroad if one["signed_by"] == name)
        number = f"{key}-{row['overseas_country']}-{names.index(name) + 1:02d}"
        row |= {
            "principal": name,
            "principal_contract": f"LC-{number}",
            "quota": str((asked // 100 + 2) * 100),
            "filing": f"WP-{number}",
            "filing_until": "+200d",
        }
