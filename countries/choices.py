"""The closed vocabularies. Subject-matter values live in the codebook, not here.

The labels are English msgids; the French ones stand in `kb/locale`.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JurisdictionKind(TextChoices):
    COUNTRY = "country", _("Country")
    SUBDIVISION = "subdivision", _("Part of a country")
    UNION = "union", _("Union of states")


class LegalTradition(TextChoices):
    CIVIL = "civil", _("Civil law")
    COMMON = "common", _("Common law")
    MIXED = "mixed", _("Mixed")
    RELIGIOUS = "religious", _("Religious law")
    CUSTOMARY = "customary", _("Customary law")


class ReportStatus(TextChoices):
    """Whether a source shows that the 2019 report covers the country."""

    CONFIRMED = "confirmed", _("Confirmed")
    NAMED = "named", _("Named in coverage of the report")
    NOT_ESTABLISHED = "not_established", _("Not established")


class SourceKind(TextChoices):
    """Strongest first; the order is the evidence standard's."""

    PRIMARY_LAW = "primary_law", _("Text of the law")
    COURT = "court", _("Court decision")
    OFFICIAL = "official", _("Official source")
    ACADEMIC = "academic", _("Academic work")
    NGO = "ngo", _("Non-governmental organisation")
    PRESS = "press", _("Press")
    ENCYCLOPEDIA = "encyclopedia", _("Encyclopedia")
    OTHER = "other", _("Other")


class CslType(TextChoices):
    """The item types of CSL-JSON 1.0.2 that the base uses."""

    LEGISLATION = "legislation", _("Legislation")
    LEGAL_CASE = "legal_case", _("Legal case")
    BILL = "bill", _("Bill")
    REPORT = "report", _("Report")
    ARTICLE_JOURNAL = "article-journal", _("Journal article")
    ARTICLE_NEWSPAPER = "article-newspaper", _("Newspaper article")
    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Chapter")
    THESIS = "thesis", _("Thesis")
    WEBPAGE = "webpage", _("Web page")
    POST_WEBLOG = "post-weblog", _("Blog post")
    HEARING = "hearing", _("Hearing")
    TREATY = "treaty", _("Treaty")
    DATASET = "dataset", _("Dataset")


class SeenAs(TextChoices):
    ORIGINAL = "original", _("Read in the original")
    STORED_COPY = "stored_copy", _("Read in a stored copy")
    EXCERPT = "excerpt", _("Only an excerpt was visible")


class Theme(TextChoices):
    PROSTITUTION = "prostitution", _("Prostitution law")
    PLATFORM_LIABILITY = "platform_liability", _("Platform liability")
    TRAFFICKING = "trafficking", _("Trafficking in persons")


class Absence(TextChoices):
    """Values that every indicator may take besides its own."""

    NOT_ADDRESSED = "not_addressed", _("Not addressed by law")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    CONTESTED = "contested", _("Contested")
    NOT_FOUND = "not_found", _("Looked for, not found")
    NOT_CODED = "not_coded", _("Not coded yet")


class CellState(TextChoices):
    """How one indicator stands in one jurisdiction, on the coverage page."""

    CODED = "coded", _("Coded")
    NOT_FOUND = "not_found", _("Looked for, not found")
    NOT_CODED = "not_coded", _("Not coded yet")


class Scope(TextChoices):
    NATIONWIDE = "nationwide", _("Nationwide")
    PREDOMINANT = "predominant", _("In most parts")
    SUBNATIONAL = "subnational", _("In this part of the country")
    SUPRANATIONAL = "supranational", _("Across the union")


class StartType(TextChoices):
    EXACT = "exact", _("From this date")
    AT_THE_LATEST = "at_the_latest", _("From this date at the latest")


class Precision(TextChoices):
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


class PenaltyKind(TextChoices):
    CRIMINAL = "criminal", _("Criminal")
    ADMINISTRATIVE = "administrative", _("Administrative")


class Confidence(TextChoices):
    HIGH = "high", _("High confidence")
    MEDIUM = "medium", _("Medium confidence")
    LOW = "low", _("Low confidence")


class Support(TextChoices):
    """How well the citations of a finding carry it (evidence standard, 3)."""

    PRIMARY = "primary", _("A primary source")
    TWO_SECONDARY = "two_secondary", _("Two independent secondary sources")
    ONE_SECONDARY = "one_secondary", _("One secondary source")
    ENCYCLOPEDIA = "encyclopedia", _("An encyclopedia only")
    NONE = "none", _("No citation")


class LawKind(TextChoices):
    CONSTITUTION = "constitution", _("Constitution")
    STATUTE = "statute", _("Statute")
    CODE = "code", _("Code")
    DECREE = "decree", _("Decree")
    DIRECTIVE = "directive", _("Directive")
    REGULATION = "regulation", _("Regulation")
    ORDINANCE = "ordinance", _("Ordinance")
    TREATY = "treaty", _("Treaty")
    COURT_DECISION = "court_decision", _("Court decision")
    BILL = "bill", _("Bill")


class LawStatus(TextChoices):
    BILL = "bill", _("Pending bill")
    FAILED = "failed", _("Bill that failed")
    ADOPTED = "adopted", _("Adopted, not yet in force")
    IN_FORCE = "in_force", _("In force")
    SUSPENDED = "suspended", _("Suspended")
    STRUCK_DOWN = "struck_down", _("Struck down")
    REPEALED = "repealed", _("Repealed")


class LawStanding(TextChoices):
    """How a law stood on a day, as far as its recorded dates say."""

    NOT_YET = "not_yet", _("not yet in force")
    IN_FORCE = "in_force", _("in force")
    NO_LONGER = "no_longer", _("no longer in force")
    NOT_KNOWN = "not_known", _("dates not recorded")
    NO_LAW = "no_law", _("a bill, not law")


class LawDateKind(TextChoices):
    INTRODUCED = "introduced", _("Introduced")
    ADOPTED = "adopted", _("Adopted")
    PROMULGATED = "promulgated", _("Promulgated")
    PUBLISHED = "published", _("Published")
    IN_FORCE = "in_force", _("In force")
    APPLICABLE = "applicable", _("Applicable")
    DECIDED = "decided", _("Decided")
    REPEALED = "repealed", _("Repealed")
    FAILED = "failed", _("Failed")


class LawRelationKind(TextChoices):
    AMENDS = "amends", _("amends")
    REPEALS = "repeals", _("repeals")
    IMPLEMENTS = "implements", _("implements")
    TRANSPOSES = "transposes", _("transposes")
    INTERPRETS = "interprets", _("interprets")
    STRIKES_DOWN = "strikes_down", _("strikes down")
    SUPERSEDES = "supersedes", _("supersedes")


class PlatformKind(TextChoices):
    CLASSIFIEDS = "classifieds", _("Classified advertisements")
    ESCORT_DIRECTORY = "escort_directory", _("Escort directory")
    DATING = "dating", _("Dating")
    MESSAGING = "messaging", _("Messaging")
    SOCIAL_NETWORK = "social_network", _("Social network")
    ADULT_CONTENT = "adult_content", _("Adult content")
    PAYMENT = "payment", _("Payment")
    SHORT_LET = "short_let", _("Short lets")
    SEARCH = "search", _("Search")
    HOSTING = "hosting", _("Hosting")


class MilestoneKind(TextChoices):
    COMPLAINT = "complaint", _("Complaint")
    INVESTIGATION = "investigation", _("Investigation")
    CHARGES = "charges", _("Charges")
    ARREST = "arrest", _("Arrest")
    SEIZURE = "seizure", _("Seizure")
    CLOSURE = "closure", _("Closure")
    SECTION_SUSPENDED = "section_suspended", _("Section suspended")
    BLOCKING = "blocking", _("Blocking")
    RULING = "ruling", _("Ruling")
    CONVICTION = "conviction", _("Conviction")
    ACQUITTAL = "acquittal", _("Acquittal")
    DISMISSAL = "dismissal", _("Dismissal")
    MISTRIAL = "mistrial", _("Mistrial")
    SENTENCE = "sentence", _("Sentence")
    SETTLEMENT = "settlement", _("Settlement")
    FORFEITURE = "forfeiture", _("Forfeiture")
    LAW_ADOPTED = "law_adopted", _("Law adopted")
    LAW_IN_FORCE = "law_in_force", _("Law in force")
    APPEAL = "appeal", _("Appeal")
    REMISSION = "remission", _("Remission to victims")
    RELEASE = "release", _("Release")
    FINE = "fine", _("Fine")


class LinkType(TextChoices):
    """How a law or milestone is said to have led to a milestone."""

    COMPELLED = "compelled", _("compelled")
    CRIMINAL_ENFORCEMENT = "criminal_enforcement", _("criminal enforcement of")
    VOLUNTARY = "voluntary", _("voluntary response to")
    FOLLOWED = "followed", _("followed")
    COINCIDENT = "coincident", _("coincided with")
    CLAIMED = "claimed", _("claimed to result from")


class StatementTopic(TextChoices):
    SCOPE = "scope", _("Scope of the report")
    INTERNET = "internet", _("Internet")
    REGIMES = "regimes", _("Regimes")
    MESSAGING = "messaging", _("Messaging")
    RECRUITMENT = "recruitment", _("Recruitment")
    GOVERNANCE = "governance", _("Governance")
    MILESTONES = "milestones", _("Milestones")


class Family(TextChoices):
    RESTRICTIVE = "restrictive", _("Restrictive")
    ABOLITIONIST = "abolitionist", _("Abolitionist")
    REGULATED = "regulated", _("Regulated")
    NONE = "none", _("Unclassified")


class Model(TextChoices):
    """The finer models below the families (codebook, ruleset kb-1)."""

    PROHIBITIONIST = "prohibitionist", _("Prohibitionist")
    NEO_ABOLITIONIST = "neo_abolitionist", _("Abolitionist, the buyer offends")
    ABOLITIONIST = "abolitionist", _("Abolitionist, neither party offends")
    REGULATIONIST = "regulationist", _("Regulated by licence or registration")
    DECRIMINALISED = "decriminalised", _("Decriminalised")
    MIXED = "mixed", _("Mixed")
    UNCLASSIFIED = "unclassified", _("Unclassified")


class Criminalised(TextChoices):
    """Who is criminalised: the labels of the ruleset `who-is-criminalised`."""

    NOBODY = "nobody", _("Nobody")
    SELLER = "seller", _("The seller")
    BUYER = "buyer", _("The buyer")
    THIRD_PARTIES = "third_parties", _("Third parties")
    SELLER_BUYER = "seller_buyer", _("Seller and buyer")
    SELLER_THIRD_PARTIES = "seller_third_parties", _("Seller and third parties")
    BUYER_THIRD_PARTIES = "buyer_third_parties", _("Buyer and third parties")
    EVERYONE = "everyone", _("Seller, buyer and third parties")


class ReviewStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")


class CorrectionStatus(TextChoices):
    OPEN = "open", _("Being looked at")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class Adjudication(TextChoices):
    FIRST = "first", _("The first coding stands")
    SECOND = "second", _("The second coding was adopted")
    BOTH_CHANGED = "both_changed", _("Both were changed")
