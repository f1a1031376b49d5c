"""The filters that pages and API share: what they find, what they refuse, and how they say themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import unquote

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from countries import filters as f
from countries import models as m
from countries.filters.fields import ManyField
from kb.problem import InvalidParameter
from tests import world

ALL = [
    f.JurisdictionFilters,
    f.RegimeFilters,
    f.SpellFilters,
    f.IndicatorFilters,
    f.CodingFilters,
    f.LawFilters,
    f.ProvisionFilters,
    f.PlatformFilters,
    f.CaseFilters,
    f.MilestoneFilters,
    f.StatementFilters,
    f.ClassificationFilters,
    f.SourceFilters,
    f.ChangeFilters,
    f.VersionFilters,
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def base(world_of_module: world.World) -> world.World:
    return world_of_module


def found(filterset: type[f.StrictFilterSet], query: str) -> list[str]:
    return sorted(str(row.pk) for row in filterset(QueryDict(query)).qs)


def refusal(filterset: type[f.StrictFilterSet], query: str, **options: Any) -> dict[str, Any]:
    with pytest.raises(InvalidParameter) as caught:
        list(filterset(QueryDict(query), **options).qs)
    return {"code": caught.value.code, "detail": str(caught.value), **caught.value.members()}


CODED_IN_FRANCE = [
    "FR.brothels.1999-01-01",
    "FR.buying.2016-04-15",
    "FR.hosting_liability.2000-07-17",
    "FR.procuring.1999-01-01",
    "FR.registration.1999-01-01",
    "FR.selling.1999-01-01",
]
FINDS: list[tuple[type[f.StrictFilterSet], str, list[str]]] = [
    (f.JurisdictionFilters, "", ["DE", "EU", "FR", "SE", "US", "US-NV"]),
    (f.JurisdictionFilters, "jurisdiction=FR,SE", ["FR", "SE"]),
    (f.JurisdictionFilters, "jurisdiction=FR&jurisdiction=SE", ["FR", "SE"]),
    (f.JurisdictionFilters, "kind=union,subdivision", ["EU", "US-NV"]),
    (f.JurisdictionFilters, "parent=US", ["US-NV"]),
    (f.JurisdictionFilters, "region=Europe&subregion=Northern Europe", ["SE"]),
    (f.JurisdictionFilters, "legal_tradition=civil", ["FR"]),
    (f.JurisdictionFilters, "report_2019=named", ["FR"]),
    (f.JurisdictionFilters, "family=abolitionist", ["FR", "SE"]),
    (f.JurisdictionFilters, "family=abolitionist&as_of=1998-06-01", []),
    (f.JurisdictionFilters, "model=neo_abolitionist&as_of=2016-04-14", ["SE"]),
    (f.JurisdictionFilters, "model=neo_abolitionist&as_of=2016-04-15", ["FR", "SE"]),
    (f.JurisdictionFilters, "ruleset=who-is-criminalised&model=buyer_third_parties", ["FR", "SE"]),
    (f.JurisdictionFilters, "indicator=brothels", ["FR", "SE", "US-NV"]),
    (f.JurisdictionFilters, "indicator=registration", ["DE", "FR"]),
    (f.JurisdictionFilters, "value=permitted_if_registered", ["DE", "US-NV"]),
    (f.JurisdictionFilters, "indicator=buying&value=criminal_offence", ["FR", "SE", "US", "US-NV"]),
    (f.JurisdictionFilters, "indicator=buying&value=criminal_offence&as_of=2016-04-14", ["SE", "US", "US-NV"]),
    (f.JurisdictionFilters, "value=buying:criminal_offence,selling:permitted", ["FR", "SE"]),
    (f.JurisdictionFilters, "value=selling:permitted,selling:criminal_offence", ["FR", "SE", "US"]),
    (f.JurisdictionFilters, "indicator=registration&value=selling:permitted", ["FR"]),
    (f.JurisdictionFilters, "platform=backpage", ["US"]),
    (f.JurisdictionFilters, "case=backpage", ["US"]),
    (f.JurisdictionFilters, "q=uede", []),
    (f.JurisdictionFilters, "q=SWE", ["SE"]),
    (f.RegimeFilters, "jurisdiction=FR", ["FR.kb-1.2016-04-15"]),
    (f.RegimeFilters, "jurisdiction=FR&as_of=2016-04-14", ["FR.kb-1.1999-01-01"]),
    (f.RegimeFilters, "law=fr-loi-2016-444", ["FR.kb-1.2016-04-15"]),
    (f.RegimeFilters, "kind=subdivision&model=regulationist", ["US-NV.kb-1.1999-01-01"]),
    (f.SpellFilters, "jurisdiction=FR", ["FR.kb-1.1999-01-01", "FR.kb-1.2016-04-15"]),
    (f.SpellFilters, "jurisdiction=FR&as_of=2000-01-01", ["FR.kb-1.1999-01-01"]),
    (f.SpellFilters, "start_after=2016&start_before=2016-04", ["FR.kb-1.2016-04-15"]),
    (f.IndicatorFilters, "theme=platform_liability", ["hosting_liability"]),
    (f.IndicatorFilters, "core=false", ["hosting_liability"]),
    (f.IndicatorFilters, "q=maisons", ["brothels"]),
    (f.CodingFilters, "jurisdiction=FR", CODED_IN_FRANCE),
    (f.CodingFilters, "jurisdiction=FR&indicator=buying&as_of=2016-04-14", ["FR.buying.1999-01-01"]),
    (f.CodingFilters, "jurisdiction=FR&indicator=buying&as_of=any", ["FR.buying.1999-01-01", "FR.buying.2016-04-15"]),
    (f.CodingFilters, "jurisdiction=FR&inherited=true", ["FR.hosting_liability.2000-07-17"]),
    (f.CodingFilters, "jurisdiction=FR&inherited=true&as_of=2000-07-16", []),
    (f.CodingFilters, "jurisdiction=US-NV&inherited=false", ["US-NV.brothels.1999-01-01", "US-NV.selling.1999-01-01"]),
    (
        f.CodingFilters,
        "value=buying:permitted,registration:mandatory",
        ["DE.buying.2002-01-01", "DE.registration.2017-07-01"],
    ),
    (f.CodingFilters, "indicator=selling&value=buying:permitted", []),
    (
        f.RegimeFilters,
        "indicator=buying&value=criminal_offence&kind=country",
        [
            "FR.kb-1.2016-04-15",
            "SE.kb-1.1999-01-01",
            "US.kb-1.1999-01-01",
        ],
    ),
    (f.RegimeFilters, "value=buying:permitted&as_of=2016-04-14", ["DE.kb-1.2002-01-01", "FR.kb-1.1999-01-01"]),
    (f.SpellFilters, "value=selling:permitted,buying:permitted", ["FR.kb-1.1999-01-01"]),
    (f.SpellFilters, "indicator=buying&value=permitted&as_of=2016-04-15&jurisdiction=FR", []),
    (f.LawFilters, "indicator=buying&value=criminal_offence", ["fr-loi-2016-444"]),
    (f.LawFilters, "value=buying:permitted", []),
    (f.ProvisionFilters, "value=buying:criminal_offence", ["fr-loi-2016-444/611-1"]),
    (f.MilestoneFilters, "indicator=buying&value=criminal_offence&kind=seizure", ["backpage/seizure"]),
    (f.MilestoneFilters, "value=buying:permitted", []),
    (f.ClassificationFilters, "indicator=buying&value=permitted", ["afp-2019.DE"]),
    (f.ClassificationFilters, "value=buying:criminal_offence", []),
    (f.SourceFilters, "indicator=buying&value=permitted", ["de-text", "fr-text"]),
    (f.SourceFilters, "value=registration:not_found", []),
    (f.CodingFilters, "value=licensed,mandatory", ["DE.registration.2017-07-01", "US-NV.brothels.1999-01-01"]),
    (f.CodingFilters, "theme=platform_liability&kind=union", ["EU.hosting_liability.2000-07-17"]),
    (f.CodingFilters, "finding=false", ["SE.registration.1999-01-01"]),
    (f.CodingFilters, "core=true&region=Americas", ["US.buying.1999-01-01", "US.selling.1999-01-01"]),
    (f.CodingFilters, "scope=subnational", ["US-NV.brothels.1999-01-01", "US-NV.selling.1999-01-01"]),
    (f.CodingFilters, "support=one_secondary", ["SE.buying.1999-01-01"]),
    (f.CodingFilters, "confidence=medium", ["SE.buying.1999-01-01"]),
    (f.CodingFilters, "jurisdiction=FR&verified_after=2026-11-03", CODED_IN_FRANCE),
    (f.CodingFilters, "jurisdiction=FR&verified_after=2026-11-04", []),
    (f.CodingFilters, "jurisdiction=FR&verified_before=2026-11", CODED_IN_FRANCE),
    (f.CodingFilters, "jurisdiction=FR&verified_before=2026-10", []),
    (f.CodingFilters, "law=fr-loi-2016-444", ["FR.buying.2016-04-15"]),
    (f.CodingFilters, "source=fr-press", ["FR.buying.2016-04-15"]),
    (f.LawFilters, "", ["fr-loi-2016-444", "us-18-usc-1952"]),
    (f.LawFilters, "theme=trafficking", ["us-18-usc-1952"]),
    (f.LawFilters, "kind=statute,code&status=in_force&jurisdiction=FR", ["fr-loi-2016-444"]),
    (f.LawFilters, "as_of=2016-04-14", ["us-18-usc-1952"]),
    (f.LawFilters, "as_of=2016-04-15", ["fr-loi-2016-444", "us-18-usc-1952"]),
    (f.LawFilters, "date_after=2016&date_before=2016", ["fr-loi-2016-444"]),
    (f.LawFilters, "date_kind=adopted&date_after=2016-04-07", []),
    (f.LawFilters, "indicator=buying", ["fr-loi-2016-444"]),
    (f.LawFilters, "q=444", ["fr-loi-2016-444"]),
    (f.ProvisionFilters, "law=fr-loi-2016-444", ["fr-loi-2016-444/611-1"]),
    (f.ProvisionFilters, "as_of=2016-04-14", []),
    (f.ProvisionFilters, "theme=prostitution&indicator=buying&q=art", ["fr-loi-2016-444/611-1"]),
    (f.PlatformFilters, "kind=classifieds&jurisdiction=US&case=backpage", ["backpage"]),
    (f.PlatformFilters, "as_of=2018-04-06", []),
    (f.PlatformFilters, "as_of=2018-04-05", ["backpage"]),
    (f.PlatformFilters, "q=llc", ["backpage"]),
    (f.CaseFilters, "platform=backpage&jurisdiction=US&kind=seizure,conviction", ["backpage"]),
    (f.CaseFilters, "date_after=2019", []),
    (f.MilestoneFilters, "kind=seizure", ["backpage/seizure"]),
    (f.MilestoneFilters, "law=us-18-usc-1952", ["backpage/seizure"]),
    (f.MilestoneFilters, "link=criminal_enforcement", ["backpage/seizure"]),
    (f.MilestoneFilters, "date_after=2018-04-02", ["backpage/seizure"]),
    (f.MilestoneFilters, "as_of=2018-04-01", ["backpage/plea"]),
    (f.MilestoneFilters, "region=Americas&q=plea", ["backpage/plea"]),
    (f.StatementFilters, "topic=milestones&qualified=true&platform=backpage&law=us-18-usc-1952", ["14"]),
    (f.StatementFilters, "qualified=false", []),
    (f.ClassificationFilters, "family=regulated&label=permissive&scheme=afp-2019", ["afp-2019.DE"]),
    (f.ClassificationFilters, "as_of=2019-06-03", []),
    (f.SourceFilters, "kind=press", ["fr-press"]),
    (f.SourceFilters, "jurisdiction=FR", ["fr-press", "fr-text"]),
    (f.SourceFilters, "q=AFP&source_lang=fr&issued_after=2016&issued_before=2016", ["fr-press"]),
    (f.VersionFilters, "version=2026.11.1&date_after=2026-11-20&date_before=2026-11-20", ["1"]),
    (f.RegimeFilters, "region=Americas&subregion=Northern America&family=restrictive", ["US.kb-1.1999-01-01"]),
    (
        f.RegimeFilters,
        "ruleset=who-is-criminalised&model=seller_buyer,unclassified&region=Americas",
        ["US.who-is-criminalised.1999-01-01"],
    ),
    (f.SpellFilters, "kind=subdivision&family=regulated&model=regulationist", ["US-NV.kb-1.1999-01-01"]),
    (f.SpellFilters, "region=Europe&subregion=Northern Europe", ["SE.kb-1.1999-01-01"]),
    (f.SpellFilters, "ruleset=kb-1&law=fr-loi-2016-444", ["FR.kb-1.2016-04-15"]),
    (f.IndicatorFilters, "indicator=selling,buying", ["buying", "selling"]),
    (f.CodingFilters, "subregion=Northern Europe&indicator=selling", ["SE.selling.1999-01-01"]),
    (f.LawFilters, "region=Americas&subregion=Northern America", ["us-18-usc-1952"]),
    (f.LawFilters, "law=us-18-usc-1952", ["us-18-usc-1952"]),
    (f.ProvisionFilters, "jurisdiction=SE", []),
    (f.PlatformFilters, "platform=backpage", ["backpage"]),
    (f.CaseFilters, "case=backpage&q=BACK", ["backpage"]),
    (f.CaseFilters, "date_before=2018-03", []),
    (f.MilestoneFilters, "case=backpage&platform=backpage&jurisdiction=US&date_before=2018-04-05", ["backpage/plea"]),
    (f.MilestoneFilters, "subregion=Western Europe", []),
    (f.StatementFilters, "jurisdiction=US&q=closed", ["14"]),
    (f.ClassificationFilters, "jurisdiction=DE&date_after=2019-06&date_before=2019-06-04", ["afp-2019.DE"]),
]


@pytest.mark.parametrize(("filterset", "query", "expected"), FINDS, ids=lambda value: str(value)[:70])
def test_finds_exactly(base: world.World, filterset: type[f.StrictFilterSet], query: str, expected: list[str]) -> None:
    if filterset is f.VersionFilters:
        expected = [str(base.version.pk)]
    assert found(filterset, query) == expected


CHANGES = [
    ("", ["FR.buying.2016-04-15", "SE.buying.1999-01-01"]),
    ("action=removed", ["SE.buying.1999-01-01"]),
    ("jurisdiction=FR&record_type=coding", ["FR.buying.2016-04-15"]),
    ("q=2016", ["FR.buying.2016-04-15"]),
    ("version=2026.11.1&date_after=2026-11-20", ["FR.buying.2016-04-15", "SE.buying.1999-01-01"]),
    ("date_before=2026-11-19", []),
    ("indicator=buying", ["FR.buying.2016-04-15", "SE.buying.1999-01-01"]),
    ("indicator=selling", []),
    ("theme=prostitution", ["FR.buying.2016-04-15", "SE.buying.1999-01-01"]),
    ("theme=platform_liability", []),
    ("value=criminal_offence", []),
]


@pytest.mark.parametrize(("query", "expected"), CHANGES)
def test_changes_are_found_by_what_they_are_of(base: world.World, query: str, expected: list[str]) -> None:
    world.change(base.version, "FR.buying.2016-04-15")
    world.change(base.version, "SE.buying.1999-01-01", "removed")
    assert sorted(row.record_id for row in f.ChangeFilters(QueryDict(query)).qs) == expected


def test_a_row_with_several_matches_is_found_once(base: world.World) -> None:
    case = m.Case.objects.get()
    case.jurisdictions.add("FR")
    assert [row.pk for row in f.CaseFilters(QueryDict("jurisdiction=FR,US&kind=seizure,conviction")).qs] == ["backpage"]


def test_an_unknown_name_is_refused_with_what_was_meant(base: world.World) -> None:
    assert refusal(f.RegimeFilters, "jurisdicton=FR") == {
        "code": "unknown-parameter",
        "detail": "There is no parameter “jurisdicton” here.",
        "parameter": "jurisdicton",
        "allowed": [
            "as_of",
            "family",
            "indicator",
            "jurisdiction",
            "kind",
            "law",
            "model",
            "region",
            "ruleset",
            "subregion",
            "updated_since",
            "value",
        ],
        "suggestion": "jurisdiction",
    }


def test_a_caller_may_read_more_names_itself(base: world.World) -> None:
    assert refusal(f.VersionFilters, "tab=1", extra={"page"})["allowed"] == [
        "date_after",
        "date_before",
        "page",
        "updated_since",
        "version",
    ]
    assert [row.pk for row in f.VersionFilters(QueryDict("page=1"), extra={"page"}).qs] == [base.version.pk]


REFUSED = [
    (f.CodingFilters, "jurisdiction=FR,fr", "jurisdiction", "fr", "FR"),
    (f.CodingFilters, "indicator=bying", "indicator", "bying", "buying"),
    (f.CodingFilters, "value=permited", "value", "permited", "permitted"),
    (f.CodingFilters, "confidence=hgih", "confidence", "hgih", "high"),
    (f.CodingFilters, "inherited=yes", "inherited", "yes", None),
    (f.CodingFilters, "as_of=2026", "as_of", "2026", None),
    (f.CodingFilters, "as_of=2026-02-30", "as_of", "2026-02-30", None),
    (f.CodingFilters, "as_of=tomorrow", "as_of", "tomorrow", None),
    (f.CodingFilters, "verified_before=20261103", "verified_before", "20261103", None),
    (f.RegimeFilters, "as_of=any", "as_of", "any", None),
    (f.RegimeFilters, "ruleset=kb-2", "ruleset", "kb-2", "kb-1"),
    (f.RegimeFilters, "model=buyer", "model", "buyer", None),
    (f.RegimeFilters, "ruleset=who-is-criminalised&model=mixed", "model", "mixed", None),
    (f.CodingFilters, "indicator=buying&value=licensed", "value", "licensed", None),
    (f.JurisdictionFilters, "value=buying:licensed", "value", "buying:licensed", None),
    (f.CodingFilters, "as_of=2026-01-01&as_of=2026-01-02", "as_of", "2026-01-01, 2026-01-02", None),
    (f.CodingFilters, "jurisdiction=FR%00", "jurisdiction", "FR\0", None),
    (f.RegimeFilters, "ruleset=%00", "ruleset", "\0", None),
    (f.LawFilters, "q=%00", "q", "\0", None),
    (f.LawFilters, f"q={'x' * 201}", "q", "x" * 200, None),
]


@pytest.mark.parametrize(
    ("filterset", "query", "parameter", "value", "suggestion"), REFUSED, ids=lambda value: str(value)[:50]
)
def test_a_wrong_value_is_refused_and_named(
    base: world.World,
    filterset: type[f.StrictFilterSet],
    query: str,
    parameter: str,
    value: str,
    suggestion: str | None,
) -> None:
    said = refusal(filterset, query)
    assert (said["code"], said["parameter"], said["value"]) == ("invalid-value", parameter, value)
    if suggestion:
        assert said["suggestion"] == suggestion


def test_the_refusal_lists_what_is_allowed(base: world.World) -> None:
    assert refusal(f.CodingFilters, "indicator=buying&value=licensed") == {
        "code": "invalid-value",
        "detail": "“licensed” is no value of these indicators.",
        "parameter": "value",
        "value": "licensed",
        "allowed": [*world.VALUES["buying"], *world.ABSENCES],
    }


def test_the_refusal_speaks_french(base: world.World) -> None:
    with translation.override("fr"):
        assert refusal(f.CodingFilters, "inherited=yes")["allowed"] == ["true", "false"]


@pytest.mark.parametrize(
    ("name", "value"), [("q", ""), ("q", "%20"), ("kind", ""), ("jurisdiction", ","), ("as_of", "")]
)
def test_an_empty_parameter_is_refused_and_not_taken_for_none(base: world.World, name: str, value: str) -> None:
    assert refusal(
        f.LawFilters, f"jurisdiction=FR&{name}={value}" if name != "jurisdiction" else f"{name}={value}"
    ) == {
        "code": "invalid-value",
        "detail": "The parameter is empty: give it a value, or leave it out.",
        "parameter": name,
        "value": unquote(value),
    }


@pytest.mark.parametrize("value", ["%FF", "a%C0%AFb", "%ED%A0%80"])
def test_bytes_that_are_no_text_are_refused(base: world.World, value: str) -> None:
    said = refusal(f.LawFilters, f"q={value}")
    assert (said["parameter"], said["detail"]) == ("q", "The value is not text in UTF-8.")


def test_not_given_means_today(base: world.World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("countries.filters.fields.today", lambda: dt.date(2016, 4, 14))
    assert found(f.CodingFilters, "jurisdiction=FR&indicator=buying") == ["FR.buying.1999-01-01"]
    assert f.CodingFilters(QueryDict("")).day == dt.date(2016, 4, 14)
    assert f.SpellFilters(QueryDict("")).day is None


def test_a_filter_says_itself_in_words(base: world.World) -> None:
    asked = f.CodingFilters(
        QueryDict("jurisdiction=FR,DE&indicator=buying&as_of=2026-11-01&inherited=false&confidence=high")
    )
    assert asked.describe() == [
        ("Jurisdiction", "France, Germany"),
        ("As of", "Nov. 1, 2026"),
        ("Indicator", "Buying"),
        ("Inherited", "no"),
        ("Confidence", "High confidence"),
    ]
    with translation.override("fr"):
        said = f.JurisdictionFilters(QueryDict("jurisdiction=SE,DE")).describe()
    assert [words for _, words in said] == ["Suède, Allemagne"]
    assert f.CodingFilters(QueryDict("as_of=any")).describe() == [("As of", "any date")]
    assert f.LawFilters(QueryDict("q=loi")).describe() == [("Text", "“loi”")]
    assert f.LawFilters(QueryDict("")).describe() == []


def test_a_form_can_list_its_options(base: world.World) -> None:
    field: Any = f.CodingFilters(QueryDict("")).form.fields["jurisdiction"]
    assert field.options() == [
        ("DE", "Germany"),
        ("EU", "European Union"),
        ("FR", "France"),
        ("SE", "Sweden"),
        ("US", "United States"),
        ("US-NV", "Nevada"),
    ]


@pytest.mark.parametrize("filterset", ALL, ids=lambda filterset: filterset.__name__)
def test_every_filter_is_documented(filterset: type[f.StrictFilterSet]) -> None:
    """Each has a label and a description that is a sentence, and the same names as the form reads."""
    parameters = filterset.parameters()
    assert [parameter["name"] for parameter in parameters] == list(filterset(QueryDict("")).form.fields)
    for parameter in parameters:
        assert parameter["description"].endswith(".")
        assert str(filterset.base_filters[parameter["name"]].label)


@pytest.mark.parametrize("filterset", ALL, ids=lambda filterset: filterset.__name__)
def test_every_filter_has_a_search_that_uses_it(filterset: type[f.StrictFilterSet]) -> None:
    """No filter is declared and then not read: each stands in FINDS or CHANGES; `updated_since` in test_updates."""
    used = {key for other, query, _ in FINDS if other is filterset for key in QueryDict(query)}
    if filterset is f.ChangeFilters:
        used = {key for query, _ in CHANGES for key in QueryDict(query)}
    assert set(filterset.base_filters) - used - {"updated_since"} == set()


@pytest.mark.parametrize("filterset", ALL, ids=lambda filterset: filterset.__name__)
@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=20))
def test_any_other_name_is_refused(filterset: type[f.StrictFilterSet], name: str) -> None:
    query = QueryDict(mutable=True)
    query[name] = "1"
    if name not in filterset.base_filters:
        with pytest.raises(InvalidParameter) as caught:
            filterset(query).check()
        assert (caught.value.code, caught.value.parameter) == ("unknown-parameter", name)


@pytest.mark.parametrize("filterset", ALL, ids=lambda filterset: filterset.__name__)
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_other_value_is_refused_or_understood(filterset: type[f.StrictFilterSet], data: st.DataObject) -> None:
    """Whatever stands in a parameter: either InvalidParameter naming it, or a list that can be read."""
    name = data.draw(st.sampled_from(sorted(filterset.base_filters)))
    value = data.draw(st.text(max_size=30) | st.integers().map(str) | st.dates().map(str) | st.just("9999-12-31"))
    query = QueryDict(mutable=True)
    query[name] = value
    refused = ""
    try:
        rows = list(filterset(query).qs)
    except InvalidParameter as problem:
        refused, rows = problem.parameter, []
    assert refused in {"", name}
    field: Any = filterset.base_filters[name].field
    if isinstance(field, ManyField) and not refused:
        words = [word.strip() for word in value.split(",") if word.strip()]
        assert set(words) <= set(field.vocabulary.labels())
    assert isinstance(rows, list)


def test_describing_the_parameters_leaves_the_filters_as_they_were(world_of_module: world.World) -> None:
    """A filter that is given its vocabulary when it is made reads that one, OpenAPI document or no."""
    f.CompareFilters.parameters()
    places, questions = list(m.Jurisdiction.objects.filter(code__in=["FR", "SE"])), list(m.Indicator.objects.all())
    assert f.CompareFilters(QueryDict("j=FR,SE"), places, questions).get("j") == ("FR", "SE")
    with pytest.raises(InvalidParameter) as refusal:
        f.CompareFilters(QueryDict("j=FR,DE"), places, questions).get("j")
    assert (refusal.value.value, refusal.value.allowed) == ("DE", ["FR", "SE"])
