"""How personal data looks in free text: one compiled pattern a sort, French and English first.

Patterns run over the text as typed (digits of any alphabet made ASCII, same length), so that what they find
can be shown and masked. A group named ``it`` is the part found; without it the whole match is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

U = "A-ZÀ-ÖØ-ÞŒ"
L = "a-zà-öø-ÿœ"
NAME = rf"[{U}][{L}]+(?:['’\-][{U}]?[{L}]+)*"
"""A capitalised word: ``Diallo``, ``N'Guessan`` has its capital too, ``Jean-Pierre``."""

LAST = rf"(?:{NAME}|[{U}]{{2,}}(?:-[{U}]{{2,}})*|[{U}]['’][{U}][{L}]+|[{U}]\.?(?![{L}{U}'’]))"
"""A family name or its initial: ``Diallo``, ``DIALLO``, ``N'Guessan``, ``D.``"""

AGE = r"(?:[1-9]|[1-9]\d)\s*(?:ans|years?(?:\sold)?|y/?o|yrs?)\b"
NOT_A_LIFE = (
    r"(?!\s*(?:d['’]|de\b|après|plus tard|depuis|et plus|et moins|déjà|ou plus|à\s\d|of\b|later|and over|"
    r"and older|after|en\s\d{4}))"
)
"""After an age: what makes it an anniversary, a duration or a range instead."""

DAY = r"(?:0?[1-9]|[12]\d|3[01]|1er)"
MONTH = (
    r"(?:janv(?:ier)?|f[ée]vr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|sept(?:embre)?|oct(?:obre)?|"
    r"nov(?:embre)?|d[ée]c(?:embre)?|january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\.?"
)
DATE = (
    rf"(?:{DAY}\s*(?:[/.\-]\s*(?:0?[1-9]|1[0-2])\s*[/.\-]\s*(?:\d{{4}}|\d{{2}})|\s+{MONTH}(?:,?\s+\d{{4}})?)"
    rf"|{MONTH}\s+{DAY},?\s+\d{{4}})"
)
PERSON = (
    r"(?:femme|homme|fille|gar[çc]on|mineure?|victime|personne|enfant|[ée]l[èe]ve|ressortissante?|salari[ée]e?|ouvri[èe]re?|"
    r"travailleu(?:r|se)|jeune|dame|monsieur|b[ée]n[ée]ficiaire|woman|man|girl|boy|victim|child|worker|pupil|student|minor)"
)
BODY = re.compile(
    r"(?i)\b(?:association|collectif|projet|r[ée]seau|forum|id[ée]e|initiative|alliance|structure|mouvement|plateforme|"
    r"comit[ée]|dispositif|campagne|f[ée]d[ée]ration|fondation|partenariat|action|groupe|convention|exposition|project|"
    r"network|organi[sz]ation|charity|campaign|committee|lab|kit)s?\b[^.;!?]{0,50}$"
)
"""Before a birth: what is born is an organisation or an idea."""

PLACE_NAMED = re.compile(
    r"(?i)(?:coll[èe]ges?|lyc[ée]es?|[ée]coles?|rue|avenue|boulevard|place|stade|salle|gymnase|centre|association|fondation|comit[ée]|"
    r"h[ôo]pital|biblioth[èe]que|m[ée]diath[èe]que|th[ée][âa]tre|scolaire|institut|universit[ée]|square|r[ée]sidence|maison|quartier|"
    r"cit[ée]|prix|fonds|espace|site|parc|h[ôo]tel|cin[ée]ma|mairie|ville|f[ée]d[ée]ration|collectif|school|college|street|university|club|campus|"
    r"plan|axe|action|groupe|classe|option|point|annexe|partie|niveau|s[ée]rie|projet|festival|salon|forum|foyer)\s+(?:de\s|d['’]|du\s|des\s)?$"
)
"""Before a name: what bears it is a school, a street, an organisation, or it is a letter of a list."""

CIVIL = re.compile(
    rf"(?<![\w.'’\-])(?:"
    rf"(?:Mmes?|mmes?|MME|Mlles?|mlles?|MLLE|Mr|mr|MR|Mrs|mrs|Ms|MM)\.?\s+(?!(?:la|le|les|l['’]|et|ou|and|or|the|in|are|de\sla\s[{L}])\b)"
    rf"(?:(?:de|du|d['’]|el|al|ben|van|von)\s?)?[{U}{L}](?:[{L}{U}'’\-]+|\.|(?![\w]))(?:\s+{LAST})?"
    rf"|(?<!\d\s)(?:M\.\s*|M\s+(?=[{U}][{L}]))(?!(?:le|la|les|l['’])\b){LAST}(?:\s+{LAST})?"
    rf"|(?:Madame|Monsieur|Mademoiselle|Mister|Miss|Ma[îi]tre|Docteur|Professeure?|Me|Dr\.?|Pr\.?)\s+"
    rf"(?!(?:Madame|Monsieur|France|Monde|Le|La|Les|Pr[ée]sidente?|Ministre|Maire)\b){LAST}(?:\s+{LAST})?)"
)
CIVIL_SMALL = re.compile(
    rf"(?<![\w'’\-])(?i:madame|monsieur|mademoiselle)\s+(?!(?:la|le|les|et|ou|merci|bonjour|bonsoir|votre|nous|est|qui|que|des|pour|"
    rf"tout|maire|pr[ée]sidente?|ministre|pr[ée]f[èe]te?|direct(?:eur|rice)|d[ée]put[ée]e?|s[ée]nat(?:eur|rice)|madame|monsieur|avec|dans|"
    rf"vous|peut|doit|sera|avait|[ée]tait|leur|son|ses|aux|par|sur|d[ée]l[ée]gu[ée]e?)\b)[{L}]{{3,}}"
)
FIRST_INITIAL = re.compile(
    rf"(?<![\w'’\-])(?P<it>{NAME}\s[{U}]\.)(?=\s(?:a\s|est\s|[ée]tait\s|vient\s|nous\s|qui\s|has\s|is\s|was\s|who\s)|,\s)"
)
HELPED = re.compile(
    rf"(?<![\w'’\-])(?P<it>{NAME}\s+{LAST})\s+(?:(?:a|avait)\s+[ée]t[ée]|est|[ée]tait|was|is|has\s+been)\s+(?i:accompagn[ée]e?|h[ée]berg[ée]e?|"
    rf"exploit[ée]e?|victime|identifi[ée]e?|rep[ée]r[ée]e?|prise?\s+en\s+charge|plac[ée]e?|mise?\s+à\s+l['’]abri|log[ée]e?|s[ée]questr[ée]e?|"
    rf"helped|exploited|a\s+victim|sheltered|identified)\b"
)
CALLED = re.compile(
    rf"(?i:\b(?:(?:elle|il|je|qui|{PERSON})\s+(?:ne\s)?[ms]['’]?appelle|se\s+nomme|pr[ée]nomm[ée]e?|{PERSON}\s+nomm[ée]e?|my\s+name\s+is|"
    rf"(?:her|his)\s+name\s+is|{PERSON}\s+(?:named|called)|(?:pr[ée]nom|nom\s+de\s+famille|nom\s+et\s+pr[ée]nom|full\s+name|first\s+name|last\s+name)\s*:))"
    rf"\s*(?P<it>{NAME}(?:\s+{LAST})?)"
)
BORN = re.compile(
    rf"(?i)(?P<it>(?<![\w\-])(?:n[ée]e?s?|n[ée]\(e\)|n[ée]\.e)\s+le\s+{DATE}|\bborn\s+(?:on\s+)?(?:the\s+)?{DATE}"
    rf"|\b(?:date\s+de\s+naissance|date\s+of\s+birth|ddn|d\.?o\.?b\.?|naissance)\s*(?::|le|-)?\s*(?:{DATE}|(?:19|20)\d\d)"
    rf"|\b(?:народил(?:ася|ась|ся)|родил(?:ась|ся)|дата\s+народження|дата\s+рождения)\s*:?\s*{DATE}"
    rf"|(?:مواليد|تاريخ\s+الميلاد)\s*:?\s*\d[\d/.\-]{{3,9}}"
    rf"|\b(?:tanggal\s+lahir|lahir\s+(?:tanggal|pada)|ipinanganak\s+noong)\s*:?\s*\d[\d/.\- ]{{3,9}})"
)
BORN_IN = re.compile(
    rf"(?P<who>^|(?i:\b{PERSON}\b[^.;!?]{{0,40}}?|\b(?:elle|il|she|he)\s+(?:est|is|was)\s+)|\b[{U}]\.,?\s+|{NAME}\s+{LAST},?\s+)"
    rf"(?P<it>\b(?i:n[ée]e?|n[ée]\(e\)|born)\s+(?:en|in)\s+(?:19|20)\d\d)\b"
)
PHONE = re.compile(
    r"(?<![\d+/.,\-])(?:\+\s?\d{1,3}[\s.\-]?(?:\(0\)[\s.\-]?)?(?:\d[\s.\-]?){6,12}\d|0[1-79](?:/\d\d){4}(?![/\d])|00[1-9]\d{0,2}[\s.\-]?(?:\d[\s.\-]?){6,11}\d"
    r"|0[1-79](?:[\s.\-]?\d){8})(?!\d)(?![.,/\-]\d)"
)
MAIL = re.compile(
    r"(?<![\w.+\-])(?P<local>[\w.+\-]{1,64})\s?(?:@|\(at\)|\[at\])\s?(?P<domain>[\w\-]+(?:\.[\w\-]+)+)"
)
STREET = re.compile(
    rf"(?i:(?<![\d.,])\b\d{{1,4}}\s?(?:bis|ter|quater|[a-d])?\s?,?\s*(?:(?:de\s+la|de\s+l['’])\s*)?"
    rf"(?:rue|avenue|av\b\.?|ave\b\.?|boulevard|bd\b\.?|bld\b\.?|blvd\b\.?|chemin|all[ée]e|impasse|ruelle|sentier|lotissement|rte\b\.?|imp\.|chem\.|r\.(?=\sd(?:es?|u)\b)))(?!\w)"
    rf"(?!\s+(?:à|a|en|sur|dans)\s+\d)(?:\s+(?:de\s+la\s+|de\s+l['’]|des\s+|du\s+|de\s+|d['’])?[\w'’\-]+)?"
    rf"|(?<![\d.,])\b\d{{1,4}}\s?(?i:bis|ter|quater|[a-d])?\s?,?\s+(?i:place|pl\.|quai|cours|square|route|passage|villa|cit[ée]|r[ée]sidence|"
    rf"faubourg|voie|esplanade|hameau)\s+(?:de\s+la\s+|de\s+l['’]|des\s+|du\s+|de\s+|d['’])?[{U}][{L}][\w'’\-]*"
    rf"|(?<![\d.,])\b\d{{1,5}}[a-dA-D]?\s+(?:[{U}][{L}]+\s+){{1,3}}(?:Street|St\.|Road|Rd|Avenue|Lane|Drive|Square|Close)\b"
    rf"|(?i:\b(?:вул(?:\.|иця)|ул(?:\.|ица))\s*[\w\-]+(?:\s[\w\-]+)?,?\s*(?:д\.|буд\.)?\s*\d+)|(?:شارع)\s+\w+(?:\s\w+)?\s+(?:رقم\s*)?\d+"
    rf"|(?i:\b(?:jalan|jl\.)\s+[\w.]+(?:\s\w+)?\s+(?:no\.?\s*)?\d+)"
)
PAPER = re.compile(
    r"(?i:\b(?:passe?port|pasaporte|paspor|паспорт|titre\s+de\s+s[ée]jour|carte\s+de\s+s[ée]jour|carte\s+de\s+r[ée]sident|r[ée]c[ée]piss[ée]|carte\s+d['’]identit[ée]|cni|"
    r"(?:num[ée]ro|num\.?|n°)\s+[ée]tranger|agdref|s[ée]curit[ée]\s+sociale|s[ée]cu|nir|dossier\s+ofpra|permis\s+de\s+conduire|residence\s+permit|identity\s+card|id\s+card|"
    r"social\s+security|visa|جواز(?:\s+سفر)?)(?:\s+[a-zà-ÿ]{4,})?)"
    r"[\s:,#\-]*(?i:(?:n[°ºo]\.?|num[ée]ro|num\.?|number|no\.?|номер|رقم|est\s+le|is)[\s:#]*){0,2}(?P<it>(?=(?:[A-Z\-\s]{0,6}\d){5})[A-Z0-9][A-Z0-9\-]*(?:\s?[A-Z0-9\-]{2,}){0,5})"
)
BARE_PASSPORT = re.compile(r"(?<![\w])\d{2}[A-Z]{2}\d{5}(?!\w)")
SOCIAL = re.compile(
    r"(?<!\d)(?<!\d[ .,])[12]\s?\d{2}\s?(?:0[1-9]|1[0-2])\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}"
    r"(?:\s?\d{2})?(?![\d])(?!\s\d)"
)
BANK = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){4,7}(?:\s?[A-Z0-9]{1,3})?(?!\w)")
INITIALS = re.compile(
    rf"(?<![\w.'’\-])(?P<it>[{U}]\.?\s?(?:[{U}]\.?)?\s*[,(]?\s*(?:[âa]g[ée]e?\s+de\s+|aged?\s+)?{AGE}){NOT_A_LIFE}"
)
NAME_AGE = re.compile(
    rf"(?<![\w'’\-])(?P<it>(?:{NAME}\s+{LAST}|[{U}]{{3,}}\s+{NAME}),?\s*\(?(?:[âa]g[ée]e?\s+de\s+|aged?\s+)?{AGE}){NOT_A_LIFE}"
)
FIRST_AGE = re.compile(
    rf"(?<![\w'’\-])(?P<it>{NAME},?\s*\(?(?:(?:[âa]g[ée]e?\s+de|aged?)\s+{AGE}"
    rf"|{AGE}\)?,?\s+(?=(?:a\s|est\s|vient|exploit[ée]e?|victime|suivie?|accompagn[ée]e?|log[ée]e?|mineure?|is\s|"
    rf"was\s|has\s))))"
)
AGE_ASIDE = re.compile(rf"(?<![\w'’\-])(?P<it>{NAME}\s\({AGE}\))")
CHILD_AGE = re.compile(
    rf"(?i:\b(?:la\s(?:petite|jeune)|le\s(?:petit|jeune)|une\s(?:jeune\s)?fille|un\s(?:jeune\s)?gar[çc]on|victime)|"
    rf"l['’](?:enfant|[ée]l[èe]ve)),?\s+(?P<it>(?:{NAME}|[{U}]\.?),?\s*\(?{AGE})"
)
PUPIL = re.compile(
    rf"(?i:\b(?:[ée]l[èe]ves?|enfants?|mineure?s?|victimes?|coll[ée]gien(?:ne)?s?|lyc[ée]en(?:ne)?s?|jeunes?|fillettes?|pupils?|students?|children|child|"
    rf"victims?|la\s+petite|le\s+petit))\s*:?\s+(?P<it>{NAME}(?:\s+(?:[{U}]\.|{NAME})|(?:\s*,\s*{NAME})*\s+(?:et|and)\s+{NAME}))"
)
OTHER_CIVIL = re.compile(
    r"(?<!\w)(?:(?:г-жа|г-н|госпожа|господин|гражданин|гражданка|пані|пан|громадянка|громадянин)\s+[А-ЯІЇЄҐ][\w'’\-]+"
    r"|(?:السيدة|السيد|الآنسة)\s+(?!(?:ال|وزير|رئيس))\w{2,}|(?:اسمها|اسمه|اسمي)\s+\w{2,}|(?:ее|её|его|меня|мене|її|його)\s+(?:зовут|звати)\s+[А-ЯІЇЄҐ]\w+"
    rf"|(?:Ginoong|Ginang|Aling|Mang|Bapak|Pak|Ibu|Tn\.|Ny\.|Sdri?\.?)\s+{NAME})"
)

BY_KIND: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "name": (CIVIL, CIVIL_SMALL, CALLED, OTHER_CIVIL, FIRST_INITIAL, HELPED),
    "birth": (BORN, BORN_IN),
    "phone": (PHONE,),
    "mail": (MAIL,),
    "address": (STREET,),
    "document": (PAPER, BARE_PASSPORT, SOCIAL, BANK),
    "age": (INITIALS, NAME_AGE, FIRST_AGE, AGE_ASIDE, CHILD_AGE),
    "pupil": (PUPIL,),
}
"""Patterns by kind of finding, in the order in which kinds are told."""

BY_CAPITALS = frozenset((INITIALS, NAME_AGE, FIRST_AGE, AGE_ASIDE, CHILD_AGE, PUPIL, FIRST_INITIAL, HELPED))
"""Patterns that know a name by its capitals only: schools, streets and organisations have them too."""
