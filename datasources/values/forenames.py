"""Forenames and surnames that people in England and Wales bear, by a kept library's lists."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import import_module


def words_of(text: str, parted_by: str | None = None) -> frozenset[str]:
    return frozenset(text.split(parted_by))


# The languages and countries whose names are borne here most.
LISTS = (
    "en_GB", "en_US", "en_IE", "en_IN", "en_PK", "en_NG", "en_KE", "en_NZ", "ga_IE", "ig_NG",
    "yo_NG", "ha_NG", "tw_GH", "sw", "zu_ZA", "pl_PL", "ro_RO", "pt_PT", "it_IT", "es_ES",
    "fr_FR", "de_DE", "tr_TR", "lt_LT", "lv_LV", "hu_HU", "cs_CZ", "sk_SK", "nl_NL",
)  # fmt: skip
# Borne by many here and in none of the lists: Welsh, Punjabi, Gujarati, Somali, West African.
OTHER_FORENAMES = (
    "aled alun anwen arwel bethan bleddyn branwen bronwen bryn caradog carwyn catrin ceri cerys dai"
    " dafydd delyth dilwyn dylan eirlys eleri elin emlyn emrys ffion geraint gethin gwen gwenllian"
    " gwyn gwyneth hefin heulwen huw idris ieuan ifan iwan ieuan llinos llyr mair mared meirion"
    " menna myfanwy nerys owain rhian rhiannon rhodri rhys sioned steffan tegan tudur"
    " amarjit amrit avtar baljit balbir balvinder charanjit daljit davinder gurdeep gurdip gurjit"
    " gurmeet gurpreet gursharan harbhajan hardeep harjit harjinder harminder harpreet inderjit"
    " jagdeep jagjit jaspreet jaswinder jatinder kamaljit kuldeep kulwinder lakhbir lakhvir"
    " mandeep manjit manpreet mohinder narinder navdeep parminder prabhjot rajinder rajvir ranjit"
    " rupinder sandeep satnam simran sukhdeep sukhjit sukhvinder sukhwinder surinder surjit"
    " varinder bhavesh bhavna chetan dipak falguni hardik hemant hitesh jayesh jignesh kalpesh"
    " ketan kiran mahesh meena minesh mukesh nilesh nimesh nisha paresh pooja pravin rakesh ramesh"
    " sanjay shilpa suresh vijay vikram yogesh abdirahman abdullahi asha ayaan farah hodan ifrah"
    " mohamed mohamud nasra sagal warsame yasmin zahra chidi chinedu chioma chukwuemeka emeka"
    " folake kehinde nnamdi obinna oluwaseun oluwadamilola temitope tunde uche yewande"
    " anwar ashraf asif babar faisal haroon imtiaz javed kashif khalid mahmood nadeem naveed"
    " pervez rashid rizwan sadia saima salma shabana shahid shazia shabnam tahir tariq waqas zahid"
    " zeeshan bartosz ewelina grzegorz jacek jaroslaw katarzyna krzysztof lukasz maciej"
    " magdalena malgorzata mariusz mateusz miroslaw monika pawel piotr przemyslaw radoslaw"
    " sebastian slawomir tomasz wojciech zbigniew bogdan costel ionut mihai petru vasile viorel"
    " hui jing lei li ming mei qing wei xiao xin yan ying yu thi van anh hung linh minh thuy"
)
OTHER_SURNAMES = (
    "ap bevan bowen cadwallader griffiths gwilym llewellyn meredith parry powell pritchard probert"
    " prosser pugh rees vaughan kaur singh gill dhillon sandhu sidhu grewal bains atwal dhaliwal"
    " patel shah mistry desai begum khatun akhtar hussain ahmed bibi hassan ali abdi omar mohamed"
    " nguyen tran pham le wong chan cheung lau lam adeyemi adebayo okafor okonkwo mensah owusu"
    " boateng kowalski kowalska nowak wisniewski wojcik kaminski lewandowski popescu ionescu"
    " featherstone cholmondeley"
)
# Forenames that are also a month, a place, a word or a brand of every day: such a one tells a
# person only beside a surname that is known.
ALSO_WORDS = words_of(
    "abbey abbot al alfa alma an angel ap april archer art ash ashley ashton asia aspen august"
    " austin autumn avery barry bay be beau bell berkeley berry beverley beverly bill bin blake"
    " blue bob boston brad brook brooke brooklyn cal camden can carlisle carlton carol carter"
    " chance charity chase chelsea chester christian city clay cliff clifton clinton cole coral"
    " court craven crystal da dale dallas das dawn de deal dean del denver der destiny devon"
    " diamond do douglas drew dudley duke earl early east eden el ella ever faith fern florence"
    " forest forrest fox frank gay gene genesis gift ginger glen glenn gordon grace grant green"
    " guy harbour harmony harper hazel heath heather heaven henley hill holly honey hope houston"
    " hunter india iris ivory ivy jade jasmine jean jersey jewel jordan journey joy joyce judge"
    " june junior justice kelvin kent king kingston la lake lambert lane lark laurel le lee leigh"
    " li liberty lily lincoln link little london long love lucky madison major man manor marina"
    " mark marsh martin mason may meadow melbourne melody mercedes mercury mercy miles mill milo"
    " ming missy montana moor moss nelson nevada newton no north oak ocean olive orchid page"
    " paris park parker pat patience pearl penny perry phoenix piper poppy porter precious"
    " preston prince princess queen rain ralph raven ray red reed rich richmond river rob robin"
    " rocky rose royal royce ruby rugby rural rusty ryder sage said sandy savannah scott scout"
    " selby sin sky skye so son stanley star sterling stone storm summer sun sunny sydney temple"
    " terry tiger to trinity tyne urban van victoria violet virginia von wade ward warren wells"
    " wesley west whitney will willow winter wood woody york young zion"
)  # fmt: skip


def without_accents(text: str) -> str:
    """Siân is written Sian as well."""
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", text.replace("ł", "l"))
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


@cache
def forenames() -> frozenset[str]:
    """Forenames in small letters, without those that are words of every day."""
    return _all("first_name", OTHER_FORENAMES) - ALSO_WORDS


@cache
def also_words() -> frozenset[str]:
    """Forenames that are words of every day as well."""
    return _all("first_name", OTHER_FORENAMES) & ALSO_WORDS


@cache
def surnames() -> frozenset[str]:
    return _all("last_name", OTHER_SURNAMES)


def _all(what: str, others: str) -> frozenset[str]:
    names: set[str] = set()
    for language in LISTS:
        provider = import_module(f"faker.providers.person.{language}").Provider
        for name in vars(provider):
            listed = getattr(provider, name)
            if name.startswith(what) and isinstance(listed, tuple | list | dict):
                names.update(without_accents(str(one).lower()) for one in listed)
    short = {one for one in names if len(one) < SHORTEST or " " in one}
    return frozenset((names - short) | set(others.split()))


def load() -> None:
    """Loads the lists, which are loaded when first needed: a process that is forked has them."""
    forenames()
    also_words()
    surnames()


SHORTEST = 2
