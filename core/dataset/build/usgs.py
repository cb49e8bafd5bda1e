"""What all USGS tables share: printed tokens, labels of forms and stages, and the row layout."""

from __future__ import annotations

import re

from core.dataset.build.tables import Row

_PLAIN_NUMBER = re.compile(r"^-?\d{1,3}(,\d{3})+(\.\d+)?$|^-?\d+(\.\d+)?$")
_TOKENS = {
    "W": "W",
    "NA": "NA",
    "E": "E",
    "XX": "XX",
    "s": "s",
    "Less than ½ unit.": "s",
    "Less than ½ unit": "s",
    "Less than 1/2 unit.": "s",
    "Less than a half unit": "s",
    "Less than one-half unit": "s",
    "—": "zero",
    "": "blank",
}

_FORMS = (
    (r"combined totals for ferrosilicon", "Ferrosilicon and silicon metal"),
    (r"ferr?osilicon", "Ferrosilicon"),
    (r"silicon metal", "Silicon metal"),
    (r"iron slag", "Iron slag production"),
    (r"steel slag", "Steel slag production"),
    (r"pig iron", "Pig iron production"),
    (r"raw steel", "Raw steel production"),
    (r"pigment.*capacity$", "TiO2 pigment capacity"),
    (r"titanium sponge metal capacity", "Sponge metal capacity"),
    (r"sponge", "Sponge metal production"),
    (r"clinker capacity", "Clinker capacity"),
    (r"refinery capacity", "Refinery capacity"),
    (r"smelter capacity|yearend capacity", "Smelter capacity"),
    (r"capacity", "Production capacity"),
    (r"bentonite", "Mine production, bentonite"),
    (r"fuller", "Mine production, fuller's earth"),
    (r"kaolin", "Mine production, kaolin"),
    (r"palladium", "Mine production, palladium"),
    (r"platinum", "Mine production, platinum"),
    (r"ilmen\w+ and rutile", "Mine production, ilmenite and rutile"),
    (r"ilmen", "Mine production, ilmenite"),
    (r"rutile", "Mine production, rutile"),
    (r"usable ore", "Mine production, usable ore"),
    (r"iron content", "Mine production, iron content"),
    (r"scrap and flake", "Mine production, scrap and flake mica"),
    (r"sheet", "Mine production, sheet mica"),
    (r"natural and synthetic", "Production, natural and synthetic"),
    (r"synthetic", "Production, synthetic"),
    (r"natural", "Mine production, natural"),
    (r"cement production", "Cement production"),
    (r"primary and secondary refinery", "Primary and secondary refinery production"),
    (r"smelter", "Smelter production"),
    (r"refinery", "Refinery production"),
    (r"^primary production", "Primary production"),
    (r"arsenic trioxide", "Production, arsenic trioxide"),
    (r"helium", "Production"),
    (r"borate|boric|boron|compounds$|ulexite|datolite|all forms|—crude ore", "Production, all forms"),
    (r"^plant production, (lime|bromine)|^production\b|rare gases|global production", "Production"),
    (r"^plant production", "Plant production"),
)
_CONTENT = (
    (r"titanium dioxide", "TiO2 content"),
    (r"rare-earth-oxide|REO", "rare-earth-oxide equivalent"),
    (r"K2O", "K2O equivalent"),
    (r"Y2O3", "Y2O3 equivalent"),
    (r"contained magnesium oxide", "MgO content"),
    (r"gross+ weight", "gross weight"),
    (r"content|contained", "metal or element content"),
)
_KINDS = (
    "beneficiated, marketable|includes pegmatites|crude and anode slimes|ocher and red iron oxide|ocher|"
    "andalusite, crude ore|andalusite|kyanite and sillimanite|kyanite|exports|hydrated and quicklime|"
    "industrial and construction|quicklime only|crude and beneficiated|includes crude|includes steatite|steatite|"
    "unspecified minerals|concentrate|copper telluride|boric oxide equivalent|compounds|crude borates|crude ore|"
    "datolite ore|refined borates|ulexite|processed|crude"
)
_KIND = re.compile(rf"[:—] ?({_KINDS})$")
_PART_OF_MINERAL = {
    "neon": "neon",
    "argon": "argon",
    "krypton": "krypton",
    "xenon": "xenon",
    "neon, krypton, and xenon": "neon, krypton and xenon",
    "sand and gravel (construction)": "construction",
    "sand and gravel (industrial)": "industrial",
    "sandi": "industrial",
    "stone (crushed)": "crushed",
    "stone (dimension)": "dimension",
    "stond": "dimension",
    "granite only": "granite only",
    "diamond (bort, grit, and dust and powder; natural and synthetic)": "bort, grit, dust and powder",
    "diamond (stones, natural and synthetic)": "stones",
    "feldspar": "feldspar",
    "nepheline syenite": "nepheline syenite",
    "iridium": "iridium",
    "osmium": "osmium",
    "rhodium": "rhodium",
    "ruthenium": "ruthenium",
    "palladium": "palladium",
    "platinum": "platinum",
    "ground high-purity quartz": "ground, high-purity",
    "industrial cultured quartz crystal": "cultured crystal",
    "rare earths (heavy)": "heavy rare earths",
    "titanium sponge metal": "sponge metal",
    "tio2 pigment": "TiO2 pigment",
    "titanium mineral concentrates": "mineral concentrates",
    "zirconium and hafnium": "zirconium and hafnium",
    **{
        element: element
        for element in (
            "lanthanum cerium praseodymium neodymium samarium europium gadolinium terbium dysprosium "
            "holmium erbium ytterbium lutetium"
        ).split()
    },
}
_STAGES = (
    (r"reserve|demonstrated resources", "reserves"),
    (r"capacity", "capacity"),
    (r"^all\b|all forms|\btotal\b|metal.*oxide", "all"),
    (r"scrap(?! and flake)", "scrap"),
    (r"smelter|pig iron|raw steel|blister|matte", "smelter"),
    (r"(?<!ground and )refine|cathode", "refinery"),
    (r"^mine production|\bores?\b|concentrate|bauxite|\bcrude talc", "mine"),
    (r"oxide|compound|carbonate|chloride|perrhenate|pigment|carbide|\bacid\b(?! grade)|y2o3", "compound"),
    (
        r"\bmetal\b(?! (?:exchange|basis))|metallic|sponge|ingot|alloy|ferro|bullion|silicon|unwrought|mischmetal",
        "metal",
    ),
)


def figure(text: str) -> Row:
    """Return text, quantity and flag of a printed cell. A bound, a range or a token never becomes a quantity."""
    text = " ".join(text.replace("\xa0", " ").split())
    number = text.removeprefix("e")  # an estimate's superscript
    if _PLAIN_NUMBER.match(number):
        return {"text": text, "quantity": number.replace(",", ""), "flag": ""}
    bound = {">": "bound-low", "<": "bound-high"}.get(text.replace("Less than ", "<")[:1], "text")
    flag = _TOKENS.get(text) or bound
    return {"text": text, "quantity": "", "flag": flag}


def production_form(detail: str) -> str:
    """Return our label for the form of a production figure; what names nothing else is mine production."""
    words = detail.strip().casefold()
    return next((label for pattern, label in _FORMS if re.search(pattern, words)), "Mine production")


def production_note(detail: str, qualifier: str = "") -> str:
    """Return what a figure counts, in a few words of our own."""
    basis = next((word for pattern, word in _CONTENT if re.search(pattern, detail, re.IGNORECASE)), "")
    kind = _KIND.search(detail)
    return "; ".join(word for word in (basis, kind[1] if kind else "", qualifier) if word)


_ONE_FORM_IN_PRODUCTION = frozenset(
    {"feldspar", "titanium mineral concentrates", "titanium sponge metal", "tio2 pigment", "zirconium and hafnium"}
)


def production_of_part(form: str, commodity: str) -> str:
    """Return the form as `of_part` does, but for chapters whose production table has one form under many names."""
    return form if commodity.strip().casefold() in _ONE_FORM_IN_PRODUCTION else of_part(form, commodity)


def of_part(form: str, commodity: str) -> str:
    """Return the form with the part of the mineral it speaks of ("Mine production, industrial")."""
    part = _PART_OF_MINERAL.get(commodity.strip().casefold(), "")
    missing = part and part[:5].casefold() not in form.casefold()
    return f"{form}, {part}" if missing else form


def stage(form: str) -> str:
    """Return the stage of processing that a form's label names."""
    words = form.casefold()
    return next((label for pattern, label in _STAGES if re.search(pattern, words)), "other")


def stat_row(flow: str, edition: str, **cells: str) -> Row:
    """Return a row of the stats tables: `cells` name the rest, `year_end` follows `year` when it is not given."""
    blank = {"estimated": "", "note": "", "year_end": cells["year"], "stage": stage(cells["form"])}
    if cells["text"].startswith("e") and cells["quantity"]:
        cells["estimated"] = "e"
    return {
        "flow": flow,
        "edition": f"MCS {edition}",
        "source_id": f"usgs-mcs-{edition}",
        **blank,
        **cells,
    }
