"""What a figure can count: one canonical key each, its name, how a count of it is said, how it adds up.

Keys come from the roadmap's useful indicators and from the figures of the 2023 report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.i18n import NT, T, Text
from bot.reading.model import Unit

Counted = Callable[[int], Text]


@dataclass(frozen=True)
class Indicator:
    """One thing that can be counted."""

    key: str
    label: Text
    counted: Counted | None = None
    """A whole count of it in words ("75 pupils"); without it the name and the number are shown."""
    unit: Unit = Unit.NONE
    adds_up: bool = True
    """False when two contributions may count the same one (countries, languages) or for shares."""
    victims: bool = False
    """True for people helped: two associations may help the same person, so their totals are shown side by
    side and never added across organisations."""


def _i(key: str, label: Text, counted: Counted | None = None, unit: Unit = Unit.NONE, adds_up: bool = True,
       victims: bool = False) -> Indicator:  # fmt: skip
    return Indicator(key, label, counted, unit, adds_up, victims)


_SCHOOL = (
    _i("classes", T("Classes"), lambda n: NT("{count} class", "{count} classes", n)),
    _i("pupils", T("Pupils"), lambda n: NT("{count} pupil", "{count} pupils", n)),
    _i("schools", T("Schools"), lambda n: NT("{count} school", "{count} schools", n)),
    _i("teachers", T("Teachers"), lambda n: NT("{count} teacher", "{count} teachers", n)),
    _i("students", T("Students"), lambda n: NT("{count} student", "{count} students", n)),
    _i("workshops", T("Workshops"), lambda n: NT("{count} workshop", "{count} workshops", n)),
    _i("universities", T("Universities"), lambda n: NT("{count} university", "{count} universities", n)),
)
_TRAINING = (
    _i("sessions", T("Sessions"), lambda n: NT("{count} session", "{count} sessions", n)),
    _i("hours", T("Hours"), lambda n: NT("{count} hour", "{count} hours", n), unit=Unit.HOUR),
    _i("days", T("Days"), lambda n: NT("{count} day", "{count} days", n)),
    _i("weeks", T("Weeks"), lambda n: NT("{count} week", "{count} weeks", n)),
    _i("modules", T("Modules"), lambda n: NT("{count} module", "{count} modules", n)),
    _i("courses", T("Courses"), lambda n: NT("{count} course", "{count} courses", n)),
    _i("webinars", T("Webinars"), lambda n: NT("{count} webinar", "{count} webinars", n)),
    _i("people_trained", T("People trained"),
       lambda n: NT("{count} person trained", "{count} people trained", n)),
    _i("registered", T("People registered"),
       lambda n: NT("{count} person registered", "{count} people registered", n)),
    _i("certificates", T("Certificates"), lambda n: NT("{count} certificate", "{count} certificates", n)),
    _i("magistrates", T("Magistrates")),
    _i("journalists", T("Journalists"), lambda n: NT("{count} journalist", "{count} journalists", n)),
    _i("decision_makers", T("Decision-makers")),
    _i("inspectors_trained", T("Inspectors trained")),
    _i("buyers_trained", T("Buyers trained")),
    _i("posts_trained", T("Embassies and posts trained")),
    _i("staff_trained", T("Staff trained")),
    _i("training_hubs", T("Training hubs")),
    _i("training_places", T("Training places")),
)  # fmt: skip
_MEETING = (
    _i("meetings", T("Meetings"), lambda n: NT("{count} meeting", "{count} meetings", n)),
    _i("events", T("Events"), lambda n: NT("{count} event", "{count} events", n)),
    _i("participants", T("Participants"), lambda n: NT("{count} participant", "{count} participants", n)),
    _i("visitors", T("Visitors"), lambda n: NT("{count} visitor", "{count} visitors", n)),
    _i("people_reached", T("People reached"),
       lambda n: NT("{count} person reached", "{count} people reached", n)),
    _i("volunteers", T("Volunteers"), lambda n: NT("{count} volunteer", "{count} volunteers", n)),
    _i("panels", T("Panels and round tables")),
    _i("working_groups", T("Working groups")),
    _i("committees", T("Committees")),
    _i("hearings", T("Hearings")),
    _i("recommendations", T("Recommendations")),
    _i("resolutions", T("Resolutions")),
    _i("opinions", T("Opinions given")),
    _i("positions", T("Positions taken")),
    _i("associations", T("Associations"), lambda n: NT("{count} association", "{count} associations", n)),
    _i("associations_present", T("Associations present")),
    _i("associations_surveyed", T("Associations surveyed")),
    _i("local_authorities", T("Local authorities")),
    _i("companies", T("Companies"), lambda n: NT("{count} company", "{count} companies", n)),
    _i("brands", T("Brands")),
    _i("countries", T("Countries"), lambda n: NT("{count} country", "{count} countries", n), adds_up=False),
    _i("seats", T("Seats in bodies")),
)  # fmt: skip
_MATERIAL = (
    _i("materials_distributed", T("Materials handed out")),
    _i("leaflets", T("Leaflets"), lambda n: NT("{count} leaflet", "{count} leaflets", n)),
    _i("posters", T("Posters"), lambda n: NT("{count} poster", "{count} posters", n)),
    _i("kits", T("Kits"), lambda n: NT("{count} kit", "{count} kits", n)),
    _i("documents", T("Documents"), lambda n: NT("{count} document", "{count} documents", n)),
    _i("guides", T("Guides"), lambda n: NT("{count} guide", "{count} guides", n)),
    _i("focus_sheets", T("Sheets")),
    _i("languages", T("Languages"), lambda n: NT("{count} language", "{count} languages", n), adds_up=False),
    _i("videos", T("Videos"), lambda n: NT("{count} video", "{count} videos", n)),
    _i("articles", T("Articles"), lambda n: NT("{count} article", "{count} articles", n)),
    _i("press_reviews", T("Press reviews")),
    _i("newsletters", T("Newsletters")),
    _i("drawings", T("Drawings")),
    _i("downloads", T("Downloads")),
    _i("qr_scans", T("QR code scans")),
    _i("resources_published", T("Resources published")),
    _i("studies", T("Studies")),
    _i("surveys", T("Surveys")),
    _i("maps", T("Maps")),
    _i("good_practices", T("Good practices")),
)  # fmt: skip
_WORK = (
    _i("audits", T("Audits")),
    _i("workers_covered", T("Workers covered")),
    _i("tickets", T("Complaint tickets")),
    _i("alerts", T("Alerts")),
    _i("entities_checked", T("Entities checked")),
    _i("procedures", T("Procedures")),
    _i("investigations", T("Investigations")),
    _i("referents", T("Contact persons")),
    _i("circulars", T("Circulars")),
    _i("reports_submitted", T("Reports submitted")),
    _i("agreements", T("Agreements")),
    _i("roadmaps", T("Roadmaps")),
    _i("projects", T("Projects"), lambda n: NT("{count} project", "{count} projects", n)),
    _i("milestones", T("Milestones")),
    _i("cases", T("Cases followed in disputes")),
    _i("risk_matrices", T("Risk matrices")),
    _i("indicator_lists", T("Indicator lists")),
    _i("contracts_with_clause", T("Contracts with a clause")),
    _i("jobs_offered", T("Jobs offered")),
    _i("places", T("Accommodation places"), lambda n: NT("{count} place", "{count} places", n)),
    _i("mobile_teams", T("Mobile teams")),
    _i("assessments", T("Assessments")),
    _i("budget_eur", T("Budget in euros"), lambda n: NT("{count} euro", "{count} euros", n), unit=Unit.EURO),
    _i("share", T("Share"), unit=Unit.PERCENT, adds_up=False),
    _i("professionals_share", T("Share of professionals"), unit=Unit.PERCENT, adds_up=False),
    _i("public_funding_share", T("Share of public funding"), unit=Unit.PERCENT, adds_up=False),
    _i("compliant_share", T("Share of compliant sites"), unit=Unit.PERCENT, adds_up=False),
)
_PEOPLE_HELPED = (
    _i("victims_supported", T("Victims supported"),
       lambda n: NT("{count} victim supported", "{count} victims supported", n), victims=True),
    _i("new_victims_supported", T("Victims newly supported"), victims=True),
    _i("victims_supported_total", T("Victims supported in all"), victims=True),
    _i("presumed_victims", T("Presumed victims"), victims=True),
    _i("people_supported_total", T("People supported"), victims=True),
    _i("people_sheltered_total", T("People sheltered"), victims=True),
    _i("minors_supported_total", T("Minors supported"), victims=True),
    _i("youth_oriented_total", T("Young people oriented"), victims=True),
    _i("visits_total", T("Visits"), victims=True),
    _i("alerts_received", T("Alerts received"), victims=True),
    _i("judicial_followups", T("Follow-ups in court"), victims=True),
    _i("criminal_procedures", T("Criminal procedures"), victims=True),
    _i("administrative_protection_followups", T("Follow-ups of administrative protection"), victims=True),
    _i("residence_permit_followups", T("Follow-ups of residence permits"), victims=True),
)  # fmt: skip

INDICATORS: dict[str, Indicator] = {
    indicator.key: indicator
    for group in (_SCHOOL, _TRAINING, _MEETING, _MATERIAL, _WORK, _PEOPLE_HELPED)
    for indicator in group
}


def indicator(key: str) -> Indicator:
    """The indicator of a key. An imported key that is not registered keeps its own words as a name.

    Such an indicator never adds up with others: nobody has said what it counts. One that speaks of victims
    is treated as theirs.
    """
    if key in INDICATORS:
        return INDICATORS[key]
    name = key.replace("_", " ")
    label = T("Other figure ({name})", name=name)
    return Indicator(key, label, adds_up=False, victims="victim" in key or "minors" in key)
