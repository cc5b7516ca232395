"""docker-compose.yml and Dockerfile, as far as they can be proved without an engine.

``compose-spec.json`` is the schema of the Compose Specification (Apache License 2.0), taken
unchanged from its repository compose-spec/compose-spec.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from sqlalchemy import make_url

from etl.cli.arguments import environment_twin

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return read


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft202012Validator:
    read = json.loads((HERE / "compose-spec.json").read_text())
    jsonschema.Draft202012Validator.check_schema(read)
    return jsonschema.Draft202012Validator(read)


def dockerfile() -> list[list[str]]:
    """Instructions of the Dockerfile, each as its words."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


def copied_from_here() -> list[str]:
    """What the Dockerfile copies out of the checkout."""
    copies = [words[1:-1] for words in dockerfile() if words[0] == "COPY"]
    return [source for sources in copies for source in sources if "--from" not in sources[0]]


def test_it_is_valid_by_the_compose_specification(
    compose: dict[str, Any], schema: jsonschema.Draft202012Validator
) -> None:
    assert [error.message for error in schema.iter_errors(compose)] == []


@pytest.mark.parametrize(
    "breakage",
    [
        {"services": {"db": {"image": 18}}},
        {"services": {"db": {"healthcheck": {"intervals": "2s"}}}},
        {"services": {"etl": {"depends_on": {"db": {"condition": "healthy"}}}}},
        {"service": {}},
    ],
)
def test_the_schema_refuses_what_compose_would_refuse(
    breakage: dict[str, Any], schema: jsonschema.Draft202012Validator
) -> None:
    assert not schema.is_valid(breakage)


def test_the_job_waits_for_a_healthy_database(compose: dict[str, Any]) -> None:
    job, database = compose["services"]["etl"], compose["services"]["db"]
    assert job["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert "pg_isready" in database["healthcheck"]["test"]


def test_the_database_keeps_its_data_and_its_major_version(compose: dict[str, Any]) -> None:
    database = compose["services"]["db"]
    assert re.fullmatch(r"postgres:\d+", database["image"])
    volume, _, mounted = database["volumes"][0].partition(":")
    assert volume in compose["volumes"]
    # Since version 18 the image keeps its data in a folder per version below this one.
    assert mounted == "/var/lib/postgresql"


def test_the_job_knows_the_database_that_is_there(compose: dict[str, Any]) -> None:
    settings = compose["services"]["db"]["environment"]
    given = compose["services"]["etl"]["environment"]
    url = make_url(given[environment_twin("--dsn")])
    assert (url.host, url.port) == ("db", 5432)
    assert (url.username, url.database) == (settings["POSTGRES_USER"], settings["POSTGRES_DB"])
    assert given["PGPASSWORD"] == settings["POSTGRES_PASSWORD"]


def test_no_password_is_written_down(compose: dict[str, Any]) -> None:
    password = compose["services"]["db"]["environment"]["POSTGRES_PASSWORD"]
    assert re.fullmatch(r"\$\{CLAUSE_PROVENANCE_PASSWORD:\?[\w ]+\}", password)


def test_the_job_reads_the_folder_that_is_mounted_and_cannot_write_to_it(
    compose: dict[str, Any],
) -> None:
    job = compose["services"]["etl"]
    (volume,) = job["volumes"]
    assert volume.endswith(f":{job['command'][-1]}:ro")
    seeds = re.search(r":-(.+?)}", volume)
    assert seeds is not None
    assert (ROOT / seeds[1]).is_dir()


def test_what_the_image_copies_is_here_and_reaches_the_builder() -> None:
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text().split() if line[0] == "!"}
    assert sent == set(copied_from_here())
    for name in copied_from_here():
        assert (ROOT / name).exists(), name


def test_the_image_does_not_run_as_root() -> None:
    users = [words[1] for words in dockerfile() if words[0] == "USER"]
    assert users
    assert users[-1] not in ("root", "0")
