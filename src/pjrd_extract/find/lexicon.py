"""The cue words of the metrics grammar, compiled once for a set of rules."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Container, Iterable, Mapping, Sequence

from pjrd_extract._patterns import Words, compiled, literal, needing, rare
from pjrd_extract.find.change_end import ChangeEnd
from pjrd_extract.models.metric import Bound, Status
from pjrd_extract.rules import Rules
from pjrd_extract.rules.schema import CueRule

__all__ = ["Ending", "Lexicon", "alternatives", "finding_any", "last_match"]

# To compile a class of Chinese characters takes `re` as long as to compile 30 words; so few are tried as fast without.
_FEW = 30


def alternatives(words: Mapping[str, str] | Iterable[str]) -> str:
    """A pattern that matches the longest of ``words``; one that never matches when there are none.

    A mapping gives the pattern of each word, with what guards it. Where the words are many, a look at the first
    character lets a search pass over most places without trying a word, and only words that begin with it are tried.

    >>> alternatives(["超", "超过", "约"])
    '(?>超过|约|超)'
    """
    patterns = words if isinstance(words, Mapping) else {word: literal(word) for word in words}
    ordered = _longest_first(patterns)
    if not ordered:
        return r"(?!)"
    if len(ordered) <= _FEW:
        return f"(?>{'|'.join(patterns[word] for word in ordered)})"
    first = literal("".join(sorted({word[0] for word in ordered})))
    return f"(?=[{first}])(?>{_by_first(patterns)})"


def finding(*sets: Mapping[str, str]) -> re.Pattern[str]:
    """What finds the first of the words of ``sets``, which give their patterns, in a text; an earlier set goes first.

    Nothing stands before the words, so the search skips to the next character that one begins with, and tries there
    the words that begin with it at once.

    >>> finding({"超": "超", "不足": "不足", "超过": "超过(?!了)"}).pattern
    '不足|超(?:过(?!了)|)'
    """
    return compiled(_by_first(*sets))


def _by_first(*sets: Mapping[str, str]) -> str:
    rests: dict[str, list[str]] = {}
    for words in sets:
        for word in _longest_first(words):
            first = literal(word[0])
            rests.setdefault(first, []).append(words[word][len(first) :])
    # What never matches keeps `re` from making a class of single characters, which would take it longer.
    grouped = (
        first + (more[0] if len(more) == 1 else f"(?:{'|'.join(more)}{'|(?!)' if len(more) > 2 else ''})")
        for first, more in rests.items()
    )
    return "|".join(grouped) or "(?!)"


def finding_any(words: Iterable[str]) -> re.Pattern[str]:
    """What finds where the first of ``words`` begins in a text, whatever guards them.

    Of those that begin with another only that is sought.

    >>> finding_any(["增加", "增加到", "减"]).pattern
    '增加|减'
    """
    shortest: dict[str, str] = {}
    for word in sorted(sorted(words), key=len):
        if not any(word[:end] in shortest for end in range(1, len(word))):
            shortest[word] = literal(word)
    return finding(shortest)


def last_match(pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The last match of ``pattern`` in ``text[start:end]``, or ``None``.

    >>> last_match(re.compile("[0-9]+"), "3个、12个").group()
    '12'
    """
    found = deque(pattern.finditer(text, start, len(text) if end is None else end), maxlen=1)
    return found[0] if found else None


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(sorted(words), key=len, reverse=True)


def _guarded(word: str, rule: CueRule) -> str:
    if not (rule.not_after or rule.not_before):
        return literal(word)
    # The look back stands behind the first character, so that most alternatives fail at that without looking.
    first, rest = literal(word[0]), literal(word[1:])
    before = f"(?<!{'|'.join(literal(left) + first for left in rule.not_after)})" if rule.not_after else ""
    if len(rule.not_before) > 2:
        behind = f"(?![{literal(rule.not_before)}])"
    else:
        behind = "".join(f"(?!{literal(right)})" for right in rule.not_before)
    return f"{first}{before}{rest}{behind}"


def _without(words: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {word: pattern for word, pattern in words.items() if word not in others}


class Ending:
    """Finds one of ``words``, which ``pattern`` matches, at the end of a phrase, or with one of ``behind`` there.

    A pattern with ``$`` would be the same words compiled once more, and be tried all along the phrase; of most phrases
    the last character says that none of them ends it.

    >>> ending = Ending(Words(["建成", "完成"]), ["建成", "完成"], ("", "了"))
    >>> ending.search("改造完成了").start(), ending.search("完成改造"), ending.covers("完成")
    (2, None, True)
    """

    def __init__(self, pattern: Words, words: Iterable[str], behind: tuple[str, ...] = ("",)) -> None:
        self._pattern = pattern
        self._words = frozenset(words)
        self._behind = behind
        self._reach = max(map(len, words), default=0) + max(map(len, behind))
        ends: defaultdict[str, list[str]] = defaultdict(list)
        for end in (word + after for word in words for after in behind):
            ends[end[-1]].append(end)
        self._ends = {last: tuple(found) for last, found in ends.items()}

    def search(self, phrase: str, start: int = 0) -> re.Match[str] | None:
        """The match of the word that ``phrase`` ends in and that begins first, from ``start`` on."""
        ends = self._ends.get(phrase[-1:])
        if ends is None or not phrase.endswith(ends, start):
            return None
        at = max(start, len(phrase) - self._reach)
        while (match := self._pattern.search(phrase, at)) is not None:
            if phrase[match.end() :] in self._behind:
                return match
            at = match.start() + 1
        return None

    def cut(self, phrase: str) -> str:
        """``phrase`` without the word that it ends in."""
        if phrase[-1:] not in self._ends:
            return phrase
        match = self.search(phrase)
        return phrase if match is None else phrase[: match.start()]

    def covers(self, phrase: str) -> bool:
        """Whether a word is all of ``phrase``."""
        if phrase in self._words:
            return True
        if phrase[-1:] not in self._behind:
            return False
        match = self._pattern.match(phrase)
        return match is not None and phrase[match.end() :] in self._behind


_Inner = Mapping[str, Sequence[tuple[str, int]]]
"""By each piece of a word, but for the whole: the word, and where in it that stands."""


def _inner(words: Iterable[str], pieces: Container[str]) -> _Inner:
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for word in words:
        for start in range(len(word)):
            for end in range(start + 1, len(word) + (start > 0)):
                if (piece := word[start:end]) in pieces:
                    found[piece].append((word, start))
    return found


def _kept_whole(words: Mapping[str, str], longer: _Inner, *, ending: bool = False) -> dict[str, str]:
    """``words`` with a guard each, so that none matches inside one of the ``longer``: 分 not in 处分, 均 not in 均价.

    With ``ending`` they may begin one: what ends before 获评 ends before 获 too.

    >>> pattern = re.compile(alternatives(_kept_whole({"分": "分", "均": "均"}, _inner(["处分", "均价"], "分均"))))
    >>> pattern.search("处分均价"), pattern.search("均分").group()
    (None, '均')
    """
    guarded: dict[str, str] = {}
    for word, pattern in words.items():
        guards = ""
        for other, start in longer.get(word, ()):
            if other not in words and (start or not ending):
                end = start + len(word)
                before, behind = literal(other[:end]), literal(other[end:])
                if not behind:
                    guards += f"(?<!{before})"
                else:  # the word itself needs no look back: it is what has just matched
                    guards += f"(?!(?<={before}){behind})" if start else f"(?!{behind})"
        guarded[word] = pattern + guards
    return guarded


# Words that names are made of, unless they bear one of the marks of words that are taken off.
_IN_NAMES = ("verb", "generic", "qualifier", "institution", "money")
_TAKEN_OFF = ("lead", "adverb", "place", "tail", "light", "stop", "spend")
_KEPT = ("light", "tail", "stop", "split")
_AFAR = frozenset({"at_least", "at_most", "under"})
_MOVED = ("object:up", "object:down", "over", "short")
_PLAINLY_BOUND = re.compile(r"不[^不]*(?:于|过|到)|至[少多]")


class Lexicon:
    """Words by what they do (``rules/data/cues.toml``), and the patterns made of them."""

    def __init__(self, rules: Rules) -> None:
        self._rules: dict[str, dict[str, CueRule]] = {}
        for rule in rules.cues:
            for mark in rule.marks:
                self._rules.setdefault(mark, {}).update(dict.fromkeys(rule.words, rule))
        self._words: dict[str, dict[str, str]] = {}
        up, down = self.words("change:up"), self.words("change:down")
        verbs = {*self._bearing("verb"), *up, *down}
        names = {word for mark in _IN_NAMES for word in self._bearing(mark)}
        names.difference_update(word for mark in _TAKEN_OFF for word in self._bearing(mark))
        names.update(word for rule in rules.records if rule.group == "ballot" for word in rule.words)
        self.choices = frozenset(word for rule in rules.records if rule.group == "choice" for word in rule.words)
        lead = self.words("lead") | self.words("adverb") | self.words("place")
        in_names = _inner(names, {*lead, *(word for mark in _KEPT for word in self.words(mark))})
        lead = _kept_whole(lead, in_names)
        light = _kept_whole(self.words("light"), in_names)
        tail = _kept_whole(self.words("tail"), in_names) | light
        stop = _kept_whole(self.words("stop") | self.words("light"), in_names, ending=True)
        rank = alternatives(_kept_whole(self.words("rank"), _inner(self.words("light"), self.words("rank"))))
        any_lead, any_tail = alternatives(lead), alternatives(tail)

        has = rf"{alternatives(self.words('place'))}有(?![效限机])"
        self.lead = compiled(rf"(?:{has}|{any_lead}|[（(][一二三四五六七八九十0-9]{{1,3}}[）)]|[，、；：,:.])+")
        each = "月年人生天户亩吨件次季周日村名户床套台辆所"
        rate = rf"每[十百千万]*(?:平方公里|平方米|立方米|[{each}])(?:每(?:[月年天]|学期))?"
        # The look ahead spares most places the setting up of a repetition.
        tail_first = literal("".join(sorted({word[0] for word in tail})))
        self.tail = compiled(rf"(?=[{tail_first}每，、；：,:])(?:{any_tail}|{rate}|[，、；：,:])+$")
        # Most phrases neither begin nor end with a character that these can begin or end with.
        self.lead_first = frozenset({word[0] for word in lead} | {*"（(，、；：,:."})
        self.tail_last = frozenset({word[-1] for word in tail} | {*"，、；：,:", *each, *"里米期"})
        self._receiver = compiled(r"[向对为给](?!外|民|口|接|上|下)[^，；]{2,14}")
        self.light = compiled(rf"(.*)({alternatives(light)})了?(?=.)")
        self.from_end = compiled(rf"(?:由|从)(?:{alternatives(self.words('origin'))})?的?$")
        self.price = needing(self.words("price"), compiled, rf"{alternatives(self.words('price'))}[^的占率比，；]*$")
        self.to_end = compiled(r"^(?:[^，；0-9]{0,8}?)(?:到|至|为|成|突破|超过|达)+的?$")
        self.qualifier_last = frozenset({word[-1] for word in self.words("qualifier")} | {*"级类性"})
        self.qualifier = compiled(rf"(?:{alternatives(self.words('qualifier'))}|[^，；]{{1,4}}[级类性])$")
        self.institution = self._ending("institution")
        self.adverb = compiled(rf"^(.*?)({alternatives(_kept_whole(self.words('split'), in_names))})(.+)$")
        self.verb_start = self._any_of("verb", "change:up", "change:down")
        self.verb_end = Ending(self.verb_start, verbs, ("", "了"))
        self.spend_end = self._ending("spend", ("", *"了约达近超共"))
        self.stop_start = compiled(alternatives(stop))
        self.generic = self._ending("generic")
        self.items, self.places, self.change_nouns = map(self.words, ("item", "place", "change:noun"))
        self.among = self._ending("among")

        # What may stand between a change and its figure. After 到, 至 or 为 the figure is where the change ended,
        # unless the change is a noun (增幅为5%).
        hedge = r"(?:了|达到|达|约|近|超|超过|突破|分别|均|仅|各|都|幅度为|幅度达|累计|共)*$"
        nouns = self.change_nouns
        after_noun = "|".join(
            f"(?<={alternatives([word for word in nouns if len(word) == width])})"
            for width in sorted({len(word) for word in nouns})
        )
        change = (
            rf"(?:(?P<up>{alternatives(up)})|(?P<down>{alternatives(down)}))(?:{hedge}|(?:{after_noun})(?P<behind>.*)$)"
        )
        self.change_end = ChangeEnd(compiled(change), self._any_of("tail", "light", more=("依次", "都")))
        no_goal = r"(?![到至为成值])"
        self.change_verb = compiled(
            rf"(?:(?P<up>{alternatives(self.words('object:up'))})|(?P<down>{alternatives(self.words('object:down'))}))"
            rf"了?{no_goal}"
        )
        self.general_last = frozenset(word[-1] for word in {*nouns, *self._bearing("generic")})
        self.change_object = compiled(rf"{alternatives(self.words('object:up') | self.words('object:down'))}了?$")
        self.deeds = tuple(self.words("deed"))
        self.fixed = compiled(alternatives(self.words("fixed")))
        above, below = alternatives(self.words("gap:above")), alternatives(self.words("gap:below"))
        self.gap_end = compiled(
            rf"(?:(?P<above>(?<!不){above}(?<!超(?=[长大级市标载限短])))|(?P<below>(?<!不){below}))了?"
            rf"(?P<basis>[^，；。0-9]{{2,24}}?)(?:约|近|超|超过)?$"
        )
        self.gap_bare = needing(
            {*self.words("over"), *self.words("short")},
            compiled,
            rf"(?:(?P<above>{alternatives(self.words('over'))})|(?P<below>{alternatives(self.words('short'))}))了?$",
        )
        self.beyond = rare(compiled, rf"{alternatives(self.words('beyond'))}了?(?P<object>[^，；。0-9]{{2,24}})$")
        self.apart = needing(
            self.words("apart"),
            compiled,
            rf"(?:(?<!参)与|和|同|距离?|离)(?P<basis>[^，；。]{{2,20}}?)(?:还|尚|仍)*{alternatives(self.words('apart'))}"
            rf"(?:了|约|近|达|为)*$",
        )
        # What is compared with ends where the whole word of the change begins, with what says how much it is (略低).
        compared = r"(?:(?<![占对同环可])比(?![重例率较])|(?<![^占对]比)较(?![大高好快强低为]|多(?!年)))"
        more, less = self.words("than:above"), self.words("than:below")
        adverbs = {word: pattern for word, pattern in self.words("adverb").items() if word in tail}
        how = rf"(?:{alternatives(self.words('degree') | adverbs)}){{0,3}}"
        # All verbs would be compiled once more, for each of three patterns: what begins like one is one here.
        doing = "".join(sorted({word[0] for word in verbs}))
        done = rf"(?<=[多少])(?P<done>[{doing}][^，；。0-9]{{0,8}}|[^，；。0-9]{{1,4}})"
        than, than_only = (
            rf"(?:(?P<above>{alternatives(above)})|(?P<below>{alternatives(below)}))(?:出|了|约|近|{done})*$"
            for above, below in ((more, less), (_without(more, up), _without(less, down)))
        )
        moves_up, moves_down = (alternatives(_without(words, more | less | nouns)) for words in (up, down))
        moves = rf"(?:(?P<up>{moves_up})|(?P<down>{moves_down}))(?:了|约|近|达)*$"
        self.gap_than = compiled(rf"{compared}(?P<basis>[^，；。]{{2,24}}?){how}(?:{than}|{moves})")
        self.again_than = rare(compiled, rf"(?P<basis>同比|环比){how}{than}")
        self.more_than = rare(compiled, how + than_only)
        self.times = rare(compiled, r"(?:是|为|相当于|达到?|达)(?P<basis>[^，；。]{2,24}?)的(?:约|近|超|超过)?$")
        self.standards = tuple(self.words("standard"))
        self.standard = compiled(alternatives(self.words("standard")))
        changed = alternatives(up | down | self.words("object:up") | self.words("object:down"))
        self.basis = compiled(
            rf"(?:{compared}|相比于|对比)(?P<basis>[^，；。比较与同增减降升提翻分涨]{{2,20}}?(?:同期)?)"
            rf"(?:相比|相较)?，?{how}(?:{changed}|翻|$)"
        )
        self.moved_by = needing("0123456789", compiled, rf"{changed}[了约近达]*[0-9]")
        self.against = compiled(
            r"(?:(?<!参)与|同|和|跟|较|比)(?P<basis>[^，；。与和跟]{2,20}?)(?:相比|相较|(?<=同期)(?=同比))"
        )
        # Without one of these, words say neither a change nor a gap: most amounts are settled by one look.
        comparing = {"比", "较", *self.words("apart"), *self.words("gap:above"), *self.words("gap:below")}
        self.compared = finding_any(comparing)
        self.moved = finding_any({*up, *down, *(word for mark in _MOVED for word in self.words(mark)), *comparing})
        self.year_on_year = compiled("同比|环比")
        marks: tuple[Status, ...] = ("target", "expected", "actual")
        self.status_cues = tuple((status, finding(self.words(f"status:{status}"))) for status in marks)
        self.plans = tuple(self.words("plan"))
        self.purposes, self.needs = self.words("purpose"), self.words("need")
        self.told = finding_any(self.words("told"))
        self.meant, expected = self.words("modal:target"), self.words("modal:expected")
        self.modal_cue = finding(self.meant, expected)
        self.ahead, demanded = self.words("head:ahead"), self.words("head:target")
        self.head_cue = finding(self.ahead, demanded)
        modal, head = {*self.meant, *expected}, {*self.ahead, *demanded}
        self.unnamed_verbs = (*self.words("light"), *self.words("spend"))
        # Most phrases have no word that divides them or tells of what is to come, and leave none out.
        self.dividing = finding_any({*self.words("light"), *self.words("split"), *modal, "等", "了"})
        self.before_head = rare(
            re.compile, rf"(?:[，。；：、,;:（(”\s][一二三四五六七八九十]?|{alternatives(self.words('speaker'))})$"
        )
        self.any_status_cue = finding_any(
            {*modal, *head, *(word for one in marks for word in self.words(f"status:{one}"))}
        )
        self.rank_intro = compiled(rf"(?:{rank})?(?P<scope>{alternatives(self.words('scope'))})?(?:{rank})*$")
        self.rank_verb = compiled(
            r"(?:排名|排位|排在|排到|排(?![查污水放])|(?:位|名|并)列|(?:位|稳|跃|高)居|居于|居(?![民住家委])|(?<![序行系])列(?![车入出支为])|进入|跻身|获得?)"
            r"(?P<scope>(?:[^，；、（]|（[^（），；]{1,8}）){0,12}?)(?:的|中|里)?(?:排名|位列|位居|名列)?$"
        )
        # Of the words that bound a number only those that can't mean anything else do so from afar: 至少建成1所.
        bounds = {word: rule.bound for rule in rules.bounds if rule.bound in _AFAR for word in rule.words}
        self._bounds = {word: bound for word, bound in bounds.items() if _PLAINLY_BOUND.fullmatch(word)}
        bounding = _by_first({word: literal(word) for word in self._bounds})
        self.parted_bound = compiled(rf"({bounding})[^，；。：0-9、]{{0,8}}$")
        self.money = compiled(alternatives(self.words("money")))

    def past_receiver(self, phrase: str) -> int:
        """Where the verb begins behind whom something is done for: 移送 of 向纪检监察机关移送线索; 0 if none is said."""
        receiver = self._receiver.match(phrase)
        for at in range(3, receiver.end() + 1 if receiver is not None else 0):
            verb = self.verb_start.match(phrase, at)
            if verb is not None and verb.end() + 2 <= len(phrase):
                return at
        return 0

    def bound_of(self, match: re.Match[str]) -> Bound:
        """The bound that the word found by ``parted_bound`` says."""
        return self._bounds[match[1]]

    def _ending(self, mark: str, behind: tuple[str, ...] = ("",)) -> Ending:
        return Ending(self._any_of(mark), self._bearing(mark), behind)

    def _any_of(self, *marks: str, more: Iterable[str] = ()) -> Words:
        bearing = {word: rule for mark in marks for word, rule in self._bearing(mark).items()}
        guarded = ((word, rule) for word, rule in bearing.items() if rule.not_after or rule.not_before)
        return Words(
            {*bearing, *more}, {word: (tuple(rule.not_after), tuple(rule.not_before)) for word, rule in guarded}
        )

    def _bearing(self, mark: str) -> dict[str, CueRule]:
        return self._rules.get(mark, {})

    def words(self, mark: str) -> dict[str, str]:
        """All words that bear ``mark``, each with its guarded pattern."""
        words = self._words.get(mark)
        if words is None:
            words = self._words[mark] = {word: _guarded(word, rule) for word, rule in self._bearing(mark).items()}
        return words
