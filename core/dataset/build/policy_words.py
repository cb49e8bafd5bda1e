"""Our words for the policy tables: what each printed wording names, and titles in three languages."""

from __future__ import annotations

Titles = tuple[str, str, str]

CONTROLS = {
    "Export ban": "ban",
    "Temporary export ban": "temporary-ban",
    "Export quota": "quota",
    "Export licensing requirement": "licence",
    "Export licensing requirement for materials and technologies": "licence",
}


def _each(minerals: str, form: str = "") -> tuple[tuple[str, str], ...]:
    return tuple((mineral, form) for mineral in minerals.split())


CONTROLLED: dict[str, tuple[tuple[str, str], ...]] = {
    "Quartz and gypsum": _each("quartz gypsum"),
    "Raw diamonds": _each("gemstones", "raw"),
    "Bauxite": _each("bauxite"),
    "copper concentrates": _each("copper", "ore"),
    "nickel ore": _each("nickel", "ore"),
    "Raw minerals, including copper, gold, iron, nickel, potassium, silver, and zinc": _each(
        "copper gold iron-ore nickel potash silver zinc", "raw"
    ),
    "Raw rare earths": _each("rare-earths", "raw"),
    "Ores and concentrates of cobalt, graphite, lithium, manganese, and rare earths": _each(
        "cobalt graphite lithium manganese rare-earths", "ore"
    ),
    "Steel waste and scrap, tungsten scrap, and enriched uranium": (
        *_each("iron-steel-scrap tungsten", "scrap"),
        ("uranium", "processed"),
    ),
    "Metal waste and scrap": _each("iron-steel-scrap other-metals", "scrap"),
    "Ore concentrates of copper, gold, nickel, and silver": _each("copper gold nickel silver", "ore"),
    "Natural sand": _each("sand-gravel"),
    "Bauxite, cassiterite, columbite-tantalite, copper, gold, rhodium, silver, and thorium": (
        *_each("bauxite copper gold platinum-group silver thorium"),
        *_each("tin niobium tantalum", "ore"),
    ),
    "Raw materials of iron, lead-zinc, chromite, manganese, apatite, and rare earths and deeply processed titanium": (
        *_each("iron-ore lead zinc chromium manganese phosphate rare-earths", "raw"),
        ("titanium", "processed"),
    ),
    "Lithium ore": _each("lithium", "ore"),
    **{
        name: _each(slug)
        for name, slug in {
            "Antimony": "antimony", "bismuth": "bismuth", "synthesized diamond": "diamond-industrial",
            "gallium": "gallium", "germanium": "germanium", "graphite": "graphite", "indium": "indium",
            "magnesium materials": "magnesium-metal", "molybdenum": "molybdenum", "rare earths": "rare-earths",
            "silver": "silver", "tellurium": "tellurium", "tungsten": "tungsten", "Cobalt": "cobalt",
        }.items()
    },
    "items related to lithium batteries and artificial graphite anode materials": _each("lithium graphite", "product"),
    "Copper (refined and alloys) and aluminum ingots": _each("copper aluminum", "processed"),
    "Chromite ore": _each("chromium", "ore"),
    "Ferrous ingot and ferrous metal waste and scrap": (("iron-steel", "processed"), ("iron-steel-scrap", "scrap")),
    "catalysts and waste containing precious metals": _each("gold silver platinum-group", "scrap"),
}  # fmt: skip

AGREEMENTS: dict[tuple[str, str], tuple[str, str, Titles]] = {  # kind, minerals, titles by country and date
    ("Australia", "2025-10-20"): ("framework", "rare-earths", (
        "Framework on mining and processing of critical minerals and rare earths",
        "Marco sobre minería y procesamiento de minerales críticos y tierras raras",
        "Cadre sur l'extraction et le traitement de minéraux critiques et de terres rares")),
    ("China", "2025-10-30"): ("arrangement", "rare-earths", (
        "Pause of Chinese rare-earth export controls against US trade concessions",
        "Pausa de controles chinos a tierras raras a cambio de concesiones de EE. UU.",
        "Pause des contrôles chinois sur les terres rares contre des concessions américaines")),
    ("Indonesia", "2025-07-22"): ("statement", "", (
        "Joint statement on reciprocal trade: lifts limits on mineral exports",
        "Declaración conjunta de comercio recíproco: levanta límites a minerales",
        "Déclaration conjointe sur le commerce réciproque : lève des limites aux minéraux")),
    ("Japan", "2025-10-27"): ("framework", "rare-earths", (
        "Framework on supply of critical minerals and rare earths",
        "Marco sobre el suministro de minerales críticos y tierras raras",
        "Cadre sur l'approvisionnement en minéraux critiques et en terres rares")),
    ("Japan and Republic of Korea", "2025-09-23"): ("statement", "", (
        "Three-way cooperation that names critical minerals",
        "Cooperación trilateral que nombra los minerales críticos",
        "Coopération à trois qui nomme les minéraux critiques")),
    ("Malaysia", "2025-10-26"): ("memorandum", "", (
        "Memorandum on diverse supply chains and investment",
        "Memorando sobre cadenas de suministro diversas e inversión",
        "Mémorandum sur des chaînes d'approvisionnement diverses et l'investissement")),
    ("Philippines", "2025-02"): ("framework", "nickel", (
        "Reciprocal trade framework with cooperation on nickel",
        "Marco de comercio recíproco con cooperación en níquel",
        "Cadre de commerce réciproque avec coopération sur le nickel")),
    ("Thailand", "2025-10-26"): ("memorandum", "", (
        "Memorandum on diverse supply chains and investment",
        "Memorando sobre cadenas de suministro diversas e inversión",
        "Mémorandum sur des chaînes d'approvisionnement diverses et l'investissement")),
}  # fmt: skip

MEASURES: dict[str, tuple[str, str, str, Titles]] = {  # kind, status, minerals, titles
    "CN-2023-39-graphite": ("licence", "in-force", "graphite", (
        "Export licence for high-grade synthetic graphite and for flake graphite",
        "Licencia de exportación para grafito sintético de alto grado y de escamas",
        "Licence d'exportation pour le graphite synthétique de haute qualité et en paillettes")),
    "CN-2024-33-antimony": ("licence", "in-force", "antimony|diamond-industrial", (
        "Export licence for antimony and for superhard materials equipment",
        "Licencia de exportación para antimonio y equipo de materiales superduros",
        "Licence d'exportation pour l'antimoine et l'équipement de matériaux superdurs")),
    "CN-2024-46-us-ban": ("ban", "partly-suspended", "gallium|germanium|antimony|graphite|diamond-industrial", (
        "Gallium, germanium and antimony barred to the US; graphite under strict review",
        "Galio, germanio y antimonio vedados a EE. UU.; grafito con revisión estricta",
        "Gallium, germanium et antimoine interdits vers les États-Unis ; graphite examiné de près")),
    "CN-2025-10-w-te-bi-mo-in": ("licence", "in-force", "tungsten|tellurium|bismuth|molybdenum|indium", (
        "Export licence for tungsten, tellurium, bismuth, molybdenum and indium",
        "Licencia de exportación para tungsteno, telurio, bismuto, molibdeno e indio",
        "Licence d'exportation pour tungstène, tellure, bismuth, molybdène et indium")),
    "CN-2025-18-mhree": ("licence", "in-force", "rare-earths|scandium|yttrium", (
        "Export licence for seven medium and heavy rare earths and their magnets",
        "Licencia de exportación para siete tierras raras medias y pesadas y sus imanes",
        "Licence d'exportation pour sept terres rares moyennes et lourdes et leurs aimants")),
    "CN-2025-55-superhard": ("licence", "suspended", "diamond-industrial", (
        "Export licence for synthetic diamond",
        "Licencia de exportación para diamante sintético",
        "Licence d'exportation pour le diamant synthétique")),
    "CN-2025-56-ree-equip": ("licence", "suspended", "rare-earths", (
        "Export licence for rare-earth equipment and extraction agents",
        "Licencia de exportación para equipo y extractantes de tierras raras",
        "Licence d'exportation pour l'équipement et les extractants de terres rares")),
    "CN-2025-57-hree": ("licence", "suspended", "rare-earths", (
        "Export licence for five more heavy rare earths",
        "Licencia de exportación para otras cinco tierras raras pesadas",
        "Licence d'exportation pour cinq autres terres rares lourdes")),
    "CN-2025-58-li-graphite": ("licence", "suspended", "lithium|graphite", (
        "Export licence for strong lithium batteries, cathodes and graphite anodes",
        "Licencia de exportación para baterías de litio potentes, cátodos y ánodos de grafito",
        "Licence d'exportation pour batteries au lithium puissantes, cathodes et anodes de graphite")),
    "CN-2025-61-extraterritorial": ("licence", "suspended", "rare-earths", (
        "Licence for goods made abroad with Chinese rare earths",
        "Licencia para bienes hechos fuera con tierras raras chinas",
        "Licence pour des biens faits à l'étranger avec des terres rares chinoises")),
    "CN-2025-62-tech": ("licence", "suspended", "rare-earths", (
        "Export licence for rare-earth technology",
        "Licencia de exportación para tecnología de tierras raras",
        "Licence d'exportation pour la technologie des terres rares")),
    "CN-2025-70-suspension": ("suspension", "in-force", "rare-earths|lithium|graphite|diamond-industrial", (
        "Six notices of October 2025 suspended",
        "Suspensión de seis avisos de octubre de 2025",
        "Suspension de six avis d'octobre 2025")),
    "CN-2025-general-licence": ("general-licence", "in-force", "rare-earths", (
        "General licences for some rare-earth exporters",
        "Licencias generales para algunos exportadores de tierras raras",
        "Licences générales pour certains exportateurs de terres rares")),
    "CN-2023-ga-ge": ("licence", "in-force", "gallium|germanium", (
        "Export licence for gallium and germanium",
        "Licencia de exportación para galio y germanio",
        "Licence d'exportation pour le gallium et le germanium")),
    "US-232-PCMDP": ("talks", "in-force", "", (
        "Section 232 on processed critical minerals: talks of 180 days, no tariff",
        "Sección 232 sobre minerales críticos procesados: 180 días de negociación, sin arancel",
        "Article 232 sur les minéraux critiques transformés : 180 jours de négociation, sans droit")),
    "MX-LIGIE-2026": ("tariff", "in-force", "iron-steel|aluminum", (
        "Mexico raises tariffs on goods from countries without a trade agreement",
        "México sube aranceles a bienes de países sin tratado comercial",
        "Le Mexique relève ses droits sur les biens de pays sans accord commercial")),
}  # fmt: skip

# Events of 2026 that the timeline does not list, by the stem and the id of the raw line: measure, kind, titles.
EVENTS: dict[tuple[str, str], tuple[str, str, Titles]] = {
    ("published", "us_mx_plan"): ("us-mx-action-plan", "talks", (
        "US-Mexico Action Plan on Critical Minerals: 60 days, price floors adjusted at the border",
        "Plan de Acción EE. UU.-México sobre minerales críticos: 60 días, precios mínimos con ajuste en frontera",
        "Plan d'action États-Unis-Mexique, minéraux\u00a0: 60 jours, prix planchers ajustés à la frontière")),
    ("hts-dates", "2026_rev_4"): ("us-s122-2026", "surcharge", (
        "Emergency-powers duties (IEEPA) invalidated; Section 122 surcharge of 10%",
        "Aranceles por poderes de emergencia (IEEPA) invalidados; sobretasa de 10% por la Sección 122",
        "Droits au titre des pouvoirs d'urgence (IEEPA) invalidés\u00a0; surtaxe de 10\u00a0% par l'article 122")),
}  # fmt: skip
