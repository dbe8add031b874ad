"""Check-ins that people make after a session, each with the least and the most that is right, and what it rests on.

Words are those of the command: ``redness=2 pus=yes temp=38.2``. ``URG=no`` stands for every urgent question answered with
no, ``URG=most`` for all but three of them; without either, none of them was answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Vignette(NamedTuple):
    """One person on one day."""

    who: str
    day: int
    """Days after day zero."""
    answers: str
    least: int
    most: int
    because: str = ""
    """Names of answers of which a rule that gives the level asks; empty where several reasons are right."""
    profile: str = ""
    earlier: Mapping[int, str] = {}
    """The check-ins before, by how many days ago."""
    uses: tuple[str, ...] = ()
    """Families of medicines that are in use."""


NORMAL: Final = (
    Vignette('D0 type 5: swollen, sore', 0, 'URG=no redness=2 swelling=2 pain=5 itch=1', 0, 0, profile='phototype=5'),
    Vignette('D0 type 1: very red; urgent list not answered', 0, 'redness=4 swelling=2 pain=3', 0, 1, profile='phototype=1'),
    Vignette('D0 type 4: numbing cream has not worn off', 0, 'URG=no redness=2 swelling=1 pain=4 numb=yes', 0, 1, profile='phototype=4'),
    Vignette('D0 type 2: clear fluid in the first hours', 0, 'URG=no redness=3 swelling=1 pain=3 oozing=yes', 0, 1, profile='phototype=2'),
    Vignette('D1 type 2: as public pages describe', 1, 'URG=no redness=3 swelling=2 pain=3 itch=2', 0, 0, profile='phototype=2', earlier={1: 'URG=no redness=3 swelling=1 pain=4'}),
    Vignette('D1 type 2: sore glands under the jaw (S01: expected in week 1)', 1, 'URG=no redness=3 swelling=1 pain=2 glands=yes', 0, 1, profile='phototype=2'),
    Vignette('D1 type 4: a little clear fluid', 1, 'URG=no redness=2 swelling=1 pain=2 oozing=yes', 0, 1, profile='phototype=4'),
    Vignette('D1 type 2: tingling all over, never had cold sores', 1, 'URG=no redness=3 swelling=1 pain=2 tingling=yes', 0, 1, profile='phototype=2 cold_sores=no'),
    Vignette('D1: swelling peaks on the day after', 1, 'URG=no redness=3 swelling=2 pain=3', 0, 1, earlier={1: 'URG=no redness=3 swelling=1 pain=3'}),
    Vignette('D2: swelling peaks at 48 h (1, 1, 2)', 2, 'URG=no redness=2 swelling=2 pain=2', 0, 1, profile='phototype=3', earlier={2: 'URG=no redness=3 swelling=1 pain=3', 1: 'URG=no redness=3 swelling=1 pain=2'}),
    Vignette('D2: swelling 1, 2, 2', 2, 'URG=no redness=2 swelling=2 pain=2', 0, 1, profile='phototype=3', earlier={2: 'URG=no redness=3 swelling=1 pain=3', 1: 'URG=no redness=3 swelling=2 pain=2'}),
    Vignette('D2 type 1: itch of healing, 4', 2, 'URG=no redness=3 swelling=1 pain=1 itch=4 flaking=1', 0, 1, profile='phototype=1'),
    Vignette('D2 type 5: itch 3', 2, 'URG=no redness=2 swelling=1 pain=1 itch=3 flaking=1', 0, 0, profile='phototype=5'),
    Vignette('D2: half of the urgent list answered', 2, 'URG=most redness=2 swelling=1 pain=1 flaking=1', 0, 1),
    Vignette('D3: itch 4 as it flakes', 3, 'URG=no redness=2 swelling=0 pain=1 itch=4 flaking=2', 0, 1, profile='phototype=2'),
    Vignette('D3: calm', 3, 'URG=no redness=2 swelling=1 pain=1 itch=3 flaking=2', 0, 0, profile='phototype=3'),
    Vignette("D4: the lower lids were needled: 'close to an eye' yes", 4, 'URG=no redness=1 swelling=1 pain=0 eye=yes', 0, 1, profile='phototype=3'),
    Vignette('D5 type 6: dry', 5, 'URG=no redness=0 swelling=0 pain=0 flaking=1 marks=0', 0, 0, profile='phototype=6'),
    Vignette('D7: nothing left', 7, 'URG=no redness=0 swelling=0 pain=0 bumps=0 flaking=0 marks=0 scar=0 pits=0 itch=0', 0, 0, profile='phototype=2'),
    Vignette('D8: faint pink', 8, 'URG=no redness=1 swelling=0 pain=0 itch=1', 0, 1, profile='phototype=1'),
    Vignette('D9: pain 1, itch 1', 9, 'URG=no redness=1 pain=1 itch=1 swelling=0', 0, 1, profile='phototype=3'),
    Vignette('D10 type 5: marks clearly darker begin', 10, 'URG=no redness=0 marks=2 pain=0', 0, 1, profile='phototype=5'),
    Vignette('D14: marks just darker', 14, 'URG=no marks=1 redness=0 pain=0 flaking=0', 0, 0, profile='phototype=3'),
    Vignette('D20 type 2: marks clearly darker close up', 20, 'URG=no marks=2 redness=0 pain=0', 0, 1, profile='phototype=2'),
    Vignette('D28: faint pink', 28, 'URG=no redness=1 pain=0 swelling=0', 0, 1, profile='phototype=1'),
    Vignette('D40: flush after a hot class, redness 1 then 3, no pain', 40, 'URG=no redness=3 pain=0 swelling=0 hot=no', 1, 2, profile='phototype=1', earlier={7: 'URG=no redness=1 pain=0'}),
    Vignette('D40 old pierced scar 2 seen and felt as at day zero, itch 1 from dry skin', 40, 'URG=no scar=2 itch=1 redness=0', 0, 2, profile='phototype=2', earlier={28: 'URG=no scar=2'}),
    Vignette('D84: nothing; urgent list not answered', 84, 'redness=0 swelling=0 pain=0 marks=0 scar=0', 0, 0),
    Vignette('D120: pink 1 and marks 1', 120, 'URG=no redness=1 marks=1 pain=0', 0, 1, profile='phototype=4', earlier={30: 'URG=no redness=1 marks=1'}),
    Vignette('D200: armpit 35.8, well', 200, 'URG=no temp=35.8 redness=0 pain=0', 0, 1, profile='phototype=2'),
)  # fmt: skip
"""A recovery as it goes, on one of its days: nothing, or a look again tomorrow."""

WORRIED: Final = (
    Vignette('D5: a white head is called pus, heart beats fast at night', 5, 'URG=no redness=1 bumps=1 pus=yes heartbeat=yes temp=36.7 hot=no spreading=no', 2, 3),
    Vignette('D3: panic: very unwell, heart races, 36.8, skin calm', 3, 'URG=no redness=2 swelling=0 pain=1 unwell=yes heartbeat=yes temp=36.8 hot=no spreading=no', 2, 3),
    Vignette("D10: 'worn out' after a bad night: unwell=yes", 10, 'URG=no redness=0 pain=0 unwell=yes', 1, 3),
    Vignette('D120: stomach bug: vomits, 38.2, skin calm', 120, 'URG=no redness=0 pain=0 vomiting=yes temp=38.2 hot=no spreading=no', 2, 3),
    Vignette('D60: the needle question again yes, tests were negative, clinician spoken to', 60, 'URG=no redness=0 shared_needle=yes contacted=yes', 0, 2),
    Vignette('D3: dizzy on standing up', 3, 'URG=no redness=1 pain=0 swelling=0 faint=yes', 1, 3),
    Vignette("D30: skin looks well but feels sore, 'worse than it looks', pain 2", 30, 'URG=no redness=0 pain=2 pain_beyond=yes', 2, 3),
    Vignette('D30: nerve pain, numb patch, honest about pain_beyond', 30, 'URG=no redness=0 pain=6 numb=yes pain_beyond=yes swelling=0', 2, 3),
    Vignette('D40: hay fever, red eyes', 40, 'URG=no redness=0 red_eye=yes', 1, 3),
    Vignette("D2 azathioprine: lower lids needled, 'close to an eye'", 2, 'URG=no redness=2 swelling=1 pain=2 eye=yes', 0, 2, profile='weak_immunity=yes'),
)  # fmt: skip
"""Somebody is worried, and mostly without need."""

SERIOUS: Final = (
    Vignette('Meningitis-like, D6: 38.5, light hurts', 6, 'temp=38.5 light=yes redness=1', 4, 4),
    Vignette('Anaphylaxis to penicillin: rash, vomiting, faint', 8, 'drug_rash=yes vomiting=yes faint=yes', 4, 4),
    Vignette('Rigors alone, D100', 100, 'rigors=yes redness=0', 3, 4),
    Vignette('Weeping and raw, no `raw` answered, D1', 1, 'flaking=4 oozing=yes pain=5 redness=3', 3, 4),
    Vignette('40.2 alone, D60', 60, 'temp=40.2', 3, 4),
    Vignette('Pregnant and takes isotretinoin, D3', 3, 'redness=2', 3, 4, profile='pregnant=yes isotretinoin=yes'),
    Vignette('Pain 3 that stays, D20', 20, 'pain=3 redness=1', 1, 3),
    Vignette('Pain climbs slowly, weekly: 1 (D14), 4 (D21)', 21, 'pain=4 redness=1', 3, 3, earlier={7: 'pain=1'}),
    Vignette('Swelling returns, D12: 0 on D7, 2 now', 12, 'swelling=2', 3, 3, earlier={5: 'swelling=0'}),
    Vignette('Level 3 pain rise, next day unchanged: 2 (D4), 5 (D5), 5 (D6)', 6, 'pain=5', 3, 3, earlier={2: 'pain=2', 1: 'pain=5'}),
    Vignette('Numb and swollen with fever, D3', 3, 'numb=yes swelling=1 temp=38.1', 4, 4),
    Vignette('Honey crust and chemo', 4, 'crust=yes', 3, 4, profile='weak_immunity=yes'),
)  # fmt: skip
"""What must not be passed over."""

RE_ENACTED: Final = (
    Vignette("Impetigo: honey crust round the mouth, no fever", 4, "crust=yes redness=2 pain=2 temp=37.0", 3, 3, "crust"),
    Vignette("Cellulitis of a cheek: hot, spreading, 37.8", 3, "redness=3 swelling=2 pain=6 hot=yes spreading=yes temp=37.8", 3, 3, "hot spreading"),
    Vignette("Cellulitis on brown skin: tight, swollen, sore; colour not seen", 5, "redness=1 swelling=2 pain=5", 3, 3, "swelling pain", "phototype=6"),
    Vignette("Cellulitis, rigors, fast heart, faint; no thermometer", 3, "redness=3 hot=yes unwell=yes heartbeat=yes faint=yes pain=5 swelling=2", 4, 4, "hot"),
    Vignette("Sepsis: confused, fast breathing", 4, "confusion=yes fast_breathing=yes temp=38.9", 4, 4, "confusion"),
    Vignette("Herpes on the lip: grouped blisters", 3, "blisters=yes pain=4 redness=2", 3, 3, "blisters"),
    Vignette("Herpes starting: tingling, known cold sores", 2, "tingling=yes pain=4 itch=5 redness=2 swelling=1", 3, 3, "tingling", "cold_sores=yes"),
    Vignette("Eczema herpeticum: punched-out sores, 38.6, unwell", 5, "sores=yes blisters=yes temp=38.6 unwell=yes pain=6", 3, 4, "sores"),
    Vignette("Blisters on an eyelid, the eye itself quiet", 4, "blisters=yes eye=yes pain=3", 3, 3, "blisters"),
    Vignette("Sight blurred and light hurts; nothing else about the eye", 1, "redness=2 swelling=1 pain=2 vision=yes light=yes", 4, 4, "vision"),
    Vignette("Necrotising fasciitis, early: pain far beyond what is seen", 2, "redness=2 swelling=2 pain=6 pain_beyond=yes", 4, 4, "pain_beyond"),
    Vignette("The same with pain 7", 2, "redness=2 swelling=2 pain=7 pain_beyond=yes", 4, 4, "pain_beyond"),
    Vignette("Allergic contact dermatitis: itch 8, a rash", 9, "itch=8 itchy_rash=yes redness=3", 2, 2, "itch"),
    Vignette("Anaphylaxis to numbing cream: lips swell, vomiting, faint", 0, "face_swelling=yes vomiting=yes faint=yes", 4, 4, "face_swelling"),
    Vignette("Numbing cream in the blood: faint, racing heart, blurred sight", 0, "faint=yes heartbeat=yes vision=yes redness=3 swelling=1 pain=3", 4, 4, "vision"),
    Vignette("Granulomas", 25, "lumps=yes bumps=2 redness=1", 2, 2, "lumps"),
    Vignette("Late nodules, no pus", 35, "lumps=yes redness=2 pain=3", 2, 2, "lumps"),
    Vignette("Late nodules that drain", 40, "lumps=yes pus=yes", 3, 3, "pus"),
    Vignette("Tram-track scars", 35, "lines=yes scar=2", 2, 2, "lines"),
    Vignette("Keloid: past its edge, itchy", 100, "past_edge=yes scar=3 itch=5", 2, 2, "past_edge"),
    Vignette("Dark marks on dark skin, type told", 20, "marks=2 redness=0", 2, 2, "marks", "phototype=5"),
    Vignette("Dark marks on dark skin, type not told", 20, "marks=2 redness=0", 1, 1, "marks"),
    Vignette("Acne flare: 20 bumps with white heads, well", 10, "bumps=3 redness=1 pain=2", 2, 2, "bumps"),
    Vignette("Perioral dermatitis after shop hydrocortisone", 26, "bumps=2 redness=1 itch=3", 2, 2, "bumps"),
    Vignette("Milia", 21, "bumps=1 redness=0", 0, 0),
    Vignette("Burn from radiofrequency: raw sheets, weeping, pain 6", 1, "flaking=4 oozing=yes redness=3 swelling=2 pain=6", 3, 3, "flaking"),
    Vignette("Fat loss: a hollow cheek, skin smooth", 75, "hollow=yes scar=0 redness=0 lines=no", 2, 2, "hollow"),
    Vignette("One side of the mouth droops", 1, "droop=yes redness=2 swelling=1 pain=2 numb=yes", 4, 4, "droop"),
    Vignette("Nerve pain: electric, a numb patch", 30, "pain=6 numb=yes", 2, 2),
    Vignette("A brow tattoo was needled over; lumps in the colour", 40, "lumps=yes redness=0", 2, 2, "lumps"),
    Vignette("Saw the needle used on another client", 1, "shared_needle=yes redness=2 swelling=1 pain=2 bleeding=no", 3, 3, "shared_needle"),
    Vignette("The same on D10", 10, "shared_needle=yes redness=0 swelling=0 pain=0", 2, 2, "shared_needle"),
    Vignette("Rusty home roller, last tetanus shot unknown", 1, "dirty_needle=yes redness=2 swelling=1 pain=2", 2, 2, "dirty_needle", "tetanus_known=no"),
    Vignette("Pregnant, tretinoin and hydroquinone in use", 3, "redness=2 swelling=0 pain=1", 2, 2, "", "pregnant=yes", {}, ("hydroquinone", "retinoid")),
    Vignette("Takes isotretinoin, the skin erodes", 8, "oozing=yes redness=2 flaking=4", 3, 3, "oozing", "isotretinoin=yes"),
    Vignette("Takes apixaban, will not stop bleeding", 0, "bleeding=yes redness=3 swelling=1 pain=2", 4, 4, "bleeding", "blood_thinner=yes"),
    Vignette("Methotrexate, sore glands only", 3, "glands=yes redness=2", 3, 3, "glands", "weak_immunity=yes"),
    Vignette("Body dysmorphia: skin clear, bother 10 in six check-ins", 60, "bother=10 redness=0 marks=0 scar=0", 2, 2, "bother", "", {1: "bother=10", 2: "bother=10", 3: "bother=10", 4: "bother=10", 5: "bother=10"}),
    Vignette("Low mood for two weeks", 30, "low_mood=yes redness=0", 2, 2, "low_mood"),
    Vignette("Thoughts of self-harm", 30, "self_harm=yes", 4, 4, "self_harm"),
    Vignette("Antibiotics, third day, no better", 7, "antibiotics=yes antibiotic_days=3 improving=no redness=2 swelling=1 pain=3", 3, 3, "antibiotics"),
    Vignette("A rash all over after starting penicillin", 8, "drug_rash=yes redness=1 itch=6", 3, 3, "drug_rash"),
    Vignette("It came back after it had settled", 9, "redness=3 pain=5", 3, 3, "redness pain", "", {2: "redness=0 pain=0", 1: "redness=1 pain=1"}),
    Vignette("White weeping spot, gone over too often, stings", 0, "dusky=yes raw=yes oozing=yes pain=5 redness=1 flaking=4", 4, 4, "dusky"),
    Vignette("The lip tingled on D3, now a huge sore", 5, "tingling=yes blisters=yes pain=4 swelling=1", 3, 3, "blisters"),
    Vignette("Purge: white heads where they always come, well", 6, "bumps=2 redness=1 pain=0 pus=no", 1, 2),
    Vignette("Tender, itchy, scaly patches where needled, a serum was used", 7, "itch=6 redness=3 bumps=2 pain=3", 2, 2),
    Vignette("Like orange peel in daylight, bother 9 on most days", 150, "texture=3 redness=0 scar=0 bother=9", 2, 2, "", "", {2: "bother=9", 4: "bother=9"}),
    Vignette("Numbing cream under film: ears ring, lips tingle, dizzy", 0, "faint=yes heartbeat=no", 3, 3, "faint"),
)  # fmt: skip
"""What patients were re-enacted with, one by one, before the rules were written."""

OUR_OWN: Final = (
    Vignette("Evening of the session: glows all over", 0, "URG=no redness=3 swelling=1 pain=2", 0, 0),
    Vignette("Lips swell minutes after a new serum", 2, "lips=yes", 4, 4, "lips"),
    Vignette("Woke with puffy lids, nothing else", 3, "URG=no swelling=2 redness=2 pain=1", 1, 2, "swelling"),
    Vignette("One cheek hot to the touch, no fever", 6, "hot=yes temp=36.9", 3, 3, "hot"),
    Vignette("Thick yellow fluid from one spot", 12, "pus=yes temp=36.8", 3, 3, "pus"),
    Vignette("Feels like flu, 38.4, skin quiet, third week", 20, "temp=38.4 redness=0", 3, 3, "temp"),
    Vignette("A cold with 38.4, seventh week", 45, "temp=38.4 redness=0", 2, 2, "temp"),
    Vignette("38.4 and lumps, seventh week", 45, "temp=38.4 lumps=yes", 3, 3, "temp"),
    Vignette("39.6, third month, nothing else", 90, "temp=39.6", 3, 3, "temp"),
    Vignette("35.2, cold and grey", 5, "temp=35.2", 3, 4, "temp"),
    Vignette("Cannot keep water down", 5, "vomiting=yes", 3, 4, "vomiting"),
    Vignette("Shakes under two blankets, the cheek is hot", 8, "rigors=yes hot=yes", 4, 4, "rigors hot"),
    Vignette("Hard to wake, has hardly passed water", 15, "drowsy=yes no_urine=yes", 4, 4, "drowsy"),
    Vignette("Spots that stay under a glass", 2, "rash_stays=yes", 4, 4, "rash_stays"),
    Vignette("A patch beside the nose, grey, cold and numb", 1, "dusky=yes numb=yes", 4, 4, "dusky"),
    Vignette("Cold sore near the eye, the eye hurts", 4, "blisters=yes eye_pain=yes", 4, 4, "eye_pain"),
    Vignette("A red eye after cleanser ran in", 4, "red_eye=yes pain=1", 3, 3, "red_eye"),
    Vignette("Warfarin, no bleeding", 3, "URG=no redness=1 pain=0", 0, 1, "", "blood_thinner=yes"),
    Vignette("Bleeds through the second cloth", 0, "bleeding=yes", 3, 3, "bleeding"),
    Vignette("A thick scar, two months on", 60, "scar=3", 2, 2, "scar"),
    Vignette("A scar of 2 that stays, keloids before", 120, "scar=2", 2, 2, "scar", "keloid=yes", {90: "scar=2"}),
    Vignette("A faint scar that does not change", 40, "URG=no scar=1 redness=0", 0, 0, "", "", {20: "scar=1"}),
    Vignette("Marks strongly darker in the third week, light skin", 20, "marks=3", 2, 2, "marks", "phototype=2"),
    Vignette("Marks as at first, tenth week", 70, "marks=2", 2, 2, "marks", "phototype=2"),
    Vignette("Marks only just darker", 15, "URG=no marks=1", 0, 0),
    Vignette("Clearly red after a month, all else calm", 30, "URG=no redness=2 pain=0", 2, 2, "redness"),
    Vignette("A faint pink at five weeks", 32, "URG=no redness=1 pain=0", 2, 2, "redness"),
    Vignette("The same faint pink later", 45, "URG=no redness=1 pain=0", 1, 1, "redness"),
    Vignette("Was fine yesterday, throbs today", 10, "pain=4 redness=1", 3, 3, "pain", "", {1: "pain=0 redness=1"}),
    Vignette("Itches so that sleep is gone", 6, "itch=8", 2, 2, "itch"),
    Vignette("Rough like sandpaper at seven weeks", 50, "URG=no texture=2", 1, 1, "texture"),
    Vignette("Everything stings, second day", 2, "sting=8", 2, 2, "sting"),
    Vignette("Moisturiser still stings after ten days", 10, "sting=5", 2, 2, "sting"),
    Vignette("A little stinging on the third day", 3, "URG=no sting=3 redness=1", 0, 0),
    Vignette("One bad evening about the mirror", 30, "URG=no bother=9 redness=0", 0, 1),
    Vignette("Pregnant, a retinol serum in use", 5, "URG=no redness=1", 2, 2, "", "pregnant=yes", {}, ("retinoid",)),
    Vignette("Diabetes, sore glands, second day", 2, "glands=yes", 3, 3, "glands", "diabetes=yes"),
    Vignette("Sore glands, second day, healthy", 2, "URG=no glands=yes", 1, 1, "glands"),
    Vignette("Heard after six days that needles were shared", 6, "shared_needle=yes", 3, 3, "shared_needle"),
    Vignette("Heard after eight days", 8, "shared_needle=yes", 2, 2, "shared_needle"),
    Vignette("An old roller, remembered after three and a half weeks", 25, "dirty_needle=yes", 1, 1, "dirty_needle"),
    Vignette("Tingling at the lip, tenth day, known cold sores", 10, "tingling=yes", 2, 2, "tingling", "cold_sores=yes"),
    Vignette("Antibiotics help", 10, "URG=no antibiotics=yes antibiotic_days=4 improving=yes redness=1 pain=0", 0, 1),
    Vignette("Sunken scars after three and a half weeks", 25, "pits=3", 2, 2, "pits"),
    Vignette("Bumps that were there three weeks ago too", 35, "bumps=1", 2, 2, "bumps", "", {21: "bumps=1"}),
    Vignette("One day of a few bumps", 7, "URG=no bumps=1", 0, 0),
    Vignette("Lines of the scab in the first week", 5, "lines=yes", 1, 1, "lines"),
)  # fmt: skip
"""Ours, written from what clinicians say, before they were tried."""
